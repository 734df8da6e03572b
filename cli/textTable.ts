import Table from "cli-table3";
import { onOneLine, styled } from "./terminal";

/** No lines: columns are held apart by blanks, so that a row can be copied and searched. */
const NO_LINES = {
    ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", "bottom-left": "" },
    ...{
        "bottom-right": "",
        left: "",
        "left-mid": "",
        mid: "",
        "mid-mid": "",
        right: "",
        "right-mid": "",
        middle: "  ",
    },
};

/** Rows in columns under their heads. Names in wide letters keep their columns; control characters are left out. */
export function textTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const table = new Table({
        head: heads.map((head) => styled("bold", head)),
        chars: NO_LINES,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    table.push(...rows.map((row) => row.map(onOneLine)));
    return table
        .toString()
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n");
}
