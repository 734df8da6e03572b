import { type CsvRow, UNREADABLE } from "./csvText";

/** What a file can say of a device, by the names of our own columns. */
export type Column =
    | "name"
    | "mac"
    | "model"
    | "serial"
    | "deviceId"
    | "personId"
    | "person"
    | "workspaceId"
    | "workspace"
    | "location"
    | "tags";

/** Whose device it is: a row gives one of them. */
export const OWNER_COLUMNS = ["person", "personId", "workspace", "workspaceId"] as const satisfies readonly Column[];

/** The text of each column that a row gives. */
export type ValuesOf<Columns extends string> = { readonly [column in Columns]?: string | undefined };

/** The text of each column that a row of a file of devices gives. */
export type Values = ValuesOf<Column>;

/** One thing wrong with a line of a file. */
export interface Problem {
    readonly line: number;
    /** The heading of the column, where it is one cell. */
    readonly column?: string;
    readonly reason: string;
}

/** A row of a file, whatever its form. */
export interface FileRow {
    readonly line: number;
    /** Which of the two batches it belongs to. */
    readonly kind: "devices" | "activations";
    readonly values: Values;
    /** The cells that its entry does not hold, by the headings of their columns. */
    readonly extra: Readonly<Record<string, string>>;
}

/** What a file says, in one of the forms that are known. */
export interface FileContent {
    readonly rows: readonly FileRow[];
    readonly problems: readonly Problem[];
    /** The heading by which this form of file has a column. */
    readonly headingOf: (column: string) => string;
}

/** One line of text for each problem. */
export function problemLines(problems: readonly Problem[]): string {
    const texts = problems.map(({ line, column, reason }) =>
        column === undefined ? `line ${line}: ${reason}` : `line ${line}, ${column}: ${reason}`,
    );
    return texts.join("\n  ");
}

/** Cells that are not empty, by the headings of their columns. */
export interface HeadedCells {
    readonly line: number;
    readonly cells: readonly (readonly [heading: string, cell: string])[];
}

/** Each row's cells with their headings. A row that cannot be read, or is of another length, is a problem instead. */
export function headedRows(
    headings: readonly string[],
    rows: readonly CsvRow[],
): { readonly rows: HeadedCells[]; readonly problems: Problem[] } {
    const problems: Problem[] = [];
    const headed: HeadedCells[] = [];
    for (const { line, cells } of rows) {
        if (cells === undefined) {
            problems.push({ line, reason: UNREADABLE });
        } else if (cells.length !== headings.length) {
            problems.push({ line, reason: `it has ${cells.length} cells; expected ${headings.length}` });
        } else {
            const pairs = headings.map((heading, at) => [heading, cells[at] ?? ""] as const);
            headed.push({ line, cells: pairs.filter(([, cell]) => cell !== "") });
        }
    }
    return { rows: headed, problems };
}
