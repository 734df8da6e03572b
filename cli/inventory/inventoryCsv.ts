import type { Location } from "../../provider/api/locations";
import { emailFailures } from "../../sdk/csv/rowChecks";
import type { Estate, EstateDevice } from "../estate/estate";
import type { DeviceNaming } from "./deviceNaming";
import { isSafeCell } from "./safeCell";

/** A device with what a declaration calls it and names it by. */
export interface NamedDevice {
    readonly name: string;
    readonly naming: DeviceNaming;
    readonly each: EstateDevice;
}

/** The columns, by their names in `devicesFromCsv`. */
const COLUMNS = [
    ...(["name", "mac", "model", "serial", "deviceId", "person", "personId"] as const),
    ...(["workspace", "workspaceId", "location", "tags"] as const),
] as const;

type Cells = { readonly [column in (typeof COLUMNS)[number]]?: string | undefined };

/** A CSV file, and what of the devices cannot stand in it. */
export interface InventoryCsv {
    readonly text: string;
    /** The names of the devices whose tags are left out. */
    readonly withoutTags: readonly string[];
}

/**
 * The devices as a file that `devicesFromCsv` reads. No cell begins like a formula. An owner whose name cannot stand in
 * a cell, is nobody's alone, or is not known stands there by the id.
 */
export async function inventoryCsv(estate: Estate, devices: readonly NamedDevice[]): Promise<InventoryCsv> {
    // Commands that write no file need no writer.
    const { stringify } = await import("csv-stringify/sync");
    const known = knownNames(estate);
    const rows = devices.map((device) => cellsOf(device, estate, known));
    const records = rows.map((cells) => COLUMNS.map((column) => cells[column] ?? ""));
    const withoutTags = devices.filter(
        ({ each }, at) => (each.device.tags ?? []).length > 0 && rows[at]?.tags === undefined,
    );
    return {
        text: stringify([[...COLUMNS], ...records], { record_delimiter: "unix" }),
        withoutTags: withoutTags.map(({ name }) => name),
    };
}

function cellsOf({ name, naming, each }: NamedDevice, estate: Estate, known: Known): Cells {
    return { name, ...numberCells(naming, each), ...ownerCells(each, estate, known), tags: tagsCell(each.device.tags) };
}

function numberCells({ by: _, ...numbers }: DeviceNaming, { device: { id } }: EstateDevice): Cells {
    const isPlain = Object.values(numbers).every((text) => text === undefined || plainCell(text) !== undefined);
    return isPlain ? numbers : { deviceId: id };
}

/** The cells that say whose a device is, and where: by names where the reader finds exactly this owner by them. */
function ownerCells({ device, person, workspace, location }: EstateDevice, estate: Estate, known: Known): Cells {
    const place = plainCell(location?.name);
    const { personId, workspaceId } = device;
    if (workspaceId === undefined) {
        const email = plainCell(person?.emails[0]);
        const isAddress = email !== undefined && emailFailures("person", email).length === 0;
        const isOne = isAddress && known.emails.get(nameKey(email)) === 1;
        return isOne ? { person: email, location: place } : { personId, location: place };
    }
    const name = plainCell(workspace?.displayName);
    if (workspace === undefined || name === undefined) {
        return { workspaceId, location: place };
    }
    const room = estate.locationOf(workspace);
    const roomPlace = plainCell(room?.name);
    const isPlaceOne = roomPlace !== undefined && known.locations.get(nameKey(roomPlace)) === 1;
    if (isPlaceOne && known.rooms.get(roomKey(name, room)) === 1) {
        return { workspace: name, location: roomPlace };
    }
    return known.rooms.get(nameKey(name)) === 1 ? { workspace: name } : { workspaceId, location: place };
}

/** How many have a name, as the reader compares names. */
type Counts = ReadonlyMap<string, number>;

/** The names of an organisation, with their numbers. */
interface Known {
    readonly emails: Counts;
    readonly locations: Counts;
    /** By name alone, and by name and location. */
    readonly rooms: Counts;
}

function knownNames(estate: Estate): Known {
    const { people, workspaces, locations } = estate.parts;
    const rooms = workspaces.flatMap((workspace) => {
        const { displayName = "" } = workspace;
        return [nameKey(displayName), roomKey(displayName, estate.locationOf(workspace))];
    });
    return {
        emails: countsOf(people.flatMap(({ emails }) => [...new Set(emails.map(nameKey))])),
        locations: countsOf(locations.map(({ name }) => nameKey(name))),
        rooms: countsOf(rooms),
    };
}

function countsOf(keys: readonly string[]): Counts {
    const counts = new Map<string, number>();
    for (const key of keys) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
}

function roomKey(name: string, location: Location | undefined): string {
    return `${nameKey(name)}\u0000${location?.id ?? ""}`;
}

/** Neither case nor white space around counts. */
function nameKey(name: string): string {
    return name.trim().toLowerCase();
}

/** A text as a cell; undefined where the reader would find another one there, or a spreadsheet a formula. */
function plainCell(text: string | undefined): string | undefined {
    return text !== undefined && isSafeCell(text) && isKeptByReader(text) && text !== "" ? text : undefined;
}

/** The reader takes white space from both ends, and makes one kind of line break of all. */
function isKeptByReader(text: string): boolean {
    return text.trim() === text && !/[\r\u0000\uffff]/.test(text) && !/\p{Surrogate}/u.test(text);
}

/** The tags in one cell; undefined where there are none, or where one cannot stand there. */
function tagsCell(tags: readonly string[] = []): string | undefined {
    const isWritable = tags.every((tag) => isKeptByReader(tag) && tag !== "" && !tag.includes("|"));
    if (tags.length === 0 || !isWritable) {
        return undefined;
    }
    const cell = tags.join("|");
    // The reader takes an empty tag for none.
    return [cell, `|${cell}`].find(isSafeCell);
}
