import type { Command } from "commander";
import { commandOf } from "../command";
import type { VerifyLiveOptions } from "./verifyLive";

/** `pulumi-webex verify-live`. */
export function verifyLiveCommand(): Command {
    return commandOf<VerifyLiveOptions>(
        {
            name: "verify-live",
            summary: "compare what this package assumes with your organisation",
            description:
                "Compares what this package assumes of Webex with the organisation that the token opens, and writes a " +
                "report that can be shared: every id, name, address and number in it is replaced. It sends at most 60 " +
                "requests, all of them reads, unless --write is given.",
            more: `--write plays the life of an activation code, and with --mac that of a phone, in a workspace that you name,
and removes both, also if it fails or is ended by Ctrl+C.

The exit code is 2 if something differs, 1 if it could not look or something is left, else 0.`,
        },
        async () => (await import("./verifyLive")).verifyLive,
    )
        .option("--stack <name>", "the stack whose webex: configuration is used (default: the environment alone)")
        .option("--cwd <folder>", "the folder of its project (default: the working directory)")
        .option("--out <file>", "write the report to this file (default: standard output)")
        .option("--write", "play life cycles in a workspace", false)
        .option("--workspace <id>", "the workspace, in which nothing else happens meanwhile")
        .option("--mac <address>", "the MAC address of a phone to register and unregister")
        .option("--model <name>", 'the model of the code and the phone, e.g. "DMS Cisco 8865"');
}
