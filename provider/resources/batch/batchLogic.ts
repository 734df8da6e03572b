import { randomUUID } from "node:crypto";
import { isObject } from "../../client/answer";
import { inputNames, pick } from "../../definitions/definition";
import { entryOf } from "../declarations";
import { differing } from "../difference";
import { definitionChecker, givenInputs } from "../inputCheck";
import { leavingWith } from "../moves";
import { isElsewhere } from "../organization";
import {
    type CheckFailure,
    type Context,
    type DiffSettings,
    Incomplete,
    type Properties,
    type Renewal,
    type ResourceLogic,
} from "../resource";
import { isUnknown } from "../unknown";
import { listed } from "./alikeTexts";
import type { BatchKind, Entry } from "./batchKind";
import { departuresOf, planBatch, type Step } from "./batchPlan";
import { runBatch } from "./batchRun";
import {
    batchState,
    byName,
    commonOf,
    type Entries,
    entriesOf,
    entryInputsOf,
    ownInputsOf,
    singleInputs,
} from "./batchState";
import { plannedBatch } from "./plannedBatch";
import { removalRefusal } from "./removalBrake";
import { describeFailures, workThrough } from "./workThrough";

/** The most places of one entry that a line names. */
const MOST_PLACES = 5;

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
        leavesWebex: () => false,
        diff: (_, state, inputs, settings) => batch.diff(state, inputs, settings),
        create: (inputs, context) => batch.create(inputs, context),
        read: (_, state, context) => batch.read(state, context),
        update: (id, state, inputs, context) => batch.update(id, state, inputs, context),
        delete: (id, state, context) => batch.delete(id, state, context),
        imported:
            "a batch is nothing at Webex that an id would name. Declare it with what is there, and `pulumi up` adopts " +
            "devices, takes over workspaces and leaves equal settings alone, without a write (`pulumi-webex inventory " +
            "--program FOLDER --batches` writes such a program)",
    };
}

class Batch<I extends Properties, S extends Properties> {
    private readonly checkOwn: (inputs: Properties) => readonly CheckFailure[];

    constructor(private readonly kind: BatchKind<I, S>) {
        this.checkOwn = kind.checkOwn ?? definitionChecker(kind.definition);
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
        // A program asks before Check has looked: an entry may be unknown, or none.
        const entries = Object.entries<unknown>(entryInputsOf(this.kind, inputs));
        const common = commonOf(this.kind, inputs);
        return entries.flatMap(([entry, own]) => {
            if (typeof own !== "object" || own === null) {
                return [];
            }
            const single = singleInputs(this.kind, own as Properties, common, entry);
            return this.kind.single.declarations(single).map((declared) => ({ ...declared, entry }));
        });
    }

    organization(state: Properties): string | undefined {
        return this.organizationOf(entriesOf(this.kind, state));
    }

    private organizationOf(entries: Entries<S>): string | undefined {
        const [first] = entries.values();
        return first === undefined ? undefined : this.kind.single.organization(first.state);
    }

    diff(state: Properties, inputs: Properties, settings: DiffSettings) {
        const { definition, declaresDevices, devicesOf } = this.kind;
        const { before, steps = [] } = plannedBatch(this.kind, { state, inputs, settings });
        const replaces = isElsewhere(state.orgId ?? this.organizationOf(before), inputs.orgId) ? ["orgId"] : [];
        const unknown = isUnknown(inputs[definition.entries]);
        const ofEntries = differing(definition, "write", state, inputs).filter((name) => name !== definition.entries);
        const own = [...differing(definition, "nothing", state, inputs), ...ofEntries];
        const staying = declaresDevices && replaces.length === 0 ? steps.filter(staysDeclared) : [];
        const kept = staying.flatMap(({ entry, key }) => devicesOf(entry).map((id) => ({ id, entry: key })));
        const keptIds = new Set(kept.map(({ id }) => id));
        const renewals = replaces.length > 0 ? [] : steps.flatMap((step) => this.renewalsOf(step, settings));
        return {
            changes: replaces.length > 0 || unknown || own.length > 0 || steps.some(({ kind }) => kind !== "keep"),
            replaces,
            deleteBeforeReplace: replaces.length > 0,
            mustMakeRoom: replaces.length > 0,
            freesSeat: false,
            kept,
            leaving: [...before.values()].flatMap(devicesOf).filter((id) => !keptIds.has(id)),
            departures: replaces.length > 0 ? [] : steps.flatMap((step) => departuresOf(this.kind, step)),
            ...(renewals.length > 0 ? { renewals } : {}),
        };
    }

    private renewalsOf(step: Step<I, S>, settings: DiffSettings): Renewal[] {
        if (step.kind !== "update") {
            return [];
        }
        const { key, entry, inputs } = step;
        const { renewals = [] } = this.kind.single.diff(entry.id, entry.state, inputs, settings);
        return renewals.map((renewal) => ({ ...renewal, entry: key }));
    }

