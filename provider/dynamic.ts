import type * as pulumi from "@pulumi/pulumi";
import { append } from "./append";
import { asOperation } from "./client/operation";
import { rememberSecrets, scrub } from "./client/secrets";
import { messageOf } from "./messageOf";
import { PACKED_KEY, pack, unpack } from "./packed";
import { type CheckFailure, Incomplete, type Properties, type ResourceLogic } from "./resources/resource";
import { isUnknown } from "./resources/unknown";
import { openSession, type Session } from "./session";

/** The provider's text in the inputs and outputs of a dynamic resource; whatever is returned must carry it on. */
const PROVIDER_KEY = "__provider";

/**
 * Added to the inputs of the new half of a replacement: the person whose device goes, or an empty text. It tells the
 * limit guard's hook, which runs for every create, that one device leaves as one comes. Names that begin with two
 * underscores are not shown in a plan, and this one leaves the saved inputs at the next `up`.
 */
export const REPLACES_KEY = "__replaces";

/**
 * What `pulumi-resource-pulumi-nodejs` calls on the value that the provider text evaluates to: `ResourceProvider` of
 * `pulumi.dynamic`, with every method there and nothing of type `any`.
 */
export interface DynamicProvider extends pulumi.dynamic.ResourceProvider {
    configure(request: pulumi.dynamic.ConfigureRequest): Promise<void>;
    check(olds: Properties, news: Properties): Promise<{ inputs: object; failures: CheckFailure[] }>;
    diff(id: string, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult>;
    create(inputs: Properties): Promise<{ id: string; outs: object }>;
    read(id: string, props?: Properties): Promise<{ id: string; props: object; inputs?: object }>;
    update(id: string, olds: Properties, news: Properties): Promise<{ outs: object }>;
    delete(id: string, props: Properties): Promise<void>;
}

/** Puts a resource's logic behind Pulumi's dynamic surface. */
export function dynamicProvider(logic: ResourceLogic): DynamicProvider {
    let opened: Session | undefined;
    // Pulumi caches a provider before `configure` has returned, so it must do all of its work at once.
    const session = (): Session => {
        opened ??= openSession(() => undefined);
        return opened;
    };
    /**
     * For a replacement the engine calls Check with the old inputs, Diff, and Check once more without the old ones,
     * each time for the same inputs of the program: those that each Check was given, by what it made of them,
     */
    const given = new Map<string, string[]>();
    /** the owners of what Diff said is to be replaced, by the program's inputs, */
    const replacements = new Map<string, string[]>();
    /** and the ids of what it said is not. */
    const kept = new Map<string, string[]>();

    const prepare = (properties: Properties): Properties => {
        rememberSecrets(...logic.secrets.flatMap((name) => textsIn(properties[name])));
        const { [PROVIDER_KEY]: _, [REPLACES_KEY]: __, [PACKED_KEY]: packed, ...plain } = properties;
        // As an input it is empty, or unknown at preview.
        return typeof packed === "string" && packed !== "" && !isUnknown(packed)
            ? { ...plain, ...unpack(packed) }
            : plain;
    };
    /** Inputs stay as they are, because Pulumi encrypts an output where the input of the same name is secret. */
    const outputsOf = (state: object, inputs: Properties): object => {
        const plain: Record<string, unknown> = {};
        const rest: Record<string, unknown> = {};
        for (const [name, value] of Object.entries(withoutUndefined(state))) {
            const isPlain = logic.secrets.includes(name) || inputs[name] !== undefined;
            (isPlain ? plain : rest)[name] = value;
        }
        return { ...plain, [PACKED_KEY]: pack(rest) };
    };
    const run = async <T>(
        action: string,
        what: Properties,
        id: string | undefined,
        work: () => Promise<T>,
    ): Promise<T> => {
        try {
            const [problem] = session().problems;
            if (problem !== undefined) {
                throw new Error(`${problem.key} ${problem.reason}`);
            }
            return await asOperation(session().settings.operationTimeoutSeconds, work);
        } catch (error) {
            const shown = toPulumiError(
                error,
                `${action} of ${logic.type}${id === undefined ? nameIn(what) : ` ${id}`} failed`,
            );
            if (!(error instanceof Incomplete)) {
                throw shown;
            }
            // The provider process keeps a resource whose error carries these.
            throw Object.assign(shown, {
                id: error.id,
                properties: { ...outputsOf(error.state, what), [PROVIDER_KEY]: what[PROVIDER_KEY] },
                reasons: [shown.message],
            });
        }
    };

    return {
        configure(request): Promise<void> {
            opened = openSession((key) => asText(request.config.get(`webex:${key}`)));
            return Promise.resolve();
        },

        check(olds, news) {
            const { contract, problems } = session();
            const wanted = prepare(news);
            const { inputs, failures } = logic.check(prepare(olds), wanted, contract);
            const program = fingerprint(wanted);
            const isNew = Object.keys(olds).length === 0;
            if (!isNew) {
                append(given, fingerprint(inputs), program);
            }
            // `--replace` and taints: Diff asked for no replacement, and there is one all the same.
            else {
                for (const id of kept.get(program)?.splice(0) ?? []) {
                    logic.release(id);
                }
            }
            const replaced = isNew ? replacements.get(program)?.shift() : undefined;
            return Promise.resolve({
                inputs: {
                    ...inputs,
                    ...(replaced === undefined ? {} : { [REPLACES_KEY]: replaced }),
                    ...(news[PACKED_KEY] === undefined ? {} : { [PACKED_KEY]: "" }),
                },
                failures: [
                    ...problems.map(({ key, reason }) => ({ property: "", reason: `${key} ${reason}` })),
                    ...failures.map((failure) => withoutValue(failure, logic.secrets)),
                ],
            });
        },

        diff(id, olds, news) {
            const inputs = prepare(news);
            const state = prepare(olds);
            // A refresh calls Diff without Check, also for what has left the program.
            const program = given.get(fingerprint(inputs))?.shift();
            const { changes, replaces, deleteBeforeReplace } = logic.diff(id, state, inputs, program !== undefined);
            if (program !== undefined) {
                if (replaces.length === 0) {
                    append(kept, program, id);
                } else {
                    append(replacements, program, asText(state.personId) ?? "");
                }
            }
            return Promise.resolve({ changes, replaces: [...replaces], deleteBeforeReplace });
        },

        create: (inputs) =>
            run("create", inputs, undefined, async () => {
                const { id, state } = await logic.create(prepare(inputs), session());
                return { id, outs: outputsOf(state, inputs) };
            }),

        read: (id, props = {}) =>
            run("read", props, id, async () => {
                const found = await logic.read(id, prepare(props), session());
                // An empty id takes the resource out of the state.
                if (found === undefined) {
                    return { id: "", props: {} };
                }
                return {
                    id,
                    props: outputsOf(found.state, found.inputs as Properties),
                    inputs: withoutUndefined(found.inputs),
                };
            }),

        update: (id, olds, news) =>
            run("update", news, id, async () => ({
                outs: outputsOf(await logic.update(id, prepare(olds), prepare(news), session()), news),
            })),

        delete: (id, props) => run("delete", props, id, () => logic.delete(id, prepare(props), session())),
    };
}

/** Pulumi prints the value of a failed property, a secret one in clear: those are named in the reason instead. */
function withoutValue({ property, reason }: CheckFailure, secrets: readonly string[]): CheckFailure {
    if (!secrets.includes(property)) {
        return { property, reason: scrub(reason) };
    }
    return { property: "", reason: scrub(`${property} ${reason}`) };
}

/** The same inputs have the same text, whatever their order. */
function fingerprint(inputs: object): string {
    return JSON.stringify(Object.entries(inputs).sort(([a], [b]) => a.localeCompare(b)));
}

/** What the resource is, for a message about one that has no id yet. */
function nameIn(properties: Properties): string {
    const named = ["mac", "serial", "deviceId", "model", "workspaceId", "personId"].map((name) => {
        const value = asText(properties[name]);
        return value === undefined ? undefined : `${name} ${value}`;
    });
    const known = named.filter((part) => part !== undefined).join(", ");
    return known === "" ? "" : ` (${known})`;
}

/**
 * The error as Pulumi is to see it: the provider process prints an error's stack, where a message does not belong
 * twice.
 */
function toPulumiError(error: unknown, attempted: string): Error {
    const shown = new Error(scrub(`${attempted}: ${messageOf(error)}`));
    shown.stack = "";
    return shown;
}

/** Pulumi's wire format has no `undefined`: "Unexpected struct type". */
function withoutUndefined(properties: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/** A secret output is a text, or a text for each entry of a batch. */
function textsIn(value: unknown): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).flatMap(textsIn);
    }
    return typeof value === "string" ? [value] : [];
}

function asText(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
