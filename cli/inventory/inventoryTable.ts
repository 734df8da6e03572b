import { byName } from "../byName";
import { ownerName } from "../estate/ownerName";
import { textTable } from "../textTable";
import type { Selection } from "./selection";

const HEADS = ["LOCATION", "OWNER", "DEVICE", "MAC OR SERIAL", "STATUS", "TAGS"] as const;

/** Stands where there is nothing to say. */
const NOTHING = "–";

/** The devices of a selection, and its workspaces without one, by location and owner, with a line that counts them. */
export function inventoryTable({ estate, devices, workspaces }: Selection): string {
    const occupied = new Set(devices.map(({ workspace }) => workspace));
    const empty = workspaces.filter((workspace) => !occupied.has(workspace));
    const rows = [
        ...devices.map((each) => {
            const { device, location } = each;
            const { product, mac, serial, connectionStatus, tags = [] } = device;
            return [
                location?.name,
                ownerName(each) ?? device.workspaceId ?? device.personId,
                product ?? device.displayName,
                device.type === "phone" ? (mac ?? serial) : (serial ?? mac),
                connectionStatus,
                tags.join(", "),
            ];
        }),
        ...empty.map((workspace) => [
            estate.locationOf(workspace)?.name,
            ownerName({ workspace }),
            "(no device)",
            undefined,
            undefined,
            undefined,
        ]),
    ];
    rows.sort((a, b) => byCells(a, b));
    const shown = rows.map((row) => row.map((cell) => (cell === undefined || cell.trim() === "" ? NOTHING : cell)));
    return `${textTable(HEADS, shown)}\n\n${countWords(devices.length, workspaces.length, empty.length)}`;
}

/** By the first cell that differs; what has none comes last. */
function byCells(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
    return a.map((cell, at) => byName(cell, b[at])).find((order) => order !== 0) ?? 0;
}

function countWords(devices: number, workspaces: number, empty: number): string {
    const without = empty === 0 ? "" : `, ${empty} of them without a device`;
    return `${counted(devices, "device")}, ${counted(workspaces, "workspace")}${without}`;
}

/** A number with the word for what it counts. */
export function counted(count: number, word: string): string {
    return `${count} ${word}${count === 1 ? "" : "s"}`;
}
