import { randomUUID } from "node:crypto";
import { sameId } from "../../api/identity";
import { inputNames } from "../../definitions/definition";
import { differing } from "../difference";
import { definitionChecker, givenInputs } from "../inputCheck";
import { leavesWebex, type Origin } from "../removal";
import { type CheckFailure, type Context, Incomplete, type Properties, type ResourceLogic } from "../resource";
import { isUnknown } from "../unknown";
import type { BatchKind, Entry } from "./batchKind";
import { planBatch, type Step } from "./batchPlan";
import { atOnceIn, type BatchOutcome, runBatch } from "./batchRun";
import { batchState, byName, commonOf, type Entries, entriesOf, entryInputsOf } from "./batchState";
import { describeFailures, listed, workThrough } from "./workThrough";

const REST_FOLLOWS = "what was done is kept, and the next `pulumi up` does the rest";

/** Many single resources as one: one resource in Pulumi's state, each entry of the batch with a life of its own. */
export function batchLogic<I extends Properties, S extends Properties>(kind: BatchKind<I, S>): ResourceLogic {
    const batch = new Batch(kind);
    return {
        definition: kind.definition,
        check: (olds, news, contract) => batch.check(olds, news, contract),
        declarations: (inputs) => batch.declarations(inputs),
        organization: (state) => batch.organization(state),
        // What a batch frees is counted by entry, see `seats.ts`.
        freesSeat: () => false,
        diff: (_, state, inputs, settings) => batch.diff(state, inputs, settings),
        create: (inputs, context) => batch.create(inputs, context),
        read: (_, state, context) => batch.read(state, context),
        update: (id, state, inputs, context) => batch.update(id, state, inputs, context),
        delete: (_, state, context) => batch.delete(state, context),
    };
}

class Batch<I extends Properties, S extends Properties> {
    private readonly checkOwn: (inputs: Properties) => CheckFailure[];

    constructor(private readonly kind: BatchKind<I, S>) {
        this.checkOwn = definitionChecker(kind.definition);
    }

    check(...[oldInputs, newInputs, contract]: Parameters<ResourceLogic["check"]>) {
        const { definition } = this.kind;
        const inputs = givenInputs(newInputs);
        const { [definition.entries]: given, ...others } = inputs;
        const failures = this.checkOwn(others);
        if (isUnknown(given)) {
            return { inputs, failures };
        }
        if (typeof given !== "object" || given === null || Array.isArray(given)) {
            const reason = given === undefined ? "is missing" : "must be a map of entries by their names";
            return { inputs, failures: [...failures, { property: definition.entries, reason }] };
        }
        const olds = entryInputsOf(this.kind, oldInputs);
        const checked = this.kind.checkEntries(olds, entryInputsOf(this.kind, inputs), contract);
        return {
            inputs: { ...inputs, [definition.entries]: checked.inputs },
            failures: [...failures, ...checked.failures],
        };
    }

    declarations(inputs: Properties) {
        if (isUnknown(inputs[this.kind.definition.entries])) {
            return [];
        }
        return Object.entries(entryInputsOf(this.kind, inputs)).flatMap(([entry, own]) =>
            isUnknown(own) ? [] : this.kind.single.declarations(own).map((declared) => ({ ...declared, entry })),
        );
    }

    organization(state: Properties): string | undefined {
        const [first] = entriesOf(this.kind, state).values();
        return first === undefined ? undefined : this.kind.single.organization(first.state);
    }

    diff(state: Properties, inputs: Properties, settings: Parameters<ResourceLogic["diff"]>[3]) {
        const { definition } = this.kind;
        const before = entriesOf(this.kind, state);
        const replaces = isElsewhere(state, inputs) ? ["orgId"] : [];
        const unknown = isUnknown(inputs[definition.entries]);
        const steps = unknown ? [] : this.plan(before, inputs, settings);
        const own = differing(definition, "nothing", state, inputs);
        const kept = replaces.length > 0 ? [] : steps.filter(staysDeclared);
        const keptIds = new Set(kept.map(({ entry }) => entry.id));
        return {
            changes: replaces.length > 0 || unknown || own.length > 0 || steps.some(({ kind }) => kind !== "keep"),
            replaces,
            deleteBeforeReplace: replaces.length > 0,
            freesSeat: false,
            kept: kept.map(({ entry: { id }, key }) => ({ id, entry: key })),
            leaving: [...before.values()].flatMap(({ id }) => (keptIds.has(id) ? [] : [id])),
        };
    }

    async create(inputs: Properties, context: Context) {
        const outcome = await runBatch(this.kind, new Map(), this.plan(new Map(), inputs, context.settings), context);
        const id = `${this.kind.definition.entries}-${randomUUID()}`;
        const state = batchState(this.kind, commonOf(this.kind, inputs), outcome.entries);
        if (outcome.failures.size === 0) {
            return { id, state };
        }
        const message = describeFailures(outcome.failures, outcome.total, REST_FOLLOWS);
        if (outcome.entries.size === 0) {
            throw new Error(message);
        }
        throw new Incomplete(id, state, message);
    }

