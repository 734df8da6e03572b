import { type Command, InvalidArgumentError, Option } from "commander";
import { commandOf } from "../command";
import type { SheetOptions } from "./sheet";

/** `pulumi-webex sheet`. */
export function sheetCommand(): Command {
    return (
        commandOf<SheetOptions>(
            {
                name: "sheet",
                summary: "write the activation codes of stacks for technicians, and watch devices come online",
                description:
                    "Writes a file for those who enter activation codes: by location and room, each code with its QR code, its end " +
                    "by local time, and a box to tick. Only codes that can still be entered are in it. It only reads at Webex.",
                more: `  npx pulumi-webex sheet --stack dev --out codes.pdf
  npx pulumi-webex sheet --stack north --stack south --out codes.html --watch
  npx pulumi-webex sheet --stack dev --watch --for 240

The file holds secrets: its owner alone may read it. In a PDF the names in scripts that no font has are marked; --font
gives one more font. The codes are read from the stacks' states; what Webex says of them is read with the webex:
configuration of each stack and the environment.

Exit codes: 0 written, and with --watch all devices are online; 1 it could not be written, or the time is up.`,
            },
            async () => (await import("./sheet")).sheet,
        )
            .addOption(
                new Option("--stack <name>", "a stack; may be given several times")
                    .argParser((name: string, before: readonly string[] | undefined) => [...(before ?? []), name])
                    .makeOptionMandatory(),
            )
            .option("--cwd <folder>", "folder of the stacks' project (default: the working directory)")
            .addOption(new Option("--out <file>", "the file to write: .html, .pdf or .csv").argParser(sheetFile))
            .option("--font <file>", "with a PDF: a font for names that the built-in ones do not have")
            .option("--watch", "show who is online until all are, or the time is up", false)
            .addOption(
                new Option("--for <minutes>", "with --watch: how long at most")
                    .default(60)
                    .argParser(wholeNumber(1, 1440)),
            )
            // For tests: with it a person would only spend the organisation's requests.
            .addOption(new Option("--watch-period <seconds>").argParser(wholeNumber(1, 3600)).hideHelp())
    );
}

function sheetFile(text: string): string {
    if (!/\.(html|pdf|csv)$/i.test(text)) {
        throw new InvalidArgumentError("Its name must end with .html, .pdf or .csv.");
    }
    return text;
}

function wholeNumber(least: number, most: number): (text: string) => number {
    return (text) => {
        const number = Number(text);
        if (!/^\d{1,6}$/.test(text) || number < least || number > most) {
            throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
        }
        return number;
    };
}
