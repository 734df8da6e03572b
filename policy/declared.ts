import { type Fields, fieldsOf, ownField, UNKNOWN } from "./known";
import { CLASSES, type ClassShape, type Kind, webexClass } from "./webexTypes";

/** A resource, as far as it is looked at: planned, or in the state. Its properties come from `knownFields`. */
export interface Resource {
    readonly urn: string;
    readonly type: string;
    readonly fields: Fields;
    /** Former URNs of the resource. */
    readonly aliases?: readonly string[];
}

/** One device or code that a program declares: a resource, or an entry of a batch. */
export interface Declared {
    readonly kind: Kind;
    /** The resource; the entries of a batch share it. */
    readonly urn: string;
    readonly aliases: readonly string[];
    /** The name of the entry of a batch; undefined for a single resource. */
    readonly entry: string | undefined;
    /** As messages name it: `Device "lobby"`, or `DeviceBatch "phones", entry "lobby"`. */
    readonly label: string;
    /** What is known of it, by the names of a single resource. */
    readonly fields: Fields;
}

/** What a batch gives to each of its entries. */
const COMMON: readonly string[] = ["orgId", "unregisterOnDelete"];

/** The devices and codes that these resources declare. A batch whose entries are unknown has none. */
export function declaredIn(resources: readonly Resource[]): readonly Declared[] {
    return resources.flatMap((resource) => {
        const className = webexClass(resource.type);
        const shape = className === undefined ? undefined : CLASSES[className];
        return className === undefined || shape === undefined ? [] : declaredBy(resource, className, shape);
    });
}

function declaredBy(resource: Resource, className: string, shape: ClassShape): readonly Declared[] {
    const { urn, aliases = [], fields } = resource;
    const { kind } = shape;
    const label = `${className} ${JSON.stringify(nameIn(urn))}`;
    if (shape.entries === undefined) {
        const { details, ...own } = fields;
        return [{ kind, urn, aliases, entry: undefined, label, fields: { ...fieldsOf(details), ...own } }];
    }
    return Object.entries(entriesOf(fields, shape.entries)).map(([entry, own]) => ({
        kind,
        urn,
        aliases,
        entry,
        label: `${label}, entry ${JSON.stringify(entry)}`,
        fields: { ...pick(fields, COMMON), ...own, ...columnsOf(fields, shape, entry), ...recordOf(fields, entry) },
    }));
}

/** The entries of a batch by their names. Where they are secret as a whole, their ids still tell the names. */
function entriesOf(fields: Fields, name: string): Readonly<Record<string, Fields>> {
    const entries = fieldsOf(fields[name]) ?? (fields[name] === UNKNOWN ? fieldsOf(fields["ids"]) : undefined) ?? {};
    return Object.fromEntries(Object.entries(entries).map(([entry, own]) => [entry, fieldsOf(own) ?? {}]));
}

function columnsOf(fields: Fields, { columns = {} }: ClassShape, entry: string): Fields {
    const values = Object.entries(columns).map(
        ([column, name]) => [name, ownField(fieldsOf(fields[column]), entry)] as const,
    );
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** What the stack records of an entry: `origin` and the like. */
function recordOf(fields: Fields, entry: string): Fields {
    const { entries } = fields;
    if (typeof entries !== "string") {
        return {};
    }
    return fieldsOf(ownField(fieldsOf(JSON.parse(entries)), entry)) ?? {};
}

function pick(fields: Fields, names: readonly string[]): Fields {
    return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

/** The last part of a URN: the resource's name in its program. */
function nameIn(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
