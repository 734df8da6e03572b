import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { canonicalId } from "../../provider/api/identity";
import type { Location } from "../../provider/api/locations";
import type { Person } from "../../provider/api/people";
import type { Workspace } from "../../provider/api/workspaces";

/** Who has a device: a person, or a room. */
export interface EstateOwner {
    readonly person?: Person | undefined;
    readonly workspace?: Workspace | undefined;
}

/** A device with whom it belongs to and where it is, as far as Webex tells. */
export interface EstateDevice extends EstateOwner {
    readonly device: WebexDevice;
    readonly location?: Location | undefined;
}

/** The parts of an organisation: people who own devices, workspaces, locations, devices. */
export interface EstateParts {
    /** The people who own a device. */
    readonly people: readonly Person[];
    readonly workspaces: readonly Workspace[];
    readonly locations: readonly Location[];
    readonly devices: readonly WebexDevice[];
}

/** An organisation whose parts find each other. Ids are compared as Webex's, in any of their spellings. */
export class Estate {
    readonly devices: readonly EstateDevice[];
    private readonly peopleById: ReadonlyMap<string, Person>;
    private readonly workspacesById: ReadonlyMap<string, Workspace>;
    private readonly locationsById: ReadonlyMap<string, Location>;
    private readonly devicesById: ReadonlyMap<string, EstateDevice>;

    constructor(readonly parts: EstateParts) {
        this.peopleById = byId(parts.people);
        this.workspacesById = byId(parts.workspaces);
        this.locationsById = byId(parts.locations);
        this.devices = parts.devices.map((device) => this.joined(device));
        this.devicesById = new Map(this.devices.map((each) => [canonicalId(each.device.id), each]));
    }

    device(id: string): EstateDevice | undefined {
        return this.devicesById.get(canonicalId(id));
    }

    person(id: string | undefined): Person | undefined {
        return id === undefined ? undefined : this.peopleById.get(canonicalId(id));
    }

    workspace(id: string | undefined): Workspace | undefined {
        return id === undefined ? undefined : this.workspacesById.get(canonicalId(id));
    }

    location(id: string | undefined): Location | undefined {
        return id === undefined ? undefined : this.locationsById.get(canonicalId(id));
    }

    /** Where a workspace is. Answers that are older than locations name it in another field. */
    locationOf({ locationId, workspaceLocationId }: Workspace): Location | undefined {
        return this.location(locationId) ?? this.location(workspaceLocationId);
    }

    private joined(device: WebexDevice): EstateDevice {
        const workspace = this.workspace(device.workspaceId);
        const person = workspace === undefined ? this.person(device.personId) : undefined;
        // A device in a room is where the room is, whatever else an older answer says.
        const location =
            (workspace === undefined ? undefined : this.locationOf(workspace)) ??
            this.location(device.locationId) ??
            this.location(person?.locationId);
        return { device, person, workspace, location };
    }
}

function byId<T extends { readonly id: string }>(parts: readonly T[]): ReadonlyMap<string, T> {
    return new Map(parts.map((part) => [canonicalId(part.id), part]));
}
