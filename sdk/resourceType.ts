import type * as pulumi from "@pulumi/pulumi";

/**
 * What a dynamic resource of this package is to Pulumi's engine. The text goes into every state, so it is constant: no
 * path, no version, nothing of the program. `pulumi.dynamic.Resource` would come to the same text by serialising, which
 * loads the TypeScript compiler in every run and inlines the provider where the package is a symbolic link.
 */
export function resourceType(name: string, module: string): { readonly type: string; readonly provider: string } {
    return {
        type: `pulumi-nodejs:dynamic/webex:${name}`,
        provider: `exports.handler=()=>require("pulumi-webex/provider/${module}")`,
    };
}

/** Every name set to undefined: it makes Pulumi give the resource an `Output` for each. */
export function seedOutputs(names: readonly string[]): Record<string, undefined> {
    return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Resource options with outputs marked as secret besides those that the program marks itself. */
export function withSecretOutputs(
    options: pulumi.CustomResourceOptions | undefined,
    names: readonly string[],
): pulumi.CustomResourceOptions {
    return { ...options, additionalSecretOutputs: [...(options?.additionalSecretOutputs ?? []), ...names] };
}
