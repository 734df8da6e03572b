import * as pulumi from "@pulumi/pulumi";
import type { LookUp } from "../../provider/lookUps/lookUp";
import { tokenOf } from "../../provider/resourceTypes";
import type { Inputs } from "../dataSource";

/** Makes the functions of a look-up that the plugin answers, for plain arguments and for outputs. */
export function invoked<Args extends object, Result>({ name }: LookUp<Args, Result>) {
    const token = tokenOf(name);
    return {
        plain: (args: Args, options?: pulumi.InvokeOptions): Promise<Result> =>
            pulumi.runtime.invoke(token, { ...args }, options) as Promise<Result>,
        output: (args: Inputs<Args>, options?: pulumi.InvokeOutputOptions): pulumi.Output<Result> =>
            pulumi.runtime.invokeOutput<Result>(token, { ...args }, options),
    };
}

/** A function that takes no arguments for `none`. */
export function orNone<Args, Options, Answer>(fn: (args: Args, options?: Options) => Answer, none: Args) {
    return (args: Args = none, options?: Options): Answer => fn(args, options);
}
