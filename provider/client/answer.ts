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

/** What an error answer says. */
export interface WebexWords {
    /** The messages and descriptions, once each. */
    readonly message: string | undefined;
    readonly trackingId: string | undefined;
    /** The numbers that Webex gives an error, e.g. 25409. */
    readonly errorCodes: readonly number[];
}

/**
 * Webex's own words in an error answer: `{message, errors: [{description}], trackingId}`, or flat. The calling routes
 * add `errorCode`, and some answer `errorMessage` alone (recorded by users of wxc_sdk, Feb 2026). Gateways in front of
 * Webex answer with HTML, of which nothing is repeated.
 */
export function webexWords(answer: HttpAnswer): WebexWords {
    const body = parsedOrUndefined(answer.body);
    if (!isObject(body)) {
        return { message: undefined, trackingId: undefined, errorCodes: [] };
    }
    const errors = Array.isArray(body.errors) ? body.errors.filter(isObject) : [];
    const told = [body.message, body.errorMessage, ...errors.map(({ description }) => description)].map(text);
    const words = [...new Set(told)].filter((part) => part !== undefined).map(withoutStop);
    return {
        // Scrubbed before it is cut: half a token is no known secret.
        message: words.length === 0 ? undefined : clip(scrub(words.join("; "))),
        trackingId: text(body.trackingId),
        errorCodes: numbersIn([body.errorCode, ...errors.flatMap(({ errorCode, code }) => [errorCode, code])]),
    };
}

function parsedOrUndefined(body: string): unknown {
    try {
        return JSON.parse(body) as unknown;
    } catch {
        return undefined;
    }
}

/** The whole numbers among the values, once each; texts of digits count. */
function numbersIn(values: readonly unknown[]): number[] {
    const numbers = values.map((value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value));
    return [...new Set(numbers)].filter((value) => typeof value === "number");
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
