import { append } from "../../append";
import type { DiffSettings, Properties } from "../resource";
import { isUnknown } from "../unknown";
import { listed } from "./alikeTexts";
import type { BatchKind, Entry } from "./batchKind";
import type { Step } from "./batchPlan";
import { entryInputsOf } from "./batchState";
import type { PlannedBatch } from "./plannedBatch";

/** The most names after one verb: a line is to be read at a glance. */
const MOST_NAMED = 10;

/**
 * What a plan does with entries, as it is said, in the order of saying. What takes something out of Webex is in
 * capitals. Where one entry alone is told by its name without a number, `counted` is false.
 */
const ACTS = {
    creates: { counted: true },
    registers: { counted: true },
    adopts: { counted: true },
    "registers or adopts": { counted: true },
    "takes over": { counted: true },
    "issues codes for": { counted: true },
    "sets the settings of": { counted: true },
    renews: { counted: true },
    replaces: { counted: false },
    renames: { counted: false },
    changes: { counted: false },
    "changes the tags of": { counted: false },
    "changes the settings of": { counted: false },
    "counts as its own": { counted: false },
    "saves the settings of": { counted: false },
    "cannot tell yet what becomes of": { counted: false },
    "clears the settings of": { counted: false },
    DELETES: { counted: false },
    UNREGISTERS: { counted: false },
    REVOKES: { counted: false },
    forgets: { counted: false },
} as const;

/** What a plan does with an entry, in words. */
export type Act = keyof typeof ACTS;

/** How a kind of batch says what a plan does with one entry. */
export interface EntryWords<Inputs, State> {
    /** `knownMacs` are the MAC addresses that are registered already; undefined where nobody asked. */
    create(inputs: Inputs, knownMacs: ReadonlySet<string> | undefined): Act;
    update(entry: Entry<State>, inputs: Inputs, settings: DiffSettings): readonly Act[];
    remove(state: State): Act;
    /** How to take out of Webex what would stay there; default: by `unregisterOnDelete`. */
    readonly toRemove?: string;
}

/** What is to be said of a batch. */
interface Announced {
    /** The batch's name. */
    readonly name: string;
    /** The MAC addresses that are registered already, normalised; undefined where nobody asked. */
    readonly knownMacs?: ReadonlySet<string> | undefined;
}

/**
 * What a plan does with the entries of a batch, in one line, e.g. `phones: registers 2 (a, b), UNREGISTERS c`. Only a
 * look at the API tells what is adopted, so without `knownMacs` it says `registers or adopts`. No I/O.
 */
export function batchWords<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    { steps, inputs, settings }: PlannedBatch<I, S>,
    { name, knownMacs }: Announced,
): string {
    if (steps === undefined) {
        return `${name}: what it does can be told when its ${kind.definition.entries} are known`;
    }
    const entries = entryInputsOf(kind, inputs);
    const names = new Map<Act, string[]>();
    for (const step of steps) {
        if (step.kind === "remove") {
            append(names, kind.words.remove(step.entry.state), removedName(step));
            continue;
        }
        if (step.kind !== "create" && step.from !== step.key) {
            append(names, "renames", `${step.from} to ${step.key}`);
        }
        const acts = isUnknown(entries[step.key]) ? UNTOLD : actsOf(kind, step, settings, knownMacs);
        for (const act of acts) {
            append(names, act, step.key);
        }
    }
    return `${name}: ${inWords(names) || "changes nothing in Webex"}`;
}

/** The name of an entry that is removed; another one may have its name by then. */
export function removedName({ key, from }: { readonly key: string; readonly from: string }): string {
    return key === from ? from : `the old ${from}`;
}

/** Acts with the names of their entries, in words. */
export function inWords(names: ReadonlyMap<Act, readonly string[]>): string {
    const acts = Object.entries(ACTS) as [Act, { readonly counted: boolean }][];
    return acts
        .flatMap(([act, { counted }]) => {
            const own = names.get(act) ?? [];
            const many = `${act} ${own.length} (${listed(own, MOST_NAMED)})`;
            return own.length === 0 ? [] : [own.length === 1 && !counted ? `${act} ${own.join()}` : many];
        })
        .join(", ");
}

const UNTOLD: readonly Act[] = ["cannot tell yet what becomes of"];

function actsOf<I, S>(
    { words }: { readonly words: EntryWords<I, S> },
    step: Step<I, S>,
    settings: DiffSettings,
    knownMacs: ReadonlySet<string> | undefined,
): readonly Act[] {
    switch (step.kind) {
        case "create":
            return [words.create(step.inputs, knownMacs)];
        case "update":
            return words.update(step.entry, step.inputs, settings);
        case "replace":
            return ["replaces"];
        default:
            return [];
    }
}
