/**
 * Values that must never be printed: tokens, activation codes, SIP passwords. They are known by value, so that a text
 * is cleaned whatever way they got into it.
 */
const known = new Set<string>();

/** Shorter values are not looked for: they would blank out half of every message. */
const SHORTEST = 4;

/** Remembers values as secret for the life of the process; undefined and very short ones are passed over. */
export function rememberSecrets(...values: readonly (string | undefined)[]): void {
    for (const value of values) {
        if (value === undefined || value.length < SHORTEST) {
            continue;
        }
        known.add(value);
        const encoded = encodeURIComponent(value);
        if (encoded !== value) {
            known.add(encoded);
        }
    }
}

/** The text with every known secret in it replaced by `[secret]`. */
export function scrub(text: string): string {
    let clean = text;
    // Longest first: a secret may be part of another.
    for (const secret of [...known].sort((a, b) => b.length - a.length)) {
        clean = clean.replaceAll(secret, "[secret]");
    }
    return clean;
}
