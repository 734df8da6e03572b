import type { PropertyDefinition } from "../definitions/definition";
import { pick } from "../definitions/definition";
import type { Session } from "../session";
import { checkArgs } from "./checkArgs";
import { attemptLookUp, LookUpFailed } from "./lookUpFailed";
import type { ResultType } from "./resultType";

/** An argument's type, and what it is for. The docstring of the arguments' interface says the same. */
export type Argument = Pick<PropertyDefinition, "schema" | "description">;

/** Arguments that every look-up may have. */
export interface AnyArgs {
    readonly orgId?: string | undefined;
}

/**
 * What a program can ask of the API, and how it is asked: by the functions of `sdk/`, and by the plugin for every
 * language.
 */
export interface LookUp<Args, Result> {
    /** The function's name, as programs call it. */
    readonly name: string;
    readonly description: string;
    readonly args: { readonly [name in string & keyof Args]-?: Argument };
    readonly result: ResultType;
    /** The names of the arguments that the API knows, where they depend on the settings; default all. */
    readonly knownArgs?: (session: Pick<Session, "contract">) => readonly string[];
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

/** The arguments of a call, without what is not given. Throws `LookUpFailed` for those that cannot be accepted. */
export function argsFor<Args extends object, Result>(
    lookUp: LookUp<Args, Result>,
    args: Args,
    session: Pick<Session, "contract">,
): Args {
    const { name, required = [], knownArgs } = lookUp;
    const table: Readonly<Record<string, Argument>> = lookUp.args;
    const known = pick(table, knownArgs?.(session) ?? Object.keys(table)) as typeof table;
    const properties = Object.fromEntries(Object.entries(known).map(([each, { schema }]) => [each, schema]));
    const given = checkArgs(name, args, { properties }, required);
    checkTogether(lookUp, given);
    return given;
}

/** Asks the API, with arguments of `argsFor`. Throws `LookUpFailed`. */
export function askFor<Args extends AnyArgs, Result>(
    { name, subject, ask }: LookUp<Args, Result>,
    args: Args,
    session: Session,
): Promise<Result> {
    const what = subject === undefined ? name : `${name} of ${subject(args)}`;
    return attemptLookUp(what, () => ask(args, session, args.orgId ?? session.settings.orgId));
}

/** Throws `LookUpFailed` for arguments that are well by themselves but not together. */
function checkTogether<Args>(lookUp: Pick<LookUp<Args, unknown>, "name" | "oneOf" | "requires">, args: Args): void {
    const { name, oneOf = [], requires = {} } = lookUp;
    const given = oneOf.filter((argument) => args[argument] !== undefined);
    if (oneOf.length > 0 && given.length !== 1) {
        const found = given.length === 0 ? "none is given" : `${given.join(" and ")} are given`;
        throw new LookUpFailed(`${name}: give exactly one of ${oneOf.join(", ")}; ${found}`);
    }
    for (const [argument, other] of Object.entries(requires) as [keyof Args, keyof Args][]) {
        if (args[argument] !== undefined && args[other] === undefined) {
            throw new LookUpFailed(`${name}: ${String(argument)} goes with ${String(other)} only`);
        }
    }
}
