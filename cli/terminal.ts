import { styleText } from "node:util";
import type { Log } from "../provider/client/log";
import { scrub } from "../provider/client/secrets";

/** Control characters and the marks that turn the direction of writing: a name with them could rewrite the screen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what has to go.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** What a text is shown as: its importance, beside the words. `NO_COLOR` and files show words alone. */
export type Style = "bold" | "dim" | "red" | "yellow" | "green";

/** A text of somebody else's, such as a room's name, on one line and without characters that a terminal obeys. */
export function onOneLine(text: string): string {
    return text.replace(UNPRINTABLE, " ").trim();
}

/** Writes a command's result to standard output, with a line's end. Results alone go there: a pipeline reads them. */
export function printResult(text: string): void {
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes a line for the person at the terminal to standard error, without any secret. */
export function tell(message: string): void {
    process.stderr.write(`${scrub(message)}\n`);
}

/** The text in this style if standard output is a terminal that shows colours (https://no-color.org). */
export function styled(style: Style, text: string): string {
    return showsColours(process.stdout.isTTY, process.env) ? styleText(style, text) : text;
}

/** Whether colours are to be shown. A variable `NO_COLOR` that is not empty says no. */
export function showsColours(isTerminal: boolean, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
    return isTerminal && (NO_COLOR ?? "") === "" && TERM !== "dumb";
}

/**
 * Says how far a long work is, on the last line of a terminal that standard error is. Elsewhere it writes nothing:
 * nobody reads the steps of a pipeline's run.
 */
export class Progress {
    private shown = false;

    constructor(private readonly out: Pick<NodeJS.WriteStream, "isTTY" | "write"> = process.stderr) {}

    /** Shows this text in place of the one before. */
    show(text: string): void {
        if (this.out.isTTY) {
            this.out.write(`\r\u001b[K${onOneLine(scrub(text))}`);
            this.shown = true;
        }
    }

    /** Takes the line away, so that results can be printed. */
    done(): void {
        if (this.shown) {
            this.out.write("\r\u001b[K");
            this.shown = false;
        }
    }
}

/** The log of a command: everything goes to standard error, because standard output is for results. */
export const terminalLog: Log = {
    info: (message) => {
        tell(message);
    },
    warn: (message) => {
        tell(`warning: ${message}`);
    },
};
