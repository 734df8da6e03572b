import * as pulumi from "@pulumi/pulumi";
import { scrub } from "../provider/client/secrets";
import { checkArgs } from "../provider/lookUps/checkArgs";
import { attemptLookUp, LookUpFailed } from "../provider/lookUps/lookUpFailed";
import type { InputSchema } from "../provider/resources/inputCheck";

/** Arguments of which each may be an `Output`. */
export type Inputs<T> = { readonly [name in keyof T]: pulumi.Input<T[name]> };

/**
 * The arguments of a data source, without what is not given. Throws `pulumi.RunError`, which Pulumi shows without a
 * stack, if one is unknown or of a wrong type, or a `required` one is missing.
 */
export function checkedArgs<T extends object>(
    fn: string,
    args: T,
    schema: InputSchema,
    required: readonly string[],
): T {
    try {
        return checkArgs(fn, args, schema, required);
    } catch (error) {
        throw asPlainError(error);
    }
}

/**
 * An error as a program is to show it: in one line. Pulumi prints the stack of one that the program did not wait for.
 */
export function plainError(message: string): pulumi.RunError {
    const error = new pulumi.RunError(scrub(message));
    error.stack = "";
    return error;
}

/** The result of `work`; what goes wrong at the API is thrown as `pulumi.RunError` that says what was attempted. */
export function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
    return inPlainWords(() => attemptLookUp(what, work));
}

/** The result of `work`; a look-up that fails is thrown as `pulumi.RunError`. */
export async function inPlainWords<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        throw asPlainError(error);
    }
}

function asPlainError(error: unknown): unknown {
    return error instanceof LookUpFailed ? plainError(error.message) : error;
}

/** The `…Output` twin of a data source: takes outputs, waits for `dependsOn`, and is asked when all of it is known. */
export function outputTwin<A extends object, R>(fn: (args: A) => Promise<R>) {
    return (args: Inputs<A>, options?: pulumi.InvokeOutputOptions): pulumi.Output<R> => {
        // An id is unknown until its resource exists: that is what makes a preview wait.
        const ready = pulumi
            .output(options?.dependsOn)
            .apply((resources) =>
                pulumi.all([resources ?? []].flat().map((resource) => (resource as Partial<pulumi.CustomResource>).id)),
            );
        return pulumi.all([args, ready]).apply<R>(([known]) => fn(known as A));
    };
}
