import type * as pulumi from "@pulumi/pulumi";
import { PROGRAM_KEY, resourceKey } from "../../provider/hidden";
import { dynamicTokenOf, tokenOf } from "../../provider/resourceTypes";
import { declareOnce, resourcesOfRun } from "../declareOnce";
import { identityOf } from "../resourceIdentity";
import {
    type Declaration,
    givenArgs,
    type Registration,
    type ResourceClass,
    secretArgs,
    seeds,
    withSecretOutputs,
} from "../webexResource";

/**
 * What Pulumi's engine is told of a resource that the plugin serves: its arguments. The plugin knows by the URN what
 * the dynamic classes say in hidden inputs, it judges the plan, and it marks secret outputs itself.
 */
export function nativeRegistration(
    { name: className, definition, seeded }: ResourceClass,
    name: string,
    { args, declared, options = {} }: Declaration,
): Registration {
    const given = givenArgs(args);
    const identity = identityOf(name, options);
    // What is read by its id alone declares nothing.
    const isRead = options.id !== undefined;
    if (!isRead) {
        declareOnce(`${className} "${identity}"`, declared);
    }
    const program = isRead ? undefined : resourcesOfRun(resourceKey(className, identity));
    return {
        type: tokenOf(className),
        inputs: {
            ...seeds(definition, seeded),
            ...secretArgs(definition, given),
            ...(program === undefined ? {} : { [PROGRAM_KEY]: program }),
        },
        options: optionsOf(className, withSecretOutputs(options, [], definition)),
    };
}

function optionsOf(className: string, options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
    return { ...options, aliases: [...(options.aliases ?? []), { type: dynamicTokenOf(className) }] };
}