    async read(state: Properties, context: Context) {
        const { single, definition } = this.kind;
        const names = inputNames(definition.entry);
        const before = entriesOf(this.kind, state);
        const now = new Map<string, Entry<S>>();
        const inputs = byName<Properties>({});
        const tasks = [...before].map(([key, entry]) => ({
            key,
            work: async (own: Context) => {
                const found = await single.read(entry.id, entry.state, own);
                if (found !== undefined) {
                    now.set(key, { id: entry.id, state: found.state });
                    const given = Object.entries(found.inputs).filter(([name]) => names.includes(name));
                    inputs[key] = Object.fromEntries(given);
                }
            },
        }));
        // All at once, so that the pages of one list answer for them.
        const failures = await workThrough(tasks, context, Infinity);
        if (failures.size > 0) {
            throw new Error(describeFailures(failures, tasks.length, "the state was left as it is"));
        }
        const drift = [...before].flatMap(([key, entry]) => driftOf(key, entry, inputs[key], now.get(key)));
        if (drift.length > 0) {
            context.log.info(`${context.self.label}: differs from the state: ${listed(drift)}`);
        }
        const common = commonOf(this.kind, state);
        return {
            inputs: { ...common, [definition.entries]: { ...byName<Properties>(inputs) } },
            state: batchState(this.kind, common, now),
        };
    }

    async update(id: string, state: Properties, inputs: Properties, context: Context) {
        const common = commonOf(this.kind, inputs);
        // What the program says now of its entries counts for those that leave, too.
        const before = entriesOf(this.kind, { ...state, unregisterOnDelete: inputs.unregisterOnDelete });
        const outcome = await runBatch(
            this.kind,
            before,
            this.plan(entriesOf(this.kind, state), inputs, context.settings),
            context,
        );
        this.tellForgotten(before, outcome, context);
        const after = batchState(this.kind, common, outcome.entries);
        if (outcome.failures.size === 0) {
            return after;
        }
        throw new Incomplete(id, after, describeFailures(outcome.failures, outcome.total, REST_FOLLOWS));
    }

    async delete(state: Properties, context: Context): Promise<void> {
        const { single } = this.kind;
        const before = entriesOf(this.kind, state);
        const tasks = [...before].map(([key, entry]) => ({
            key,
            work: (own: Context) => single.delete(entry.id, entry.state, own),
        }));
        const failures = await workThrough(tasks, context, atOnceIn(context));
        if (failures.size > 0) {
            throw new Error(describeFailures(failures, tasks.length, "the next `pulumi destroy` does the rest"));
        }
        this.tellForgotten(before, { entries: new Map(), failures, total: tasks.length }, context);
    }

    private plan(before: Entries<S>, inputs: Properties, settings: Parameters<ResourceLogic["diff"]>[3]): Step<I, S>[] {
        const wanted = { entries: entryInputsOf(this.kind, inputs), common: commonOf(this.kind, inputs) };
        return planBatch(this.kind, before, wanted, settings);
    }

    /** Names what left the batch and stays in Webex: one line for all. */
    private tellForgotten(before: Entries<S>, { entries }: BatchOutcome<S>, { log, self }: Context): void {
        const ids = new Set([...entries.values()].map(({ id }) => id));
        const forgotten = [...before].filter(([, { id, state }]) => !ids.has(id) && !leaves(state)).map(([key]) => key);
        if (forgotten.length > 0) {
            log.info(
                `${self.label}: stays in Webex, and Pulumi forgets it: ${listed(forgotten.sort())}. To have it unregistered, ` +
                    "run `pulumi up` with unregisterOnDelete: true before it leaves",
            );
        }
    }
}

function staysDeclared<I, S>(step: Step<I, S>): step is Step<I, S> & { readonly kind: "keep" | "rename" } {
    return step.kind === "keep" || step.kind === "rename" || step.kind === "update";
}

function leaves(state: Properties): boolean {
    const { origin, unregisterOnDelete } = state as { origin?: Origin; unregisterOnDelete?: boolean };
    return leavesWebex({ origin, unregisterOnDelete, mustMakeRoom: false });
}

/** Given for the first time, or no longer, the organisation may well be the one that it was all the time. */
function isElsewhere(state: Properties, inputs: Properties): boolean {
    const [before, now] = [state.orgId, inputs.orgId];
    return typeof before === "string" && typeof now === "string" && !isUnknown(now) && !sameId(before, now);
}

/** What became of an entry, in words, if it is not what the state says; the engine shows of a refresh outputs only. */
function driftOf<S extends Properties>(
    key: string,
    before: Entry<S>,
    inputs: Properties | undefined,
    after: Entry<S> | undefined,
): string[] {
    if (inputs === undefined || after === undefined) {
        return [`${key} (gone)`];
    }
    const same = (name: string) => JSON.stringify(before.state[name]) === JSON.stringify(after.state[name]);
    const changed = Object.keys({ ...inputs }).filter((name) => !same(name));
    return changed.length > 0 ? [`${key} (${changed.join(", ")})`] : [];
}
