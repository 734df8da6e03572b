import { randomUUID } from "node:crypto";
import type { Contract } from "../../api/devices/contract";
import { sameId } from "../../api/identity";
import { append } from "../../append";
import { givenInputs } from "../inputCheck";
import {
    type CheckFailure,
    type CheckResult,
    type Difference,
    Incomplete,
    type Properties,
    type ResourceLogic,
    type Surroundings,
} from "../resource";
import { isUnknown } from "../unknown";
import { describeFailures, type EntryFailures, type EntryTask, workThrough } from "./workThrough";

/** One entry as the state keeps it: the id and state that a resource of its own would have, secrets aside. */
type Entry = Properties & { readonly id: string };
type Entries = Readonly<Record<string, Entry>>;
type EntryInputs = Readonly<Record<string, Properties>>;

/** What makes a batch of single resources. */
export interface BatchOptions {
    readonly type: string;
    /** What does the work of one entry. */
    readonly single: ResourceLogic;
    /** The input that holds the entries, by their names. */
    readonly entries: string;
    /** Inputs of the batch that count for each entry. */
    readonly common: readonly string[];
    /** A single resource's secret output, and the batch's output that holds all of them by the entries' names. */
    readonly secret: { readonly of: string; readonly all: string };
    /** Says what is wrong with the entries' own inputs and normalises them. */
    checkEntries(olds: EntryInputs, news: EntryInputs, contract: Pick<Contract, "name" | "unsupported">): CheckResult;
    /** Says what is wrong with the common inputs. */
    checkCommon(inputs: Properties): readonly CheckFailure[];
    /** What the state keeps of an entry's. */
    kept(state: Properties): Properties;
    /** What an entry is about: under another name it is still the same. */
    identity(inputs: Properties): string;
    /** Whether entries that leave the program, or the batch, are left as they are at the API. */
    isForgotten(common: Properties): boolean;
}

const REST_FOLLOWS = "what was done is kept, and the next `pulumi up` does the rest";

/** So many entries are named in one line. */
const MOST_NAMED = 50;

/** What an entry asks for; `from` is the name it had before. */
type Step =
    | { readonly kind: "create"; readonly key: string; readonly inputs: Properties }
    | {
          readonly kind: "keep" | "rename" | "remove";
          readonly key: string;
          readonly from: string;
          readonly entry: Entry;
      }
    | {
          readonly kind: "update" | "replace";
          readonly key: string;
          readonly from: string;
          readonly entry: Entry;
          readonly inputs: Properties;
          readonly deleteFirst: boolean;
      };

