import { WebexError } from "../client/webexError";

/** The statuses that say "there is no such thing here", as opposed to "you may not" or "not now". */
const NOT_OFFERED: readonly (number | undefined)[] = [404, 405, 410, 501];

/**
 * The answer, or undefined where the API has no such route or nothing to say (an implementation of the 1.0 document
 * has no telephony routes; a person without calling has no calling devices). Every other failure is thrown on.
 */
export async function ifOffered<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof WebexError && error.kind === "refused" && NOT_OFFERED.includes(error.status)) {
            return undefined;
        }
        throw error;
    }
}
