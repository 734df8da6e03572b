/** The most that a slug has of one name. Characters. */
const LONGEST = 40;

/** Everything that stands in no slug: it has the characters of JavaScript's identifiers, but for the underscore. */
const OTHERS = /(?:[^\p{ID_Continue}]|_)+/gu;

/**
 * A name as a part of names: lower case, words joined by dashes, letters without the marks of Latin, Greek and
 * Cyrillic; other scripts stay as they are. Empty for a name of which nothing can be spelt so, such as an emoji.
 */
export function slugOf(name: string): string {
    const plain = name
        .normalize("NFKD")
        .replace(/[\u0300-\u036f]/g, "")
        .normalize("NFC")
        .toLowerCase()
        // Of contractions and of people's names: O'Brien is one word.
        .replace(/['’]/g, "");
    const words = plain.replace(OTHERS, "-");
    return trimmed(Array.from(trimmed(words)).slice(0, LONGEST).join(""));
}

/** Several names as one slug, without those of which nothing can be spelt; `instead` where nothing is left. */
export function joinedSlug(names: readonly (string | undefined)[], instead: string): string {
    const slugs = names.map((name) => slugOf(name ?? "")).filter((slug) => slug !== "");
    return slugs.length === 0 ? instead : slugs.join("-");
}

/** The name, or where that is taken the first of `name-2`, `name-3`, … that is not; it is taken then. */
export function takeName(name: string, taken: Set<string>): string {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) {
        free = `${name}-${number}`;
    }
    taken.add(free);
    return free;
}

function trimmed(slug: string): string {
    return slug.replace(/^-+|-+$/g, "");
}