    async create(inputs: Properties, context: Context) {
        const outcome = await runBatch(this.kind, new Map(), this.plan(new Map(), inputs, context.settings), context);
        const id = `${this.kind.definition.entries}-${randomUUID()}`;
        const state = batchState(this.kind, ownInputsOf(this.kind, inputs), outcome.entries);
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
        const batch = ownInputsOf(this.kind, state);
        const common = commonOf(this.kind, state);
        const inputs = byName<Properties>({});
        const tasks = [...before].map(([key, entry]) => ({
            key,
            work: async (own: Context) => {
                const found = await single.read(entry.id, entry.state, own);
                if (found !== undefined) {
                    const after = { id: entry.id, state: found.state };
                    now.set(key, after);
                    const stated = pick(found.inputs, names);
                    inputs[key] = this.kind.split(after, { common, wanted: stated }).inputs ?? stated;
                }
            },
        }));
        // All at once, so that the pages of one list answer for them.
        const failures = await workThrough(tasks, context, Infinity);
        if (failures.size > 0) {
            throw new Error(describeFailures(failures, tasks.length, "the state was left as it is"));
        }
        const drift = [...before].flatMap(([key, entry]) => driftOf(key, entry, now.get(key), names));
        if (drift.length > 0) {
            context.log.info(`${context.self.label}: differs from the state: ${listed(drift)}`);
        }
        return {
            inputs: { ...batch, [definition.entries]: { ...byName<Properties>(inputs) } },
            state: batchState(this.kind, batch, now),
        };
    }

    async update(id: string, state: Properties, inputs: Properties, context: Context) {
        const plan = plannedBatch(this.kind, { state, inputs, settings: context.settings });
        const refusal = removalRefusal(this.kind, plan);
        if (refusal !== undefined) {
            throw new Error(refusal);
        }
        const outcome = await runBatch(this.kind, plan.before, plan.steps ?? [], context);
        const wanted = entryInputsOf(this.kind, inputs);
        const after = batchState(this.kind, ownInputsOf(this.kind, inputs), outcome.entries, wanted);
        if (outcome.failures.size === 0) {
            return after;
        }
        throw new Incomplete(id, after, describeFailures(outcome.failures, outcome.total, REST_FOLLOWS));
    }

    async delete(id: string, state: Properties, context: Context): Promise<void> {
        const before = entriesOf(this.kind, state);
        if (context.run.makesRoom(id)) {
            this.makeRoom(before, context);
        }
        const steps = this.plan(before, { ...state, [this.kind.definition.entries]: {} }, context.settings);
        const { failures, total } = await runBatch(this.kind, before, steps, context);
        if (failures.size > 0) {
            throw new Error(describeFailures(failures, total, "the next `pulumi destroy` does the rest"));
        }
    }

    /**
     * A batch is only replaced by one in another organisation. Webex refuses a MAC address that is in use, so the old
     * devices go first, except those that are taken over.
     */
    private makeRoom(before: Entries<S>, { run, self }: Context): void {
        const names = inputNames(this.kind.definition.entry);
        for (const [key, { id, state }] of before) {
            if (!this.kind.isTakenOver(pick(state, names))) {
                run.replace(entryOf(self, key), { id, first: true, leaving: leavingWith(undefined, false) });
            }
        }
    }

    private plan(before: Entries<S>, inputs: Properties, settings: DiffSettings): Step<I, S>[] {
        const wanted = { entries: entryInputsOf(this.kind, inputs), common: commonOf(this.kind, inputs) };
        return planBatch(this.kind, before, wanted, settings);
    }
}

type StayingStep<I, S> = Step<I, S> & { readonly kind: "keep" | "rename" | "update" };

function staysDeclared<I, S>(step: Step<I, S>): step is StayingStep<I, S> {
    return step.kind === "keep" || step.kind === "rename" || step.kind === "update";
}

/** What became of an entry, in words, if it is not what the state says; the engine shows of a refresh outputs only. */
function driftOf<S extends Properties>(
    key: string,
    before: Entry<S>,
    after: Entry<S> | undefined,
    names: readonly string[],
): string[] {
    if (after === undefined) {
        return [`${key} (gone)`];
    }
    const changed = names.flatMap((name) => changedPlaces(name, before.state[name], after.state[name]));
    return changed.length > 0 ? [`${key} (${listed(changed, MOST_PLACES)})`] : [];
}

/** Where two values of a property differ: its name, or the names of the fields that differ in a map. */
function changedPlaces(name: string, before: unknown, after: unknown): string[] {
    if (JSON.stringify(before) === JSON.stringify(after)) {
        return [];
    }
    if (!isObject(before) || !isObject(after)) {
        return [name];
    }
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
