import type { Session } from "../../provider/session";
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
    /** The file for `pulumi import -f`. */
    readonly import?: string | undefined;
    readonly batches?: boolean | undefined;
    readonly settings?: boolean | undefined;
    readonly per?: "location" | undefined;
    /** The stack whose configuration says which organisation it is. */
    readonly stack?: string | undefined;
    readonly cwd?: string | undefined;
}

/** The options that a program alone has, as one types them. */
const OF_PROGRAMS = { batches: "--batches", per: "--per" } as const;

/**
 * Prints what an organisation has, or writes a program that declares it, or a file that imports it. Resolves with the
 * exit code. Throws `CliError` and `WebexError`.
 */
export async function inventory(options: InventoryOptions): Promise<number> {
    checkTogether(options);
    const { stack: name, cwd } = options;
    const stack = name === undefined ? undefined : await OpenedStack.open({ stack: name, cwd });
    const session = openCliSession(await stack?.config());
    const progress = new Progress();
    const told = (text: string): void => {
        progress.show(text);
    };
    const work = () => outcome(options, { session, stack, told });
    printResult(
        await work().finally(() => {
            progress.done();
        }),
    );
    return 0;
}

/** What a run asks with. */
interface Surroundings {
    readonly session: Session;
    readonly stack: OpenedStack | undefined;
    /** Hears how far it is. */
    readonly told: (text: string) => void;
}

/** Does what the options ask for, and resolves with what is to be printed. */
async function outcome(options: InventoryOptions, { session, stack, told }: Surroundings): Promise<string> {
    const { program, import: file } = options;
    if (program !== undefined) {
        const { writeProgram } = await import("./program/writeProgram");
        return writeProgram({ ...options, folder: program }, session, told);
    }
    if (file !== undefined) {
        const { writeImport } = await import("./import/writeImport");
        const resources = (await stack?.resources()) ?? [];
        return writeImport({ ...options, file, resources }, session, told);
    }
    const estate = await readEstate(session, told);
    const selection = select(estate, options);
    const unknown = unknownTag(estate, options.tag);
    if (unknown !== undefined) {
        tell(unknown);
    }
    return listed(selection, session, options.format ?? "table");
}

function checkTogether(options: InventoryOptions): void {
    const alone = Object.entries(OF_PROGRAMS).filter(
        ([name]) => options[name as keyof typeof OF_PROGRAMS] !== undefined,
    );
    if (options.program === undefined && alone.length > 0) {
        const names = alone.map(([, option]) => option).join(" and ");
        const why =
            options.import === undefined ? "Name a folder with --program" : "A batch has no id to be imported by";
        throw new CliError(`${names}: only programs have that. ${why}`);
    }
    if (options.settings !== undefined && options.program === undefined && options.import === undefined) {
        throw new CliError("--settings: only programs and import files have that. Name one with --program or --import");
    }
}
