/** What JSON a field holds. `list` is a list of objects. */
export type FieldType = "text" | "texts" | "number" | "boolean" | "object" | "list";

/** A field of an answer, as it is documented or was seen. Every field may be missing or null, unless it is needed. */
export interface Field {
    /** The types that the package takes; the first is the documented one. */
    readonly types: readonly FieldType[];
    /** The words of an enumeration; of a list of texts, those of its items. */
    readonly words?: readonly string[];
    /** The fields of an object, or of a list's items; what is not told here is not looked into. */
    readonly fields?: Fields;
    /** Whether the package cannot do without it. */
    readonly needed?: true;
}

/** The fields of an object by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** The objects of an answer. */
export interface Shape {
    readonly fields: Fields;
    /** The names of the fields that the package reads. */
    readonly read: readonly string[];
}

/** One way in which answers are not as a shape says. */
export interface Deviation {
    /** The field with its way from the object, e.g. `calling.type`. */
    readonly path: string;
    readonly kind: "unknown field" | "unknown word" | "other type" | "missing";
    /** The type of an unknown or other value, or the unknown word; empty for a field that is missing. */
    readonly seen: string;
    /** In how many of the objects. */
    readonly count: number;
    /** Whether the package reads the field. */
    readonly isRead: boolean;
}

/** How the objects differ from a shape: each way once, in the order in which they came. */
export function deviationsOf(rows: readonly unknown[], { fields, read }: Shape): readonly Deviation[] {
    const found = new Map<string, Deviation>();
    for (const row of rows) {
        // A way counts once a row, however many items of a list have it.
        const ways = new Map(waysOf(row, fields, "").map((way) => [JSON.stringify(way), way]));
        for (const [key, way] of ways) {
            const isRead = read.includes(way.path.split(".", 1).join());
            found.set(key, { ...way, isRead, count: (found.get(key)?.count ?? 0) + 1 });
        }
    }
    return [...found.values()];
}

type Way = Pick<Deviation, "path" | "kind" | "seen">;

function waysOf(value: unknown, fields: Fields, before: string): readonly Way[] {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return [{ path: before, kind: "other type", seen: typeOf(value) }];
    }
    const told = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
    const names = new Set(told.map(([name]) => name));
    const missing = Object.entries(fields).filter(([name, { needed }]) => needed === true && !names.has(name));
    return [
        ...missing.map(([name]): Way => ({ path: joined(before, name), kind: "missing", seen: "" })),
        ...told.flatMap(([name, each]) => fieldWays(joined(before, name), each, ownField(fields, name))),
    ];
}

function ownField(fields: Fields, name: string): Field | undefined {
    return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function fieldWays(path: string, value: unknown, field: Field | undefined): readonly Way[] {
    const type = typeOf(value);
    if (field === undefined) {
        return [{ path, kind: "unknown field", seen: type }];
    }
    if (!field.types.some((each) => fits(each, value))) {
        return [{ path, kind: "other type", seen: type }];
    }
    const items: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    const { words, fields } = field;
    const texts = items.filter((item): item is string => typeof item === "string" && item !== "");
    const strange = words === undefined ? [] : texts.filter((text) => !words.includes(text));
    const objects = fields === undefined ? [] : items.filter((item) => typeof item === "object" && item !== null);
    return [
        ...strange.map((seen): Way => ({ path, kind: "unknown word", seen })),
        ...objects.flatMap((item) => waysOf(item, fields ?? {}, path)),
    ];
}

function fits(type: FieldType, value: unknown): boolean {
    const seen = typeOf(value);
    // An empty list is one of anything.
    return seen === type || (seen === "empty list" && (type === "texts" || type === "list"));
}

/** The type of a value, as messages name it. */
function typeOf(value: unknown): string {
    if (Array.isArray(value)) {
        const types = new Set(value.map(typeOf));
        const [only] = types;
        if (only === undefined) {
            return "empty list";
        }
        return types.size > 1 ? "list of several types" : (LISTS[only] ?? `list of ${only}`);
    }
    if (value === null) {
        return "null";
    }
    return typeof value === "string" ? "text" : typeof value;
}

const LISTS: Readonly<Record<string, string>> = { text: "texts", object: "list" };

function joined(before: string, name: string): string {
    return before === "" ? name : `${before}.${name}`;
}
