import { CliError } from "../cliError";

/** What a stack's commands can be kept from, by what Pulumi prints then. The first that fits is told. */
const PROBLEMS: readonly { readonly said: RegExp; readonly tell: (stack: string, said: string) => string }[] = [
    {
        said: /no stack named .* found/,
        tell: (stack) =>
            `there is no stack "${stack}" in this project and backend; \`pulumi stack ls --all\` lists them`,
    },
    {
        said: /stack is currently locked by|Another update is currently in progress/,
        tell: (stack, said) => lockedWord(stack, holderIn(said)),
    },
    {
        said: /failed to find project settings|no Pulumi\.yaml project file found|no project file/i,
        tell: () => "there is no Pulumi project here; go to the folder with Pulumi.yaml, or give it with --cwd",
    },
    {
        said: /incorrect passphrase|passphrase must be set/i,
        tell: (stack) =>
            `the secrets of the stack "${stack}" cannot be decrypted; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE`,
    },
    {
        said: /failed with ENOENT|command not found/,
        tell: () => "the Pulumi CLI is not on the PATH; https://www.pulumi.com/docs/install/ says how to install it",
    },
];

/** The lines of Pulumi's that say why a command failed; without any, what the Automation API says. */
const REASONS: readonly RegExp[] = [/^\s*error: *(\S.*)$/im, /^\s*stderr: *(\S.*)$/im];

/** Says that somebody holds the stack: `another run`, or `ada@runner-7 (process 12) since 2026-…`. */
export function lockedWord(stack: string, holder: string): string {
    return `the stack "${stack}" is locked by ${holder}; wait for it, or run \`pulumi cancel --stack ${stack}\` if it died`;
}

/** Says that a run has not finished so many operations on the stack. */
export function unfinishedWord(stack: string, operations: number): string {
    const what = operations === 1 ? "an unfinished operation" : `${operations} unfinished operations`;
    return (
        `the stack "${stack}" has ${what}: another run is under way, or one died, and ` +
        "`pulumi refresh --clear-pending-creates` repairs that"
    );
}

/**
 * One line for a command of Pulumi's that failed. `attempted` says what was to be done, e.g. `the state of stack "dev"
 * could not be read`.
 */
export function stackProblem(stack: string, attempted: string, error: unknown): CliError {
    if (error instanceof CliError) {
        return error;
    }
    const said = error instanceof Error ? error.message : String(error);
    const known = PROBLEMS.find((problem) => problem.said.test(said));
    if (known !== undefined) {
        return new CliError(known.tell(stack, said));
    }
    const [reason = said] = REASONS.flatMap((pattern) => pattern.exec(said)?.[1] ?? []);
    return new CliError(`${attempted}: ${reason.trim().split("\n", 1).join()}`);
}

/** The holder of a lock, as the backends of files and object stores name it in their error. */
function holderIn(said: string): string {
    const [, who, pid, since] = /created by (\S+@\S+) \(pid (\d+)\) at (\S+)/.exec(said) ?? [];
    return who === undefined ? "another run" : `${who} (process ${pid}) since ${since}`;
}
