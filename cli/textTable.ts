import stringWidth from "string-width";
import { onOneLine, styled } from "./terminal";

/** What holds columns apart: no lines, so that a row can be copied and searched. */
const GAP = "  ";

/** Texts that are as wide as they are long; the widths of all others cost time. */
const PLAIN = /^[\u0020-\u007e]*$/;

/** Rows in columns under their heads. Names in wide letters keep their columns; control characters are left out. */
export function textTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const cells = [heads, ...rows].map((row) => heads.map((_, column) => onOneLine(row[column] ?? "")));
    const widths = cells.map((row) => row.map(widthOf));
    const columns = heads.map((_, column) => widths.reduce((most, row) => Math.max(most, row[column] ?? 0), 0));
    return cells
        .map((row, line) =>
            row
                .map((cell, column) => {
                    const missing = (columns[column] ?? 0) - (widths[line]?.[column] ?? 0);
                    return `${line === 0 && cell !== "" ? styled("bold", cell) : cell}${" ".repeat(missing)}`;
                })
                .join(GAP)
                .trimEnd(),
        )
        .join("\n");
}

/** How many columns of a terminal a text takes. */
function widthOf(text: string): number {
    return PLAIN.test(text) ? text.length : stringWidth(text);
}
