import * as pulumi from "@pulumi/pulumi";
import { rememberSecrets, scrub } from "../provider/client/secrets";
import { REPLACES_KEY, RESOURCE_KEY, resourceKey } from "../provider/hidden";
import { LimitGuard, type PlannedCreate } from "../provider/limits/limitGuard";
import { messageOf } from "../provider/messageOf";
import { ACTIVATIONS } from "../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../provider/resources/batch/deviceBatch";
import { type Coming, comingsOf } from "../provider/resources/batch/seats";
import type { DiffSettings, Properties } from "../provider/resources/resource";
import { UNKNOWN } from "../provider/resources/unknown";
import { programSession, underMocks } from "./run";

/** Stands in the state of every guarded resource, so it stays the same. */
const HOOK_NAME = "webex-limit-guard";

/**
 * Where the hooks of the runs of this process stand, whatever copy of the package made them: a name can be registered
 * once. Copies of other versions read what stands there.
 */
const HOOKS = Symbol.for("pulumi-webex/limit-guard");

interface Guard {
    readonly hook: pulumi.ResourceHook;
    /** The keys of resources whose device stays when they go, as the option `retainOnDelete` says. */
    readonly retained: Set<string>;
}

/** What the guard has to know of a resource's arguments: those of one device or code, or the entries of a batch. */
export type Guarded = { readonly entries: unknown } | { readonly personId?: unknown; readonly workspaceId?: unknown };

/**
 * The guard as Pulumi's engine calls it: before each create of a person's device or code, at preview and once more
 * before the real create. A hook that throws fails the plan under that resource, and nothing of it is applied.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
function guardOfRun(): Guard {
    const guards = guardsOfProcess();
    const run = pulumi.runtime.getStackResource() ?? guards;
    let guard = guards.get(run);
    if (guard === undefined) {
        guard = makeGuard();
        guards.set(run, guard);
    }
    return guard;
}

function guardsOfProcess(): WeakMap<object, Guard> {
    const known = Reflect.get(globalThis, HOOKS) as WeakMap<object, Guard> | undefined;
    const guards = known ?? new WeakMap<object, Guard>();
    Reflect.set(globalThis, HOOKS, guards);
    return guards;
}

function makeGuard(): Guard {
    const { client, contract, log } = programSession();
    const limits = new LimitGuard(client, contract, log);
    const retained = new Set<string>();
    const hook = new pulumi.ResourceHook(
        HOOK_NAME,
        async ({ name, type, newInputs = {}, oldOutputs = {} }) => {
            const inputs = await plain(newInputs);
            const key = resourceKey(type.slice(type.lastIndexOf(":") + 1), textIn(inputs[RESOURCE_KEY]) ?? name);
            const planned = plannedCreates(name, inputs, await plain(oldOutputs), retained.has(key));
            const results = await Promise.allSettled(planned.map((create) => limits.admit(create)));
            const complaints = results.flatMap((result) =>
                result.status === "rejected" ? [messageOf(result.reason)] : [],
            );
            if (complaints.length > 0) {
                throw new Error(scrub([...new Set(complaints)].join("\n")));
            }
        },
        { onDryRun: true },
    );
    return { hook, retained };
}

/**
 * The resource options with the guard's hook in them, where there is anything to guard: a device of a person that
 * is not taken over, and a guard that is not off. Elsewhere they come back as they are. A batch is guarded when it
 * changes too. `key` is the resource's own.
 */
export function withLimitGuard(
    args: Guarded,
    key: string,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
    const isBatch = "entries" in args;
    if (!(isBatch ? mayNamePerson(args.entries) : isOfPerson(args))) {
        return options;
    }
    // Registering a hook under mocks never ends.
    if (programSession().settings.limitGuard === "off" || underMocks()) {
        return options;
    }
    const { hook, retained } = guardOfRun();
    if (options.retainOnDelete === true) {
        retained.add(key);
    }
    const { beforeCreate = [], beforeUpdate = [], ...others } = options.hooks ?? {};
    const updates = isBatch ? [hook, ...beforeUpdate] : beforeUpdate;
    return {
        ...options,
        hooks: {
            ...others,
            beforeCreate: [hook, ...beforeCreate],
            ...(updates.length > 0 ? { beforeUpdate: updates } : {}),
        },
    };
}

function isOfPerson(args: object): boolean {
    const { personId, deviceId, serial } = args as Record<string, unknown>;
    return personId !== undefined && deviceId === undefined && serial === undefined;
}

/** Whether any entry of a batch may be a person's: what is not known yet may be. */
function mayNamePerson(entries: unknown): boolean {
    const isLater = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;
    if (isLater(entries)) {
        return true;
    }
    return Object.values(entries ?? {}).some((entry) => isLater(entry) || isOfPerson((entry ?? {}) as object));
}

/** The devices that a person would get by it, of one resource or of a batch's entries. */
function plannedCreates(
    name: string,
    inputs: Properties,
    oldOutputs: Properties,
    isRetained: boolean,
): PlannedCreate[] {
    const { settings } = programSession();
    const orgId = textIn(inputs.orgId) ?? settings.orgId;
    const comings = comingsOfBatch(oldOutputs, inputs, settings);
    if (comings !== undefined) {
        return comings.map(({ key, ...coming }) => ({ ...coming, name: `${name}[${key}]`, orgId, freesSeat: false }));
    }
    const personId = textIn(inputs.personId);
    if (personId === undefined) {
        return [];
    }
    const freesSeat = inputs[REPLACES_KEY] === true && !isRetained;
    return [{ name, personId, orgId, mac: textIn(inputs.mac), freesSeat }];
}

/** The entries of a batch that bring somebody a device more; undefined for what is no batch. */
function comingsOfBatch(oldOutputs: Properties, inputs: Properties, settings: DiffSettings): Coming[] | undefined {
    if (inputs[DEVICES.definition.entries] !== undefined) {
        return comingsOf(DEVICES, oldOutputs, inputs, settings);
    }
    if (inputs[ACTIVATIONS.definition.entries] !== undefined) {
        return comingsOf(ACTIVATIONS, oldOutputs, inputs, settings);
    }
    return undefined;
}

function textIn(value: unknown): string | undefined {
    return typeof value === "string" && value !== UNKNOWN ? value : undefined;
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

async function ofOutput(output: pulumi.Output<unknown>): Promise<unknown> {
    const { isKnown, isSecret } = output as pulumi.Output<unknown> & {
        readonly isKnown: Promise<boolean>;
        readonly isSecret: Promise<boolean>;
    };
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
