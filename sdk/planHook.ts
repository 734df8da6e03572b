import { AsyncResource } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";
import { rememberSecrets, scrub } from "../provider/client/secrets";
import { REPLACES_KEY, RESOURCE_KEY, resourceKey } from "../provider/hidden";
import { messageOf } from "../provider/messageOf";
import { partOf, type Step } from "../provider/preflight/planned";
import { Preflight } from "../provider/preflight/preflight";
import { batchOutlook } from "../provider/resources/batch/batchOutlook";
import type { Properties } from "../provider/resources/resource";
import { knownText, UNKNOWN } from "../provider/resources/unknown";
import { announceBatch, refuseRemovals } from "./announceBatch";
import { atProgramEnd, failProgram } from "./planEnd";
import { programSession, underMocks, underUrn } from "./run";

/** Stands in the state of every resource, so it stays the same. */
const HOOK_NAME = "webex-plan";

/**
 * Where the hooks of the runs of this process stand, whatever copy of the package made them: a name can be registered
 * once. Copies of other versions read what stands there.
 */
const HOOKS = Symbol.for("pulumi-webex/plan-hook");

/** What is known of the plan of a run. */
interface Plan {
    /** Made where the first resource needs it: a program without any registers none. */
    hook(): pulumi.ResourceHook;
    /** The keys of resources whose device stays when they go, as the option `retainOnDelete` says. */
    readonly retained: Set<string>;
    /** The people that the program names in clear. */
    readonly people: Set<string>;
    /** The URNs of its resources, and what declares more of them: when all of these are known, the plan is whole. */
    readonly urns: pulumi.Output<unknown>[];
    /** The resources that have no hook, in a preview. */
    readonly unhooked: Unhooked[];
}

/** A resource without the hook, and what it is in the plan. */
interface Unhooked {
    readonly resource: pulumi.CustomResource;
    readonly name: string;
    readonly type: string;
    readonly key: string;
    /** The names of what a program may give. */
    readonly inputs: readonly string[];
}

/** What the hook has to know of a resource's arguments: those of one device or code, or the entries of a batch. */
export type Guarded =
    | { readonly entries: unknown }
    /** A resource that is looked at when it comes and when it changes. */
    | { readonly looked: true }
    | {
          readonly personId?: unknown;
          readonly workspaceId?: unknown;
          readonly deviceId?: unknown;
          readonly serial?: unknown;
      };

/**
 * The plan of the run. It is judged as a whole at the end of a preview; in the update a hook looks once more at what
 * has one.
 */
function planOfRun(): Plan {
    const plans = plansOfProcess();
    const run = pulumi.runtime.getStackResource() ?? plans;
    let plan = plans.get(run);
    if (plan === undefined) {
        plan = makePlan();
        plans.set(run, plan);
    }
    return plan;
}

function plansOfProcess(): WeakMap<object, Plan> {
    const known = Reflect.get(globalThis, HOOKS) as WeakMap<object, Plan> | undefined;
    const plans = known ?? new WeakMap<object, Plan>();
    Reflect.set(globalThis, HOOKS, plans);
    return plans;
}

function makePlan(): Plan {
    const { client, contract, names, log, settings } = programSession();
    const isPreview = pulumi.runtime.isDryRun();
    const [retained, people, urns] = [new Set<string>(), new Set<string>(), [] as pulumi.Output<unknown>[]];
    const unhooked: Unhooked[] = [];
    const preflight = new Preflight({ client, contract, names, log, people: () => people, workers: workers() });
    const steps: Step[] = [];
    if (isPreview) {
        atProgramEnd(
            () => urns,
            async () => {
                for (const step of await Promise.all(unhooked.splice(0).map((each) => stepOfNew(each, retained)))) {
                    if (step !== undefined) {
                        preflight.add(partOf(step, settings));
                    }
                }
                await judge(preflight, steps.splice(0));
            },
        );
    }
    let hook: pulumi.ResourceHook | undefined;
    return {
        hook: () => (hook ??= makeHook(preflight, isPreview ? steps : undefined, retained)),
        ...{ retained, people, urns, unhooked },
    };
}

