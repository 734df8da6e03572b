import { onOneLine } from "../../terminal";
import type { SheetDocument } from "../sheetDocument";
import { inGroups, type SheetRow } from "../sheetRow";

/** The columns. A code stands in its groups: spreadsheets take sixteen digits for a number and round it. */
const COLUMNS: readonly (readonly [head: string, cellOf: (row: SheetRow) => string])[] = [
    ["done", () => ""],
    ["location", ({ location = "" }) => location],
    ["room or person", ({ owner }) => owner],
    ["model", ({ model }) => model],
    ["activation code (secret)", ({ code }) => inGroups(code)],
    ["good until", ({ ends }) => ends.text],
    ["time zone", ({ ends }) => ends.zone],
    ["resource", ({ source }) => source],
];

/**
 * A sheet as a file for spreadsheets, in UTF-8 with the mark that they know it by. Every cell is in quotes, and one
 * that begins like a formula has an apostrophe before it, so that a room's name is never run (OWASP, "CSV Injection").
 */
export async function csvSheet({ locations }: SheetDocument): Promise<string> {
    const { stringify } = await import("csv-stringify/sync");
    const rows = locations.flatMap((location) => location.rows);
    const records = rows.map((row) => COLUMNS.map(([, cellOf]) => onOneLine(cellOf(row))));
    const heads = COLUMNS.map(([head]) => head);
    return stringify([heads, ...records], {
        bom: true,
        escape_formulas: true,
        quoted: true,
        record_delimiter: "windows",
    });
}