/** Many single resources as one: one entry in Pulumi's state, each entry of the batch with a life of its own. */
export function batchLogic(options: BatchOptions): ResourceLogic {
    const { type, single, entries: entriesName, secret } = options;
    /** The ids of the entries of each batch that was compared with its program. */
    const devicesOf = new Map<string, string[]>();

    const commonOf = (properties: Properties): Properties =>
        Object.fromEntries(options.common.map((name) => [name, properties[name]]));
    const inputsOf = (properties: Properties) => byName<Properties>(properties[entriesName]);
    const entriesOf = (state: Properties) => byName<Entry>(state.entries);
    const secretsOf = (state: Properties) => byName<string>(state[secret.all]);
    /** An entry's state as its single resource knows it. */
    const singleState = (entry: Entry, key: string, state: Properties): Properties => {
        const { id: _, ...rest } = entry;
        // Without a copy of all of them, of which there would be one for each entry.
        const secrets = (state[secret.all] ?? {}) as Readonly<Record<string, string>>;
        const own = Object.hasOwn(secrets, key) ? secrets[key] : undefined;
        return { ...rest, ...givenInputs(commonOf(state)), ...givenInputs({ [secret.of]: own }) };
    };

    /**
     * What is to be done, what goes before what comes. Tells the single resource's diff of every entry, which remembers
     * whose devices are declared.
     */
    function stepsOf(state: Properties, inputs: Properties, ofProgram: boolean): Step[] {
        const before = entriesOf(state);
        const wanted = inputsOf(inputs);
        const common = givenInputs(commonOf(inputs));
        const sources = sourcesOf(before, wanted);
        const taken = new Set(sources.values());
        const removed = Object.entries(before)
            .filter(([key]) => !taken.has(key))
            .map(([from, entry]): Step => {
                single.diff(entry.id, singleState(entry, from, state), {}, false);
                return { kind: "remove", key: wanted[from] === undefined ? from : leaving(from, entry), from, entry };
            });
        const others = Object.entries(wanted).map(([key, own]): Step => {
            const from = sources.get(key);
            const given = isUnknown(own) ? {} : { ...own, ...common };
            if (from === undefined) {
                return { kind: "create", key, inputs: given };
            }
            const entry = before[from] as Entry;
            if (isUnknown(own)) {
                return { kind: "update", key, from, entry, inputs: given, deleteFirst: false };
            }
            const difference = single.diff(entry.id, singleState(entry, from, state), given, ofProgram);
            if (!difference.changes) {
                return { kind: from === key ? "keep" : "rename", key, from, entry };
            }
            return {
                kind: difference.replaces.length > 0 ? "replace" : "update",
                ...{ key, from, entry, inputs: given, deleteFirst: difference.deleteBeforeReplace },
            };
        });
        return [...removed, ...others];
    }

    /**
     * The names that the program's entries had before, by their names now: that of the one about the same, else
     * their own.
     */
    function sourcesOf(before: Entries, wanted: EntryInputs): ReadonlyMap<string, string> {
        const sources = new Map<string, string>();
        const free = new Map<string, string[]>();
        const identityOf = (own: Properties | undefined) =>
            own === undefined || isUnknown(own) ? undefined : options.identity(own);
        for (const [key, entry] of Object.entries(before)) {
            const identity = options.identity(entry);
            if (identityOf(wanted[key]) === identity) {
                sources.set(key, key);
            } else {
                append(free, identity, key);
            }
        }
        const others = Object.entries(wanted).filter(([key]) => !sources.has(key));
        for (const [key, own] of others) {
            const from = free.get(identityOf(own) ?? "")?.shift();
            if (from !== undefined) {
                sources.set(key, from);
            }
        }
        const left = new Set([...free.values()].flat());
        for (const [key] of others) {
            if (!sources.has(key) && left.has(key)) {
                sources.set(key, key);
            }
        }
        return sources;
    }

    /** Does what the entries ask for; answers the state then, and what failed. */
    async function apply(
        state: Properties,
        inputs: Properties,
        surroundings: Surroundings,
    ): Promise<{ readonly state: Properties; readonly failures: EntryFailures; readonly total: number }> {
        const steps = stepsOf(state, inputs, true);
        const entries = new Map(Object.entries(entriesOf(state)));
        const secrets = new Map(Object.entries(secretsOf(state)));
        const put = (key: string, id: string, result: object): void => {
            const { [secret.of]: own, ...rest } = result as Record<string, unknown>;
            entries.set(key, { ...options.kept(rest), id });
            if (typeof own === "string") {
                secrets.set(key, own);
            } else {
                secrets.delete(key);
            }
        };
        const drop = (key: string): void => {
            entries.delete(key);
            secrets.delete(key);
        };
        const keptPart = async (key: string, work: () => Promise<{ id: string; state: object }>): Promise<void> => {
            try {
                const { id, state: made } = await work();
                put(key, id, made);
            } catch (error) {
                if (error instanceof Incomplete) {
                    put(key, error.id, error.state);
                }
                throw error;
            }
        };
        const taskOf = (step: Step): EntryTask["work"] | undefined => {
            const { key } = step;
            if (step.kind === "create") {
                return (own) => keptPart(key, () => single.create(step.inputs, own));
            }
            const { entry, from } = step;
            const old = singleState(entry, from, state);
            switch (step.kind) {
                case "keep":
                case "rename":
                    return undefined;
                case "remove":
                    return async (own) => {
                        if (!options.isForgotten(inputs)) {
                            await single.delete(entry.id, old, own);
                        }
                        drop(key);
                    };
                case "update":
                    return (own) =>
                        keptPart(key, async () => ({
                            id: entry.id,
                            state: await single.update(entry.id, old, step.inputs, own),
                        }));
                case "replace":
                    return async (own) => {
                        if (step.deleteFirst) {
                            await single.delete(entry.id, old, own);
                            drop(key);
                        }
                        try {
                            await keptPart(key, () => single.create(step.inputs, own));
                            if (!step.deleteFirst) {
                                await single.delete(entry.id, old, own);
                            }
                        } catch (error) {
                            // Both are there: the old one stays in the state, to be removed by the next update.
                            if (!step.deleteFirst && entries.get(key)?.id !== entry.id) {
                                put(leaving(key, entry), entry.id, old);
                            }
                            throw error;
                        }
                    };
            }
        };
        const moved = steps.flatMap((step) => (step.kind === "create" || step.from === step.key ? [] : [step]));
        // All leave their old names before any takes its new one, which may be another's old one.
        for (const { from } of moved) {
            drop(from);
        }
        for (const { key, from, entry } of moved) {
            put(key, entry.id, singleState(entry, from, state));
        }
        const tasks = steps.flatMap((step) => {
            const work = taskOf(step);
            return work === undefined ? [] : [{ key: step.key, work }];
        });
        const failures = await workThrough(type, tasks, surroundings, atOnceIn(surroundings));
        const after = batchState(Object.fromEntries(entries), Object.fromEntries(secrets), inputs);
        return { state: after, failures, total: tasks.length };
    }

    function batchState(entries: Entries, secrets: Readonly<Record<string, string>>, inputs: Properties): Properties {
        const all = Object.keys(secrets).length > 0 ? { [secret.all]: { ...byName(secrets) } } : {};
        return { ...givenInputs(commonOf(inputs)), ...all, entries: { ...byName(entries) } };
    }

    return {
        type,
        secrets: [secret.all],

        check(oldInputs, newInputs, contract) {
            const inputs = givenInputs(newInputs);
            const known = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== entriesName));
            const failures = [...options.checkCommon(known)];
            const given = inputs[entriesName];
            if (isUnknown(given)) {
                return { inputs, failures };
            }
            if (typeof given !== "object" || given === null || Array.isArray(given)) {
                const reason = given === undefined ? "is missing" : "must be a map of entries by their names";
                return { inputs, failures: [...failures, { property: entriesName, reason }] };
            }
            const checked = options.checkEntries(inputsOf(oldInputs), inputsOf(inputs), contract);
            return {
                inputs: { ...inputs, [entriesName]: checked.inputs },
                failures: [...failures, ...checked.failures],
            };
        },

        diff(id, state, inputs, ofProgram): Difference {
            devicesOf.set(
                id,
                Object.values(entriesOf(state)).map((entry) => entry.id),
            );
            const changed = options.common.filter((name) => !same(inputs[name], state[name]));
            // Given for the first time, or no longer, it may well be the one that it was all the time.
            const elsewhere = inputs.orgId !== undefined && state.orgId !== undefined;
            const replaces = elsewhere ? changed.filter((name) => name === "orgId") : [];
            const entries = isUnknown(inputs[entriesName]);
            const steps = entries ? [] : stepsOf(state, inputs, ofProgram && replaces.length === 0);
            return {
                changes: changed.length > 0 || entries || steps.some(({ kind }) => kind !== "keep"),
                replaces,
                deleteBeforeReplace: replaces.length > 0,
            };
        },

        release(id) {
            for (const own of devicesOf.get(id) ?? []) {
                single.release(own);
            }
        },

        async create(inputs, surroundings) {
            const { state, failures, total } = await apply({}, inputs, surroundings);
            const id = `${entriesName}-${randomUUID()}`;
            if (failures.size === 0) {
                return { id, state };
            }
            const message = describeFailures(failures, total, REST_FOLLOWS);
            if (Object.keys(entriesOf(state)).length === 0) {
                throw new Error(message);
            }
            throw new Incomplete(id, state, message);
        },

        async read(_, state, surroundings) {
            const entries = byName<Entry>({});
            const inputs = byName<object>({});
            const secrets = byName<string>({});
            const before = Object.entries(entriesOf(state));
            const tasks = before.map(([key, entry]) => ({
                key,
                work: async (own: Surroundings) => {
                    const found = await single.read(entry.id, singleState(entry, key, state), own);
                    if (found === undefined) {
                        return;
                    }
                    const { [secret.of]: code, ...rest } = found.state as Record<string, unknown>;
                    entries[key] = { ...options.kept(rest), id: entry.id };
                    if (typeof code === "string") {
                        secrets[key] = code;
                    }
                    inputs[key] = Object.fromEntries(
                        Object.entries(found.inputs).filter(([name]) => !options.common.includes(name)),
                    );
                },
            }));
            // All at once, so that the pages of one list answer for them.
            const failures = await workThrough(type, tasks, surroundings, Infinity);
            if (failures.size > 0) {
                throw new Error(describeFailures(failures, tasks.length, "the state was left as it is"));
            }
            const drift = before.flatMap(([key, entry]) => driftOf(key, entry, inputs[key], entries[key]));
            if (drift.length > 0) {
                surroundings.log.info(`${type}: differs from the state: ${listed(drift)}`);
            }
            return {
                inputs: { ...givenInputs(commonOf(state)), [entriesName]: { ...byName(inputs) } },
                state: batchState(entries, secrets, state),
            };
        },

        async update(id, state, inputs, surroundings) {
            const result = await apply(state, inputs, surroundings);
            if (result.failures.size === 0) {
                return result.state;
            }
            throw new Incomplete(id, result.state, describeFailures(result.failures, result.total, REST_FOLLOWS));
        },

        async delete(_, state, surroundings) {
            if (options.isForgotten(state)) {
                surroundings.log.info(`what the ${type} holds stays in Webex; Pulumi only forgets it`);
                return;
            }
            const tasks = Object.entries(entriesOf(state)).map(([key, entry]) => ({
                key,
                work: (own: Surroundings) => single.delete(entry.id, singleState(entry, key, state), own),
            }));
            const failures = await workThrough(type, tasks, surroundings, atOnceIn(surroundings));
            if (failures.size > 0) {
                throw new Error(describeFailures(failures, tasks.length, "the next `pulumi destroy` does the rest"));
            }
        },
    };
}

