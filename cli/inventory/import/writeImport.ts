import { writeFileSync } from "node:fs";
import type { Session } from "../../../provider/session";
import { CliError } from "../../cliError";
import { readEstate } from "../../estate/readEstate";
import { readTextFile } from "../../readTextFile";
import type { StackResource } from "../../stack/managed";
import { tell } from "../../terminal";
import { readDeclarations } from "../program/readDeclarations";
import { type Filters, select, unknownTag } from "../selection";
import { importEntries, importFileIn, importText, mergedFile, namesIn } from "./importFile";
import { importReport } from "./importReport";
import { thereIn, withStackNames } from "./stackThings";

/** The file, with filters. */
export interface ImportRequest extends Filters {
    readonly file: string;
    readonly settings?: boolean | undefined;
    /** What the stack has already, none without a stack. */
    readonly resources: readonly StackResource[];
}

/**
 * Writes a file for `pulumi import -f` with what an organisation has and the stack has not, and resolves with a report.
 * A run over an earlier file keeps the names in it. Throws `CliError` and `WebexError`.
 */
export async function writeImport(
    request: ImportRequest,
    session: Session,
    told: (text: string) => void,
): Promise<string> {
    const { file, settings, resources } = request;
    const text = readTextFile(file);
    const earlier = text === undefined ? undefined : importFileIn(text, file);
    const estate = await readEstate(session, told);
    const unknown = unknownTag(estate, request.tag);
    if (unknown !== undefined) {
        tell(unknown);
    }
    const known = withStackNames(namesIn(earlier), resources);
    const asked = { known, settings: settings === true };
    const declarations = await readDeclarations(select(estate, request), asked, session, told);
    const all = importEntries(declarations.sections, () => false);
    const entries = importEntries(declarations.sections, thereIn(resources));
    const written = importText(mergedFile(entries, earlier));
    if (written !== text) {
        writeText(file, written);
    }
    return importReport({
        ...{ file, entries, earlier, declarations },
        isSame: written === text,
        there: all.length - entries.length,
    });
}

function writeText(file: string, text: string): void {
    try {
        writeFileSync(file, text);
    } catch (error) {
        throw new CliError(`could not write ${file}: ${(error as Error).message}`);
    }
}
