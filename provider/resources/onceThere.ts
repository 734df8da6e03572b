import { sleep } from "../client/operation";
import { WebexError } from "../client/webexError";

/** Seconds between tries; together 20, after which a 404 is believed. */
const PAUSES = [1, 2, 3, 5, 9];

/**
 * Does something with a device that was registered a moment ago. Webex's parts learn of it one after another, so for a
 * while some answer 404. Throws what `work` throws, a 404 only after the last pause.
 */
export async function onceThere<T>(work: () => Promise<T>): Promise<T> {
    for (const pause of PAUSES) {
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof WebexError) || error.kind !== "refused" || error.status !== 404) {
                throw error;
            }
            await sleep(pause * 1000);
        }
    }
    return work();
}
