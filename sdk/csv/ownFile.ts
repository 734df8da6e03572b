import { closest, distance } from "fastest-levenshtein";
import { type CsvRow, UNREADABLE } from "./csvText";
import {
    type Column,
    type FileContent,
    type FileRow,
    type HeadedCells,
    headedRows,
    OWNER_COLUMNS,
    type Problem,
} from "./fileRows";

/** Each column by its heading in lower case, without spaces, dashes and underscores. */
const COLUMN_OF = new Map<string, Column>([
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
]);

/** The columns of which the entry itself holds the cell, as its key or as an input. */
const HELD: readonly Column[] = ["name", "mac", "model", "serial", "deviceId", "personId", "workspaceId", "tags"];

/** What a file with our own columns says; `suspects` are columns that may be misspelt. */
export interface OwnFile extends FileContent {
    readonly suspects: readonly { readonly heading: string; readonly nearest: Column }[];
}

/** Reads a file whose header names our own columns, in any order, and others that are kept as they are. */
export function readOwnFile(header: CsvRow, rows: readonly CsvRow[]): OwnFile {
    const { cells: headings, line } = header;
    const headingOf = (column: string) => column;
    if (headings === undefined) {
        return { rows: [], problems: [{ line, reason: UNREADABLE }], suspects: [], headingOf };
    }
    const problems = headerProblems(line, headings);
    // Without its columns there is nothing to say about a row.
    if (problems.length > 0) {
        return { rows: [], problems, suspects: [], headingOf };
    }
    const headed = headedRows(headings, rows);
    const fileRows = headed.rows.map(toFileRow);
    return {
        rows: fileRows,
        problems: [...headed.problems, ...fileRows.flatMap(rowProblems)],
        suspects: headings.flatMap(suspect),
        headingOf,
    };
}

function columnOf(heading: string): Column | undefined {
    return COLUMN_OF.get(plainHeading(heading));
}

function plainHeading(heading: string): string {
    return heading.toLowerCase().replace(/[ _-]/g, "");
}

function headerProblems(line: number, headings: readonly string[]): Problem[] {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    for (const [at, heading] of headings.entries()) {
        const name = columnOf(heading) ?? heading;
        if (heading === "") {
            problems.push({ line, reason: `column ${at + 1} has no name` });
        } else if (seen.has(name.toLowerCase())) {
            problems.push({ line, reason: `the column "${name}" is there twice` });
        }
        seen.add(name.toLowerCase());
    }
    if (!headings.some((heading) => columnOf(heading) === "name")) {
        problems.push({ line, reason: 'the column "name" is missing' });
    }
    return problems;
}

/** A heading that is a known one but for a letter, or two letters of a long one. */
function suspect(heading: string): { heading: string; nearest: Column }[] {
    const plain = plainHeading(heading);
    const known = closest(plain, [...COLUMN_OF.keys()]);
    const nearest = COLUMN_OF.get(known);
    const isNear = distance(plain, known) <= (plain.length > 5 ? 2 : 1);
    return isNear && nearest !== undefined && !COLUMN_OF.has(plain) ? [{ heading, nearest }] : [];
}

function toFileRow({ line, cells }: HeadedCells): FileRow {
    const named = cells.map(([heading, cell]) => ({ heading, cell, column: columnOf(heading) }));
    const values = named.flatMap(({ column, cell }) => (column === undefined ? [] : [[column, cell] as const]));
    const extra = named.filter(({ column }) => column === undefined || !HELD.includes(column));
    return {
        line,
        kind: "devices",
        values: Object.fromEntries(values),
        extra: Object.fromEntries(extra.map(({ heading, cell }) => [columnOf(heading) ?? heading, cell])),
    };
}

/** What is wrong with a row's name and owner. A device that is taken over has its owner already. */
function rowProblems({ line, values }: FileRow): Problem[] {
    const problems: Problem[] = values.name === undefined ? [{ line, column: "name", reason: "is missing" }] : [];
    const owners = OWNER_COLUMNS.filter((column) => values[column] !== undefined);
    const isTakenOver = values.serial !== undefined || values.deviceId !== undefined;
    const all = OWNER_COLUMNS.join(", ");
    if (owners.length > 1) {
        problems.push({
            line,
            reason: `${owners.join(" and ")} are given; a device has one owner, so give one of them`,
        });
    } else if (owners.length === 0 && !isTakenOver) {
        problems.push({ line, reason: `its owner is missing; give one of ${all}` });
    }
    return problems;
}
