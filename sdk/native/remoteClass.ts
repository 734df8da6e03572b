import * as pulumi from "@pulumi/pulumi";
import type { Definition } from "../../provider/definitions/definition";
import { tokenOf } from "../../provider/resourceTypes";
import { givenArgs } from "../webexResource";

/** A class of components that the plugin makes. */
export interface RemoteClass<Component, Args> {
    new (name: string, args: Args, options?: pulumi.ComponentResourceOptions): Component;
    /** The type by which policies find the class. */
    readonly __pulumiType: string;
    /** Whether a value is such a component, also one of another copy of this package. */
    isInstance(value: unknown): value is Component;
}

/** The same class as a component of `pulumi-webex`, but made by the plugin, with its settings and its token. */
export function remoteClass<Component extends pulumi.ComponentResource, Args extends object>(
    definition: Definition,
): RemoteClass<Component, Args> {
    const type = tokenOf(definition.name);
    const outputs = Object.entries(definition.properties).filter(([, { output }]) => output === true);
    class Remote extends pulumi.ComponentResource {
        static readonly __pulumiType = type;

        static override isInstance(value: unknown): value is Remote {
            return pulumi.ComponentResource.isInstance(value) && Reflect.get(value, "__pulumiType") === type;
        }

        constructor(name: string, args: Args, options?: pulumi.ComponentResourceOptions) {
            const seeds = Object.fromEntries(outputs.map(([output]) => [output, undefined]));
            super(type, name, { ...seeds, ...givenArgs(args) }, options, true);
        }
    }
    return Remote as unknown as RemoteClass<Component, Args>;
}
