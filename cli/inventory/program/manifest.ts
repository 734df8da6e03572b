import { createHash } from "node:crypto";
import { isObject } from "../../../provider/client/answer";
import { idKey } from "../deviceNaming";
import type { Filters } from "../selection";
import { type DeclaredDevice, type DeclaredOwner, type KnownNames, NO_NAMES, type Section } from "./declarations";
import type { ProgramForm } from "./programFiles";

/** Where a generated project keeps its manifest. */
export const MANIFEST_PATH = ".pulumi-webex/inventory.json";

/** The form of the manifest; another number is one that this version cannot read. */
const VERSION = 1;

/** The beginning of the names of settings in `says`. */
export const SETTING = "setting ";

/** The options of a run that wrote a program. */
export interface ProgramOptions extends ProgramForm, Filters {}

/** One thing that a program declares. */
export interface ManifestItem {
    readonly kind: "workspace" | "device";
    /** It stays where Webex registers the device anew: `mac …`, `serial …`, or an id. */
    readonly key: string;
    /** Webex's id. */
    readonly id: string;
    /** The name of the resource, or of the entry of a batch. */
    readonly name: string;
    /** The location, for people. */
    readonly location: string;
    /** The program's words on it, by names for people; values of settings as hashes alone. */
    readonly says: Readonly<Record<string, string>>;
}

/** Where a run read what it generated from. */
export interface Origin {
    /** The organisation, where Webex tells it. */
    readonly organization?: string | undefined;
    /** How many of each Webex told: of none where the token may not read them. */
    readonly told: Readonly<Record<"people" | "workspaces" | "locations", number>>;
}

/** The record of what a run generated. */
export interface Manifest extends Origin {
    readonly version: typeof VERSION;
    readonly options: ProgramOptions;
    /** The hashes of the files as they were generated, by their paths. */
    readonly files: Readonly<Record<string, string>>;
    /** The names of the locations' parts, by the locations' ids. */
    readonly sections: Readonly<Record<string, string>>;
    readonly items: readonly ManifestItem[];
}

/** A hash of a file's text, whatever ends its lines: git may turn them. */
export function hashOf(text: string): string {
    return createHash("sha256").update(text.replace(/\r\n/g, "\n")).digest("hex");
}

/** The manifest of what was generated. No I/O. */
export function manifestOf(
    sections: readonly Section[],
    files: ReadonlyMap<string, string>,
    { options, origin }: { readonly options: ProgramOptions; readonly origin: Origin },
): Manifest {
    return {
        version: VERSION,
        ...origin,
        options,
        files: Object.fromEntries([...files].map(([path, text]) => [path, hashOf(text)])),
        sections: Object.fromEntries(sections.map(({ key, name }) => [key, name])),
        items: sections.flatMap(itemsOf),
    };
}

/** The text of a manifest's file; an item a line, so that a commit shows what changed. */
export function manifestText({ items, ...rest }: Manifest): string {
    const head = JSON.stringify(rest, undefined, 2).replace(/\n\}$/, "");
    const lines = items.map((item) => `    ${JSON.stringify(item)}`);
    return `${head},\n  "items": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** The manifest in a file; undefined if it is none that this version wrote. */
export function manifestIn(text: string): Manifest | undefined {
    try {
        const read: unknown = JSON.parse(text);
        return isManifest(read) ? read : undefined;
    } catch {
        return undefined;
    }
}

/** Looks at what would do harm; nobody else writes this file. */
function isManifest(read: unknown): read is Manifest {
    return (
        isObject(read) &&
        read.version === VERSION &&
        [read.files, read.options, read.sections, read.told].every(isObject) &&
        Object.keys(read.files as object).every(isInside) &&
        Array.isArray(read.items) &&
        read.items.every((item) => isObject(item) && isObject(item.says) && typeof item.name === "string")
    );
}

/** Whether a path stays in its folder: files that a manifest names may be removed. */
function isInside(path: string): boolean {
    return !/^([/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes("..");
}

/** The names that a manifest's run gave, so that the same things keep theirs. */
export function knownNames(manifest: Manifest | undefined): KnownNames {
    if (manifest === undefined) {
        return NO_NAMES;
    }
    const { items, sections } = manifest;
    const devices = items.filter(({ kind }) => kind === "device");
    return {
        workspaces: new Map(items.filter(({ kind }) => kind === "workspace").map(({ key, name }) => [key, name])),
        devices: new Map([
            ...devices.map(({ id, name }) => [idKey(id), name] as const),
            ...devices.map(({ key, name }) => [key, name] as const),
        ]),
        sections: new Map(Object.entries(sections)),
    };
}

function itemsOf({ title: location, workspaces, devices }: Section): ManifestItem[] {
    return [
        ...workspaces.map(({ key, id, name, displayName }): ManifestItem => {
            const says = displayName === undefined ? {} : { name: displayName };
            return { kind: "workspace", key, id, name, location, says };
        }),
        ...devices.map((device): ManifestItem => {
            const { key, id, name } = device;
            return { kind: "device", key, id, name, location, says: saysOf(device) };
        }),
    ];
}

function saysOf({ naming, owner, tags, product, settings }: DeclaredDevice): Record<string, string> {
    const { by: _, ...numbers } = naming;
    const told = { ...numbers, product, owner: ownerWord(owner), tags: tags?.join(", ") };
    const values = Object.entries(settings?.values ?? {});
    return Object.fromEntries([
        ...Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
        ...values.map(([key, value]) => [`${SETTING}${key}`, hashOf(JSON.stringify(value)).slice(0, 12)] as const),
    ]);
}

function ownerWord(owner: DeclaredOwner | undefined): string | undefined {
    switch (owner?.by) {
        case undefined:
            return undefined;
        case "workspace":
            return owner.workspace.displayName ?? owner.workspace.name;
        case "email":
            return owner.email;
        case "id":
            return owner.label ?? owner.id;
    }
}
