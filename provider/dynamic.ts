import type * as pulumi from "@pulumi/pulumi";
import { sameId } from "./api/identity";
import { asOperation } from "./client/operation";
import { rememberSecrets, scrub } from "./client/secrets";
import { inputNames, pick, recordedNames, secretNames } from "./definitions/definition";
import { ORPHANS_KEY, PROGRAM_KEY, PROVIDER_KEY, REPLACES_KEY, RESOURCE_KEY, resourceKey, STACK_KEY } from "./hidden";
import { messageOf } from "./messageOf";
import { changesInRefresh, mayChangeStackOutputs } from "./refreshDiff";
import { adoptionWord } from "./resources/batch/batchRun";
import { entryOf } from "./resources/declarations";
import { newsLines, renewalWord } from "./resources/deviceActivation/codeWords";
import { removePostponed } from "./resources/deviceActivation/issueCode";
import { unsupportedResource } from "./resources/inputCheck";
import { type Leaving, leavingOf, leavingWith } from "./resources/moves";
import {
    type Adoption,
    type CheckFailure,
    type Context,
    type Difference,
    Incomplete,
    type Properties,
    type ResourceLogic,
    type Speaker,
} from "./resources/resource";
import { openSession, type Session } from "./session";

/** Hidden inputs that the state keeps beside the program's own. */
const CARRIED = [RESOURCE_KEY, REPLACES_KEY, STACK_KEY];

