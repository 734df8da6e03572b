import * as pulumi from "@pulumi/pulumi";
import { Remembered } from "../provider/api/remembered";
import type { InputSchema } from "../provider/resources/inputCheck";
import type { Session } from "../provider/session";
import { attempt, checkedArgs, type Inputs, outputTwin, plainError } from "./dataSource";
import { oncePerRun, requireSession, underMocks } from "./run";

/** What a program can ask of the API, and how it is asked. */
export interface LookUp<Args, Result> {
    /** The function's name, as programs call it. */
    readonly name: string;
    /** The arguments' types; a function where they depend on the settings. */
    readonly schema: InputSchema | (() => InputSchema);
    /** The arguments that must be given. */
    readonly required?: readonly (string & keyof Args)[];
    /** The arguments of which exactly one must be given. */
    readonly oneOf?: readonly (string & keyof Args)[];
    /** Arguments that say nothing without another one, by the name of the other. */
    readonly requires?: { readonly [name in string & keyof Args]?: string & keyof Args };
    /** What is looked for, for messages. */
    readonly subject?: (args: Args) => string;
    /** Whether each call is sent: for answers that the program itself changes. Else equal calls of a run are one. */
    readonly isSentEachTime?: boolean;
    /** Sends the request. `orgId` is the call's own, else the stack's. */
    readonly ask: (args: Args, session: Session, orgId: string | undefined) => Promise<Result>;
}

/** A look-up as programs call it, and its twin for arguments that are outputs. */
export interface LookUpFunctions<Args extends object, Result> {
    readonly plain: (args: Args) => Promise<Result>;
    readonly output: (args: Inputs<Args>, options?: pulumi.InvokeOutputOptions) => pulumi.Output<Result>;
}

/** Arguments that every look-up may have. */
interface AnyArgs {
    readonly orgId?: string | undefined;
}

/**
 * Makes the functions of a look-up. Equal calls of one run are sent once; a call of the twin that depends on resources
 * is sent after them, each time. Under Pulumi's mocks nothing is sent: the mocks' `call` answers `webex:index:NAME`, as
 * it does for functions of other packages.
 */
export function lookUp<Args extends AnyArgs, Result>(definition: LookUp<Args, Result>): LookUpFunctions<Args, Result> {
    const { name, schema, required = [], subject, isSentEachTime = false, ask } = definition;
    const send = (args: Args): Promise<Result> => {
        const session = requireSession();
        const what = subject === undefined ? name : `${name} of ${subject(args)}`;
        return attempt(what, () => ask(args, session, args.orgId ?? session.settings.orgId));
    };
    const answersOfRun = oncePerRun(() => new Remembered((text: string) => send(JSON.parse(text) as Args)));
    const call = (args: Args, isAnew: boolean): Promise<Result> => {
        const given = checkedArgs(name, args, typeof schema === "function" ? schema() : schema, required);
        checkTogether(definition, given);
        if (underMocks()) {
            return pulumi.runtime.invoke(`webex:index:${name}`, { ...given }) as Promise<Result>;
        }
        return isAnew ? send(given) : answersOfRun().get(canonicalText(given));
    };
    const twin = (isAnew: boolean) => outputTwin<Args, Result>(async (args) => call(args, isAnew));
    const [remembered, anew] = [twin(isSentEachTime), twin(true)];
    return {
        plain: async (args) => call(args, isSentEachTime),
        output: (args, options) => (options?.dependsOn === undefined ? remembered : anew)(args, options),
    };
}

/** Throws `pulumi.RunError` for arguments that are well by themselves but not together. */
function checkTogether<Args>(definition: Pick<LookUp<Args, unknown>, "name" | "oneOf" | "requires">, args: Args): void {
    const { name, oneOf = [], requires = {} } = definition;
    const given = oneOf.filter((argument) => args[argument] !== undefined);
    if (oneOf.length > 0 && given.length !== 1) {
        const found = given.length === 0 ? "none is given" : `${given.join(" and ")} are given`;
        throw plainError(`${name}: give exactly one of ${oneOf.join(", ")}; ${found}`);
    }
    for (const [argument, other] of Object.entries(requires) as [keyof Args, keyof Args][]) {
        if (args[argument] !== undefined && args[other] === undefined) {
            throw plainError(`${name}: ${String(argument)} goes with ${String(other)} only`);
        }
    }
}

/** The same text for equal arguments, whatever their order. */
function canonicalText(args: object): string {
    return JSON.stringify(Object.fromEntries(Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1))));
}
