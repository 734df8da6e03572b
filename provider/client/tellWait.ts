import type { Log } from "./log";
import type { Method, Outcome } from "./requestPolicy";

/** A wait that is worth a line in the log. Seconds. */
const TELL_WAITS_FROM = 5;

/** Says in the log that a request goes out again after a while, and why; nothing for a wait of less than 5 seconds. */
export function tellWait(
    log: Log,
    { method, path }: { readonly method: Method; readonly path: string },
    outcome: Outcome,
    seconds: number,
): void {
    if (seconds < TELL_WAITS_FROM) {
        return;
    }
    const why = typeof outcome === "string" ? "no answer came" : `Webex answered ${outcome}`;
    log.info(`waiting ${Math.ceil(seconds)} s before ${method} ${path} goes out again: ${why}`);
}
