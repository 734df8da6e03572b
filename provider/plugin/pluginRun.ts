import { asOperation } from "../client/operation";
import { REPLACES_KEY } from "../hidden";
import { LOOKERS } from "../preflight/lookers";
import type { Step } from "../preflight/planned";
import { Preflight } from "../preflight/preflight";
import { type Call, ResourceFront } from "../resourceFront";
import { batchOutlook } from "../resources/batch/batchOutlook";
import type { Properties } from "../resources/resource";
import { openSession, type Session } from "../session";
import { EngineLog } from "./engineLog";
import { PlanDesk } from "./planDesk";
import { environmentFor, readerOf } from "./providerSettings";
import { LOGICS, tokenOf } from "./tokens";
import { partsOfUrn, speakerOf } from "./urn";

/** The parts that requests about a resource have in common; `getTimeout` is the option `customTimeouts`, in seconds. */
export interface ResourceRequest {
    getUrn(): string;
    getTimeout?(): number;
}

/** A resource that the engine asks about, and the call that it is. */
export interface Called {
    readonly front: ResourceFront;
    readonly call: Call;
    readonly urn: string;
    /** The name in the program. */
    readonly name: string;
}

/** What is there already of a resource that the engine is about to change. */
export type There = Partial<Pick<Step, "id" | "state">>;

const FRONTS: ReadonlyMap<string, ResourceFront> = new Map(
    LOGICS.map((logic) => [tokenOf(logic.definition.name), new ResourceFront(logic)]),
);

/** What the plugin knows of the run that the engine has started it for: one for each process. */
export class PluginRun {
    readonly log: EngineLog;
    /** The keys of the resources that the program of this run declares: a refresh calls Diff without Check. */
    readonly declared = new Set<string>();
    /** The people that the program names, as far as Check has seen them. */
    readonly people = new Set<string>();
    private readonly cancelled = new AbortController();
    private opened: Session | undefined;
    private openedDesk: PlanDesk | undefined;

    constructor(engineAddress: string | undefined) {
        this.log = new EngineLog(engineAddress);
    }

    /** The session of the provider; of the environment alone before `configure`. */
    get session(): Session {
        this.opened ??= openSession(() => undefined, this.log);
        return this.opened;
    }

    /** Where plans are judged. */
    get desk(): PlanDesk {
        this.openedDesk ??= this.openDesk();
        return this.openedDesk;
    }

    /** Takes the settings of the provider with this URN. */
    configure(urn: string, values: Properties): void {
        this.opened = openSession(readerOf(values), this.log, environmentFor(values, urn, process.env));
        this.openedDesk = undefined;
    }

    /** Aborted as soon as the run is cancelled. */
    get signal(): AbortSignal {
        return this.cancelled.signal;
    }

    private openDesk(): PlanDesk {
        const { log, people } = this;
        const { client, contract, names, settings, run } = this.session;
        const preflight = new Preflight({ client, contract, names, log, people: () => people, workers: undefined });
        return new PlanDesk({ preflight, activity: run.activity, settings, log });
    }

    /** Ends every wait, as the engine asks at the end of each run. A create that is under way is still waited for. */
    cancel(): void {
        this.openedDesk?.end();
        this.cancelled.abort();
    }

    /** Who is called for. Throws for a type that this package does not have. */
    called(request: ResourceRequest): Called {
        const urn = request.getUrn();
        const parts = partsOfUrn(urn);
        const front = FRONTS.get(parts.type);
        if (front === undefined) {
            throw new Error(`the package webex has no resource ${parts.type}`);
        }
        const { session } = this;
        session.run.activity.news();
        const seconds = request.getTimeout?.() ?? 0;
        const limits = { signal: this.signal, customSeconds: seconds > 0 ? seconds : undefined };
        const self = speakerOf(front.logic.definition.name, parts);
        const call = { session, self, stack: parts.stack, limits, log: this.log.under(urn) };
        return { front, call, urn, name: parts.name };
    }

    /** Does work that the engine waits for: a plan is not judged meanwhile. */
    async during<T>(work: () => Promise<T>): Promise<T> {
        const { activity } = this.session.run;
        try {
            return await activity.during(work);
        } finally {
            activity.news();
        }
    }

    /** Has guard and pre-flight look at a step that makes a resource, or that changes what is `there`. */
    async look(called: Called, inputs: Properties, isPreview: boolean, there: There = {}): Promise<void> {
        const step = stepOf(called, inputs, there);
        if (there.id !== undefined && step.outlook === undefined && !LOOKERS.has(step.type)) {
            return;
        }
        const { call } = called;
        const { operationTimeoutSeconds: seconds } = call.session.settings;
        const { desk } = this;
        await asOperation({ ...call.limits, seconds }, () => (isPreview ? desk.foresee(step) : desk.admit(step)));
    }
}

/** What the engine is about to do, as guard and pre-flight see it. */
function stepOf({ front, call, urn, name }: Called, inputs: Properties, there: There): Step {
    const { run, settings } = call.session;
    const type = front.logic.definition.name;
    // Diff has told it, and nothing of it has to stand in the state.
    const replaces = there.id === undefined ? run.leavingOf(call.self) : undefined;
    const told = replaces === undefined ? inputs : { ...inputs, [REPLACES_KEY]: replaces };
    const outlook = batchOutlook({ type, name, state: there.state ?? {}, inputs, settings });
    return { name, urn, type, inputs: told, outlook, isRetained: false, ...there };
}
