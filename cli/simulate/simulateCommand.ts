import { type Command, InvalidArgumentError, Option } from "commander";
import { commandOf } from "../command";
import type { SimulateOptions } from "./simulate";

/** `pulumi-webex simulate`. */
export function simulateCommand(): Command {
    return commandOf<SimulateOptions>(
        {
            name: "simulate",
            summary: "run a simulated Webex organisation on this machine",
            description: "Runs a simulated Webex organisation on 127.0.0.1 until Ctrl+C.",
        },
        async () => (await import("./simulate")).simulate,
    )
        .addOption(new Option("--port <number>", "port to listen on (0 = a free one)").default(0).argParser(port))
        .addOption(
            new Option("--contract <name>", "which description of the API it speaks")
                .choices(["cisco", "crud"])
                .default("cisco"),
        )
        .addOption(
            new Option("--token <text>", "access token to accept (default: a random one, printed)").argParser(token),
        )
        .option("--file <path>", "keep the organisation in this JSON file (default: memory only)")
        .option("--empty", "start without the demo people, workspaces and device", false);
}

function port(text: string): number {
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
        throw new InvalidArgumentError("It must be a whole number from 0 to 65535.");
    }
    return Number(text);
}

function token(text: string): string {
    if (!/^\S+$/.test(text)) {
        throw new InvalidArgumentError("It must not be empty or hold blanks.");
    }
    return text;
}
