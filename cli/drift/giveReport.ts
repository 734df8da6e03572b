import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { CliError } from "../cliError";
import { printResult } from "../terminal";

/** Prints a report, or writes it into a file, without the colours of a terminal. Throws `CliError` if it cannot. */
export function giveReport(text: string, out: string | undefined): void {
    if (out === undefined) {
        printResult(text);
        return;
    }
    const plain = stripVTControlCharacters(text);
    try {
        writeFileSync(out, plain.endsWith("\n") ? plain : `${plain}\n`);
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CliError(`the report could not be written to ${out}: ${reason}`);
    }
}
