import { type Command, Option } from "commander";
import { commandOf } from "../command";
import type { InventoryOptions } from "./inventory";

/** `pulumi-webex inventory`. */
export function inventoryCommand(): Command {
    return commandOf<InventoryOptions>(
        {
            name: "inventory",
            summary: "list devices, or write a program that declares them, or a file that imports them",
            description:
                "Lists the devices of an organisation with whose they are and where, or writes a Pulumi program that " +
                "declares them as they are, or a file by which `pulumi import` imports them. It only reads at Webex.",
            more: `  npx pulumi-webex inventory
  npx pulumi-webex inventory --location Berlin --format csv > berlin.csv
  npx pulumi-webex inventory --program estate --per location
  npx pulumi-webex inventory --import import.json

--format csv is what devicesFromCsv reads. "pulumi up" of the program adopts what is there and writes nothing at
Webex. In a folder that has such a program already the command says what is new since, and leaves edited files.
--import is for the native plugin. It keeps the names of a file that is there, and with --stack it leaves out what the
stack has already.

The organisation is that of WEBEX_ACCESS_TOKEN (and WEBEX_BASE_URL, WEBEX_ORG_ID, …), or that of the stack's
configuration with --stack. Exit codes: 0, or 1 if the organisation could not be read or a file not be written.`,
        },
        async () => (await import("./inventory")).inventory,
    )
        .addOption(new Option("--format <format>", "how the list is printed").choices(["table", "csv", "json"]))
        .option("--location <location>", "only what is in this location (name or id)")
        .option("--tag <tag>", "only devices with this tag")
        .option("--owner <owner>", "only devices of this person (e-mail) or workspace (name); or an id")
        .addOption(new Option("--program <folder>", "write a Pulumi program into this folder").conflicts("format"))
        .addOption(
            new Option("--import <file>", "write a file for `pulumi import --file`").conflicts(["format", "program"]),
        )
        .option("--batches", "with --program: batches in place of single resources, for thousands of devices")
        .option("--settings", "with --program or --import: also the configured settings, with one request a device")
        .addOption(new Option("--per <unit>", "with --program: a file for each location").choices(["location"]))
        .option("--stack <name>", "read the webex: configuration of this stack")
        .option("--cwd <folder>", "folder of the stack's project (default: the working directory)");
}
