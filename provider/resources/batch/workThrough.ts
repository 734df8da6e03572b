import { append } from "../../append";
import { asOperation } from "../../client/operation";
import { WebexError } from "../../client/webexError";
import { messageOf } from "../../messageOf";
import type { Surroundings } from "../resource";

/** What is to be done for one entry of a batch. */
export interface EntryTask {
    readonly key: string;
    readonly work: (surroundings: Surroundings) => Promise<void>;
}

/** What went wrong, by the keys of the entries. */
export type EntryFailures = ReadonlyMap<string, string>;

/** Seconds between two lines that tell how far a batch is. */
const TELL_EVERY = 10;

/**
 * Works through the entries of a batch, `atOnce` beside each other, begun in the order given. Each has the time of
 * an operation of its own (`webex:operationTimeoutSeconds`), a failed one stops no other, and how far it is goes to
 * the log. A refused credential ends it: what is left would only hear the same.
 */
export async function workThrough(
    what: string,
    tasks: readonly EntryTask[],
    surroundings: Surroundings,
    atOnce: number,
): Promise<EntryFailures> {
    const { settings, log } = surroundings;
    const failures = new Map<string, string>();
    const began = Date.now();
    let told = began;
    let done = 0;
    let ended: string | undefined;
    const queue = tasks[Symbol.iterator]();
    const worker = async (): Promise<void> => {
        for (const { key, work } of queue) {
            if (ended === undefined) {
                const own = { ...surroundings, log: logOf(key, surroundings) };
                try {
                    await asOperation(settings.operationTimeoutSeconds, () => work(own));
                } catch (error) {
                    failures.set(key, messageOf(error));
                    if (error instanceof WebexError && error.status === 401) {
                        ended = "was not tried after that";
                    }
                }
            } else {
                failures.set(key, ended);
            }
            done += 1;
            if (Date.now() - told < TELL_EVERY * 1000) {
                continue;
            }
            told = Date.now();
            log.info(progress(what, done, tasks.length, (told - began) / 1000));
        }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
    return failures;
}

/** How far a batch is, how fast, and how long it will still take at that rate. */
export function progress(what: string, done: number, total: number, seconds: number): string {
    const rate = done / seconds;
    const left = Math.ceil((total - done) / rate);
    return `${what}: ${done} of ${total} done, ${rate.toFixed(1)} a second, about ${left} s left`;
}

/** The failed entries with their errors, those with the same error together; `then` says what becomes of the rest. */
export function describeFailures(failures: EntryFailures, total: number, then: string): string {
    const keysOf = new Map<string, string[]>();
    for (const [key, reason] of failures) {
        append(keysOf, reason, key);
    }
    const lines = [...keysOf].map(([reason, keys]) => `  ${keys.sort().join(", ")}: ${reason}`);
    return [`${failures.size} of ${total} entries failed; ${then}`, ...lines].join("\n");
}

/** What a single resource would tell of each device is too much of a thousand: warnings only, by the entry's name. */
function logOf(key: string, { log }: Surroundings): Surroundings["log"] {
    return {
        info: () => undefined,
        warn: (message) => {
            log.warn(`${key}: ${message}`);
        },
    };
}
