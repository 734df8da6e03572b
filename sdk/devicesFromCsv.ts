import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { closest } from "fastest-levenshtein";
import { normalizeMac } from "../provider/api/identity";
import { TEXT } from "../provider/definitions/common";
import { checkedArgs, plainError } from "./dataSource";

/** One device of a file, as a `DeviceBatchEntry`; what its row does not give is not there. */
export interface DeviceFromCsv {
    readonly mac?: string | undefined;
    readonly model?: string | undefined;
    readonly personId?: string | undefined;
    readonly workspaceId?: string | undefined;
    readonly tags?: readonly string[] | undefined;
}

type DeviceInputsModule = typeof import("../provider/resources/device/deviceInputs");

const COLUMNS = ["name", "mac", "model", "personId", "workspaceId", "tags"] as const;
type Column = (typeof COLUMNS)[number];
const COLUMN_OF = new Map<string, Column>(COLUMNS.map((column) => [column.toLowerCase(), column]));

/** Between the tags in a cell. Spreadsheets put commas or semicolons between cells, never this. */
const TAG_SEPARATOR = "|";

/** What a contract asks for besides is checked when the devices are made: a file can be read without a stack. */
const ANY_CONTRACT = { name: "crud", neededToRegister: [] } as const;

const UNREADABLE =
    "its quotes cannot be read; a cell with a quote in it stands in quotes as a whole, with that quote written twice";

/** The line that a row begins on, and its cells; none if its quotes cannot be read. */
interface Row {
    readonly line: number;
    readonly cells: readonly string[] | undefined;
}

/**
 * The devices in a CSV file, by their names, as a `DeviceBatch` takes them. MAC addresses and tags come as the provider
 * keeps them: `52EAD324FD21`, and sorted without repetitions.
 *
 * The first row names the columns, in any order, in upper or lower case: `name`, and any of `mac`, `model`, `personId`,
 * `workspaceId` and `tags`, the latter with `|` between one tag and the next. Cells are separated by commas, or by
 * semicolons where the first row has those and no comma. An empty cell is a value that is not given. White space around
 * a cell does not count, nor does a row of empty cells. The file is UTF-8; a relative path starts from the working
 * directory, which for a Pulumi program is its project's folder.
 *
 * Throws `pulumi.RunError` if the file cannot be read, or with all that is wrong in it, line by line.
 */
export function devicesFromCsv(path: string): Record<string, DeviceFromCsv> {
    checkedArgs("devicesFromCsv", { path }, { properties: { path: TEXT } }, ["path"]);
    const [header, ...rows] = readRows(readText(path));
    if (header === undefined) {
        throw plainError(`devicesFromCsv: ${path} is empty; its first row must name the columns`);
    }

    const problems: string[] = [];
    const columns = readColumns(header, problems);
    // Without its columns there is nothing to say about a row.
    const entries = problems.length === 0 ? readEntries(rows, columns, problems) : [];
    if (problems.length > 0) {
        throw plainError(`devicesFromCsv: ${path} cannot be used as it is:\n  ${problems.join("\n  ")}`);
    }
    return Object.fromEntries(entries);
}

function readText(path: string): string {
    let bytes: Buffer;
    try {
        // The whole path, so that the system's message says where the file was looked for.
        bytes = readFileSync(resolve(path));
    } catch (error) {
        throw plainError(`devicesFromCsv: reading ${path} failed: ${(error as Error).message}`);
    }
    if (!isUtf8(bytes)) {
        throw plainError(`devicesFromCsv: ${path} is not UTF-8 text; spreadsheets save that as "CSV UTF-8"`);
    }
    // One kind of line break: csv-parse would count a CRLF within quotes as two lines. The decoder drops a BOM.
    return new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
}

