import { asOperation } from "../../client/operation";
import { WebexError } from "../../client/webexError";
import { messageOf } from "../../messageOf";
import { entryOf } from "../declarations";
import type { Context } from "../resource";

/** What is to be done for one entry of a batch. */
export interface EntryTask {
    readonly key: string;
    readonly work: (context: Context) => Promise<void>;
}

/** What went wrong, by the keys of the entries. */
export type EntryFailures = ReadonlyMap<string, string>;

/** Seconds between two lines that tell how far a batch is. */
const TELL_EVERY = 10;
/** The most names in one list. */
const MOST_NAMED = 50;
/** The most different failures in one message. */
const MOST_REASONS = 20;
/** The longest reason, in characters. */
const LONGEST_REASON = 600;
const TRACKING = /^ tracking id /i;
/** What differs between errors that say the same: tracking ids, Webex's ids and MAC addresses. */
const VARYING = /( tracking id [^\s.;,]+\.?|\b[A-Za-z0-9_-]{24,}={0,2}|\b[0-9A-F]{12}\b)/i;

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
    const began = Date.now();
    let told = began;
    let done = 0;
    let ended: string | undefined;
    const queue = tasks[Symbol.iterator]();
    const worker = async (): Promise<void> => {
        for (const { key, work } of queue) {
            if (ended === undefined) {
                const own = { ...context, self: entryOf(self, key), log: logOf(key, context) };
                try {
                    await run.activity.during(() => asOperation(settings.operationTimeoutSeconds, () => work(own)));
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
    return failures;
}

/** How far a batch is, how fast, and how long it will still take at that rate. */
export function progress(what: string, done: number, total: number, seconds: number): string {
    const rate = done / seconds;
    const left = Math.ceil((total - done) / rate);
    return `${what}: ${done} of ${total} done, ${rate.toFixed(1)} a second, about ${left} s left`;
}

/** Failures that say the same. */
interface Group {
    readonly keys: string[];
    /** What they say, in parts; every second one is what may differ from entry to entry. */
    parts: readonly string[];
}

/**
 * The failed entries with their errors. Errors that say the same but for names, ids, addresses and tracking ids
 * stand together; `then` says what becomes of the rest.
 */
export function describeFailures(failures: EntryFailures, total: number, then: string): string {
    const groups = new Map<string, Group>();
    for (const key of [...failures.keys()].sort()) {
        const parts = (failures.get(key) ?? "").replaceAll(`entry "${key}"`, "the entry").split(VARYING);
        const kind = parts.filter((_, at) => at % 2 === 0).join("…");
        const group = groups.get(kind);
        if (group === undefined) {
            groups.set(kind, { keys: [key], parts });
        } else {
            group.keys.push(key);
            group.parts = group.parts.map((part, at) => inCommon(part, parts[at]));
        }
    }
    const lines = [...groups.values()].map(({ keys, parts }) => `  ${listed(keys)}: ${clipped(parts.join(""))}`);
    const more = lines.length - MOST_REASONS;
    const shown = more > 0 ? [...lines.slice(0, MOST_REASONS), `  and ${more} more that say something else`] : lines;
    return [`${failures.size} of ${total} entries failed; ${then}`, ...shown].join("\n");
}

/** What an error of one entry and that of another have in common at one place. */
function inCommon(part: string, other: string | undefined): string {
    if (part === other) {
        return part;
    }
    return part === "" || TRACKING.test(part) ? "" : "…";
}

function clipped(reason: string): string {
    return reason.length <= LONGEST_REASON ? reason : `${reason.slice(0, LONGEST_REASON)} …`;
}

/** Words in a list, cut with a count where there are many. */
export function listed(words: readonly string[], most = MOST_NAMED): string {
    const more = words.length - most;
    return words.slice(0, most).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** What a single resource would tell of each device is too much of a thousand: warnings only, by the entry's name. */
function logOf(key: string, { log }: Context): Context["log"] {
    return {
        info: () => undefined,
        warn: (message) => {
            log.warn(`${key}: ${message}`);
        },
    };
}
