import { sameId } from "../../api/identity";
import { inputNames, pick, removalNames } from "../../definitions/definition";
import type { Properties } from "../resource";
import type { BatchKind, Entry, EntryInputs } from "./batchKind";

/** The entries of a batch, by their names. */
export type Entries<State> = ReadonlyMap<string, Entry<State>>;

/** The output of a batch that holds what the stack records of each entry, as JSON. */
export const ENTRIES = "entries";

/** The inputs of the batch that count for each entry. */
export function commonOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    properties: Properties,
): Properties {
    const { allowRemovals: _, ...common } = ownInputsOf(kind, properties);
    return common;
}

/** The inputs of the batch itself: all but its entries. */
export function ownInputsOf<I extends Properties, S extends Properties>(
    { definition }: BatchKind<I, S>,
    properties: Properties,
): Properties {
    return pick(
        properties,
        inputNames(definition).filter((name) => name !== definition.entries),
    );
}

/** The inputs of the entries that a batch's inputs or state hold, in the order of their names. */
export function entryInputsOf<I extends Properties, S extends Properties>(
    { definition }: BatchKind<I, S>,
    properties: Properties,
): EntryInputs {
    return byName<Properties>(properties[definition.entries]);
}

/**
 * The entries that a batch's state holds, with what the program says now of their removal (`unregisterOnDelete` and the
 * like): it counts for the entries that leave, too. Throws if the batch's record cannot be read.
 */
export function entriesToChange<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    state: Properties,
    inputs: Properties,
): Entries<S> {
    const said = removalNames(kind.definition).map((name) => [name, inputs[name]] as const);
    return entriesOf(kind, { ...state, ...Object.fromEntries(said) });
}

/** The entries that a batch's state holds. Throws if its record cannot be read. */
export function entriesOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    state: Properties,
): Entries<S> {
    const records = byName<Properties>(typeof state[ENTRIES] === "string" ? JSON.parse(state[ENTRIES]) : {});
    const inputs = entryInputsOf(kind, state);
    const common = commonOf(kind, state);
    const maps = kind.columns.map((name) => [name, byName<string>(state[name])] as const);
    return new Map(
        Object.entries(records).map(([key, record]) => {
            const columns = Object.fromEntries(maps.map(([name, map]) => [name, map[key]]));
            const own = singleInputs(kind, inputs[key] ?? {}, common, key);
            return [key, kind.join(own, { columns, record: { ...organizationOf(common), ...record } })];
        }),
    );
}

/** The inputs of an entry as a single resource has them. */
export function singleInputs<I extends Properties, S extends Properties>(
    { inputsOf }: BatchKind<I, S>,
    own: Properties,
    common: Properties,
    key: string,
): I {
    // The border between what the wire brings and what a single resource knows.
    return (inputsOf === undefined ? { ...own, ...common } : inputsOf(own, common, key)) as I;
}

/**
 * The state of a batch that holds these entries, beside its own inputs. `wanted` is what the program says of the
 * entries now; in a refresh, and where the batch is new, that is what the entries have.
 */
export function batchState<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    own: Properties,
    entries: Entries<S>,
    wanted?: EntryInputs,
): Properties {
    const common = commonOf(kind, own);
    const names = inputNames(kind.definition.entry);
    const inputs: Record<string, Properties> = {};
    const records: Record<string, Properties> = {};
    const maps = Object.fromEntries(kind.columns.map((name) => [name, {}]));
    for (const [key, entry] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const stated = pick(entry.state, names);
        const beside = { common, wanted: wanted === undefined ? stated : wanted[key] };
        const { columns, record, inputs: given = stated } = kind.split(entry, beside);
        define(inputs, key, given);
        define(records, key, withoutOrganization(record, common));
        for (const [name, map] of Object.entries(maps)) {
            if (columns[name] !== undefined) {
                define(map, key, columns[name]);
            }
        }
    }
    const secretMaps = Object.entries(maps).filter(
        ([name, map]) => kind.definition.properties[name]?.secret !== true || Object.keys(map).length > 0,
    );
    return {
        ...own,
        [kind.definition.entries]: inputs,
        ...Object.fromEntries(secretMaps),
        [ENTRIES]: JSON.stringify(records),
    };
}

/**
 * An organisation that the batch names stands for that of its entries: it may be a secret, and a record is in
 * clear.
 */
function organizationOf({ orgId }: Properties): Properties {
    return orgId === undefined ? {} : { organization: orgId };
}

function withoutOrganization(record: Properties, { orgId }: Properties): Properties {
    const { organization, ...rest } = record;
    const isNamed = typeof organization === "string" && typeof orgId === "string" && sameId(organization, orgId);
    return isNamed ? rest : record;
}

/** Sets an own property, also where it is called `__proto__`. */
function define<T>(map: Record<string, T>, key: string, value: T): void {
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * A map in the order of its names, because the wire leaves them in any. Nothing is found in it but what was put there,
 * also where an entry is called "constructor".
 */
export function byName<T>(map: unknown): Record<string, T> {
    const entries = Object.entries(typeof map === "object" && map !== null ? map : {});
    const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    return Object.assign(Object.create(null), sorted) as Record<string, T>;
}
