import type { Session } from "../../provider/session";
import { openCliSession } from "../cliSession";
import { type Managed, managedIn } from "../stack/managed";
import { OpenedStack, type StackOptions } from "../stack/openStack";
import { codesIn, type StackCode } from "./stackCode";

/** One stack, as far as a sheet needs it. */
export interface StackPart {
    /** The stack, as `project/stack`. */
    readonly stack: string;
    /** The organisation of its configuration. Stacks with the same configuration share it. */
    readonly session: Session;
    readonly codes: readonly StackCode[];
    /** The resources and entries that `codes` were made of. */
    readonly things: readonly Managed[];
    /** The names of the workspaces that it declares, by their ids. */
    readonly workspaces: ReadonlyMap<string, string>;
}

/** Reads a stack. Its codes are in clear, in memory alone. Throws `CliError`. */
export async function readStack(options: StackOptions): Promise<StackPart> {
    const opened = await OpenedStack.open(options);
    const session = openCliSession(await opened.config());
    const managed = managedIn(await opened.resources());
    const stack = `${opened.project}/${opened.name}`;
    return {
        stack,
        session,
        codes: codesIn(stack, managed),
        things: managed.filter(({ kind }) => kind === "code"),
        workspaces: new Map(
            managed.flatMap(({ kind, id, state: { displayName } }) =>
                kind === "workspace" && typeof displayName === "string" ? [[id, displayName] as const] : [],
            ),
        ),
    };
}
