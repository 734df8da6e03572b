import { type Command, InvalidArgumentError, Option } from "commander";
import { commandOf } from "../command";
import type { DriftOptions } from "./drift";

/** `pulumi-webex drift`. */
export function driftCommand(): Command {
    return commandOf<DriftOptions>(
        {
            name: "drift",
            summary: "say how Webex differs from what a stack says",
            description:
                "Previews a refresh of a stack and reports what differs at Webex, what is gone or registered again, how its " +
                "activation codes stand, and what is not well. It only reads.",
            more: `  npx pulumi-webex drift --stack dev
  npx pulumi-webex drift --stack dev --unmanaged --format markdown --out drift.md

The organisation is that of the stack's webex: configuration and of the environment. What is compared is the state of
the last "pulumi up", and the program is not run. docs/drift.md says what each kind of finding means.

Exit codes: 0 no drift, 2 drift, 1 it could not be told for everything (standard error says why in one line).`,
        },
        async () => (await import("./drift")).drift,
    )
        .requiredOption("--stack <name>", "the stack")
        .option("--cwd <folder>", "folder of the stack's project (default: the working directory)")
        .addOption(
            new Option("--format <format>", "how the report is written")
                .choices(["text", "markdown", "json", "junit", "html"])
                .default("text"),
        )
        .option("--out <file>", "write the report into this file (default: standard output)")
        .option("--unmanaged", "also look for devices of managed people and rooms that no resource declares", false)
        .addOption(
            new Option("--ending-within <days>", "name codes that end within so many days").default(3).argParser(days),
        );
}

function days(text: string): number {
    if (!/^\d{1,3}$/.test(text)) {
        throw new InvalidArgumentError("It must be a whole number from 0 to 999.");
    }
    return Number(text);
}
