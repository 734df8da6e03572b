import { isObject } from "../../provider/client/answer";
import type { Row } from "./ground";

/** A text of a row; undefined where it has none, or an empty one. */
export function textIn(row: Row | undefined, name: string): string | undefined {
    const value = row?.[name];
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** The texts of a list in a row, empty ones left out. */
export function textsIn(row: Row | undefined, name: string): readonly string[] {
    const value = row?.[name];
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.filter((item): item is string => typeof item === "string" && item !== "");
}

/** The objects of a list in a row. */
export function rowsIn(json: unknown, name: string): readonly Row[] {
    const value = isObject(json) ? json[name] : undefined;
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.filter(isObject);
}

/** The first row that has all of these texts. */
export function rowWith(rows: readonly Row[], ...names: readonly string[]): Row | undefined {
    return rows.find((row) => names.every((name) => textIn(row, name) !== undefined));
}
