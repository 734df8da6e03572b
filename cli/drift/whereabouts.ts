import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { canonicalId } from "../../provider/api/identity";
import type { Workspace } from "../../provider/api/workspaces";
import type { Properties } from "../../provider/resources/resource";
import type { Estate, EstateOwner } from "../estate/estate";
import { ownerName } from "../estate/ownerName";
import type { Managed } from "../stack/managed";
import { DeviceIndex } from "./deviceIndex";
import type { Path } from "./propertyPath";

/** Whose a thing is and where, as far as Webex tells. */
export interface Whereabouts {
    /** The person or room, by name. */
    readonly owner?: string | undefined;
    readonly isRoom: boolean;
    /** The location's name. */
    readonly location?: string | undefined;
    /** The device that it is, or is about, as the organisation's list has it. */
    readonly device?: WebexDevice | undefined;
    /** The workspace that it is. */
    readonly workspace?: Workspace | undefined;
}

/** Puts ids into words. */
export interface IdNames {
    /** Both values of a property, as names if they are ids of owners or locations; ids behind names that are alike. */
    inWords(path: Path, expected: unknown, found: unknown): readonly [unknown, unknown];
}

/** The properties whose values are ids of owners. */
const OWNER_PROPERTIES: readonly (string | undefined)[] = ["personId", "workspaceId", "owner"];

/** Where the things of a stack are in an organisation. */
export class Places implements IdNames {
    readonly devices: DeviceIndex;
    /** The devices of the stack by their ids, for settings of one that is gone. */
    private readonly declared: ReadonlyMap<string, Managed>;

    constructor(
        readonly estate: Estate,
        things: readonly Managed[] = [],
    ) {
        this.devices = new DeviceIndex(estate);
        this.declared = new Map(
            things.flatMap((thing) => deviceIds(thing).map((id) => [canonicalId(id), thing] as const)),
        );
    }

    /** Whose a thing is, and where. */
    of({ kind, id, inputs, state }: Managed): Whereabouts {
        if (kind === "workspace") {
            const workspace = this.estate.workspace(id);
            const location =
                workspace === undefined
                    ? this.estate.location(text(state.locationId))
                    : this.estate.locationOf(workspace);
            const owner = workspace?.displayName ?? text(state.displayName) ?? text(inputs.displayName);
            return { owner, isRoom: true, location: location?.name, workspace };
        }
        const deviceId = kind === "device" ? id : text(kind === "code" ? state.deviceId : inputs.deviceId);
        const found = this.devices.byId(deviceId);
        const known = this.declared.get(canonicalId(deviceId ?? ""))?.state ?? state;
        const owners = found?.person === undefined && found?.workspace === undefined ? this.ownerIn(known) : found;
        const location = found?.location ?? this.locationOf(owners);
        return {
            owner: ownerName(owners),
            isRoom: owners.workspace !== undefined || (owners.person === undefined && isRoomIn(known)),
            location: location?.name,
            device: found?.device,
        };
    }

    inWords(path: Path, expected: unknown, found: unknown): readonly [unknown, unknown] {
        const property = path.at(-1);
        if (!OWNER_PROPERTIES.includes(property) && property !== "locationId") {
            return [expected, found];
        }
        const names = [expected, found].map((id) => this.nameOf(property, text(id)));
        const [was, is] = names;
        return was !== is ? [was ?? expected, is ?? found] : [withId(was, expected), withId(is, found)];
    }

    private nameOf(property: string | undefined, id: string | undefined): string | undefined {
        if (property === "locationId") {
            return this.estate.location(id)?.name;
        }
        return ownerName({ person: this.estate.person(id), workspace: this.estate.workspace(id) });
    }

    private ownerIn({ personId, workspaceId }: Properties): EstateOwner {
        return { person: this.estate.person(text(personId)), workspace: this.estate.workspace(text(workspaceId)) };
    }

    private locationOf({ person, workspace }: EstateOwner) {
        return workspace === undefined ? this.estate.location(person?.locationId) : this.estate.locationOf(workspace);
    }
}

function deviceIds({ kind, id, state }: Managed): readonly string[] {
    const ids = kind === "device" ? [id, state.webexDeviceId, state.callingDeviceId] : [];
    return ids.filter((each) => typeof each === "string");
}

function isRoomIn({ workspaceId }: Properties): boolean {
    return text(workspaceId) !== undefined;
}

function withId(name: string | undefined, id: unknown): unknown {
    return name === undefined ? id : `${name} (${String(id)})`;
}

function text(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}
