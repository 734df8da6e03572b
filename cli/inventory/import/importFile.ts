import { canonicalId } from "../../../provider/api/identity";
import { isObject } from "../../../provider/client/answer";
import { tokenOf } from "../../../provider/resourceTypes";
import { CliError } from "../../cliError";
import { classOf } from "../../stack/fronts";
import { idKey } from "../deviceNaming";
import type { DeclaredDevice, KnownNames, Section } from "../program/declarations";
import { hasSettings } from "../program/statements";

/**
 * One resource of an import file. Source of its form:
 * https://www.pulumi.com/docs/iac/adopting-pulumi/import/#bulk-import-operations
 */
export interface ImportEntry {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    /** `parent`, `provider` and the like, which people add. */
    readonly [other: string]: unknown;
}

/** An import file as Pulumi reads it; people may have added a table of names. */
export interface ImportFile {
    readonly resources: readonly ImportEntry[];
    readonly [other: string]: unknown;
}

/** Whether something is left out: a stack has it already. */
export type IsThere = (className: string, id: string) => boolean;

/** What `pulumi import -f` is to import of declarations, workspaces before their devices. No I/O. */
export function importEntries(sections: readonly Section[], isThere: IsThere): readonly ImportEntry[] {
    return sections
        .flatMap(({ workspaces, devices }) => [
            ...workspaces.map(({ id, name }) => ({ className: "Workspace", name, id })),
            ...devices.flatMap((device) => [
                { className: "Device", name: device.name, id: device.id },
                ...(hasSettings(device) ? [settingsOf(device)] : []),
            ]),
        ])
        .filter(({ className, id }) => !isThere(className, id))
        .map(({ className, name, id }) => ({ type: tokenOf(className), name, id }));
}

/**
 * An import file with these entries. What an earlier file says of the same things besides, such as a parent, stays; so
 * does what it has besides the resources. No I/O.
 */
export function mergedFile(entries: readonly ImportEntry[], earlier: ImportFile | undefined): ImportFile {
    const before = new Map((earlier?.resources ?? []).map((entry) => [entryKey(entry), entry]));
    return { ...earlier, resources: entries.map((entry) => ({ ...before.get(entryKey(entry)), ...entry })) };
}

/** The text of an import file; a resource a line, so that a comparison shows what changed. */
export function importText({ resources, ...others }: ImportFile): string {
    const lines = resources.map((entry) => `    ${JSON.stringify(entry)}`);
    const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
    const head = Object.entries(others).map(
        ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
    );
    return `{\n${head.join("")}  "resources": ${list}\n}\n`;
}

/** The import file in a text. Throws `CliError` if it is none, so that nothing else is overwritten. */
export function importFileIn(text: string, path: string): ImportFile {
    const read = parsed(text);
    if (isObject(read) && Array.isArray(read.resources) && read.resources.every(isEntry)) {
        return read as ImportFile;
    }
    throw new CliError(`${path} is there, and is no import file. Nothing was written: name another file for --import`);
}

/** The names that an earlier import file gave, so that the same things keep theirs. */
export function namesIn(file: ImportFile | undefined): KnownNames {
    const named = (className: string, keyOf: (id: string) => string) =>
        new Map(
            (file?.resources ?? [])
                .filter(({ type }) => classOf(type) === className)
                .map(({ id, name }) => [keyOf(id), name] as const),
        );
    return { workspaces: named("Workspace", canonicalId), devices: named("Device", idKey), sections: new Map() };
}

function settingsOf({ name, id, settingsId }: DeclaredDevice) {
    return { className: "DeviceConfiguration", name, id: settingsId ?? id };
}

/** What no other resource of a file has: the type and the id in any spelling. */
export function entryKey({ type, id }: ImportEntry): string {
    return `${type} ${canonicalId(id)}`;
}

function isEntry(entry: unknown): boolean {
    return isObject(entry) && [entry.type, entry.name, entry.id].every((value) => typeof value === "string");
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
