import type { WebexDevice } from "../../provider/api/devices/webexDevice";
import { sameId } from "../../provider/api/identity";
import type { Location } from "../../provider/api/locations";
import type { Workspace } from "../../provider/api/workspaces";
import { CliError } from "../cliError";
import type { Estate, EstateDevice } from "../estate/estate";
import { nearestWords } from "./nearest";

/** Which part of an organisation a command is about; all of it where nothing is given. */
export interface Filters {
    /** A location, by its name or its id. */
    readonly location?: string | undefined;
    /** A tag of devices. */
    readonly tag?: string | undefined;
    /** A person, by an e-mail address or the id; or a workspace, by its name or its id. */
    readonly owner?: string | undefined;
}

/** A part of an organisation, with all of it behind. */
export interface Selection {
    readonly estate: Estate;
    readonly devices: readonly EstateDevice[];
    /** The workspaces, those without a device, too; with a tag those alone whose devices have it. */
    readonly workspaces: readonly Workspace[];
}

/** Whose a device is. */
type Owned = Pick<EstateDevice, "person" | "workspace"> & { readonly device?: WebexDevice };

/**
 * The devices and workspaces that the filters let through. Names are compared in upper or lower case. Throws `CliError`
 * for a location or an owner that there is not, with the nearest.
 */
export function select(estate: Estate, filters: Filters): Selection {
    const { tag } = filters;
    const isInLocation = locationTest(estate, filters.location);
    const isOwned = ownerTest(estate, filters.owner);
    const devices = estate.devices.filter(
        (each) =>
            isInLocation(each.location) &&
            isOwned(each) &&
            (tag === undefined || (each.device.tags ?? []).some((own) => isSame(own, tag))),
    );
    const withDevices = new Set(devices.map(({ workspace }) => workspace));
    const workspaces = estate.parts.workspaces.filter(
        (workspace) =>
            withDevices.has(workspace) ||
            (tag === undefined && isInLocation(estate.locationOf(workspace)) && isOwned({ workspace })),
    );
    return { estate, devices, workspaces };
}

/** Words for a tag that no device has; undefined if one has it, or if none was asked for. */
export function unknownTag(estate: Estate, tag: string | undefined): string | undefined {
    const known = new Set(estate.devices.flatMap(({ device }) => device.tags ?? []));
    if (tag === undefined || [...known].some((each) => isSame(each, tag))) {
        return undefined;
    }
    return `no device has the tag "${tag}"${nearestWords(tag, [...known])}`;
}

function locationTest(estate: Estate, wanted: string | undefined): (location: Location | undefined) => boolean {
    if (wanted === undefined) {
        return () => true;
    }
    const { locations } = estate.parts;
    const found = new Set(locations.filter(({ id, name }) => isSame(name, wanted) || sameId(id, wanted)));
    if (found.size === 0) {
        const names = locations.map(({ name }) => name);
        throw new CliError(
            locations.length === 0
                ? `there is no location "${wanted}": Webex tells none. Leave --location out, or give the token the scope to read them`
                : `there is no location "${wanted}"${nearestWords(wanted, names)}. Give the name or the id of a location`,
        );
    }
    return (location) => location !== undefined && found.has(location);
}

function ownerTest(estate: Estate, wanted: string | undefined): (owned: Owned) => boolean {
    if (wanted === undefined) {
        return () => true;
    }
    const isWanted = ({ person, workspace, device }: Owned): boolean =>
        [person?.id, workspace?.id, device?.personId, device?.workspaceId].some(
            (id) => id !== undefined && sameId(id, wanted),
        ) ||
        isSame(workspace?.displayName, wanted) ||
        (person?.emails ?? []).some((email) => isSame(email, wanted));
    const { people, workspaces } = estate.parts;
    const isKnown =
        people.some((person) => isWanted({ person })) ||
        workspaces.some((workspace) => isWanted({ workspace })) ||
        estate.devices.some(isWanted);
    if (!isKnown) {
        const names = [
            ...people.flatMap(({ emails }) => emails),
            ...workspaces.flatMap((each) => each.displayName ?? []),
        ];
        throw new CliError(
            `nobody who has a device has the e-mail address "${wanted}", and no workspace is called so` +
                `${nearestWords(wanted, names)}. Give an e-mail address, the name of a workspace, or the id of either`,
        );
    }
    return isWanted;
}

function isSame(a: string | undefined, b: string): boolean {
    return a?.trim().toLowerCase() === b.trim().toLowerCase();
}
