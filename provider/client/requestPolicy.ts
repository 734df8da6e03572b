/** What is sent again, on which answer, for which method, after how long: all of it decided here, none of it sent. */

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * How a request ended: an HTTP status, no whole answer, or a server that is not to be reached before somebody mends
 * something (`unreachable`).
 */
export type Outcome = number | "unanswered" | "unreachable";

interface RetryRule {
    readonly outcomes: readonly Outcome[];
    readonly methods: readonly Method[];
    /** `pause`: after what `Retry-After` says, for the whole process. `backoff`: a random time that grows. */
    readonly wait: "pause" | "backoff";
}

/**
 * POST is missing from the second row on purpose: a device or code may have been made although the answer was lost.
 * Our PATCHes say what is to be there, all tags or the value of a setting, so they may be repeated. 500, 501, all other
 * 4xx and `unreachable` are final. 429 and 423: https://developer.webex.com/docs/basics (Retry-After in seconds).
 */
export const RETRY_RULES: readonly RetryRule[] = [
    { outcomes: [429, 423], methods: ["GET", "POST", "PUT", "PATCH", "DELETE"], wait: "pause" },
    { outcomes: [502, 503, 504, "unanswered"], methods: ["GET", "PUT", "PATCH", "DELETE"], wait: "backoff" },
];

/** The shortest pause: an API that says 0 for ever is not to be asked without a breath. */
const PAUSE_LEAST_SECONDS = 1;
/** The wait where a 429 or 423 does not say how long, or says nonsense. Seconds. */
const PAUSE_FALLBACK_SECONDS = 5;
const BACKOFF_FIRST_SECONDS = 0.5;
const BACKOFF_MOST_SECONDS = 30;

export interface Attempt {
    readonly method: Method;
    readonly outcome: Outcome;
    /** The answer's `Retry-After`, as it stood there. */
    readonly retryAfter: string | undefined;
    /** Backoffs this request has already had; pauses don't count. */
    readonly backoffs: number;
    readonly maxRetries: number;
    /** Milliseconds since the epoch, for a `Retry-After` that is a date. */
    readonly now: number;
    /** From 0 up to 1, for jitter. */
    readonly random: number;
}

export type Decision =
    | { readonly again: false }
    | { readonly again: true; readonly wait: "pause" | "backoff"; readonly seconds: number };

/** Whether a failed request is sent again, and after how many seconds. */
export function decideRetry(attempt: Attempt): Decision {
    const rule = RETRY_RULES.find(
        ({ outcomes, methods }) => outcomes.includes(attempt.outcome) && methods.includes(attempt.method),
    );
    if (rule === undefined) {
        return { again: false };
    }
    if (rule.wait === "pause") {
        return {
            again: true,
            wait: "pause",
            seconds: Math.max(
                PAUSE_LEAST_SECONDS,
                parseRetryAfter(attempt.retryAfter, attempt.now) ?? PAUSE_FALLBACK_SECONDS,
            ),
        };
    }
    if (attempt.backoffs >= attempt.maxRetries) {
        return { again: false };
    }
    const ceiling = Math.min(BACKOFF_MOST_SECONDS, BACKOFF_FIRST_SECONDS * 2 ** attempt.backoffs);
    return { again: true, wait: "backoff", seconds: ceiling * attempt.random };
}

/**
 * Seconds from a `Retry-After` header: a whole number of seconds or an HTTP date (RFC 9110, 10.2.3). Undefined for
 * nonsense, negative values and a missing header; a date that has passed gives 0.
 */
export function parseRetryAfter(text: string | undefined, now: number): number | undefined {
    const trimmed = text?.trim() ?? "";
    if (/^\d+(\.\d+)?$/.test(trimmed)) {
        return Number(trimmed);
    }
    // Date.parse also takes "-5" and "abc 1"; an HTTP date begins with the day's name.
    if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(trimmed)) {
        return undefined;
    }
    // The form of asctime names no zone and means GMT.
    const date = Date.parse(/\d{4}$/.test(trimmed) ? `${trimmed} GMT` : trimmed);
    return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}
