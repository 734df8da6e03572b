import type {
    PolicyConfigSchema,
    PolicyResource,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { allowedModels } from "./allowedModels";
import { codesEndBefore, momentOf } from "./codesEndBefore";
import { type Declared, declaredIn, type Resource } from "./declared";
import { devicesPerPerson } from "./devicesPerPerson";
import { knownFields } from "./known";
import { requiredTags } from "./requiredTags";
import { readState, stackOf } from "./stackState";
import { tooManyUnregistrations, unregistrations } from "./unregistrations";

const LIMIT = { type: "integer", minimum: 0 } as const;
const TEXTS = { type: "array", items: { type: "string", minLength: 1 }, minItems: 1 } as const;

/** A rule about what is declared. It gives its violations, or undefined if the configuration gives it no limit. */
type Rule<Config> = (declared: readonly Declared[], config: Config) => readonly string[] | undefined;

interface Words {
    readonly name: string;
    readonly description: string;
    readonly configSchema: PolicyConfigSchema;
}

const NO_LIMIT = "the configuration gives this policy no limit";

/** A policy that looks at each resource's inputs before the resource is made. */
function forEachResource<Config extends object>(words: Words, rule: Rule<Config>): ResourceValidationPolicy {
    return {
        ...words,
        validateResource: (args, report) => {
            const violations = rule(declaredIn([plannedResource(args)]), args.getConfig<Config>());
            for (const violation of violations ?? args.notApplicable(NO_LIMIT)) {
                report(violation);
            }
        },
    };
}

/** A policy that looks at the whole stack as it will be. */
function forTheStack<Config extends object>(words: Words, rule: Rule<Config>): StackValidationPolicy {
    return {
        ...words,
        validateStack: (args, report) => {
            const violations = rule(declaredIn(args.resources.map(plannedResource)), args.getConfig<Config>());
            for (const violation of violations ?? args.notApplicable(NO_LIMIT)) {
                report(violation);
            }
        },
    };
}

function plannedResource({ urn, type, props, opts }: PolicyResource | ResourceValidationArgs): Resource {
    return { urn, type, fields: knownFields(props), aliases: opts.aliases };
}

/** A maximum of devices that one change takes out of Webex. It compares the plan with the state in the backend. */
function unregistrationPolicy(programFolder: string): StackValidationPolicy {
    return {
        name: "webex-unregistrations",
        description: "A change takes no more devices out of Webex than `limit` allows.",
        configSchema: { properties: { limit: LIMIT, organization: { type: "string", minLength: 1 } } },
        validateStack: async (args, report) => {
            const { limit, organization } = args.getConfig<{ limit?: number; organization?: string }>();
            const stack = stackOf(args.resources.map(({ urn }) => urn));
            if (limit === undefined || stack === undefined) {
                return args.notApplicable(NO_LIMIT);
            }
            try {
                const before = declaredIn(await readState(stack, { folder: programFolder, organization }));
                const planned = declaredIn(args.resources.map(plannedResource));
                const violation = tooManyUnregistrations(unregistrations(before, planned), limit);
                if (violation !== undefined) {
                    report(violation);
                }
            } catch (error) {
                // A limit that cannot be looked at does not pass for one that is kept.
                report(`the state could not be read, so nobody knows what this change removes: ${String(error)}`);
            }
        },
    };
}

/** All policies of the pack. `programFolder` is the folder of the Pulumi program. */
export function policiesOf(programFolder: string): (ResourceValidationPolicy | StackValidationPolicy)[] {
    return [
        forTheStack<{ limit?: number }>(
            {
                name: "webex-devices-per-person",
                description: "The stack gives a person no more devices and codes than `limit`.",
                configSchema: { properties: { limit: LIMIT } },
            },
            (declared, { limit }) => (limit === undefined ? undefined : devicesPerPerson(declared, limit)),
        ),
        forEachResource<{ tags?: string[] }>(
            {
                name: "webex-required-tags",
                description: "Each device has the tags of `tags`; `site-*` asks for one that begins with `site-`.",
                configSchema: { properties: { tags: TEXTS } },
            },
            (declared, { tags }) => (tags === undefined ? undefined : requiredTags(declared, tags)),
        ),
        forEachResource<{ models?: string[] }>(
            {
                name: "webex-allowed-models",
                description: "Each device and code that names a model names one of `models`.",
                configSchema: { properties: { models: TEXTS } },
            },
            (declared, { models }) => (models === undefined ? undefined : allowedModels(declared, models)),
        ),
        forTheStack<{ date?: string; days?: number }>(
            {
                name: "webex-codes-end-before",
                description: "No unused code ends before `date`, or within `days` from now.",
                configSchema: {
                    properties: {
                        date: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}(T[\\d:.]+(Z|[+-]\\d{2}:\\d{2}))?$" },
                        days: { type: "number", minimum: 0 },
                    },
                },
            },
            (declared, config) => {
                const moment = momentOf(config, new Date());
                return moment === undefined ? undefined : codesEndBefore(declared, moment);
            },
        ),
        unregistrationPolicy(programFolder),
    ];
}
