import { tell } from "../../terminal";

/**
 * Runs a work that must remove what it made. The first Ctrl+C (or SIGTERM) aborts its signal, and it goes on to remove;
 * the second ends the process after saying what `names` may be left.
 */
export async function untilInterrupted<T>(
    work: (signal: AbortSignal) => Promise<T>,
    names: () => readonly string[],
): Promise<T> {
    const controller = new AbortController();
    const stop = (): void => {
        if (controller.signal.aborted) {
            tell(`ended before everything was removed; left may be: ${names().join(", ") || "nothing"}`);
            process.exit(1);
        }
        controller.abort();
        tell("ending: what was made is being removed (a second Ctrl+C leaves it)");
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    try {
        return await work(controller.signal);
    } finally {
        process.off("SIGINT", stop);
        process.off("SIGTERM", stop);
    }
}
