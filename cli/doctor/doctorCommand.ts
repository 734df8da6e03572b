import { type Command, Option } from "commander";
import { commandOf } from "../command";
import type { DoctorOptions } from "./doctor";

/** `pulumi-webex doctor`. */
export function doctorCommand(): Command {
    return commandOf<DoctorOptions>(
        {
            name: "doctor",
            summary: "look whether everything is there that Webex resources need",
            description:
                "Looks at Node, Pulumi, the stack, the settings, the token and its scopes. Says what is wrong, and what to " +
                "do about it. It only reads, with at most 12 requests to Webex.",
            more: `Each line begins with ok, warning, problem, or unknown (what cannot be found out without writing).

Without --stack it goes by the variables WEBEX_ACCESS_TOKEN, WEBEX_BASE_URL and the like, and asks for all scopes.
The exit code is 1 if something is a problem, else 0.`,
        },
        async () => (await import("./doctor")).doctor,
    )
        .option("--stack <name>", "the stack whose configuration and resources are looked at")
        .option("--cwd <folder>", "the folder of its project (default: the working directory)")
        .addOption(new Option("--format <name>", "how it is printed").choices(["text", "json"]).default("text"));
}
