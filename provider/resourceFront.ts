import { sameId } from "./api/identity";
import type { Log } from "./client/log";
import { asOperation, type OperationLimits } from "./client/operation";
import { rememberSecrets, scrub } from "./client/secrets";
import { inputNames, pick, recordedNames, secretNames } from "./definitions/definition";
import { ORPHANS_KEY } from "./hidden";
import { messageOf } from "./messageOf";
import { mayChangeStackOutputs } from "./refreshDiff";
import { adoptionWord } from "./resources/batch/batchRun";
import { entryOf } from "./resources/declarations";
import { newsLines, renewalWord } from "./resources/deviceActivation/codeWords";
import { removePostponed } from "./resources/deviceActivation/issueCode";
import { unsupportedResource } from "./resources/inputCheck";
import { leavingWith } from "./resources/moves";
import {
    type Adoption,
    type CheckFailure,
    type CheckResult,
    type Context,
    type Difference,
    Incomplete,
    type Properties,
    type ResourceLogic,
    type Speaker,
} from "./resources/resource";
import type { Session } from "./session";

/** No provider can tell a refresh of its own from one in an `up`, so this holds for both. */
const OUTPUTS_FOLLOW =
    "the outputs of the stack show what this refresh found once the program runs: with the next `pulumi up`, or with " +
    "`pulumi refresh --run-program`";

/** One call of the engine about one resource, as a face of the provider knows it. */
export interface Call {
    readonly session: Session;
    readonly self: Speaker;
    /** The stack, e.g. `shop/prod`, where the face knows it. */
    readonly stack?: string | undefined;
    /** What bounds it besides the settings, where the face knows it. */
    readonly limits?: Omit<OperationLimits, "seconds"> | undefined;
    /** Where the messages of this call go; default the session's log. */
    readonly log?: Log | undefined;
}

/** What is there of a resource whose create or update ended half-way. */
export interface Kept {
    readonly id: string;
    readonly state: Properties;
}

/** A call that failed, as both faces tell it. The texts hold no secret. */
export class CallFailed extends Error {
    constructor(
        /** The attempt alone, e.g. `create of Device "lobby" failed`. */
        readonly attempted: string,
        message: string,
        /** Undefined where nothing was made. */
        readonly kept?: Kept,
    ) {
        super(scrub(message));
        this.name = "CallFailed";
    }
}

/**
 * A resource as both faces of the provider have it, Pulumi's dynamic one and the native plugin: what stands around a
 * `ResourceLogic` whoever calls it. Claims, departures and news of the run are noted here.
 */
export class ResourceFront {
    /** The names of what is encrypted. */
    readonly secrets: readonly string[];

    constructor(readonly logic: ResourceLogic) {
        this.secrets = secretNames(logic.definition);
    }

    /** The program's own inputs, or the state: without what is for Pulumi's and our plumbing. */
    prepare(properties: Properties): Properties {
        rememberSecrets(...this.secrets.flatMap((name) => textsIn(properties[name])));
        return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
    }

    /** The state as it is kept. The leave to remove orphans acts in one run, so a state written with it says so. */
    kept({ settings }: Session, state: Properties): Properties {
        return settings.removeOrphans ? { ...state, [ORPHANS_KEY]: true } : state;
    }

    /** Notes what a kept state tells of earlier runs. */
    recall({ settings, run }: Session, kept: Properties): void {
        if (settings.removeOrphans && kept[ORPHANS_KEY] === true) {
            run.codes.spend();
        }
    }

    /** Checks and normalises inputs. `isNew`: without a state that they would change. */
    check({ session, self }: Call, olds: Properties, news: Properties, isNew: boolean): CheckResult {
        const { contract, problems, run } = session;
        run.activity.news();
        if (isNew) {
            // A new half: of a replacement, a taint or `--replace`, for which Diff asked for nothing.
            run.claims.release(self);
            run.codes.see(self.key);
        }
        const refused = unsupportedResource(this.logic.definition, contract);
        const { inputs, failures } =
            refused.length > 0
                ? { inputs: this.prepare(news), failures: refused }
                : this.logic.check(this.prepare(olds), this.prepare(news), contract);
        const wrong = failures.length > 0 ? failures : run.declarations.add(this.logic.declarations(inputs), self);
        return {
            inputs,
            failures: [
                ...problems.map(({ key, reason }) => ({ property: "", reason: `${key} ${reason}` })),
                ...wrong.map((failure) => withoutValue(failure, this.secrets)),
            ],
        };
    }

    /**
     * How prepared inputs differ from a prepared state. `isDeclared`: whether the program of this run declares the
     * resource, unlike in a refresh. Throws `CallFailed` if the stack's organisation changed.
     */
    diff(call: Call, id: string, state: Properties, inputs: Properties, isDeclared: boolean): Difference {
        const { settings, run } = call.session;
        run.activity.news();
        if (isDeclared) {
            this.assertSameOrganization(call, state, inputs);
        }
        const difference = this.logic.diff(id, state, inputs, settings);
        this.note(call, id, difference, isDeclared);
        this.tellRenewals(call, difference);
        return difference;
    }