/** Twice what may be in flight: some wait for another device of the same owner. */
function atOnceIn({ settings }: Surroundings): number {
    return settings.maxConcurrency * 2;
}

/** What became of an entry, in words, if it is not what the state says; the engine shows of a refresh outputs only. */
function driftOf(key: string, before: Entry, inputs: object | undefined, after: Entry | undefined): string[] {
    if (inputs === undefined || after === undefined) {
        return [`${key} (gone)`];
    }
    const changed = Object.keys(inputs).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    return changed.length > 0 ? [`${key} (${changed.join(", ")})`] : [];
}

function listed(words: readonly string[]): string {
    const more = words.length - MOST_NAMED;
    return words.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What an entry is called whose name another one has by now, for as long as it has not been removed. */
function leaving(key: string, { id }: Entry): string {
    return `${key} (replaced ${id})`;
}

/**
 * A map in the order of its names, because the wire and what is done first leave them in any; and one in which
 * nothing is found but what was put there, also where an entry is called "constructor".
 */
function byName<T>(map: unknown): Record<string, T> {
    const entries = Object.entries(typeof map === "object" && map !== null ? map : {});
    const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    return Object.assign(Object.create(null), sorted) as Record<string, T>;
}

function same(a: unknown, b: unknown): boolean {
    return typeof a === "string" && typeof b === "string" ? sameId(a, b) : a === b;
}
