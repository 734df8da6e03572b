import { distance } from "fastest-levenshtein";
import { LookUpFailed } from "./lookUpFailed";

/** How many near names a message holds. */
const MOST_NAMES = 3;

/** How a look-up by name words what it finds. */
export interface Wanted<Item> {
    /** The function's name. */
    readonly fn: string;
    /** What is looked for, e.g. `workspace named "Lobby"`. */
    readonly what: string;
    /** The name that the program gives. */
    readonly name: string;
    /** The names that an item goes by. */
    readonly namesOf: (item: Item) => readonly string[];
    /** An item in words, with its id, for a person to choose by. */
    readonly describe: (item: Item) => string;
    /** What the program can give instead where several match, e.g. `workspaceId`. */
    readonly instead: string;
}

/** What spellings of one name or e-mail address have in common: neither case nor white space around counts. */
export function nameKey(name: string): string {
    return name.trim().toLowerCase();
}

/** Whether two names are the same to a person. */
export function sameName(a: string | undefined, b: string): boolean {
    return a !== undefined && nameKey(a) === nameKey(b);
}

/**
 * The one item that has the name; Webex's own filters match on a part of it. `candidates` holds at least all that have
 * it; `others` reads what near names are chosen from, and is asked where there is none. Throws `LookUpFailed` for
 * none, with the nearest names, and for several, with all of them.
 */
export async function theOne<Item>(
    wanted: Wanted<Item>,
    candidates: readonly Item[],
    others: () => Promise<readonly Item[]>,
): Promise<Item> {
    const { fn, what, name, namesOf, describe, instead } = wanted;
    const found = candidates.filter((item) => namesOf(item).some((one) => sameName(one, name)));
    const [item] = found;
    if (item === undefined) {
        const near = nearest(name, await others(), namesOf).map(describe);
        const hint = near.length === 0 ? "" : `; the nearest: ${near.join(", ")}`;
        throw new LookUpFailed(`${fn}: there is no ${what}${hint}`);
    }
    if (found.length > 1) {
        const list = found.map((one) => `\n  ${describe(one)}`).join("");
        throw new LookUpFailed(`${fn}: there is more than one ${what}; give ${instead}:${list}`);
    }
    return item;
}

/** The items whose names are nearest to `wanted`, the nearest first; those that differ in more than half are none. */
export function nearest<Item>(
    wanted: string,
    items: readonly Item[],
    namesOf: (item: Item) => readonly string[],
): readonly Item[] {
    const text = nameKey(wanted);
    const farOf = (item: Item) => Math.min(...namesOf(item).map((name) => distance(text, name.toLowerCase())));
    return items
        .map((item) => ({ item, far: farOf(item) }))
        .filter(({ far }) => far <= text.length / 2)
        .sort((a, b) => a.far - b.far)
        .slice(0, MOST_NAMES)
        .map(({ item }) => item);
}

/** How many items near names are chosen from, at least. */
const ENOUGH = 1000;

/** The first items of a list that may be very long. Near names are a courtesy: they are not worth all its pages. */
export async function firstOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
    const found: Item[] = [];
    for await (const page of pages) {
        found.push(...page);
        if (found.length >= ENOUGH) {
            break;
        }
    }
    return found;
}
