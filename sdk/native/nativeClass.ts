import type * as pulumi from "@pulumi/pulumi";
import { tokenOf } from "../../provider/resourceTypes";
import {
    type Declaration,
    isOfType,
    type Registration,
    type ResourceClass,
    type WebexResource,
} from "../webexResource";
import { nativeRegistration } from "./nativeRegistration";

type ResourceConstructor<Resource, Args> = new (
    name: string,
    args: Args,
    options?: pulumi.CustomResourceOptions,
) => Resource;

/** A class whose resources the plugin serves. */
export interface NativeClass<Resource, Args> extends ResourceConstructor<Resource, Args> {
    /** The type by which policies find the class. */
    readonly __pulumiType: string;
    /** Whether a value is such a resource, also one of another copy of this package. */
    isInstance(value: unknown): value is Resource;
    /** A resource that is there already, by its id, to read from. The stack does not manage it. */
    get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Resource;
}

/**
 * The same class as a dynamic one, with its arguments and outputs, but served by the plugin: imports, real
 * diffs, the options `customTimeouts` and `provider` work, and an interrupted run ends at once.
 */
export function nativeClass<Resource extends WebexResource, Args extends object>(
    dynamic: ResourceConstructor<Resource, Args> & { readonly __pulumiType: string; readonly name: string },
): NativeClass<Resource, Args> {
    const { __pulumiType: dynamicType } = dynamic;
    const type = tokenOf(dynamicType.slice(dynamicType.lastIndexOf(":") + 1));
    class Native extends (dynamic as ResourceConstructor<WebexResource, Args>) {
        static readonly __pulumiType = type;

        static isInstance(value: unknown): value is Native {
            return isOfType(value, type);
        }

        static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Native {
            // The engine reads its properties, so none is given.
            return new this(name, {} as Args, { ...options, id });
        }

        protected static registration(resource: ResourceClass, name: string, given: Declaration): Registration {
            return nativeRegistration(resource, name, given);
        }
    }
    // TypeScript cannot tell that a class made of another one makes the other's resources.
    return Native as unknown as NativeClass<Resource, Args>;
}
