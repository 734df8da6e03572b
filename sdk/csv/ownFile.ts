import type { CsvRow } from "./csvText";
import { type Column, type FileContent, type FileRow, OWNER_COLUMNS, type Problem } from "./fileRows";
import { type OwnColumns, readOwnRows, type Suspect } from "./ownColumns";

const COLUMNS: OwnColumns<Column> = {
    byHeading: new Map<string, Column>([
        ["name", "name"],
        ["mac", "mac"],
        ["macaddress", "mac"],
        ["model", "model"],
        ["serial", "serial"],
        ["serialnumber", "serial"],
        ["deviceid", "deviceId"],
        ["personid", "personId"],
        ["person", "person"],
        ["workspaceid", "workspaceId"],
        ["workspace", "workspace"],
        ["location", "location"],
        ["tags", "tags"],
    ]),
    held: ["name", "mac", "model", "serial", "deviceId", "personId", "workspaceId", "tags"],
};

/** What a file with our own columns says of devices; `suspects` are columns that may be misspelt. */
export interface OwnFile extends FileContent {
    readonly suspects: readonly Suspect[];
}

/** Reads a file of devices whose header names our own columns, in any order, and others that are kept as they are. */
export function readOwnFile(header: CsvRow, rows: readonly CsvRow[]): OwnFile {
    const own = readOwnRows(COLUMNS, header, rows);
    const fileRows = own.rows.map((row): FileRow => ({ ...row, kind: "devices" }));
    return {
        rows: fileRows,
        problems: [...own.problems, ...fileRows.flatMap(ownerProblems)],
        suspects: own.suspects,
        headingOf: (column) => column,
    };
}

/** What is wrong with a row's owner. A device that is taken over has its owner already. */
function ownerProblems({ line, values }: FileRow): Problem[] {
    const owners = OWNER_COLUMNS.filter((column) => values[column] !== undefined);
    const isTakenOver = values.serial !== undefined || values.deviceId !== undefined;
    const all = OWNER_COLUMNS.join(", ");
    if (owners.length > 1) {
        return [{ line, reason: `${owners.join(" and ")} are given; a device has one owner, so give one of them` }];
    }
    return owners.length === 0 && !isTakenOver ? [{ line, reason: `its owner is missing; give one of ${all}` }] : [];
}
