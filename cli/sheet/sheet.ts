import { listed } from "../../provider/resources/batch/alikeTexts";
import { CliError } from "../cliError";
import { counted, inWords } from "../drift/page/count";
import { grouped } from "../grouped";
import { writePrivateFile } from "../privateFile";
import { Progress, tell } from "../terminal";
import { localTime } from "./localTime";
import { type OrganisationCodes, readOrganisations } from "./organisationCodes";
import { contentFor } from "./sheetContent";
import type { SheetDocument } from "./sheetDocument";
import { byLocation, rowOf } from "./sheetRow";
import type { Reason, StackCode } from "./stackCode";
import { readStack } from "./stackPart";

/** The options of `pulumi-webex sheet`. */
export interface SheetOptions {
    /** The stacks' names. */
    readonly stack: readonly string[];
    /** The folder of their project; default the working directory. */
    readonly cwd?: string | undefined;
    /** The file to write; its ending says which format. */
    readonly out?: string | undefined;
    /** A font for the names in a PDF. */
    readonly font?: string | undefined;
    readonly watch: boolean;
    /** How long devices are watched at most, in minutes. */
    readonly for: number;
    /** The time between two looks, in seconds, for tests. */
    readonly watchPeriod?: number | undefined;
}

/** How many names a message has at most. */
const MOST_NAMED = 10;

/**
 * Writes a sheet of activation codes, and watches who comes online. Resolves with the exit code. Throws `CliError` or
 * `WebexError` if that cannot be done.
 */
export async function sheet(options: SheetOptions): Promise<number> {
    const { out, watch } = options;
    if (out === undefined && !watch) {
        throw new CliError("there is nothing to do; give a file with --out, or --watch, or both");
    }
    const organisations = await read(options);
    if (out !== undefined) {
        await write(organisations, { ...options, out });
    }
    if (!watch) {
        return 0;
    }
    const { watchCodes } = await import("./watch/watchCodes");
    return (await watchCodes(organisations, options)) ? 0 : 1;
}

async function read({ stack: names, cwd }: SheetOptions): Promise<readonly OrganisationCodes[]> {
    const progress = new Progress();
    try {
        const parts = [];
        for (const stack of new Set(names)) {
            progress.show(`reading stack ${stack}`);
            parts.push(await readStack({ stack, cwd }));
        }
        return await readOrganisations(parts, (text) => {
            progress.show(text);
        });
    } finally {
        progress.done();
    }
}

async function write(
    organisations: readonly OrganisationCodes[],
    options: SheetOptions & { readonly out: string },
): Promise<void> {
    const { out, stack } = options;
    const left = organisations.flatMap(({ leftOut }) => [...leftOut]);
    const document = documentOf(organisations);
    const count = document.locations.reduce((sum, { rows }) => sum + rows.length, 0);
    const without = left.length === 0 ? "" : `; left out: ${leftOutWords(left)}`;
    if (count === 0) {
        throw new CliError(
            `${out} is not written, because ${listed(stack)} has no code that can be entered${without}. ` +
                "`pulumi up` issues codes anew where they ended",
        );
    }
    const content = await contentFor(document, options);
    try {
        writePrivateFile(out, content);
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CliError(`the sheet could not be written: ${reason}; give another file with --out`);
    }
    tell(`${out} has ${counted(count, "code")}${without}. It holds secrets: only you may read it; delete it after use`);
}

/** The sheet of all codes that can be entered. */
export function documentOf(organisations: readonly OrganisationCodes[]): SheetDocument {
    const rows = organisations.flatMap(({ issued, leftOut, estate, workspaces }) =>
        issued.filter((code) => !leftOut.has(code)).map((code) => rowOf(code, estate, workspaces)),
    );
    const stacks = organisations.flatMap((organisation) => organisation.stacks);
    return { stacks, made: localTime(new Date(), undefined), locations: byLocation(rows) };
}

/** How many codes are not on the sheet, by reason, with their resources: `2 used (DeviceActivation "lobby", …)`. */
export function leftOutWords(left: readonly (readonly [StackCode, Reason])[]): string {
    return [...grouped(left, ([, reason]) => reason)]
        .map(([reason, codes]) => {
            const labels = codes.map(([{ label }]) => label);
            return `${inWords(codes.length)} ${reason} (${listed(labels, MOST_NAMED)})`;
        })
        .join(", ");
}
