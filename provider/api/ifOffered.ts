import { WebexError } from "../client/webexError";

/**
 * The statuses that say "there is no such thing here", as opposed to "you may not" or "not now". A calling route
 * answers 405 (errorCode 25409) to an owner whose licence is too small for it.
 */
const NOT_OFFERED: readonly number[] = [404, 405, 410, 501];

/** Whether a failure says that the API has no such route, or nothing to say. */
export function isNotOffered(error: unknown): boolean {
    return isRefused(error, NOT_OFFERED);
}

/** Whether Webex refused a request with one of these statuses. */
export function isRefused(error: unknown, statuses: readonly number[]): boolean {
    return (
        error instanceof WebexError &&
        error.kind === "refused" &&
        error.status !== undefined &&
        statuses.includes(error.status)
    );
}

/**
 * The answer, or undefined where the API has no such route or nothing to say (an implementation of the 1.0 document
 * has no telephony routes; a person without calling has no calling devices). Every other failure is thrown on, unless
 * its status is one of `also`.
 */
export function ifOffered<T>(answer: Promise<T>, also: readonly number[] = []): Promise<T | undefined> {
    return unlessRefused(answer, [...NOT_OFFERED, ...also]);
}

/** The answer, or undefined where Webex refuses it with one of these statuses. Every other failure is thrown on. */
export async function unlessRefused<T>(answer: Promise<T>, statuses: readonly number[]): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isRefused(error, statuses)) {
            return undefined;
        }
        throw error;
    }
}