/** No provider can tell a refresh of its own from one in an `up`, so this holds for both. */
const OUTPUTS_FOLLOW =
    "the outputs of the stack show what this refresh found once the program runs: with the next `pulumi up`, or with " +
    "`pulumi refresh --run-program`";

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
    private readonly secrets: readonly string[];

    constructor(private readonly logic: ResourceLogic) {
        this.secrets = secretNames(logic.definition);
    }

    // Pulumi caches a provider before `configure` has returned, so it must do all of its work at once.
    configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
        this.opened = openSession((key) => asText(request.config.get(`webex:${key}`)));
        return Promise.resolve();
    }

    check(olds: Properties, news: Properties) {
        const { contract, problems, run } = this.session();
        const self = this.speakerOf(news);
        const isNew = Object.keys(olds).length === 0;
        run.activity.news();
        this.declared.add(self.key);
        run.codes.expect(textsIn(news[PROGRAM_KEY]));
        if (isNew) {
            // A new half: of a replacement, a taint or `--replace`, for which Diff asked for nothing.
            run.claims.release(self);
            run.codes.see(self.key);
        }
        const { definition } = this.logic;
        const refused = unsupportedResource(definition, contract);
        const { inputs, failures } =
            refused.length > 0
                ? { inputs: this.prepare(news), failures: refused }
                : this.logic.check(this.prepare(olds), this.prepare(news), contract);
        const wrong = failures.length > 0 ? failures : run.declarations.add(this.logic.declarations(inputs), self);
        const replaces = isNew ? run.leavingOf(self) : carriedMark(olds[REPLACES_KEY]);
        return Promise.resolve({
            inputs: {
                ...inputs,
                ...pick(news, [RESOURCE_KEY, STACK_KEY]),
                ...(replaces === undefined ? {} : { [REPLACES_KEY]: replaces }),
            },
            failures: [
                ...problems.map(({ key, reason }) => ({ property: "", reason: `${key} ${reason}` })),
                ...wrong.map((failure) => withoutValue(failure, this.secrets)),
            ],
        });
    }

    diff(id: string, olds: Properties, news: Properties) {
        const { settings, run } = this.session();
        run.activity.news();
        const self = this.speakerOf(news);
        const state = this.prepare(olds);
        const inputs = this.prepare(news);
        const isDeclared = this.declared.has(self.key);
        if (isDeclared) {
            this.assertSameOrganization(state, inputs, self);
        }
        const difference = this.logic.diff(id, state, inputs, settings);
        this.note(id, difference, isDeclared, self);
        this.tellRenewals(difference, self);
        const { replaces, deleteBeforeReplace } = difference;
        // After a rename by an alias the engine would take the hidden name for drift, too.
        const isRenamed = olds[RESOURCE_KEY] !== news[RESOURCE_KEY];
        const changes =
            isDeclared || isRenamed
                ? difference.changes
                : changesInRefresh(difference, inputNames(this.logic.definition), state, inputs);
        // Without a value the answer is that the provider does not know.
        const answer = changes === undefined ? {} : { changes };
        return Promise.resolve({ ...answer, replaces: [...replaces], deleteBeforeReplace });
    }

    create(inputs: Properties) {
        return this.attempt("create", inputs, undefined, async (context) => {
            try {
                const { id, state, adopted } = await this.logic.create(this.prepare(inputs), context);
                tellAdoption(adopted, context);
                return { id, outs: this.outputsOf(state, inputs, context) };
            } finally {
                // This may be the last new resource of the run.
                await removePostponed(context);
            }
        });
    }

    read(id: string, props: Properties = {}) {
        return this.attempt("read", props, id, async (context) => {
            const { settings, run, self } = context;
            if (settings.removeOrphans && props[ORPHANS_KEY] === true) {
                run.codes.spend();
            }
            const before = this.prepare(props);
            const found = await this.logic.read(id, before, context);
            run.codes.see(self.key);
            this.tellOfOutputs(before, found?.state);
            // An empty id takes the resource out of the state.
            if (found === undefined) {
                return { id: "", props: {} };
            }
            const carried = pick(props, CARRIED);
            return {
                id,
                props: this.outputsOf(found.state, props, context),
                inputs: { ...withoutUndefined(found.inputs), ...carried },
            };
        });
    }

    update(id: string, olds: Properties, news: Properties) {
        return this.attempt("update", news, id, async (context) => {
            const state = await this.logic.update(id, this.prepare(olds), this.prepare(news), context);
            return { outs: this.outputsOf(state, news, context) };
        });
    }

    delete(id: string, props: Properties) {
        return this.attempt("delete", props, id, (context) => this.logic.delete(id, this.prepare(props), context));
    }

    private session(): Session {
        this.opened ??= openSession(() => undefined);
        return this.opened;
    }

    private speakerOf(properties: Properties, id?: string): Speaker {
        const { name } = this.logic.definition;
        const { [RESOURCE_KEY]: resource } = properties;
        if (typeof resource === "string") {
            return { key: resourceKey(name, resource), label: `${name} "${resource}"` };
        }
        const label = `${name}${id === undefined ? nameIn(properties) : ` ${id}`}`;
        return { key: label, label };
    }

    /** The program's own inputs, or the state: without what is for Pulumi's and our plumbing. */
    private prepare(properties: Properties): Properties {
        rememberSecrets(...this.secrets.flatMap((name) => textsIn(properties[name])));
        return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
    }

    /** Notes what a difference tells of the devices that the state records. */
    private note(id: string, difference: Difference, isDeclared: boolean, self: Speaker): void {
        const { run } = this.session();
        for (const { id: deviceId, entry } of difference.kept) {
            const holder = entry === undefined ? self : entryOf(self, entry);
            if (isDeclared) {
                run.claims.declare(deviceId, holder);
            } else {
                run.claims.know(deviceId, holder);
            }
        }
        for (const deviceId of difference.leaving) {
            run.claims.know(deviceId, self);
        }
        if (isDeclared && difference.replaces.length > 0) {
            const [departure] = difference.departures;
            const leaving = leavingWith(departure, difference.freesSeat);
            run.replace(self, { id, first: difference.mustMakeRoom, leaving });
        }
        for (const departure of isDeclared ? difference.departures : []) {
            const { entry } = departure;
            run.departures.announce(departure, entry === undefined ? self : entryOf(self, entry));
        }
    }

    private tellRenewals({ renewals = [] }: Difference, { label }: Speaker): void {
        const session = this.session();
        const word = renewalWord(label, renewals, session.now());
        // The Diff of a refresh and that of the plan after it find the same.
        if (word !== undefined && session.run.news.isFirst(word)) {
            session.log.info(word);
        }
    }

    /** Tells once a run that a refresh leaves the outputs of the stack as they were, if it found something for them. */
    private tellOfOutputs(before: Properties, after: Properties | undefined): void {
        const { log, run } = this.session();
        const { definition } = this.logic;
        if (mayChangeStackOutputs(recordedNames(definition), before, after) && run.news.isFirst(OUTPUTS_FOLLOW)) {
            log.info(OUTPUTS_FOLLOW);
        }
    }

    /** A stack whose `webex:orgId` changed would otherwise go on in another organisation without a word. */
    private assertSameOrganization(state: Properties, inputs: Properties, self: Speaker): void {
        const { orgId } = this.session().settings;
        if (inputs.orgId !== undefined || orgId === undefined) {
            return;
        }
        const recorded = this.logic.organization(state);
        if (recorded === undefined || sameId(orgId, recorded)) {
            return;
        }
        throw toPulumiError(
            `${self.label} is in organisation ${recorded}, but webex:orgId names ${orgId}. Nothing is replaced because of ` +
                "that: set webex:orgId back, or give the resource's own orgId to move it",
            `diff of ${self.label} failed`,
        );
    }

    private outputsOf(state: Properties, inputs: Properties, { settings }: Context): object {
        const orphans = settings.removeOrphans ? { [ORPHANS_KEY]: true } : {};
        return { ...withoutUndefined(state), ...pick(inputs, CARRIED), ...orphans };
    }

    private async attempt<T>(
        action: string,
        what: Properties,
        id: string | undefined,
        work: (context: Context) => Promise<T>,
    ): Promise<T> {
        const session = this.session();
        const self = this.speakerOf(what, id);
        const context: Context = { ...session, self, stack: asText(what[STACK_KEY]) };
        try {
            const [problem] = session.problems;
            if (problem !== undefined) {
                throw new Error(`${problem.key} ${problem.reason}`);
            }
            session.run.activity.news();
            return await session.run.activity.during(() =>
                asOperation(session.settings.operationTimeoutSeconds, () => work(context)),
            );
        } catch (error) {
            const attempted = `${action} of ${self.label} failed`;
            const shown = toPulumiError(`${attempted}: ${messageOf(error)}`, attempted);
            if (!(error instanceof Incomplete)) {
                throw shown;
            }
            tellAdoption(error.adopted, context);
            // The provider process keeps a resource whose error carries these.
            const properties = { ...this.outputsOf(error.state, what, context), ...pick(what, [PROVIDER_KEY]) };
            throw Object.assign(shown, { id: error.id, properties, reasons: [shown.message] });
        } finally {
            session.run.activity.news();
            for (const line of newsLines(self.label, session.run.news.take(self))) {
                session.log.info(line);
            }
        }
    }
}

/** The mark as it stays in the inputs: earlier releases wrote `true`, or a person's id. */
function carriedMark(mark: unknown): Leaving | true | undefined {
    return mark === undefined ? undefined : (leavingOf(mark) ?? true);
}

/** An adoption is never silent. */
function tellAdoption(adopted: Adoption | undefined, { log, self }: Context): void {
    if (adopted !== undefined) {
        log.warn(adoptionWord(self.label, adopted.device));
    }
}

/** Pulumi prints the value of a failed property, a secret one in clear: those are named in the reason instead. */
function withoutValue({ property, reason }: CheckFailure, secrets: readonly string[]): CheckFailure {
    if (!secrets.includes(property)) {
        return { property, reason: scrub(reason) };
    }
    return { property: "", reason: scrub(`${property} ${reason}`) };
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
function toPulumiError(message: string, attempted: string): Error {
    const shown = new Error(scrub(message));
    return Object.assign(shown, { stack: "", toString: () => `webex: ${scrub(attempted)}` });
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
