/** Reading the fields of an answer, of which none is sure to be there or to be of its type. */

/** A type that a field may have. */
type FieldType = "text" | "texts" | "number" | "boolean";

interface FieldTypes {
    readonly text: string;
    readonly texts: readonly string[];
    readonly number: number;
    readonly boolean: boolean;
}

/** The fields of an answer that a table names, each of its type where it is there. */
export type Fields<Table extends Readonly<Record<string, FieldType>>> = {
    readonly [Name in keyof Table]?: FieldTypes[Table[Name]];
};

const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
    text: (value) => typeof value === "string" && value !== "",
    texts: isTexts,
    number: (value) => typeof value === "number" && Number.isFinite(value),
    boolean: (value) => typeof value === "boolean",
};

/** The fields of `row` that `table` names. Null, empty text and a value of another type count as not told. */
export function readFields<const Table extends Readonly<Record<string, FieldType>>>(
    row: Readonly<Record<string, unknown>>,
    table: Table,
): Fields<Table> {
    const told = Object.entries(table).filter(([name, type]) => FITS[type](row[name]));
    return Object.fromEntries(told.map(([name]) => [name, row[name]])) as Fields<Table>;
}

/** Whether a value is a list of nothing but texts. */
export function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
}
