import { Command, type CommanderError } from "commander";
import { scrub } from "../provider/client/secrets";
import { WebexError } from "../provider/client/webexError";
import { CliError } from "./cliError";
import { tell } from "./terminal";

/**
 * Does what a command is for, with its options, and its arguments if it declares some, as commander read them. Resolves
 * with the exit code.
 */
export type Work<Options, Arguments extends readonly unknown[] = []> = (
    options: Options,
    ...given: Arguments
) => Promise<number>;

/** What a command is, apart from its options. */
export interface CommandWords {
    readonly name: string;
    /** One line, for the list of commands. */
    readonly summary: string;
    /** What `--help` says before the options, in whole sentences. */
    readonly description?: string;
    /** What `--help` says after the options: examples, variables, exit codes. */
    readonly more?: string;
}

/**
 * A command of `pulumi-webex`, to which the caller adds options and arguments. `load` imports the file that does the
 * work only if the command is run: the simulator and the PDF library are large.
 */
export function commandOf<Options extends object, Arguments extends readonly unknown[] = []>(
    { name, summary, description = summary, more }: CommandWords,
    load: () => Promise<Work<Options, Arguments>>,
): Command {
    const command = new Command(name)
        .summary(summary)
        .description(description)
        .allowExcessArguments(false)
        .action(async () => {
            const work = await load();
            // Commander types the arguments as anything at all; the caller declares them.
            const given = command.processedArgs as unknown as Arguments;
            process.exitCode = await endedWith(name, () => work(command.opts<Options>(), ...given));
        });
    return more === undefined ? command : command.addHelpText("after", `\n${more}`);
}

/** The exit code of a work. What keeps it from being done is told in one line, and is 1. */
export async function endedWith(name: string, work: () => Promise<number>): Promise<number> {
    try {
        return await work();
    } catch (error) {
        tell(`pulumi-webex ${name}: ${reasonOf(error)}`);
        return 1;
    }
}

/** One line for what was thrown. A fault of this package shows where it is, without the values of secrets. */
function reasonOf(error: unknown): string {
    if (error instanceof CliError || error instanceof WebexError) {
        return error.message.replace(/\s+/g, " ");
    }
    return error instanceof Error ? (error.stack ?? error.message) : scrub(String(error));
}

/**
 * What is wrong with a command line, without the arguments themselves: people paste tokens in the wrong place, and
 * pipelines keep their logs.
 */
export function usageProblem({ code, message }: CommanderError): string {
    if (code === "commander.unknownCommand") {
        return "there is no such command";
    }
    return message
        .replace(/^error: /, "")
        .replace(/(unknown option '--?[\w-]*)[^']*'/, "$1'")
        .replace(/ value '[\s\S]*' from env '(\w+)' (is invalid)/, " from $1 $2")
        .replace(/ (?:argument|value) '[\s\S]*' (is invalid)/, " $1");
}
