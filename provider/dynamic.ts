import type * as pulumi from "@pulumi/pulumi";
import { scrub } from "./client/secrets";
import { inputNames, pick } from "./definitions/definition";
import { PROGRAM_KEY, PROVIDER_KEY, REPLACES_KEY, RESOURCE_KEY, resourceKey, STACK_KEY } from "./hidden";
import { changesInRefresh } from "./refreshDiff";
import { type Call, CallFailed, ResourceFront, textsIn } from "./resourceFront";
import { type Leaving, leavingOf } from "./resources/moves";
import type { CheckFailure, Properties, ResourceLogic } from "./resources/resource";
import { openSession, type Session } from "./session";

/** Hidden inputs that the state keeps beside the program's own. */
const CARRIED = [RESOURCE_KEY, REPLACES_KEY, STACK_KEY];

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
export function dynamicProvider<I extends Properties, S extends Properties>(
    logic: ResourceLogic<I, S>,
): DynamicProvider {
    // The one place where values of the wire become those of a resource: Check has looked at inputs, and state is
    // our own.
    return new DynamicFront(logic);
}

class DynamicFront implements DynamicProvider {
    private opened: Session | undefined;
    /** The resources that the program of this run declares: a refresh calls Diff without Check. */
    private readonly declared = new Set<string>();
    private readonly front: ResourceFront;

    constructor(logic: ResourceLogic) {
        this.front = new ResourceFront(logic);
    }

    // Pulumi caches a provider before `configure` has returned, so it must do all of its work at once.
    configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.opened = openSession((key) => asText(request.config.get(`webex:${key}`)));
        return Promise.resolve();
    }

    check(olds: Properties, news: Properties) {
        const { run } = this.session();
        const call = this.callOf(news);
        this.declared.add(call.self.key);
        run.codes.expect(textsIn(news[PROGRAM_KEY]));
        const isNew = Object.keys(olds).length === 0;
        const { inputs, failures } = this.front.check(call, olds, news, isNew);
        const replaces = isNew ? run.leavingOf(call.self) : carriedMark(olds[REPLACES_KEY]);
        return Promise.resolve({
            inputs: {
                ...inputs,
                ...pick(news, [RESOURCE_KEY, STACK_KEY]),
                ...(replaces === undefined ? {} : { [REPLACES_KEY]: replaces }),
            },
            failures: [...failures],
        });
    }

    diff(id: string, olds: Properties, news: Properties) {
        const call = this.callOf(news);
        const state = this.front.prepare(olds);
        const inputs = this.front.prepare(news);
        const isDeclared = this.declared.has(call.self.key);
        const difference = asPulumiError(() => this.front.diff(call, id, state, inputs, isDeclared));
        const { replaces, deleteBeforeReplace } = difference;
        // After a rename by an alias the engine would take the hidden name for drift, too.
        const isRenamed = olds[RESOURCE_KEY] !== news[RESOURCE_KEY];
        const changes =
            isDeclared || isRenamed
                ? difference.changes
                : changesInRefresh(difference, inputNames(this.front.logic.definition), state, inputs);
        // Of a state that the plugin wrote, Pulumi could neither read nor delete anything without the provider's text.
        const isOfPlugin = news[PROVIDER_KEY] !== undefined && olds[PROVIDER_KEY] === undefined;
        // Without a value the answer is that the provider does not know.
        const answer = changes === undefined && !isOfPlugin ? {} : { changes: changes === true || isOfPlugin };
        return Promise.resolve({ ...answer, replaces: [...replaces], deleteBeforeReplace });
    }

    create(inputs: Properties) {
        return this.attempt(inputs, async () => {
            const { id, state } = await this.front.create(this.callOf(inputs), this.front.prepare(inputs));
            return { id, outs: this.outputsOf(state, inputs) };
        });
    }

    read(id: string, props: Properties = {}) {
        return this.attempt(props, async () => {
            this.front.recall(this.session(), props);
            const found = await this.front.read(this.callOf(props, id), id, this.front.prepare(props));
            // An empty id takes the resource out of the state.
            if (found === undefined) {
                return { id: "", props: {} };
            }
            const inputs = { ...withoutUndefined(found.inputs), ...pick(props, CARRIED) };
            return { id, props: this.outputsOf(found.state, props), inputs };
        });
    }

    update(id: string, olds: Properties, news: Properties) {
        return this.attempt(news, async () => {
            const [state, inputs] = [this.front.prepare(olds), this.front.prepare(news)];
            return { outs: this.outputsOf(await this.front.update(this.callOf(news, id), id, state, inputs), news) };
        });
    }

    delete(id: string, props: Properties) {
        return this.attempt(props, () => this.front.delete(this.callOf(props, id), id, this.front.prepare(props)));
    }

    private session(): Session {
        this.opened ??= openSession(() => undefined);
        return this.opened;
    }

    /** Who is called for, as the hidden inputs tell. */
    private callOf(properties: Properties, id?: string): Call {
        const { name } = this.front.logic.definition;
        const { [RESOURCE_KEY]: resource, [STACK_KEY]: stack } = properties;
        const label = `${name}${id === undefined ? nameIn(properties) : ` ${id}`}`;
        const self =
            typeof resource === "string"
                ? { key: resourceKey(name, resource), label: `${name} "${resource}"` }
                : { key: label, label };
        return { session: this.session(), self, stack: asText(stack) };
    }

    private outputsOf(state: Properties, inputs: Properties): object {
        return { ...withoutUndefined(this.front.kept(this.session(), state)), ...pick(inputs, CARRIED) };
    }

    private async attempt<T>(given: Properties, work: () => Promise<T>): Promise<T> {
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof CallFailed)) {
                throw error;
            }
            const shown = toPulumiError(error);
            if (error.kept === undefined) {
                throw shown;
            }
            // The provider process keeps a resource whose error carries these.
            const { id, state } = error.kept;
            const properties = { ...this.outputsOf(state, given), ...pick(given, [PROVIDER_KEY]) };
            throw Object.assign(shown, { id, properties, reasons: [shown.message] });
        }
    }
}

function asPulumiError<T>(work: () => T): T {
    try {
        return work();
    } catch (error) {
        throw error instanceof CallFailed ? toPulumiError(error) : error;
    }
}

/** The mark as it stays in the inputs: earlier releases wrote `true`, or a person's id. */
function carriedMark(mark: unknown): Leaving | true | undefined {
    return mark === undefined ? undefined : (leavingOf(mark) ?? true);
}

/** What the resource is, for a message about one that has no name and no id. */
function nameIn(properties: Properties): string {
    const named = ["mac", "serial", "deviceId", "model", "workspaceId", "personId"].flatMap((name) => {
        const value = asText(properties[name]);
        return value === undefined ? [] : [`${name} ${value}`];
    });
    return named.length === 0 ? "" : ` (${named.join(", ")})`;
}

/**
 * The error as Pulumi is to see it. The engine shows its message under the resource; of Check, Diff and Read Pulumi's
 * provider process prints it, too, text and stack. So the text is only what was attempted, and the message stands once.
 */
function toPulumiError({ attempted, message }: CallFailed): Error {
    const shown = new Error(message);
    return Object.assign(shown, { stack: "", toString: () => `webex: ${scrub(attempted)}` });
}

/** Pulumi's wire format has no `undefined`: "Unexpected struct type". */
function withoutUndefined(properties: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function asText(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}
