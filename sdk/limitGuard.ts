import * as pulumi from "@pulumi/pulumi";
import { scrub } from "../provider/client/secrets";
import { LimitGuard, type PlannedCreate } from "../provider/limits/limitGuard";
import { oncePerRun, programSession, underMocks } from "./run";

/** Stands in the state of every guarded resource, so it stays the same. */
const HOOK_NAME = "webex-limit-guard";

/**
 * The guard as Pulumi's engine calls it: before each create of a person's device or code, at preview and once more before
 * the real create. A hook that throws fails the plan under that resource, and nothing of it is applied.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/hooks/
 */
const guardOfRun = oncePerRun(() => {
    const { client, contract, log } = programSession();
    const guard = new LimitGuard(client, contract, log);
    const hook = new pulumi.ResourceHook(
        HOOK_NAME,
        async ({ name, newInputs }) => {
            const planned = await plannedCreate(name, newInputs ?? {});
            if (planned === undefined) return;
            try {
                await guard.admit(planned);
            } catch (error) {
                throw new Error(scrub(error instanceof Error ? error.message : String(error)));
            }
        },
        { onDryRun: true },
    );
    return { hook };
});

/**
 * The resource options with the guard's hook in them, where there is anything to guard: a device of a person that is not
 * taken over, and a guard that is not off. Elsewhere they come back as they are.
 */
export function withLimitGuard(args: object, options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    const { personId, deviceId, serial } = args as Record<string, unknown>;
    const takenOver = deviceId !== undefined || serial !== undefined;
    if (personId === undefined || takenOver || programSession().settings.limitGuard === "off") return options;
    // Registering a hook there never ends.
    if (underMocks()) return options;
    const { hook } = guardOfRun();
    const { beforeCreate = [], ...others } = options.hooks ?? {};
    return { ...options, hooks: { ...others, beforeCreate: [hook, ...beforeCreate] } };
}

/** The create that the hook was called for; undefined if its person is not known yet, as it can be at preview. */
async function plannedCreate(name: string, inputs: Record<string, unknown>): Promise<PlannedCreate | undefined> {
    const [personId, orgId, mac, replaces] = await Promise.all(
        [inputs.personId, inputs.orgId, inputs.mac, inputs.__replaces].map(knownText),
    );
    if (personId === undefined) return undefined;
    return { name, personId, orgId: orgId ?? programSession().settings.orgId, mac, replaces };
}

/** A text, also one inside a secret; undefined for anything else and for what is unknown. */
async function knownText(value: unknown): Promise<string | undefined> {
    if (typeof value === "string") return value;
    if (!pulumi.Output.isInstance(value)) return undefined;
    const output = value as pulumi.Output<unknown> & { readonly isKnown: Promise<boolean> };
    if (!(await output.isKnown)) return undefined;
    return new Promise((resolve) => {
        output.apply((inner) => {
            resolve(typeof inner === "string" ? inner : undefined);
        });
    });
}
