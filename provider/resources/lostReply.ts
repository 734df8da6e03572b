import { sleep } from "../client/operation";
import { WebexError } from "../client/webexError";

/** How often a POST is sent at the most, each time after a look found no trace of the one before. */
const MOST_SENDS = 3;
/** Seconds before the next one. */
const PAUSES = [1, 3];

/** Whether a request that failed may nevertheless have had its effect. */
export function mayHaveHappened(error: unknown): boolean {
    if (!(error instanceof WebexError)) {
        return false;
    }
    return error.kind === "unanswered" || error.kind === "notUnderstood" || (error.status ?? 0) >= 500;
}

/** Whether it is sent again when it surely had none: a passing fault, as opposed to a server that cannot. */
function isPassing({ kind, status }: WebexError): boolean {
    return kind === "unanswered" || (status !== undefined && [502, 503, 504].includes(status));
}

/**
 * Sends a POST, which must not be repeated unread: when its answer is lost, `look` is asked for what it made, and it is
 * sent again only if there is nothing. `send` is told how often it was sent before. Throws the last error if neither
 * comes to an end.
 */
export async function sendOnce<T>(
    send: (before: number) => Promise<T>,
    look: () => Promise<T | undefined>,
): Promise<T> {
    for (let sends = 0; ; sends += 1) {
        try {
            return await send(sends);
        } catch (error) {
            if (!(error instanceof WebexError) || !mayHaveHappened(error)) {
                throw error;
            }
            const made = await look();
            if (made !== undefined) {
                return made;
            }
            if (!isPassing(error) || sends + 1 >= MOST_SENDS) {
                throw error;
            }
            await sleep((PAUSES[sends] ?? 1) * 1000);
        }
    }
}
