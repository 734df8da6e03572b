import type { Log } from "../../client/log";
import { asOperation } from "../../client/operation";
import { WebexError } from "../../client/webexError";
import { messageOf } from "../../messageOf";
import { entryOf } from "../declarations";
import type { Context } from "../resource";
import { AlikeTexts } from "./alikeTexts";

/** What is to be done for one entry of a batch. */
export interface EntryTask {
    readonly key: string;
    readonly work: (context: Context) => Promise<void>;
}

/** What went wrong, by the keys of the entries. */
export type EntryFailures = ReadonlyMap<string, string>;

/** Seconds between two lines that tell how far a batch is. */
const TELL_EVERY = 10;
/** The most different failures in one message. */
const MOST_REASONS = 20;
/** So many entries warn of the same each by itself; the others do so together, at the end. */
const WARN_ALONE = 3;

/**
 * Works through the entries of a batch, `atOnce` beside each other, begun in the order given. Each has the time of an
 * operation of its own (`webex:operationTimeoutSeconds`), and a failed one stops no other. How far it is goes to the
 * log. A refused credential ends it: what is left would only hear the same.
 */
export async function workThrough(
    tasks: readonly EntryTask[],
    context: Context,
    atOnce: number,
): Promise<EntryFailures> {
    const { settings, log, run, self } = context;
    const failures = new Map<string, string>();
    const warnings = new Warnings(log);
    const began = Date.now();
    let told = began;
    let done = 0;
    let ended: string | undefined;
    const queue = tasks[Symbol.iterator]();
    const worker = async (): Promise<void> => {
        for (const { key, work } of queue) {
            if (ended === undefined) {
                const own = { ...context, self: entryOf(self, key), log: warnings.logOf(key) };
                try {
                    await run.activity.during(() =>
                        asOperation({ seconds: settings.operationTimeoutSeconds }, () => work(own)),
                    );
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
            if (Date.now() - told >= TELL_EVERY * 1000) {
                told = Date.now();
                log.info(progress(self.label, done, tasks.length, (told - began) / 1000));
            }
        }
    };
    // The batch itself does nothing but wait for its entries.
    await run.activity.aside(() => Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker)));
    warnings.tellRest();
    return failures;
}

/** How far a batch is, how fast, and how long it will still take at that rate. */
export function progress(what: string, done: number, total: number, seconds: number): string {
    const rate = done / seconds;
    const left = Math.ceil((total - done) / rate);
    return `${what}: ${done} of ${total} done, ${rate.toFixed(1)} a second, about ${left} s left`;
}

/**
 * The failed entries with their errors. Errors that say the same but for names, ids, addresses and tracking ids
 * stand together; `then` says what becomes of the rest.
 */
export function describeFailures(failures: EntryFailures, total: number, then: string): string {
    const texts = new AlikeTexts();
    for (const key of [...failures.keys()].sort()) {
        texts.add(key, failures.get(key) ?? "");
    }
    const lines = texts.lines().map((line) => `  ${line}`);
    const more = lines.length - MOST_REASONS;
    const shown = more > 0 ? [...lines.slice(0, MOST_REASONS), `  and ${more} more that say something else`] : lines;
    return [`${failures.size} of ${total} entries failed; ${then}`, ...shown].join("\n");
}

/** What entries warn of: of a thousand that warn of the same, a few do so each by itself. */
class Warnings {
    private readonly all = new AlikeTexts();
    private readonly rest = new AlikeTexts();

    constructor(private readonly log: Log) {}

    /** The log of an entry. It hands on warnings: all that a single resource would tell is too much of a thousand. */
    logOf(key: string): Log {
        return {
            info: () => undefined,
            warn: (message) => {
                if (this.all.add(key, message) < WARN_ALONE) {
                    this.log.warn(`${key}: ${message}`);
                } else {
                    this.rest.add(key, message);
                }
            },
        };
    }

    tellRest(): void {
        for (const line of this.rest.lines()) {
            this.log.warn(line);
        }
    }
}