/** The rows that have something in a cell, the header first. */
function readRows(text: string): Row[] {
    // Not at the top: most programs read no file. A literal `require` is what bundlers see.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { CsvError, parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
    const lines = text.split("\n");
    const header = lines.find((line) => line.trim() !== "") ?? "";
    const delimiter = header.includes(";") && !header.includes(",") ? ";" : ",";

    const rows: Row[] = [];
    let read = 0;
    while (read < lines.length) {
        const start = read;
        const take = (record: readonly string[], { lines: last }: { readonly lines: number }) => {
            const breaks = record.join("").split("\n").length - 1;
            const cells = record.map((cell) => cell.trim());
            if (cells.some((cell) => cell !== "")) {
                rows.push({ line: start + last - breaks, cells });
            }
            read = start + last;
            return null;
        };
        try {
            parse(lines.slice(start).join("\n"), {
                delimiter,
                record_delimiter: "\n",
                relax_column_count: true,
                trim: true,
                on_record: take,
            });
            break;
        } catch (error) {
            if (!(error instanceof CsvError)) {
                throw error;
            }
            // A quote that is not closed swallows what follows it, so the next line is read anew.
            read += 1;
            rows.push({ line: read, cells: undefined });
        }
    }
    return rows;
}

/** The columns that the header names; what is wrong with it goes to `problems`. */
function readColumns({ line, cells }: Row, problems: string[]): Column[] {
    if (cells === undefined) {
        problems.push(`line ${line}: ${UNREADABLE}`);
        return [];
    }
    const columns: Column[] = [];
    for (const [at, cell] of cells.entries()) {
        const column = COLUMN_OF.get(cell.toLowerCase());
        if (cell === "") {
            problems.push(`line ${line}: column ${at + 1} has no name`);
        } else if (column === undefined) {
            const nearest = COLUMN_OF.get(closest(cell.toLowerCase(), [...COLUMN_OF.keys()])) ?? "";
            problems.push(`line ${line}: there is no column "${cell}"; the nearest is "${nearest}"`);
        } else if (columns.includes(column)) {
            problems.push(`line ${line}: the column "${column}" is there twice`);
        } else {
            columns.push(column);
        }
    }
    if (!columns.includes("name")) {
        problems.push(`line ${line}: the column "name" is missing`);
    }
    return columns;
}

/** The rows' entries and their names; what is wrong with them goes to `problems`. */
function readEntries(rows: readonly Row[], columns: readonly Column[], problems: string[]) {
    const entries: [string, DeviceFromCsv][] = [];
    const lineOf = new Map<string, number>();
    for (const { line, cells } of rows) {
        if (cells === undefined) {
            problems.push(`line ${line}: ${UNREADABLE}`);
        } else if (cells.length !== columns.length) {
            problems.push(`line ${line}: it has ${cells.length} cells; expected ${columns.length}`);
        } else {
            const given = columns.map((column, at) => [column, cells[at]]).filter(([, cell]) => cell !== "");
            const { name, entry, failures } = readEntry(Object.fromEntries(given) as Partial<Record<Column, string>>);
            const unique = [
                ["name", name],
                ["mac", normalizeMac(entry.mac ?? "")],
            ] as const;
            for (const [column, value] of unique) {
                if (value === undefined) {
                    continue;
                }
                const earlier = lineOf.get(`${column} ${value}`);
                if (earlier === undefined) {
                    lineOf.set(`${column} ${value}`, line);
                } else {
                    failures.push({ property: column, reason: `"${value}" is on line ${earlier} already` });
                }
            }
            problems.push(...failures.map(({ property, reason }) => `line ${line}, ${property}: ${reason}`));
            entries.push([name ?? "", entry]);
        }
    }
    return entries;
}

/** What the cells of a row say by themselves. */
function readEntry({ name, tags, ...texts }: Partial<Record<Column, string>>) {
    // Not at the top either: it compiles a schema.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { checkDevice } = require("../provider/resources/device/deviceInputs") as DeviceInputsModule;
    const list = tags?.split(TAG_SEPARATOR).map((tag) => tag.trim());
    const { inputs, failures } = checkDevice({}, { ...texts, tags: list?.filter((tag) => tag !== "") }, ANY_CONTRACT);
    const missing = name === undefined ? [{ property: "name", reason: "is missing" }] : [];
    return { name, entry: inputs as DeviceFromCsv, failures: [...missing, ...failures] };
}
