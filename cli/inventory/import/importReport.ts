import { counted } from "../inventoryTable";
import type { Declarations } from "../program/declarations";
import { remarksOf } from "../program/programReport";
import { entryKey, type ImportEntry, type ImportFile } from "./importFile";

/** What a run found and wrote. */
export interface ImportOutcome {
    /** The path, as the user named it. */
    readonly file: string;
    readonly entries: readonly ImportEntry[];
    /** What the file said before; undefined where there was none. */
    readonly earlier: ImportFile | undefined;
    /** Whether the file has this text already. */
    readonly isSame: boolean;
    /** How many things are left out, as the stack has them. */
    readonly there: number;
    readonly declarations: Declarations;
}

/** The report for the terminal: what the file names, what happened to it, what to do. */
export function importReport({ file, entries, earlier, isSame, there, declarations }: ImportOutcome): string {
    return [
        `${file} names ${countsOf(entries)}.`,
        ...(there === 0 ? [] : [`Left out, as the stack has them already: ${counted(there, "resource")}.`]),
        ...remarksOf(declarations),
        fileWord({ entries, earlier, isSame }),
        ...(entries.length === 0 ? [] : [nextSteps(file)]),
    ].join("\n\n");
}

function countsOf(entries: readonly ImportEntry[]): string {
    const words = [
        ["Workspace", "workspace"],
        ["Device", "device"],
        ["DeviceConfiguration", "settings of a device"],
    ] as const;
    const counts = words.map(([className, word]) => {
        const { length } = entries.filter(({ type }) => type.endsWith(`:${className}`));
        return className === "DeviceConfiguration" ? settingsWord(length) : counted(length, word);
    });
    return counts.filter((text) => text !== "").join(", ");
}

function settingsWord(count: number): string {
    return count === 0 ? "" : `the settings of ${counted(count, "device")}`;
}

function fileWord({ entries, earlier, isSame }: Pick<ImportOutcome, "entries" | "earlier" | "isSame">): string {
    if (earlier === undefined) {
        return "The file was written.";
    }
    if (isSame) {
        return "The file says so already; it did not change.";
    }
    const [before, now] = [earlier.resources, entries].map((all) => new Set(all.map(entryKey)));
    const fresh = [...(now ?? [])].filter((key) => before?.has(key) !== true).length;
    const gone = [...(before ?? [])].filter((key) => now?.has(key) !== true).length;
    return (
        `The file was there and was written anew: ${fresh} new, ${gone} no longer in it. Names that it gave are kept, and ` +
        "what was added to its resources."
    );
}

function nextSteps(file: string): string {
    return [
        "Next, in a project with the native plugin:",
        `  pulumi import --file ${/^[\w./-]+$/.test(file) ? file : JSON.stringify(file)} --protect=false`,
        "It writes nothing at Webex. Put the code that it prints into the program.",
    ].join("\n");
}
