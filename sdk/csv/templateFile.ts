import { settingFailures } from "../../provider/resources/deviceConfiguration/deviceConfigurationInputs";
import type { CsvRow } from "./csvText";
import { type HeadedCells, headedRows, type Problem } from "./fileRows";

/**
 * The headings of Control Hub's export of a configuration template. Source: the files that users of the export parse;
 * Cisco does not publish them.
 */
export const TEMPLATE_HEADINGS = ["Configuration name", "Value", "Follow default"] as const;

const [NAME, VALUE, FOLLOW] = TEMPLATE_HEADINGS;

/** What Control Hub writes in place of a password. */
const MASKED = /^\*{3,}$/;

/** One setting of a template. */
export interface TemplateRow {
    readonly line: number;
    readonly key: string;
    /** The value as it stands in the file; an empty cell is an empty text. */
    readonly value: string;
    /** Whether the template leaves the setting to its default. */
    readonly followsDefault: boolean;
}

/** Reads the rows of a template, the header first, and says all that is wrong with them, line by line. No I/O. */
export function readTemplate([header, ...rows]: readonly CsvRow[]): { rows: TemplateRow[]; problems: Problem[] } {
    if (header === undefined) {
        return { rows: [], problems: [{ line: 1, reason: `is empty; expected ${TEMPLATE_HEADINGS.join(", ")}` }] };
    }
    const given = (header.cells ?? []).map((cell) => cell.toLowerCase());
    const missing = TEMPLATE_HEADINGS.filter((heading) => !given.includes(heading.toLowerCase()));
    if (missing.length > 0) {
        const columns = `the ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")}`;
        const reason = `is no header of a configuration template: ${columns} ${missing.length === 1 ? "is" : "are"} missing`;
        return { rows: [], problems: [{ line: header.line, reason }] };
    }
    const headings = given.map((cell) => TEMPLATE_HEADINGS.find((heading) => heading.toLowerCase() === cell) ?? cell);
    const headed = headedRows(headings, rows);
    const read = headed.rows.map(toRow);
    const lineOf = new Map<string, number>();
    const problems = [...headed.problems, ...read.flatMap((row) => problemsOf(row, lineOf))];
    if (read.length === 0 && problems.length === 0) {
        problems.push({ line: header.line, reason: "is followed by no setting" });
    }
    return { rows: read.map(({ row }) => row), problems: problems.sort((a, b) => a.line - b.line) };
}

interface ReadRow {
    readonly row: TemplateRow;
    /** The cell that says whether the default is followed. */
    readonly follow: string;
}

function toRow({ line, cells }: HeadedCells): ReadRow {
    const given = new Map(cells);
    const follow = given.get(FOLLOW) ?? "";
    const followsDefault = follow.toLowerCase() === "true";
    return { row: { line, key: given.get(NAME) ?? "", value: given.get(VALUE) ?? "", followsDefault }, follow };
}

function problemsOf(
    { row: { line, key, value, followsDefault }, follow }: ReadRow,
    lineOf: Map<string, number>,
): Problem[] {
    const problems: Problem[] = [];
    if (key === "") {
        problems.push({ line, column: NAME, reason: "is missing" });
    } else if (lineOf.has(key)) {
        problems.push({ line, column: NAME, reason: `${key} is on line ${lineOf.get(key) ?? ""} already` });
    } else {
        lineOf.set(key, line);
        const failures = settingFailures({ [key]: value });
        problems.push(...failures.map(({ reason }) => ({ line, column: NAME, reason })));
    }
    if (!/^(true|false)$/i.test(follow)) {
        problems.push({ line, column: FOLLOW, reason: "must be true or false" });
    }
    if (!followsDefault && MASKED.test(value)) {
        const reason = "is masked by Control Hub: take the row out, and give the value in the program, as a secret";
        problems.push({ line, column: VALUE, reason });
    }
    return problems;
}
