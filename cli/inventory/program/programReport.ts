import { join } from "node:path";
import { ownerName } from "../../estate/ownerName";
import { onOneLine, styled } from "../../terminal";
import { textTable } from "../../textTable";
import { counted } from "../inventoryTable";
import type { Comparison } from "./comparison";
import type { Declarations, DeclaredDevice, Section } from "./declarations";
import { besidePath, type FileChange } from "./fileChanges";
import type { ManifestItem } from "./manifest";
import { hasSettings } from "./statements";

/** The outcome of a run over a project. */
export interface ProgramOutcome {
    /** The folder, as the user named it. */
    readonly folder: string;
    readonly declarations: Declarations;
    readonly changes: readonly FileChange[];
    /** The news since the run before; undefined if this one is the first. */
    readonly comparison: Comparison | undefined;
    /** Whether the program has another form than the run before gave it. */
    readonly hasOtherForm: boolean;
}

/** The report for the terminal: what the program declares, what is new, what happened to the files, what to do. */
export function programReport({ folder, declarations, changes, comparison, hasOtherForm }: ProgramOutcome): string {
    const { sections } = declarations;
    const parts = [
        `${folder} declares ${countsOf(sections)}.`,
        ...remarksOf(declarations),
        ...(comparison === undefined ? [] : newsOf(comparison)),
        ...filesOf(folder, changes),
        ...(hasOtherForm ? [OTHER_FORM] : []),
        ...(comparison === undefined ? [nextSteps(folder)] : []),
    ];
    return parts.join("\n\n");
}

const OTHER_FORM =
    "The program has another form than before. In a stack that has the earlier one, devices move between single resources\n" +
    "and batches: run `pulumi up` with the option retainOnDelete on the old ones first (README, Many devices).";

function nextSteps(folder: string): string {
    return [
        "Next:",
        `  cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`,
        "  npm install",
        "  pulumi stack init dev",
        "  pulumi up        # adopts everything, writes nothing at Webex",
        "README.md there says more.",
    ].join("\n");
}

function countsOf(sections: readonly Section[]): string {
    const devices = sections.flatMap((section) => section.devices);
    const workspaces = sections.flatMap((section) => section.workspaces);
    const by = (wanted: string): number => devices.filter(({ naming }) => naming.by === wanted).length;
    const ways = [
        [by("mac"), "by MAC address"],
        [by("serial"), "by serial number"],
        [by("id"), "by id"],
    ] as const;
    const words = ways.flatMap(([count, way]) => (count === 0 ? [] : [`${count} ${way}`])).join(", ");
    const configured = devices.filter(hasSettings).length;
    return [
        counted(workspaces.length, "workspace"),
        `${counted(devices.length, "device")}${words === "" ? "" : ` (${words})`}`,
        ...(configured === 0 ? [] : [`the settings of ${counted(configured, "device")}`]),
        counted(sections.filter(({ key }) => key !== "").length, "location"),
    ].join(", ");
}

/** Everything of these declarations that is left out, and why; nothing where all is there. */
export function remarksOf({ sections, notYet }: Declarations): string[] {
    const devices = sections.flatMap((section) => section.devices);
    const secret = devices.filter(({ settings }) => (settings?.secret.length ?? 0) > 0);
    const odd = devices.filter(({ hasOddTags }) => hasOddTags);
    const lines = [
        ...notYet.map(
            (each) =>
                `${each.device.product ?? "device"} of ${ownerName(each) ?? "nobody"}: ${notYetWord(each.device.id)}`,
        ),
        ...odd.map(({ name }) => `the tags of ${name}: one is blank or broken text`),
        ...secret.map((device) => `settings of ${device.name}, as they may be secrets: ${secretNames(device)}`),
    ];
    return lines.length === 0 ? [] : [["Left out:", ...lines.map((line) => `  ${onOneLine(line)}`)].join("\n")];
}

function notYetWord(id: string): string {
    return `not online yet, its code is open (${id})`;
}

function secretNames({ settings }: DeclaredDevice): string {
    return (settings?.secret ?? []).join(", ");
}

function newsOf({ added, changed, gone }: Comparison): string[] {
    if (added.length + changed.length + gone.length === 0) {
        return ["Nothing is new since the last run."];
    }
    return [
        ...listed("New", added, describe),
        ...listed("Changed", changed, ({ item, changes }) => [...identity(item), changes.join("; ")]),
        ...listed("Gone", gone, describe),
    ];
}

function listed<T>(title: string, items: readonly T[], rowOf: (item: T) => readonly string[]): string[] {
    if (items.length === 0) {
        return [];
    }
    const table = textTable(["", "", ""], items.map(rowOf))
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => `  ${line}`);
    return [[styled("bold", `${title} since the last run (${items.length})`), ...table].join("\n")];
}

function identity({ kind, name }: ManifestItem): string[] {
    return [kind, name];
}

function describe(item: ManifestItem): string[] {
    const { says, location } = item;
    const [what, whose] = [says["product"] ?? says["name"], says["owner"]];
    return [...identity(item), [what, whose, location].filter((word) => word !== undefined).join(", ")];
}

/** The words for files, by what happened to them. Those without any stay as they are. */
const WORDS: Readonly<Partial<Record<FileChange["what"], string>>> = {
    create: "Written",
    replace: "Written anew",
    remove: "Removed, as nothing is declared in it any more",
    keepEdited: "Edited by somebody and left as it is; there is nothing new for it",
    keepUnused: "Edited by somebody and left, although nothing is declared in it any more",
    writeBeside: "Edited by somebody and left as it is; the new text stands beside it",
};

function filesOf(folder: string, changes: readonly FileChange[]): string[] {
    const lines = Object.entries(WORDS).flatMap(([what, words]) => {
        const files = changes.filter((change) => change.what === what).map(({ path }) => path);
        const named = what === "writeBeside" ? files.map((path) => `${path} (${besidePath(path)})`) : files;
        return files.length === 0 ? [] : [`${words}: ${named.join(", ")}.`];
    });
    const [beside] = changes.filter(({ what }) => what === "writeBeside").map(({ path }) => join(folder, path));
    const advice =
        beside === undefined
            ? []
            : [`Compare, take over what you want, and remove the new file: diff ${beside} ${besidePath(beside)}`];
    return [[...(lines.length === 0 ? ["No file changed."] : lines), ...advice].join("\n")];
}
