import type { HttpAnswer } from "./http";
import { scrub } from "./secrets";

/** The longest piece of somebody else's text that a message of ours repeats. Characters. */
const CLIP = 300;

/** The parsed body of a 2xx answer, undefined if it is empty; or what is wrong with it. */
export function parseJson(answer: HttpAnswer): { readonly json: unknown } | { readonly problem: string } {
    // A byte order mark is no JSON, but some gateways put one in front.
    const text = answer.body.replace(/^\uFEFF/, "").trim();
    if (text === "") {
        return { json: undefined };
    }
    if (/html/i.test(answer.contentType) || text.startsWith("<")) {
        return { problem: "the answer is a web page, not JSON" };
    }
    try {
        return { json: JSON.parse(text) };
    } catch {
        return { problem: "the answer is no whole JSON" };
    }
}

/**
 * Webex's own words in an error answer: `{message, errors: [{description}], trackingId}`, or flat. Gateways in front of
 * it answer with HTML, of which nothing is repeated.
 */
export function webexWords(answer: HttpAnswer): { message: string | undefined; trackingId: string | undefined } {
    let body: unknown;
    try {
        body = JSON.parse(answer.body);
    } catch {
        body = undefined;
    }
    if (!isObject(body)) {
        return { message: undefined, trackingId: undefined };
    }
    const message = text(body.message);
    const errors = Array.isArray(body.errors) ? body.errors : [];
    const descriptions = errors.map((error) => (isObject(error) ? text(error.description) : undefined));
    const words = [...new Set([message, ...descriptions])].filter((part) => part !== undefined).map(withoutStop);
    return {
        // Scrubbed before it is cut: half a token is no known secret.
        message: words.length === 0 ? undefined : clip(scrub(words.join("; "))),
        trackingId: text(body.trackingId),
    };
}

/** A JSON object, neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function withoutStop(sentence: string): string {
    return sentence.replace(/[.\s]+$/, "");
}

function clip(words: string): string {
    return words.length <= CLIP ? words : `${words.slice(0, CLIP)} …`;
}
