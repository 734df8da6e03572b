import { sleep, uncounted } from "../client/operation";
import type { Context } from "./resource";

/** Milliseconds without a call of the engine, after which it announces nothing further. */
export const NO_MORE_NEWS = 5000;
/** Milliseconds between two looks at what goes on. */
export const LOOK_EVERY = 250;

/**
 * Waits until `isSettled`, or until the engine does nothing more that could settle it; at most as long as an operation
 * may take. The wait does not use up the time of the operation, and is no work that others wait for.
 */
export async function untilQuiet(
    { run: { activity }, settings }: Pick<Context, "run" | "settings">,
    isSettled: () => boolean,
): Promise<void> {
    const until = Date.now() + settings.operationTimeoutSeconds * 1000;
    const wait = async () => {
        while (!isSettled() && activity.quietFor() < NO_MORE_NEWS && Date.now() < until) {
            await sleep(LOOK_EVERY);
        }
    };
    await uncounted(activity.aside(wait));
}