/**
 * The hook, which Pulumi's engine calls before a create, and before each update of a batch: in the preview to note the
 * plan in `noted`, in the update to look once more. A hook that throws in the update stops that create. Source:
 * https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
function makeHook(preflight: Preflight, noted: Step[] | undefined, retained: ReadonlySet<string>): pulumi.ResourceHook {
    const look = async (args: pulumi.ResourceHookArgs) => {
        const step = await stepOf(args, retained);
        const part = partOf(step, programSession().settings);
        refuseRemovals(step);
        if (noted !== undefined) {
            preflight.add(part);
            noted.push(step);
            return;
        }
        await announceBatch(step);
        await preflight.admit(part).catch((error: unknown) => {
            throw new Error(scrub(messageOf(error)));
        });
    };
    // The engine calls from outside of the run, of which several may be in this process.
    return new pulumi.ResourceHook(HOOK_NAME, AsyncResource.bind(look), { onDryRun: true });
}

/**
 * Says what the plan does and what is wrong with it, each under its resource, and ends the program if the plan is
 * refused.
 */
async function judge(preflight: Preflight, steps: readonly Step[]): Promise<void> {
    const { findings, adopted, word } = await preflight.verdict();
    if (word !== undefined) {
        await pulumi.log.info(word);
    }
    await Promise.all(steps.map((step) => announceBatch(step, adopted)));
    await Promise.all(
        findings.map(({ urn, text, severity }) => {
            const tell = { error: pulumi.log.error, warning: pulumi.log.warn, info: pulumi.log.info }[severity];
            return tell(scrub(text), urn === undefined ? undefined : underUrn(urn));
        }),
    );
    if (findings.some(({ severity }) => severity === "error")) {
        failProgram();
    }
}

/** How many steps the engine takes beside each other, as Pulumi's host tells the program. */
function workers(): number | undefined {
    const told = Number(process.env["PULUMI_NODEJS_PARALLEL"]);
    return Number.isInteger(told) && told > 0 ? told : undefined;
}

async function stepOf(args: pulumi.ResourceHookArgs, retained: ReadonlySet<string>): Promise<Step> {
    const { name, urn, id, newInputs = {}, oldOutputs = {} } = args;
    const [inputs, state] = [await plain(newInputs), await plain(oldOutputs)];
    const type = args.type.slice(args.type.lastIndexOf(":") + 1);
    const isRetained = retained.has(resourceKey(type, knownText(inputs[RESOURCE_KEY]) ?? name));
    const { settings } = programSession();
    const outlook = batchOutlook({ type, name, state, inputs, settings });
    return { name, urn, type, inputs, outlook, isRetained, id: id === "" ? undefined : id, state };
}

/**
 * What the plan makes of a resource without the hook; undefined where it is there already. In a preview only what is
 * not there has no id yet, and the engine answers with the inputs that it has checked.
 */
async function stepOfNew(
    { resource, name, type, key, inputs: names }: Unhooked,
    retained: ReadonlySet<string>,
): Promise<Step | undefined> {
    const { id, urn } = resource as unknown as Record<"id" | "urn", KnownOutput>;
    if (await id.isKnown.catch(() => true)) {
        return undefined;
    }
    const own = Object.entries(resource).filter(([each]) => each === REPLACES_KEY || names.includes(each));
    const { [REPLACES_KEY]: replaces, ...inputs } = await plain(Object.fromEntries(own));
    return {
        ...{ name, type, urn: String(await urn.promise()), outlook: undefined, isRetained: retained.has(key) },
        inputs: replaces === UNKNOWN ? inputs : { ...inputs, [REPLACES_KEY]: replaces },
    };
}

/** How a resource goes into the plan. */
export interface InPlan {
    readonly options: pulumi.CustomResourceOptions;
    /** Whether the plan is told of it by its registration, not by the hook. */
    readonly isUnhooked: boolean;
}

/**
 * The resource options with the run's hook in them: for a batch and others that are looked at when they change, and for
 * a person's device or code, which the guard counts in the update. Elsewhere they come back as they are: a hook costs
 * each resource time and a line of state. `key` is the resource's own.
 */
