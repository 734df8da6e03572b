import * as pulumi from "@pulumi/pulumi";
import { Answers } from "../provider/lookUps/answers";
import { type AnyArgs, argsFor, type LookUp } from "../provider/lookUps/lookUp";
import { type Inputs, inPlainWords, outputTwin } from "./dataSource";
import { oncePerRun, programSession, requireSession, underMocks } from "./run";

/** A look-up as programs call it, and its twin for arguments that are outputs. */
export interface LookUpFunctions<Args extends object, Result> {
    readonly plain: (args: Args) => Promise<Result>;
    readonly output: (args: Inputs<Args>, options?: pulumi.InvokeOutputOptions) => pulumi.Output<Result>;
}

const answersOfRun = oncePerRun(() => new Answers(requireSession()));

/**
 * Makes the functions of a look-up. Equal calls of one run are sent once; a call of the twin that depends on resources
 * is sent after them, each time. Under Pulumi's mocks nothing is sent: the mocks' `call` answers `webex:index:NAME`, as
 * it does for functions of other packages.
 */
export function lookUp<Args extends AnyArgs, Result>(definition: LookUp<Args, Result>): LookUpFunctions<Args, Result> {
    const call = (args: Args, isAnew: boolean): Promise<Result> =>
        inPlainWords(() => {
            const given = argsFor(definition, args, programSession());
            if (underMocks()) {
                return pulumi.runtime.invoke(`webex:index:${definition.name}`, { ...given }) as Promise<Result>;
            }
            requireSession();
            return answersOfRun().get(definition, given, isAnew);
        });
    const twin = (isAnew: boolean) => outputTwin<Args, Result>((args) => call(args, isAnew));
    const [remembered, anew] = [twin(false), twin(true)];
    return {
        plain: (args) => call(args, false),
        output: (args, options) => (options?.dependsOn === undefined ? remembered : anew)(args, options),
    };
}
