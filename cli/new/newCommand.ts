import { type Command, Option } from "commander";
import { commandOf } from "../command";
import type { NewOptions } from "./newProject";
import { TEMPLATES } from "./templates";

/** `pulumi-webex new`. */
export function newCommand(): Command {
    const templates = Object.entries(TEMPLATES).map(([name, words]) => `  ${name.padEnd(8)}${words}`);
    return commandOf<NewOptions, [string]>(
        {
            name: "new",
            summary: "make a Pulumi project with Webex resources",
            description:
                "Makes a Pulumi project that runs at once against the simulator, and with a token against Webex. It never " +
                "overwrites anything.",
            more: `Templates:\n${templates.join("\n")}`,
        },
        async () => (await import("./newProject")).newProject,
    )
        .argument("<dir>", "a folder that is not there yet, or is empty")
        .addOption(
            new Option("--template <name>", "what it is a project of").choices(Object.keys(TEMPLATES)).default("rooms"),
        )
        .option("--name <text>", "the project's name (default: the folder's)");
}
