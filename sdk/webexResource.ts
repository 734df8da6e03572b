import * as pulumi from "@pulumi/pulumi";
import {
    type Definition,
    detailNames,
    inputNames,
    outputNames,
    pick,
    recordedNames,
    secretNames,
} from "../provider/definitions/definition";
import { PROGRAM_KEY, PROVIDER_KEY, REPLACES_KEY, RESOURCE_KEY, resourceKey, STACK_KEY } from "../provider/hidden";
import { dynamicTokenOf, tokenOf } from "../provider/resourceTypes";
import { plainError } from "./dataSource";
import { type Declared, declareOnce, resourcesOfRun } from "./declareOnce";
import { type Guarded, type InPlan, noteRegistered, withPlanHook } from "./planHook";
import { requireResolvable } from "./resolvable";
import { identityOf } from "./resourceIdentity";
import { programSession, underMocks } from "./run";
import { pauseStackTraces } from "./stackTraces";

/** What a class of resources is made from. */
interface ClassOptions {
    readonly definition: Definition;
    /** The file of `provider/` that its provider text names. */
    readonly module: string;
    /** Outputs that every such resource has as properties of its own. */
    readonly seeded: readonly string[];
    /** Whether the provider has to know the stack, which it else never hears of. */
    readonly tellsStack?: true;
    /** How a program has what is there already, for one that asks to import it; default: as devices. */
    readonly insteadOfImport?: string;
}

/** One resource that a program declares. */
export interface Declaration {
    readonly args: object;
    readonly guarded: Guarded;
    readonly declared: Declared;
    readonly options: pulumi.CustomResourceOptions | undefined;
}

/** What a class of resources is to Pulumi's engine, and what its constructor hands on. */
export interface ResourceClass {
    /** The type in users' states and policies. */
    readonly type: string;
    readonly name: string;
    readonly definition: Definition;
    /** The names of what a program may give. */
    readonly inputs: readonly string[];
    /** Outputs that every such resource has as properties of its own. */
    readonly seeded: readonly string[];
    registration(name: string, declaration: Declaration): Registration;
}

/** What Pulumi's engine is told of a resource. */
export interface Registration {
    readonly type: string;
    readonly inputs: pulumi.Inputs;
    readonly options: pulumi.CustomResourceOptions;
    /** Its place in the program's plan; none where the plugin judges the plan. */
    readonly inPlan?: Pick<InPlan, "isUnhooked"> & {
        /** What no other resource has. */
        readonly key: string;
    };
}

/**
 * The frame of the resource classes. A dynamic resource stores the text of its provider in every state, so the text is
 * constant: no path, no version, nothing of the program. `pulumi.dynamic.Resource` would come to the same text by
 * serialising, which loads the TypeScript compiler in every run and inlines the provider of a linked package.
 */
export abstract class WebexResource extends pulumi.CustomResource {
    /** How the engine is told of a resource. A class that the plugin serves has a way of its own. */
    protected static registration(resource: ResourceClass, name: string, declaration: Declaration): Registration {
        return resource.registration(name, declaration);
    }

    protected constructor(resource: ResourceClass, name: string, declaration: Declaration) {
        const { type, inputs, options, inPlan } = new.target.registration(resource, name, declaration);
        const traces = pauseStackTraces(options, new.target);
        try {
            super(type, name, inputs, options);
        } catch (error) {
            throw traces.located(error);
        } finally {
            traces.resume();
        }
        if (inPlan !== undefined) {
            const { key, isUnhooked } = inPlan;
            noteRegistered({ resource: this, name, type: resource.name, key, inputs: resource.inputs }, isUnhooked);
        }
    }
}

/** Makes what a class of resources needs from its definition. */
export function resourceClass(options: ClassOptions): ResourceClass {
    const { definition, module, seeded, tellsStack, insteadOfImport = ADOPTION } = options;
    const { name: className } = definition;
    const type = dynamicTokenOf(className);
    const provider = `exports.handler=()=>require("pulumi-webex/provider/${module}")`;
    return {
        type,
        name: className,
        definition,
        inputs: inputNames(definition),
        seeded,
        registration(name, { args, declared, guarded, options }) {
            if (options?.import !== undefined) {
                throw importRefusal(className, name, insteadOfImport);
            }
            requireResolvable(`pulumi-webex/provider/${module}`);
            const identity = identityOf(name, options);
            const given = givenArgs(args);
            const secrets = secretsOf(definition, given);
            const aliases = [...(options?.aliases ?? []), { type: tokenOf(className) }];
            const key = resourceKey(className, identity);
            const program = resourcesOfRun(key);
            declareOnce(`${className} "${identity}"`, declared);
            const hidden = recordedNames(definition).filter((each) => options?.additionalSecretOutputs?.includes(each));
            const inputs = {
                ...seeds(definition, [...seeded, ...secrets, ...hidden]),
                ...secretArgs(definition, given),
                [RESOURCE_KEY]: identity,
                ...(tellsStack === true ? { [STACK_KEY]: stackName() } : {}),
                ...(program === undefined ? {} : { [PROGRAM_KEY]: program }),
                [PROVIDER_KEY]: provider,
            };
            const inPlan = withPlanHook(guarded, key, {
                ...withSecretOutputs(options, secrets, definition),
                aliases,
            });
            // So that the plan hears what leaves for it.
            const mark = inPlan.isUnhooked ? { [REPLACES_KEY]: undefined } : {};
            const { isUnhooked, options: hooked } = inPlan;
            return { type, inputs: { ...mark, ...inputs }, options: hooked, inPlan: { key, isUnhooked } };
        },
    };
}

