import { closest, distance } from "fastest-levenshtein";
import { type CsvRow, UNREADABLE } from "./csvText";
import { type HeadedCells, headedRows, type Problem, type ValuesOf } from "./fileRows";

/** The columns that a form of file of our own has. The column `name` must be there, and in each row a cell of it. */
export interface OwnColumns<Column extends string> {
    /** Each column by its heading in lower case, without spaces, dashes and underscores. */
    readonly byHeading: ReadonlyMap<string, Column>;
    /** The columns of which the entry itself holds the cell, as its key or as an input. */
    readonly held: readonly Column[];
}

/** A row of such a file. */
export interface OwnRow<Column extends string> {
    readonly line: number;
    readonly values: ValuesOf<Column>;
    /** The cells that its entry does not hold, by the headings of their columns. */
    readonly extra: Readonly<Record<string, string>>;
}

/** What such a file says. */
export interface OwnRows<Column extends string> {
    readonly rows: readonly OwnRow<Column>[];
    readonly problems: readonly Problem[];
    /** Columns that may be misspelt. */
    readonly suspects: readonly Suspect[];
}

/** A column that is not known, and the known one that was probably meant. */
export interface Suspect {
    readonly heading: string;
    readonly nearest: string;
}

/** Reads a file whose header names columns of our own, in any order, and others that are kept as they are. */
export function readOwnRows<Column extends string>(
    columns: OwnColumns<Column>,
    header: CsvRow,
    rows: readonly CsvRow[],
): OwnRows<Column> {
    const { cells: headings, line } = header;
    if (headings === undefined) {
        return { rows: [], problems: [{ line, reason: UNREADABLE }], suspects: [] };
    }
    const problems = headerProblems(columns, line, headings);
    // Without its columns there is nothing to say about a row.
    if (problems.length > 0) {
        return { rows: [], problems, suspects: [] };
    }
    const headed = headedRows(headings, rows);
    const nameless = headed.rows
        .filter(({ cells }) => !cells.some(([heading]) => columnOf(columns, heading) === "name"))
        .map((row) => ({ line: row.line, column: "name", reason: "is missing" }));
    return {
        rows: headed.rows.map((row) => toOwnRow(columns, row)),
        problems: [...headed.problems, ...nameless],
        suspects: headings.flatMap((heading) => suspect(columns, heading)),
    };
}

function columnOf<Column extends string>({ byHeading }: OwnColumns<Column>, heading: string): Column | undefined {
    return byHeading.get(plainHeading(heading));
}

function plainHeading(heading: string): string {
    return heading.toLowerCase().replace(/[ _-]/g, "");
}

function headerProblems(columns: OwnColumns<string>, line: number, headings: readonly string[]): Problem[] {
    const problems: Problem[] = [];
    const seen = new Set<string>();
    for (const [at, heading] of headings.entries()) {
        const name = columnOf(columns, heading) ?? heading;
        if (heading === "") {
            problems.push({ line, reason: `column ${at + 1} has no name` });
        } else if (seen.has(name.toLowerCase())) {
            problems.push({ line, reason: `the column "${name}" is there twice` });
        }
        seen.add(name.toLowerCase());
    }
    if (!headings.some((heading) => columnOf(columns, heading) === "name")) {
        problems.push({ line, reason: 'the column "name" is missing' });
    }
    return problems;
}

/** A heading that is a known one but for a letter, or two letters of a long one. */
function suspect({ byHeading }: OwnColumns<string>, heading: string): Suspect[] {
    const plain = plainHeading(heading);
    const known = closest(plain, [...byHeading.keys()]);
    const nearest = byHeading.get(known);
    const isNear = distance(plain, known) <= (plain.length > 5 ? 2 : 1);
    return isNear && nearest !== undefined && !byHeading.has(plain) ? [{ heading, nearest }] : [];
}

function toOwnRow<Column extends string>(columns: OwnColumns<Column>, { line, cells }: HeadedCells): OwnRow<Column> {
    const named = cells.map(([heading, cell]) => ({ heading, cell, column: columnOf(columns, heading) }));
    const values = named.flatMap(({ column, cell }) => (column === undefined ? [] : [[column, cell] as const]));
    const extra = named.filter(({ column }) => column === undefined || !columns.held.includes(column));
    return {
        line,
        values: Object.fromEntries(values) as ValuesOf<Column>,
        extra: Object.fromEntries(extra.map(({ heading, cell, column }) => [column ?? heading, cell])),
    };
}
