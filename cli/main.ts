#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { usageProblem } from "./command";
import { doctorCommand } from "./doctor/doctorCommand";
import { driftCommand } from "./drift/driftCommand";
import { inventoryCommand } from "./inventory/inventoryCommand";
import { newCommand } from "./new/newCommand";
import { ownPackage } from "./ownPackage";
import { pluginCommand } from "./plugin/pluginCommand";
import { sheetCommand } from "./sheet/sheetCommand";
import { simulateCommand } from "./simulate/simulateCommand";
import { tokenCommand } from "./token/tokenCommand";
import { verifyLiveCommand } from "./verifyLive/verifyLiveCommand";

/** In the order of the list of commands: that in which an administrator meets them. */
const COMMANDS: readonly (() => Command)[] = [
    newCommand,
    simulateCommand,
    doctorCommand,
    inventoryCommand,
    driftCommand,
    sheetCommand,
    pluginCommand,
    tokenCommand,
    verifyLiveCommand,
];

/** The whole command line. Whatever is wrong with the arguments is thrown as a `CommanderError`. */
export function program(): Command {
    const root = new Command("pulumi-webex")
        .description("Commands around Webex devices that Pulumi manages.")
        .version(ownPackage().version, "--version", "print the version")
        .helpOption("--help", "show this text")
        .helpCommand(false)
        .showHelpAfterError(false);
    for (const make of COMMANDS) {
        root.addCommand(make().helpOption("--help", "show this text"));
    }
    for (const command of [root, ...root.commands]) {
        command.exitOverride().configureOutput({ outputError: () => undefined });
    }
    return root;
}

/** Runs the command that the arguments name. The exit code is 1 where they name none, or cannot be understood. */
async function main(argv: readonly string[]): Promise<void> {
    const root = program();
    if (argv.length === 0) {
        process.stderr.write(`a command is missing\n\n${root.helpInformation()}`);
        process.exitCode = 1;
        return;
    }
    try {
        await root.parseAsync(argv, { from: "user" });
    } catch (error) {
        if (!(error instanceof CommanderError)) {
            throw error;
        }
        process.exitCode = error.exitCode;
        if (error.exitCode !== 0) {
            const asked = root.commands.find((command) => command.name() === argv[0]) ?? root;
            process.stderr.write(`${usageProblem(error)}\n\n${asked.helpInformation()}`);
        }
    }
}

if (require.main === module) {
    void main(process.argv.slice(2));
}
