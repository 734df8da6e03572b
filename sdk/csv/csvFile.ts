import * as pulumi from "@pulumi/pulumi";
import { plainError } from "../dataSource";
import { type CsvRow, readRows, readText } from "./csvText";
import { type Problem, problemLines } from "./fileRows";
import type { Suspect } from "./ownColumns";

/** A file that a program reads. */
export interface CsvFile {
    /** The function that the program calls. */
    readonly fn: string;
    readonly path: string;
    /** What a batch that is made of the file holds, e.g. `devices`. */
    readonly entries: string;
}

/** What stands in a file. */
interface Opened {
    readonly text: string;
    /** The first row, which names the columns. */
    readonly header: CsvRow;
    readonly rows: readonly CsvRow[];
}

/** Reads a file. Throws `pulumi.RunError` if it cannot be read, or is empty. */
export function openFile({ fn, path }: CsvFile): Opened {
    const text = readText(path, fn);
    const [header, ...rows] = readRows(text);
    if (header === undefined) {
        throw plainError(`${fn}: ${path} is empty; its first row must name the columns`);
    }
    return { text, header, rows };
}

/** Warns of columns that may be misspelt. */
export function warnOfSuspects({ fn, path }: CsvFile, suspects: readonly Suspect[]): void {
    for (const { heading, nearest } of suspects) {
        void pulumi.log.warn(
            `${fn}: the column "${heading}" of ${path} is not known and stands in extra; did you mean "${nearest}"?`,
        );
    }
}

/** Throws `pulumi.RunError` with all that is wrong, or if there is no row and that is not allowed. */
export function assertUsable(
    file: CsvFile,
    { rows, problems }: { readonly rows: readonly unknown[]; readonly problems: readonly Problem[] },
    allowEmpty: boolean,
): void {
    const { fn, path, entries } = file;
    throwProblems(file, "cannot be used as it is", problems);
    if (rows.length === 0 && !allowEmpty) {
        throw plainError(
            `${fn}: ${path} has a header and no rows. A batch made of it would lose all its ${entries}; ` +
                "pass { allowEmpty: true } if that is wanted",
        );
    }
}

/** Throws `pulumi.RunError` if there are problems: `what` they are, and each with its line. */
export function throwProblems({ fn, path }: CsvFile, what: string, problems: readonly Problem[]): void {
    if (problems.length > 0) {
        throw plainError(`${fn}: ${path} ${what}:\n  ${problemLines(problems)}`);
    }
}
