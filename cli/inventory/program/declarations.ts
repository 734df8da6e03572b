import { canonicalId } from "../../../provider/api/identity";
import type { Workspace } from "../../../provider/api/workspaces";
import type { OwnSettings } from "../../../provider/resources/deviceConfiguration/ownSettings";
import { isSaid } from "../../../provider/resources/saidText";
import type { EstateDevice } from "../../estate/estate";
import { ownerName } from "../../estate/ownerName";
import { type DeviceNaming, idKey, namingKey } from "../deviceNaming";
import { givenNames, inOrder, wantedDeviceName, wantedLocationName, wantedWorkspaceName } from "../names";
import type { Selection } from "../selection";

/** A workspace that a program takes over. */
export interface DeclaredWorkspace {
    readonly key: string;
    readonly id: string;
    readonly name: string;
    /** Undefined where the name says nothing, or where no program could repeat it. */
    readonly displayName: string | undefined;
}

/** Whose a device is, as a program says it. */
export type DeclaredOwner =
    | { readonly by: "workspace"; readonly workspace: DeclaredWorkspace }
    | { readonly by: "email"; readonly email: string; readonly label: string }
    | {
          readonly by: "id";
          readonly input: "personId" | "workspaceId";
          readonly id: string;
          readonly label: string | undefined;
      };

/** A device that a program adopts or takes over. */
export interface DeclaredDevice {
    readonly key: string;
    readonly id: string;
    readonly name: string;
    readonly naming: DeviceNaming;
    readonly owner: DeclaredOwner | undefined;
    /** Undefined where there are none, and where no program could repeat them. */
    readonly tags: readonly string[] | undefined;
    readonly hasOddTags: boolean;
    readonly product: string | undefined;
    /** The id that Webex keeps the settings under, if another than `id`. */
    readonly settingsId: string | undefined;
    readonly settings: OwnSettings | undefined;
}

/** Everything in one location, or in none. */
export interface Section {
    readonly key: string;
    /** For a file or a batch. */
    readonly name: string;
    /** The location, for people. */
    readonly title: string;
    readonly workspaces: readonly DeclaredWorkspace[];
    readonly devices: readonly DeclaredDevice[];
}

/** Names that an earlier run gave, by the keys of what they stand for. */
export interface KnownNames {
    readonly workspaces: ReadonlyMap<string, string>;
    readonly devices: ReadonlyMap<string, string>;
    readonly sections: ReadonlyMap<string, string>;
}

/** Where nothing was named before. */
export const NO_NAMES: KnownNames = { workspaces: new Map(), devices: new Map(), sections: new Map() };

/** The rules by which a selection becomes declarations. */
export interface DeclarationOptions {
    readonly known: KnownNames;
    /** Whether workspaces are resources: only Cisco's contract has some. */
    readonly declaresWorkspaces: boolean;
    readonly namingOf: (device: EstateDevice) => DeviceNaming | undefined;
    /** The settings of a device that a program is to declare, by the device's id. */
    readonly settings: ReadonlyMap<string, OwnSettings>;
}

/** Everything that a program declares, by locations, and what it has to leave out. */
export interface Declarations {
    readonly sections: readonly Section[];
    /** Devices that are not there yet. */
    readonly notYet: readonly EstateDevice[];
}

/** A selection as what a program declares of it. No I/O. */
export function declarationsOf(selection: Selection, options: DeclarationOptions): Declarations {
    const { estate } = selection;
    const workspaces = declaredWorkspaces(selection, options);
    const byId = new Map(workspaces.map(({ declared }) => [canonicalId(declared.id), declared]));
    const { devices, notYet } = declaredDevices(selection, byId, options);
    const places = new Map(
        [undefined, ...estate.parts.locations].map((location) => [location?.id ?? "", location] as const),
    );
    const used = [...new Set([...workspaces, ...devices].map(({ place }) => place))];
    const names = givenNames(
        used.map((key) => ({ key, wanted: wantedLocationName(places.get(key)), created: undefined })),
        options.known.sections,
    );
    const sections = used.map((key): Section => {
        const location = places.get(key);
        return {
            key,
            name: names.get(key) ?? key,
            title: location === undefined ? "Without a location" : location.name.trim() || location.id,
            workspaces: inSection(workspaces, key),
            devices: inSection(devices, key),
        };
    });
    return { sections: sections.sort((a, b) => inSectionOrder(a, b)), notYet };
}

