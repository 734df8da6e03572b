import { CliError } from "../cliError";
import { openCliSession } from "../cliSession";
import { OpenedStack, type StackOptions } from "../stack/openStack";
import { Progress, tell } from "../terminal";
import { classify } from "./classify";
import type { DriftReport } from "./driftReport";
import { verdict } from "./formats/findingWords";
import { FORMATS, type FormatName } from "./formats/formats";
import { gather } from "./gather";
import { giveReport } from "./giveReport";
import { withoutSecrets } from "./withoutSecrets";

/** The options of `pulumi-webex drift`. */
export interface DriftOptions extends StackOptions {
    readonly format: FormatName;
    /** The file to write; default standard output. */
    readonly out?: string | undefined;
    /** Whether devices that no resource declares are looked for. */
    readonly unmanaged: boolean;
    /** A code that ends within so many days is told. */
    readonly endingWithin: number;
}

/** The exit code if drift was found. */
const DRIFT_FOUND = 2;

/**
 * Looks how the things of a stack stand at Webex, and writes a report. Nothing is written at Webex or in the stack.
 * Resolves with the exit code. Throws `CliError` or `WebexError` if that could not be told for all of them.
 */
export async function drift(options: DriftOptions): Promise<number> {
    const { format, out } = options;
    if (format === "html" && out === undefined && process.stdout.isTTY) {
        throw new CliError("a page is no text for a terminal; give a file with --out");
    }
    const write = await FORMATS[format]();
    const report = withoutSecrets(await check(options));
    giveReport(write(report), out);
    if (out !== undefined) {
        tell(`${verdict(report)} The report is in ${out}`);
    }
    return report.findings.some(({ isDrift }) => isDrift) ? DRIFT_FOUND : 0;
}

async function check({ unmanaged, endingWithin, ...options }: DriftOptions): Promise<DriftReport> {
    const progress = new Progress();
    const stack = await OpenedStack.open(options);
    const session = openCliSession(await stack.config());
    await stack.assertFree();
    try {
        const { pairs, estate } = await gather(stack, session, progress);
        // A run that began meanwhile has changed what was read.
        await stack.assertFree();
        return classify(pairs, estate, {
            project: stack.project,
            stack: stack.name,
            looksForUnmanaged: unmanaged,
            now: session.now(),
            endingWithinDays: endingWithin,
        });
    } finally {
        progress.done();
    }
}
