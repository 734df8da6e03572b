import { leavingWith } from "../moves";
import { type Adoption, type Context, Incomplete, type Properties } from "../resource";
import { listed } from "./alikeTexts";
import type { BatchKind, Entry } from "./batchKind";
import { givingWay, leaving, type Step } from "./batchPlan";
import type { Entries } from "./batchState";
import { type EntryFailures, type EntryTask, workThrough } from "./workThrough";

export interface BatchOutcome<State> {
    /** The entries as they are then. */
    readonly entries: Entries<State>;
    readonly failures: EntryFailures;
    /** How many entries asked for something to be done. */
    readonly total: number;
}

/** Does what the steps ask for, entry by entry. What was done is kept, whatever becomes of the rest. */
export async function runBatch<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    before: Entries<S>,
    steps: readonly Step<I, S>[],
    context: Context,
): Promise<BatchOutcome<S>> {
    const run = new BatchRun(kind, before, steps);
    const giving = givingWay(kind, steps);
    const first = steps.flatMap((step) => (giving.has(step.key) ? run.removalOf(step) : []));
    const tasks = steps.flatMap((step) => run.taskOf(step));
    const failures = await workThrough([...first, ...tasks], context, atOnceIn(context));
    run.tellAdoptions(context);
    run.tellForgotten(context);
    return { entries: run.entries, failures, total: tasks.length };
}

/** Twice what may be in flight: some wait for another device of the same owner. */
export function atOnceIn({ settings }: Pick<Context, "settings">): number {
    return settings.maxConcurrency * 2;
}

const TO_UNREGISTER = "To have it unregistered, run `pulumi up` with unregisterOnDelete: true before it leaves";

type Replacement<I, S> = Step<I, S> & { readonly kind: "replace" | "update" };

class BatchRun<I extends Properties, S extends Properties> {
    readonly entries: Map<string, { id: string; state: S }>;
    private readonly adopted: string[] = [];
    private readonly forgotten: string[] = [];
    /** The removals that went before everything else, by the names of the entries. */
    private readonly removals = new Map<string, Promise<void>>();

    constructor(
        private readonly kind: BatchKind<I, S>,
        before: Entries<S>,
        steps: readonly Step<I, S>[],
    ) {
        this.entries = new Map(before);
        const moved = steps.flatMap((step) => (step.kind === "create" || step.from === step.key ? [] : [step]));
        // All leave their old names before any takes its new one, which may be another's old one.
        for (const { from } of moved) {
            this.entries.delete(from);
        }
        for (const { key, entry } of moved) {
            this.entries.set(key, entry);
        }
    }

    /** What a step asks for; nothing where the entry stays as it is. */
    taskOf(step: Step<I, S>): EntryTask[] {
        const work = this.workOf(step);
        return work === undefined ? [] : [{ key: step.key, work }];
    }

    /** The removal alone of an entry that is replaced: others of the batch take what it gives up. */
    removalOf(step: Step<I, S>): EntryTask[] {
        if (step.kind !== "replace" || !step.deleteFirst) {
            return [];
        }
        const work = (own: Context) => {
            const removal = this.removeOld(step, own);
            this.removals.set(step.key, removal);
            return removal;
        };
        return [{ key: step.key, work }];
    }

    private async removeOld(step: Replacement<I, S>, context: Context): Promise<void> {
        const { key, from, entry } = step;
        noteReplacement(step, context);
        await this.remove(from, entry, context);
        this.entries.delete(key);
    }

    private workOf(step: Step<I, S>): EntryTask["work"] | undefined {
        const { key } = step;
        const { single } = this.kind;
        switch (step.kind) {
            case "keep":
            case "rename":
                return undefined;
            case "create":
                return (own) => this.create(key, step.inputs, own);
            case "remove":
                return async (own) => {
                    await this.remove(step.from, step.entry, own);
                    this.entries.delete(key);
                };
            case "update":
                return (own) =>
                    this.keepPart(key, async () => {
                        const { id, state } = step.entry;
                        return { id, state: await single.update(id, state, step.inputs, own) };
                    });
            case "replace":
                return (own) => this.replace(step, own);
        }
    }

    private async create(key: string, inputs: I, context: Context): Promise<void> {
        await this.keepPart(key, async () => {
            const created = await this.kind.single.create(inputs, context);
            this.noteAdoption(key, created.adopted);
            return created;
        });
    }

    private async replace(step: Replacement<I, S>, context: Context): Promise<void> {
        const { key, from, entry, inputs, deleteFirst } = step;
        noteReplacement(step, context);
        if (deleteFirst) {
            await (this.removals.get(key) ?? this.removeOld(step, context));
        }
        try {
            await this.create(key, inputs, context);
            if (!deleteFirst) {
                await this.remove(from, entry, context);
            }
        } catch (error) {
            // Both are there: the old one stays in the state, to be removed by the next update.
            if (!deleteFirst && this.entries.get(key)?.id !== entry.id) {
                this.entries.set(leaving(key, entry), entry);
            }
            throw error;
        }
    }

    /** Deletes an entry, and notes the name that the program knew it by if something of it stays in Webex. */
    private async remove(name: string, { id, state }: Entry<S>, context: Context): Promise<void> {
        await this.kind.single.delete(id, state, context);
        if (this.kind.staysInWebex(state, context.run.makesRoom(id))) {
            this.forgotten.push(name);
        }
    }

    /** Keeps what work made of an entry, also where it could not be finished. */
    private async keepPart(key: string, work: () => Promise<{ id: string; state: S }>): Promise<void> {
        try {
            const { id, state } = await work();
            this.entries.set(key, { id, state });
        } catch (error) {
            if (error instanceof Incomplete) {
                // What a single resource keeps of itself is its own state.
                this.entries.set(key, { id: error.id, state: error.state as S });
                this.noteAdoption(key, error.adopted);
            }
            throw error;
        }
    }

    private noteAdoption(key: string, adopted: Adoption | undefined): void {
        if (adopted !== undefined) {
            this.adopted.push(`${key} (${adopted.device})`);
        }
    }

    /** An adoption is never silent; a thousand of them are one warning. */
    tellAdoptions({ log, self }: Context): void {
        if (this.adopted.length > 0) {
            log.warn(adoptionWord(self.label, listed(this.adopted.sort())));
        }
    }

    /** Names what left the batch and stays in Webex: one line for all. */
    tellForgotten({ log, self }: Context): void {
        if (this.forgotten.length > 0) {
            log.info(
                `${self.label}: stays in Webex, and Pulumi forgets it: ${listed(this.forgotten.sort())}. ` +
                    (this.kind.words.toRemove ?? TO_UNREGISTER),
            );
        }
    }
}

/** The program's hook looks at the entries itself, so nothing is told for it. */
function noteReplacement<I, S>({ entry, mustMakeRoom }: Replacement<I, S>, { run, self }: Context): void {
    run.replace(self, { id: entry.id, first: mustMakeRoom, leaving: leavingWith(undefined, false) });
}

/** What is said of devices that were there already, and of how to have them counted as the stack's own. */
export function adoptionWord(label: string, devices: string): string {
    return (
        `${label} adopts what is registered already: ${devices}. It counts as adopted: it stays in Webex when its ` +
        "declaration goes, unless unregisterOnDelete is true. If a resource of this stack had it under another name, write " +
        "that name into the option `aliases`. If a run of this stack that was interrupted registered it, " +
        "`WEBEX_ADOPT_AS_OWN=true pulumi up` says so"
    );
}
