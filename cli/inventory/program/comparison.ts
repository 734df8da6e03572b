import { idKey } from "../deviceNaming";
import { type ManifestItem, SETTING } from "./manifest";

/** An item that both runs have, and what the program says otherwise of it. */
export interface ChangedItem {
    readonly item: ManifestItem;
    /** In words, e.g. `tags: a → a, b`. */
    readonly changes: readonly string[];
}

/** The things that came, changed and went between two runs. */
export interface Comparison {
    readonly added: readonly ManifestItem[];
    readonly changed: readonly ChangedItem[];
    readonly gone: readonly ManifestItem[];
}

/** Compares what two runs found. No I/O. */
export function compareItems(before: readonly ManifestItem[], now: readonly ManifestItem[]): Comparison {
    const byKey = new Map(before.map((item) => [`${item.kind} ${item.key}`, item]));
    const byId = new Map(before.map((item) => [`${item.kind} ${idKey(item.id)}`, item]));
    const seen = new Set<ManifestItem>();
    const added: ManifestItem[] = [];
    const changed: ChangedItem[] = [];
    for (const item of now) {
        const found = [byKey.get(`${item.kind} ${item.key}`), byId.get(`${item.kind} ${idKey(item.id)}`)];
        const earlier = found.find((each) => each !== undefined && !seen.has(each));
        if (earlier === undefined) {
            added.push(item);
            continue;
        }
        seen.add(earlier);
        const changes = changesOf(earlier, item);
        if (changes.length > 0) {
            changed.push({ item, changes });
        }
    }
    return { added, changed, gone: before.filter((item) => !seen.has(item)) };
}

function changesOf(before: ManifestItem, now: ManifestItem): string[] {
    const names = [...new Set([...Object.keys(before.says), ...Object.keys(now.says)])];
    const words = names.flatMap((name) => {
        const [old, fresh] = [before.says[name], now.says[name]];
        if (old === fresh) {
            return [];
        }
        return name.startsWith(SETTING)
            ? [settingWord(name, old, fresh)]
            : [`${name}: ${old ?? "–"} → ${fresh ?? "–"}`];
    });
    const isMoved = before.location !== now.location;
    return [
        ...(isMoved ? [`location: ${before.location} → ${now.location}`] : []),
        ...words,
        ...(idKey(before.id) === idKey(now.id) ? [] : ["registered anew, under another id"]),
    ];
}

function settingWord(name: string, before: string | undefined, now: string | undefined): string {
    const how = before === undefined ? "is set" : now === undefined ? "is no longer set" : "has another value";
    return `${name.slice(SETTING.length)} ${how}`;
}
