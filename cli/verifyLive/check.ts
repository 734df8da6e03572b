/** How an assumption stands in the organisation that was looked at. */
export type Outcome = "as assumed" | "differs" | "not seen";

/** One assumption of this package about Webex, and what was found. No text of it belongs to the organisation. */
export interface Check {
    /** The part of the API, e.g. `devices`. */
    readonly area: string;
    /** What this package assumes, as a sentence that is true or not. */
    readonly assumption: string;
    readonly outcome: Outcome;
    /** What was found, or why nothing could be. */
    readonly detail: Words;
}

/**
 * A text, or how to make it when everything is known: a value can only be replaced after all answers were read, since
 * any of them may show that it is one of the organisation's.
 */
export type Words = string | (() => string);

/** The text of words. */
export function textOf(words: Words): string {
    return typeof words === "string" ? words : words();
}

/** The finding of a look: whether it is as assumed, and what was seen. Undefined `holds` means that nothing was. */
export interface Finding {
    readonly holds: boolean | undefined;
    readonly detail: Words;
}

/** The outcome's word. */
export function outcomeOf(holds: boolean | undefined): Outcome {
    return holds === undefined ? "not seen" : holds ? "as assumed" : "differs";
}