    /** Creates what prepared inputs ask for. Throws `CallFailed`. */
    create(call: Call, inputs: Properties): Promise<Kept> {
        return this.attempt("create", call, async (context) => {
            try {
                const { id, state, adopted } = await this.logic.create(inputs, context);
                tellAdoption(adopted, context);
                return { id, state };
            } finally {
                // This may be the last new resource of the run.
                await removePostponed(context);
            }
        });
    }

    /** Reads a resource with its prepared state; undefined if it is gone for certain. Throws `CallFailed`. */
    read(call: Call, id: string, state: Properties): Promise<{ inputs: Properties; state: Properties } | undefined> {
        return this.attempt("read", call, async (context) => {
            const found = await this.logic.read(id, state, context);
            context.run.codes.see(call.self.key);
            this.tellOfOutputs(call, state, found?.state);
            return found;
        });
    }

    /** Reads what the state does not have, by what people know it by. Throws `CallFailed` where that cannot be. */
    import(call: Call, id: string): Promise<Kept & { readonly inputs: Properties }> {
        const { definition, imported } = this.logic;
        return this.attempt("import", call, async (context) => {
            const [unsupported] = unsupportedResource(definition, context.contract);
            if (unsupported !== undefined) {
                throw new Error(unsupported.reason);
            }
            if (typeof imported !== "function") {
                throw new Error(
                    `a ${definition.name} cannot be imported${imported === undefined ? "" : `: ${imported}`}`,
                );
            }
            const found = await imported(id, context);
            return { ...found, inputs: pick(found.state, inputNames(definition)) };
        });
    }

    /** Changes a resource from its prepared state to prepared inputs. Throws `CallFailed`. */
    update(call: Call, id: string, state: Properties, inputs: Properties): Promise<Properties> {
        return this.attempt("update", call, (context) => this.logic.update(id, state, inputs, context));
    }

    /** Removes a resource with its prepared state, as far as the recorded facts allow. Throws `CallFailed`. */
    delete(call: Call, id: string, state: Properties): Promise<void> {
        return this.attempt("delete", call, (context) => this.logic.delete(id, state, context));
    }

    /** Notes what a difference tells of the devices that the state records. */
    private note({ session: { run }, self }: Call, id: string, difference: Difference, isDeclared: boolean): void {
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

    private tellRenewals({ session, self, log = session.log }: Call, { renewals = [] }: Difference): void {
        const word = renewalWord(self.label, renewals, session.now());
        // The Diff of a refresh and that of the plan after it find the same.
        if (word !== undefined && session.run.news.isFirst(word)) {
            log.info(word);
        }
    }

    /** Tells once a run that a refresh leaves the outputs of the stack as they were, if it found something for them. */
    private tellOfOutputs({ session }: Call, before: Properties, after: Properties | undefined): void {
        const names = recordedNames(this.logic.definition);
        if (mayChangeStackOutputs(names, before, after) && session.run.news.isFirst(OUTPUTS_FOLLOW)) {
            session.log.info(OUTPUTS_FOLLOW);
        }
    }

    /** A stack whose `webex:orgId` changed would otherwise go on in another organisation without a word. */
    private assertSameOrganization({ session, self }: Call, state: Properties, inputs: Properties): void {
        const { orgId } = session.settings;
        if (inputs.orgId !== undefined || orgId === undefined) {
            return;
        }
        const recorded = this.logic.organization(state);
        if (recorded === undefined || sameId(orgId, recorded)) {
            return;
        }
        throw new CallFailed(
            `diff of ${self.label} failed`,
            `${self.label} is in organisation ${recorded}, but webex:orgId names ${orgId}. Nothing is replaced because of ` +
                "that: set webex:orgId back, or give the resource's own orgId to move it",
        );
    }

    private async attempt<T>(action: string, call: Call, work: (context: Context) => Promise<T>): Promise<T> {
        const { session, self, stack, limits, log = session.log } = call;
        const context: Context = { ...session, log, self, stack };
        try {
            const [problem] = session.problems;
            if (problem !== undefined) {
                throw new Error(`${problem.key} ${problem.reason}`);
            }
            session.run.activity.news();
            return await session.run.activity.during(() =>
                asOperation({ ...limits, seconds: session.settings.operationTimeoutSeconds }, () => work(context)),
            );
        } catch (error) {
            const attempted = `${action} of ${self.label} failed`;
            const message = `${attempted}: ${messageOf(error)}`;
            if (!(error instanceof Incomplete)) {
                throw new CallFailed(attempted, message);
            }
            tellAdoption(error.adopted, context);
            throw new CallFailed(attempted, message, error);
        } finally {
            session.run.activity.news();
            for (const line of newsLines(self.label, session.run.news.take(self))) {
                log.info(line);
            }
        }
    }
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

/** A secret output is a text, or a text for each entry of a batch. */
export function textsIn(value: unknown): string[] {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).flatMap(textsIn);
    }
    return typeof value === "string" ? [value] : [];
}
