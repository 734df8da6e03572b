import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { plainError } from "../dataSource";

/** What is said of a row whose quotes cannot be read. */
export const UNREADABLE =
    "its quotes cannot be read; a cell with a quote in it stands in quotes as a whole, with that quote written twice";

/** The line that a row begins on, and its cells; none if its quotes cannot be read. */
export interface CsvRow {
    readonly line: number;
    readonly cells: readonly string[] | undefined;
}

/** Stands for a comma that is no separator while a file is parsed: Unicode gives this character to nobody. */
const ESCAPED_COMMA = "\uffff";

/**
 * The text of a file, with line feeds alone and no BOM. A relative path starts from the working directory. `fn` is the
 * function that a program calls. Throws `pulumi.RunError` if the file cannot be read or is not UTF-8.
 */
export function readText(path: string, fn: string): string {
    let bytes: Buffer;
    try {
        // The whole path, so that the system's message says where the file was looked for.
        bytes = readFileSync(resolve(path));
    } catch (error) {
        throw plainError(`${fn}: reading ${path} failed: ${(error as Error).message}`);
    }
    if (!isUtf8(bytes)) {
        throw plainError(`${fn}: ${path} is not UTF-8 text; spreadsheets save that as "CSV UTF-8"`);
    }
    // One kind of line break: csv-parse would count a CRLF within quotes as two lines. The decoder drops a BOM.
    return new TextDecoder().decode(bytes).replace(/\r\n?/g, "\n");
}

/**
 * The rows that have something in a cell, the header first, without white space around the cells. Commas separate
 * them, or semicolons where the header has those and no comma.
 */
export function readRows(text: string): CsvRow[] {
    // Not at the top: most programs read no file. A literal `require` is what bundlers see.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { CsvError, parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
    const lines = text.split("\n");
    const header = lines.find((line) => line.trim() !== "") ?? "";
    const delimiter = header.includes(";") && !header.includes(",") ? ";" : ",";

    const rows: CsvRow[] = [];
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

/** The rows of a text in which `\,` is a comma within a cell, as Control Hub writes it. */
export function readEscapedRows(text: string): CsvRow[] {
    return readRows(text.replaceAll("\\,", ESCAPED_COMMA)).map(({ line, cells }) => ({
        line,
        cells: cells?.map((cell) => cell.replaceAll(ESCAPED_COMMA, ",")),
    }));
}