/** By name, what is in no location last. */
function inSectionOrder(a: Section, b: Section): number {
    return Number(a.key === "") - Number(b.key === "") || inOrder(a.name, b.name);
}

interface Placed<T> {
    /** The id of the location, empty for none. */
    readonly place: string;
    readonly declared: T;
}

function inSection<T extends { readonly name: string }>(all: readonly Placed<T>[], key: string): readonly T[] {
    return all
        .filter(({ place }) => place === key)
        .map(({ declared }) => declared)
        .sort((a, b) => inOrder(a.name, b.name));
}

function declaredWorkspaces(
    { estate, workspaces }: Selection,
    { known, declaresWorkspaces }: DeclarationOptions,
): readonly Placed<DeclaredWorkspace>[] {
    if (!declaresWorkspaces) {
        return [];
    }
    const wanted = wantedWorkspaceName(estate);
    const names = givenNames(
        workspaces.map((each) => ({ key: workspaceKey(each), wanted: wanted(each), created: each.created })),
        known.workspaces,
    );
    return workspaces.map((workspace) => {
        const { id, displayName } = workspace;
        const key = workspaceKey(workspace);
        const isRepeatable = displayName !== undefined && isSaid(displayName);
        return {
            place: estate.locationOf(workspace)?.id ?? "",
            declared: { key, id, name: names.get(key) ?? key, displayName: isRepeatable ? displayName : undefined },
        };
    });
}

function workspaceKey({ id }: Workspace): string {
    return canonicalId(id);
}

function declaredDevices(
    { devices }: Selection,
    workspaces: ReadonlyMap<string, DeclaredWorkspace>,
    { known, namingOf, settings }: DeclarationOptions,
): { readonly devices: readonly Placed<DeclaredDevice>[]; readonly notYet: readonly EstateDevice[] } {
    const workspaceOf = ({ workspace }: EstateDevice): DeclaredWorkspace | undefined =>
        workspace === undefined ? undefined : workspaces.get(canonicalId(workspace.id));
    const notYet: EstateDevice[] = [];
    const named = devices.flatMap((each) => {
        const naming = namingOf(each);
        if (naming === undefined) {
            notYet.push(each);
            return [];
        }
        return [{ each, naming, key: namingKey(naming) }];
    });
    const names = givenNames(
        named.map(({ each, key }) => ({
            key,
            formerKey: idKey(each.device.id),
            wanted: wantedDeviceName(each, workspaceOf(each)?.name ?? each.workspace?.displayName),
            created: each.device.created,
        })),
        known.devices,
    );
    const declared = named.map(({ each, naming, key }) => ({
        place: each.location?.id ?? "",
        declared: {
            ...{ key, naming, id: each.device.id, name: names.get(key) ?? key, product: each.device.product },
            ...{ owner: ownerOf(each, workspaceOf(each)), ...tagsOf(each) },
            ...{ settingsId: settingsIdOf(each), settings: settings.get(each.device.id) },
        },
    }));
    return { devices: declared, notYet };
}

function ownerOf(each: EstateDevice, workspace: DeclaredWorkspace | undefined): DeclaredOwner | undefined {
    if (workspace !== undefined) {
        return { by: "workspace", workspace };
    }
    const { personId, workspaceId } = each.device;
    const label = ownerName(each);
    if (workspaceId !== undefined) {
        return { by: "id", input: "workspaceId", id: workspaceId, label };
    }
    const email = each.person?.emails[0];
    // Whether Webex could find the person again by it.
    if (email !== undefined && /^[^\s@]+@[^\s@]+$/.test(email) && isSaid(email)) {
        return { by: "email", email, label: each.person?.displayName ?? email };
    }
    return personId === undefined ? undefined : { by: "id", input: "personId", id: personId, label };
}

function tagsOf({ device: { tags = [] } }: EstateDevice): Pick<DeclaredDevice, "tags" | "hasOddTags"> {
    const hasOddTags = !tags.every(isSaid);
    return { tags: tags.length === 0 || hasOddTags ? undefined : tags, hasOddTags };
}

/** Settings go by another id than the device where Webex tells one. */
function settingsIdOf({ device: { id, webexDeviceId } }: EstateDevice): string | undefined {
    return webexDeviceId === undefined || canonicalId(webexDeviceId) === canonicalId(id) ? undefined : webexDeviceId;
}
