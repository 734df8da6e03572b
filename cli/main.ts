#!/usr/bin/env node
import { createRequire } from "node:module";

/** Does what a command is for; `argv` is what follows its name. Resolves with the exit code. */
type Command = (argv: readonly string[]) => Promise<number>;

interface CommandEntry {
    readonly summary: string;
    /** Loads the command's file only when it is asked for: the simulator is large. */
    readonly load: () => Promise<Command>;
}

const COMMANDS: ReadonlyMap<string, CommandEntry> = new Map([
    [
        "simulate",
        {
            summary: "run a simulated Webex organisation on this machine",
            load: async () => (await import("./simulate")).simulate,
        },
    ],
    [
        "token",
        {
            summary: "print an access token of the Service App that the environment names",
            load: async () => (await import("./token")).printToken,
        },
    ],
]);

const NAME_WIDTH = 12;

const USAGE = `Usage: pulumi-webex <command> [options]

Commands:

${[...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(NAME_WIDTH)}${summary}`).join("\n")}

"pulumi-webex <command> --help" explains a command. "pulumi-webex --version" prints the version.
`;

/** Runs the command that the first argument names. Resolves with the exit code: 2 if there is no such command. */
async function main([name, ...rest]: readonly string[]): Promise<number> {
    if (name === "--help") {
        process.stdout.write(USAGE);
        return 0;
    }
    if (name === "--version") {
        process.stdout.write(`${ownVersion()}\n`);
        return 0;
    }
    const command = COMMANDS.get(name ?? "");
    if (command === undefined) {
        // The word itself is not repeated: it may be a token that was pasted in the wrong place.
        process.stderr.write(`${name === undefined ? "a command is missing" : "there is no such command"}\n\n${USAGE}`);
        return 2;
    }
    const run = await command.load();
    return run(rest);
}

/** By the package's own name, because the way to package.json differs between this file and the compiled one. */
function ownVersion(): string {
    const { version } = createRequire(__filename)("pulumi-webex/package.json") as { version: string };
    return version;
}

if (require.main === module) {
    void main(process.argv.slice(2)).then((code) => {
        process.exitCode = code;
    });
}
