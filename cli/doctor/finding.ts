/** How something stands: `unknown` is what cannot be found out without writing, or not with this token. */
export type Word = "ok" | "warning" | "problem" | "unknown";

/** What the doctor found out about one thing. */
export interface Finding {
    /** The thing, e.g. `token`. */
    readonly topic: string;
    readonly word: Word;
    /** How it stands. */
    readonly text: string;
    /** What to do about it. */
    readonly remedy?: string | undefined;
}

/** A finding about this thing, as each check makes them. */
export function finding(topic: string, word: Word, text: string, remedy?: string): Finding {
    return { topic, word, text, ...(remedy !== undefined && { remedy }) };
}