export function withPlanHook(args: Guarded, key: string, options: pulumi.CustomResourceOptions): InPlan {
    const isBatch = "entries" in args;
    const isLooked = "looked" in args;
    const { limitGuard, preflight } = programSession().settings;
    const isOff = preflight === "off" && (isLooked || limitGuard === "off");
    // Registering a hook under mocks never ends.
    if (underMocks() || (!isBatch && (isOff || takesOver(args)))) {
        return { options, isUnhooked: false };
    }
    const plan = planOfRun();
    if (options.retainOnDelete === true) {
        plan.retained.add(key);
    }
    for (const person of peopleNamed(args)) {
        plan.people.add(person);
    }
    if (!isBatch && !isLooked && args.personId === undefined) {
        return { options, isUnhooked: pulumi.runtime.isDryRun() };
    }
    const hook = plan.hook();
    const { beforeCreate = [], beforeUpdate = [], ...others } = options.hooks ?? {};
    const updates = isBatch || isLooked ? [hook, ...beforeUpdate] : beforeUpdate;
    const hooks = {
        ...others,
        beforeCreate: [hook, ...beforeCreate],
        ...(updates.length > 0 ? { beforeUpdate: updates } : {}),
    };
    return { options: { ...options, hooks }, isUnhooked: false };
}

/** Notes a resource that was made with the options of `withPlanHook`: the plan is whole when its URN is known. */
export function noteRegistered(registered: Unhooked, isUnhooked: boolean): void {
    const plans = plansOfProcess();
    const plan = plans.get(pulumi.runtime.getStackResource() ?? plans);
    plan?.urns.push(registered.resource.urn);
    if (isUnhooked) {
        plan?.unhooked.push(registered);
    }
}

/**
 * Notes something that declares more resources as soon as it is known. A program that is run through the Automation API
 * does not end before that, and its plan is not whole.
 */
export function noteToCome(declaring: pulumi.Output<unknown>): void {
    const plans = plansOfProcess();
    plans.get(pulumi.runtime.getStackResource() ?? plans)?.urns.push(declaring);
    const release = pulumi.runtime.rpcKeepAlive();
    (declaring as unknown as KnownOutput).promise().then(release, release);
}

function takesOver(args: object): boolean {
    const { deviceId, serial } = args as Record<string, unknown>;
    return deviceId !== undefined || serial !== undefined;
}

/** The people that arguments name in clear. */
function peopleNamed(args: Guarded): string[] {
    const entries = "entries" in args ? (args.entries ?? {}) : { args };
    return Object.values(entries).flatMap((entry: unknown) => {
        const { personId } = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
        return typeof personId === "string" ? [personId] : [];
    });
}

/** Property values without Pulumi's wrappers: secrets as they are, unknown values as the provider sees them. */
async function plain(properties: Record<string, unknown>): Promise<Properties> {
    return (await unwrapped(properties)) as Properties;
}

async function unwrapped(value: unknown): Promise<unknown> {
    if (pulumi.Output.isInstance(value)) {
        return ofOutput(value);
    }
    if (Array.isArray(value)) {
        return Promise.all(value.map(unwrapped));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Reflect.get(value, "__pulumiUnknown") !== undefined) {
        return UNKNOWN;
    }
    const entries = await Promise.all(
        Object.entries(value).map(async ([name, inner]) => [name, await unwrapped(inner)] as const),
    );
    return Object.fromEntries(entries);
}

/** What Pulumi itself knows of an output. */
interface KnownOutput {
    readonly isKnown: Promise<boolean>;
    readonly isSecret: Promise<boolean>;
    promise(): Promise<unknown>;
}

async function ofOutput(output: pulumi.Output<unknown>): Promise<unknown> {
    const { isKnown, isSecret } = output as unknown as KnownOutput;
    if (!(await isKnown)) {
        return UNKNOWN;
    }
    const inner = await new Promise((resolve) => {
        output.apply(resolve);
    });
    if (await isSecret) {
        rememberSecrets(...(typeof inner === "string" ? [inner] : peopleIn(inner)));
    }
    return unwrapped(inner);
}

/**
 * The ids of people in a secret value: the guard's messages name people, but not those whose id is a secret. Pulumi
 * makes a whole map secret for one secret in it, so what else stands there may be as plain as a model.
 */
function peopleIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
        name === "personId" && typeof inner === "string" ? [inner] : peopleIn(inner),
    );
}
