import { WebexError } from "../client/webexError";

/**
 * The statuses that say "there is no such thing here", as opposed to "you may not" or "not now". A calling route
 * answers 405 (errorCode 25409) to an owner whose licence is too small for it.
 */
const NOT_OFFERED: readonly number[] = [404, 405, 410, 501];

/** Whether a failure says that the API has no such route, or nothing to say. */
export function isNotOffered(error: unknown, also: readonly number[] = []): boolean {
    return error instanceof WebexError && error.kind === "refused" && isAmong(error.status, [...NOT_OFFERED, ...also]);
}

/**
 * The answer, or undefined where the API has no such route or nothing to say (an implementation of the 1.0 document
 * has no telephony routes; a person without calling has no calling devices). Every other failure is thrown on, unless
 * its status is one of `also`.
 */
export async function ifOffered<T>(answer: Promise<T>, also: readonly number[] = []): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isNotOffered(error, also)) {
            return undefined;
        }
        throw error;
    }
}

function isAmong(status: number | undefined, statuses: readonly number[]): boolean {
    return status !== undefined && statuses.includes(status);
}
