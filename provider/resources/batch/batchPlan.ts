import { append } from "../../append";
import { type Departure, fingerprint } from "../moves";
import type { Difference, DiffSettings, Properties } from "../resource";
import { isUnknown, knownText } from "../unknown";
import type { BatchKind, Entry, EntryInputs } from "./batchKind";
import { type Entries, singleInputs } from "./batchState";

/** What one entry asks for; `from` is the name it had before. */
export type Step<Inputs, State> =
    | { readonly kind: "create"; readonly key: string; readonly inputs: Inputs }
    | {
          readonly kind: "keep" | "rename" | "remove";
          readonly key: string;
          readonly from: string;
          readonly entry: Entry<State>;
      }
    | {
          readonly kind: "update" | "replace";
          readonly key: string;
          readonly from: string;
          readonly entry: Entry<State>;
          readonly inputs: Inputs;
          readonly deleteFirst: boolean;
          /** Both cannot be there together. */
          readonly mustMakeRoom: boolean;
          /** What becomes free for others before the new one comes. */
          readonly departures: readonly Departure[];
      };

export interface Wanted {
    readonly entries: EntryInputs;
    /** The inputs of the batch that count for each entry. */
    readonly common: Properties;
}

/** What is to be done so that a batch is as the program says, what goes before what comes. No I/O. */
export function planBatch<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    before: Entries<S>,
    { entries, common }: Wanted,
    settings: DiffSettings,
): Step<I, S>[] {
    const sources = sourcesOf(kind, before, entries);
    const taken = new Set(sources.values());
    const removed = [...before]
        .filter(([key]) => !taken.has(key))
        .map(([from, entry]): Step<I, S> => {
            const key = entries[from] === undefined ? from : leaving(from, entry);
            return { kind: "remove", key, from, entry };
        });
    const others = Object.entries(entries).map(([key, own]): Step<I, S> => {
        const from = sources.get(key);
        const entry = from === undefined ? undefined : before.get(from);
        // Checked by `checkEntries`.
        const inputs = isUnknown(own) ? ({} as I) : singleInputs(kind, own, common, key);
        if (from === undefined || entry === undefined) {
            return { kind: "create", key, inputs };
        }
        if (isUnknown(own)) {
            return { kind: "update", key, from, entry, inputs, ...STAYS };
        }
        return compared({ key, from, entry, inputs }, kind.single.diff(entry.id, entry.state, inputs, settings));
    });
    return [...removed, ...others];
}

/** An update takes nothing out of Webex. */
const STAYS = { deleteFirst: false, mustMakeRoom: false, departures: [] } as const;

function compared<I, S>(
    step: { readonly key: string; readonly from: string; readonly entry: Entry<S>; readonly inputs: I },
    { changes, replaces, deleteBeforeReplace, mustMakeRoom, departures }: Difference,
): Step<I, S> {
    const { key, from, entry } = step;
    if (!changes) {
        return { kind: from === key ? "keep" : "rename", key, from, entry };
    }
    if (replaces.length === 0) {
        return { kind: "update", ...step, ...STAYS };
    }
    return { kind: "replace", ...step, deleteFirst: deleteBeforeReplace, mustMakeRoom, departures };
}

/** What leaves Webex with a step for others to take, as far as the recorded facts tell. No I/O. */
export function departuresOf<I extends Properties, S extends Properties>(
    { single, devicesOf }: BatchKind<I, S>,
    step: Step<I, S>,
): readonly Departure[] {
    if (step.kind === "replace") {
        return step.departures.map((departure) => ({ ...departure, entry: step.key }));
    }
    if (step.kind !== "remove" || !single.leavesWebex(step.entry.state, false)) {
        return [];
    }
    const { mac, personId, workspaceId } = step.entry.state;
    const freed = {
        entry: step.from,
        mac: knownText(mac),
        owner: knownText(personId) ?? knownText(workspaceId),
        givesSeat: true,
    };
    return devicesOf(step.entry)
        .slice(0, 1)
        .map((id) => ({ id, ...freed }));
}

/**
 * The steps whose MAC address or person's seat another step of the batch takes, by their keys. They are removed before
 * anything is registered: an entry that waits for another must not keep it from its turn.
 */
export function givingWay<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    steps: readonly Step<I, S>[],
): ReadonlySet<string> {
    const takers = new Map<string, Set<string>>();
    for (const step of steps) {
        if (step.kind === "create" || step.kind === "replace") {
            const { mac, personId } = step.inputs as Properties;
            for (const text of [knownText(mac), knownText(personId)].filter((wanted) => wanted !== undefined)) {
                const known = takers.get(fingerprint(text)) ?? new Set();
                takers.set(fingerprint(text), known.add(step.key));
            }
        }
    }
    const isTaken = (key: string, text: string | undefined) =>
        text !== undefined && [...(takers.get(fingerprint(text)) ?? [])].some((taker) => taker !== key);
    const giving = steps.filter((step) =>
        departuresOf(kind, step).some(
            ({ mac, owner, givesSeat }) => isTaken(step.key, mac) || (givesSeat && isTaken(step.key, owner)),
        ),
    );
    return new Set(giving.map(({ key }) => key));
}

/**
 * The names that the program's entries had before, by their names now: the name of the one about the same, else their
 * own, else that of one which left and is like them.
 */
function sourcesOf<I extends Properties, S extends Properties>(
    { identity, likeness = () => undefined }: BatchKind<I, S>,
    before: Entries<S>,
    wanted: EntryInputs,
): ReadonlyMap<string, string> {
    const states = new Map([...before].map(([key, { state }]) => [key, state]));
    const sources = new Map(sameOnes(identity, states, wanted));
    const taken = new Set(sources.values());
    for (const key of Object.keys(wanted)) {
        if (!sources.has(key) && before.has(key) && !taken.has(key)) {
            sources.set(key, key);
            taken.add(key);
        }
    }
    const left = new Map([...states].filter(([key]) => !taken.has(key)));
    const come = Object.fromEntries(Object.entries(wanted).filter(([key]) => !sources.has(key)));
    return new Map([...sources, ...sameOnes(likeness, left, come)]);
}

/**
 * The names that those of the program's entries had before which are about the same as one was, by their names now. An
 * entry that kept its name comes first where several are about the same.
 */
export function sameOnes(
    identity: (inputs: Properties) => string | undefined,
    before: ReadonlyMap<string, Properties>,
    wanted: EntryInputs,
): ReadonlyMap<string, string> {
    const sources = new Map<string, string>();
    const free = new Map<string, string[]>();
    const identityOf = (own: unknown) =>
        typeof own === "object" && own !== null ? identity(own as Properties) : undefined;
    for (const [key, own] of before) {
        const known = identity(own);
        if (known === undefined) {
            continue;
        }
        if (identityOf(wanted[key]) === known) {
            sources.set(key, key);
        } else {
            append(free, known, key);
        }
    }
    for (const [key, own] of Object.entries(wanted)) {
        const sought = sources.has(key) ? undefined : identityOf(own);
        const from = sought === undefined ? undefined : free.get(sought)?.shift();
        if (from !== undefined) {
            sources.set(key, from);
        }
    }
    return sources;
}

/** The name of an entry whose own name another one has by now, for as long as it has not been removed. */
export function leaving<S>(key: string, { id }: Entry<S>): string {
    return `${key} (replaced ${id})`;
}

/** Whether a name is one that `leaving` made: what has it is no entry of the program's. */
export function isLeaving<S>(name: string, entry: Entry<S>): boolean {
    return name.endsWith(leaving("", entry));
}
