import type { ConfigReader } from "../../provider/settings";
import { CliError } from "../cliError";
import { openCliSession } from "../cliSession";
import { readEstate } from "../estate/readEstate";
import { OpenedStack } from "../stack/openStack";
import { Progress, printResult, tell } from "../terminal";
import { listed } from "./listed";
import { type Filters, select, unknownTag } from "./selection";

/** The options of `pulumi-webex inventory`. */
export interface InventoryOptions extends Filters {
    readonly format?: "table" | "csv" | "json" | undefined;
    /** The folder that a program is written to. */
    readonly program?: string | undefined;
    readonly batches?: boolean | undefined;
    readonly settings?: boolean | undefined;
    readonly per?: "location" | undefined;
    /** The stack whose configuration says which organisation it is. */
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
}

/** The options that a program alone has, as one types them. */
const OF_PROGRAMS = { batches: "--batches", settings: "--settings", per: "--per" } as const;

/**
 * Prints what an organisation has, or writes a program that declares it. Resolves with the exit code. Throws `CliError`
 * and `WebexError`.
 */
export async function inventory(options: InventoryOptions): Promise<number> {
    checkTogether(options);
    const session = openCliSession(await configOf(options));
    const progress = new Progress();
    const told = (text: string): void => {
        progress.show(text);
    };
    if (options.program !== undefined) {
        const { writeProgram } = await import("./program/writeProgram");
        const report = await writeProgram({ ...options, folder: options.program }, session, told).finally(() => {
            progress.done();
        });
        printResult(report);
        return 0;
    }
    const estate = await readEstate(session, told).finally(() => {
        progress.done();
    });
    const selection = select(estate, options);
    const unknown = unknownTag(estate, options.tag);
    if (unknown !== undefined) {
        tell(unknown);
    }
    printResult(await listed(selection, session, options.format ?? "table"));
    return 0;
}

function checkTogether(options: InventoryOptions): void {
    const alone = Object.entries(OF_PROGRAMS).filter(
        ([name]) => options[name as keyof typeof OF_PROGRAMS] !== undefined,
    );
    if (options.program === undefined && alone.length > 0) {
        const names = alone.map(([, option]) => option).join(" and ");
        throw new CliError(`${names}: only programs have that. Name a folder with --program`);
    }
}

async function configOf({ stack, cwd }: InventoryOptions): Promise<ConfigReader | undefined> {
    return stack === undefined ? undefined : (await OpenedStack.open({ stack, cwd })).config();
}
