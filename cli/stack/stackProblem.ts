import { CliError } from "../cliError";

/** What a stack's commands can be kept from, by what Pulumi prints then. The first that fits is told. */
const PROBLEMS: readonly { readonly said: RegExp; readonly tell: (stack: string) => string }[] = [
    {
        said: /no stack named .* found/,
        tell: (stack) =>
            `there is no stack "${stack}" in this project and backend; \`pulumi stack ls --all\` lists them`,
    },
    {
        said: /stack is currently locked by|Another update is currently in progress/,
        tell: (stack) =>
            `the stack "${stack}" is locked by another run; wait for it, or run \`pulumi cancel --stack ${stack}\` if it died`,
    },
    {
        said: /no Pulumi\.yaml project file found|no project file/i,
        tell: () => "there is no Pulumi project here; go to the folder with Pulumi.yaml, or give it with --cwd",
    },
    {
        said: /incorrect passphrase|passphrase must be set/i,
        tell: (stack) =>
            `the secrets of the stack "${stack}" cannot be decrypted; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE`,
    },
    {
        said: /ENOENT|command not found/,
        tell: () => "the Pulumi CLI is not on the PATH; https://www.pulumi.com/docs/install/ says how to install it",
    },
];

/** A line of Pulumi's that says why a command failed. */
const REASON = /^\s*(?:error|stderr): *(?:error: *)?(\S.*)$/gim;

/**
 * One line for a command of Pulumi's that failed. `attempted` says what was to be done, e.g. `the state of stack "dev"
 * could not be read`.
 */
export function stackProblem(stack: string, attempted: string, error: unknown): CliError {
    const said = error instanceof Error ? error.message : String(error);
    const known = PROBLEMS.find((problem) => problem.said.test(said));
    if (known !== undefined) {
        return new CliError(known.tell(stack));
    }
    const reasons = [...said.matchAll(REASON)].map(([, reason = ""]) => reason.trim());
    const [reason = said.trim().split("\n", 1)[0]] = reasons;
    return new CliError(`${attempted}: ${reason}`);
}