/** The stack, as `project/stack`; behind the organisation's name where Pulumi Cloud knows one. */
function stackName(): string {
    const organization = organizationName();
    const names = [pulumi.getProject(), pulumi.getStack()];
    return (organization === undefined ? names : [organization, ...names]).join("/");
}

/** Pulumi's organisation; undefined where there is none: other backends say "organization", and mocks throw. */
function organizationName(): string | undefined {
    try {
        const name = pulumi.getOrganization();
        return name === "organization" ? undefined : name;
    } catch {
        return undefined;
    }
}

const ADOPTION =
    "Declare the device without it: one that is registered with this MAC address and owner, or that deviceId or serial " +
    "names, is adopted";

/** Pulumi's dynamic provider cannot import, and says so in words that nobody understands. */
function importRefusal(type: string, name: string, instead: string): Error {
    return plainError(`${type} "${name}": the option import does not work with Pulumi's dynamic providers. ${instead}`);
}

/** What a program gives. One that is undefined would become an output of its own, undefined for ever. */
export function givenArgs(args: object): Record<string, unknown> {
    return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

/** Inputs that are secret also when they are passed plain. */
export function secretArgs(definition: Definition, given: Record<string, unknown>): Record<string, unknown> {
    const secret = pick(given, secretNames(definition));
    return {
        ...given,
        ...Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, pulumi.secret(value)])),
    };
}

/** The secrets that a resource may have: those given, and outputs that the contract knows. */
function secretsOf(definition: Definition, given: Record<string, unknown>): string[] {
    const { name: contract } = programSession().contract;
    return secretNames(definition).filter((name) => {
        const { input, contracts } = definition.properties[name] ?? {};
        return input === true ? given[name] !== undefined : contracts === undefined || contracts.includes(contract);
    });
}

/**
 * Names set to undefined, which makes Pulumi give the resource an `Output` for each. Each costs time with a
 * thousand resources, so the rest is asked for when a program reads it. Users' mocks answer by property, so there
 * all are seeded.
 */
export function seeds(definition: Definition, names: readonly string[]): Record<string, undefined> {
    const all = underMocks() ? outputNames(definition) : names;
    return Object.fromEntries(all.map((name) => [name, undefined]));
}

/** Options with the secret outputs marked. A part of `details` cannot be encrypted by itself, so all of it is. */
export function withSecretOutputs(
    options: pulumi.CustomResourceOptions | undefined,
    secrets: readonly string[],
    definition: Definition,
): pulumi.CustomResourceOptions {
    const wanted = options?.additionalSecretOutputs ?? [];
    const inside = detailNames(definition);
    const details = wanted.some((name) => inside.includes(name)) ? ["details"] : [];
    return { ...options, additionalSecretOutputs: [...wanted, ...details, ...secrets] };
}

/** Whether a value is a resource of this type, also one of another copy of this package. */
export function isOfType(value: unknown, type: string): boolean {
    return pulumi.CustomResource.isInstance(value) && Reflect.get(value, "__pulumiType") === type;
}

/**
 * Gives a class an output for each property of its definition. What Pulumi itself sets on a resource, each input that
 * the program gives, takes precedence; then comes `details`; then what the engine's state has under that name, which is
 * where an input stands that only a transform gave.
 */
export function defineOutputs(resource: { readonly prototype: object }, { definition }: ResourceClass): void {
    const details = detailNames(definition);
    const stored = outputNames(definition).filter(
        (name) => !details.includes(name) || inputNames(definition).includes(name),
    );
    // Pulumi hands out a state as a secret if anything in it is one. What only the provider gives is known to be none.
    const open = recordedNames(definition).filter((name) => !secretNames(definition).includes(name));
    for (const name of outputNames(definition)) {
        define(resource, name, (of) => {
            const inDetails = details.includes(name)
                ? detailsOf(of).apply((known) => known[name])
                : pulumi.output(undefined);
            const value = stored.includes(name) ? orStored(of, name, inDetails) : inDetails;
            return open.includes(name) ? pulumi.unsecret(value) : value;
        });
    }
}

type Details = Readonly<Record<string, unknown>>;

/** The output `details` of a resource, empty where it has none. */
export function detailsOf(resource: object): pulumi.Output<Details> {
    const { details } = resource as { readonly details?: pulumi.Output<Details | undefined> };
    return pulumi.output(details).apply<Details>((known) => known ?? {});
}

/** The value, or where there is none what the engine's state has under the name. */
function orStored(resource: object, name: string, value: pulumi.Output<unknown>): pulumi.Output<unknown> {
    // With the id, which is unknown for as long as the resource is not there: neither is what its state will have.
    const { urn, id } = resource as pulumi.CustomResource;
    return pulumi.all([value, urn, id]).apply(([known, found]: readonly [unknown, string, string]) => {
        if (known !== undefined) {
            return known;
        }
        const answer = pulumi.runtime.invokeOutput<{ readonly state?: Details }>("pulumi:pulumi:getResource", {
            urn: found,
        });
        return answer.apply(({ state }) => state?.[name]);
    });
}

/** Gives a class an output that is worked out when a program asks for it. */
export function define(
    resource: { readonly prototype: object },
    name: string,
    of: (resource: object) => pulumi.Output<unknown>,
): void {
    Object.defineProperty(resource.prototype, name, {
        configurable: true,
        get(this: object) {
            return of(this);
        },
        set(this: object, value: unknown) {
            Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
        },
    });
}
