import type * as pulumi from "@pulumi/pulumi";

const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * What Pulumi itself keeps of a resource, read without waiting: `createUrn` as an input leaks promises in a
 * component.
 */
interface Named {
    readonly __pulumiType?: string;
    readonly __parentResource?: Named;
}

/**
 * What no other resource of its type has in a stack: its name, and the types of its parents, as in its URN. The
 * stack and the project are the same for all.
 */
export function identityOf(name: string, options: pulumi.ResourceOptions | undefined): string {
    const types: string[] = [];
    let parent = options?.parent as Named | undefined;
    while (parent !== undefined && parent.__pulumiType !== STACK_TYPE) {
        types.unshift(parent.__pulumiType ?? "");
        parent = parent.__parentResource;
    }
    return types.length === 0 ? name : `${name} of ${types.join("$")}`;
}
