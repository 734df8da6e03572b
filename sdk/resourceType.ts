import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi";
import { PACKED_KEY } from "../provider/packed";

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

/**
 * Throws where a program asks to import a resource: Pulumi's dynamic provider cannot, and says so in words that nobody
 * understands.
 */
export function refuseImport(type: string, name: string, options: pulumi.CustomResourceOptions | undefined): void {
    if (options?.import === undefined) {
        return;
    }
    const error = new RunError(
        `${type} "${name}": the option import does not work with Pulumi's dynamic providers. Declare the device without it: ` +
            "one that is registered with this MAC address and owner, or that deviceId or serial names, is adopted",
    );
    error.stack = "";
    throw error;
}

/**
 * Resource options with outputs marked as secret besides those that the program marks itself. Of the `packed` ones
 * none can be encrypted alone.
 */
export function withSecretOutputs(
    options: pulumi.CustomResourceOptions | undefined,
    names: readonly string[],
    packed: readonly string[],
): pulumi.CustomResourceOptions {
    const wanted = options?.additionalSecretOutputs ?? [];
    const all = wanted.some((name) => packed.includes(name)) ? [PACKED_KEY] : [];
    return { ...options, additionalSecretOutputs: [...wanted, ...all, ...names] };
}
