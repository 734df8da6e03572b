import { AsyncLocalStorage } from "node:async_hooks";

/** What bounds an operation. */
export interface OperationLimits {
    /** Seconds that all of its requests together may take, waiting included. */
    readonly seconds: number;
    /**
     * Seconds of the resource's option `customTimeouts`, where the program gives it: everything ends by then, queues
     * included. Source: https://www.pulumi.com/docs/iac/concepts/resources/options/customtimeouts/
     */
    readonly customSeconds?: number | undefined;
    /** Ends the waits when the run is cancelled. A request that is under way is never ended. */
    readonly signal?: AbortSignal | undefined;
}

/** One create, read, update or delete, in which several requests may go out. Times are in milliseconds since 1970. */
interface Operation {
    deadline: number;
    /** How many uncounted waits it is in. */
    waits: number;
    /** When the first of them began. */
    waitingSince: number;
    /** When everything has to end, and the seconds that were given for it. */
    readonly end: { readonly at: number; readonly seconds: number } | undefined;
    readonly signal: AbortSignal | undefined;
}

/** The run was cancelled, as by Ctrl+C, while an operation waited or before it sent something. */
export class Cancelled extends Error {
    constructor() {
        super("the run was cancelled; nothing more was sent");
        this.name = "Cancelled";
    }
}

const current = new AsyncLocalStorage<Operation>();

/**
 * Runs `work` as one operation. Inside of another one, such as an entry in a batch, it has a time of its own, and ends
 * with the outer one at the latest.
 */
export function asOperation<T>(limits: OperationLimits, work: () => Promise<T>): Promise<T> {
    const { seconds, customSeconds, signal } = limits;
    const outer = current.getStore();
    const now = Date.now();
    const end = customSeconds === undefined ? outer?.end : { at: now + customSeconds * 1000, seconds: customSeconds };
    // A program that gives a longer time than the setting gets it.
    const allowed = Math.max(seconds, customSeconds ?? 0);
    const operation = {
        deadline: now + allowed * 1000,
        waits: 0,
        waitingSince: 0,
        end,
        signal: signal ?? outer?.signal,
    };
    return current.run(operation, work);
}

/** When the running operation must have ended; `seconds` from now where none is running. Milliseconds since 1970. */
export function operationDeadline(seconds: number): number {
    const operation = current.getStore();
    if (operation === undefined) {
        return Date.now() + seconds * 1000;
    }
    return Math.min(operation.deadline + uncountedSoFar(operation), operation.end?.at ?? Infinity);
}

/** What bounds the running operation, in words; `seconds` are those of the setting. */
export function operationBudget(seconds: number): string {
    const end = current.getStore()?.end;
    return end === undefined
        ? `webex:operationTimeoutSeconds, ${seconds} s`
        : `the resource's option customTimeouts, ${end.seconds} s`;
}

/** Throws `Cancelled` if the run that the operation belongs to was cancelled: to be asked before something is sent. */
export function throwIfCancelled(): void {
    if (current.getStore()?.signal?.aborted === true) {
        throw new Cancelled();
    }
}

/** Resolves after `milliseconds`. Throws `Cancelled` as soon as the run is. */
export function sleep(milliseconds: number): Promise<void> {
    return orCancelled((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        return () => {
            clearTimeout(timer);
        };
    });
}

/**
 * Waits without using up the running operation's time: its deadline moves by as long as the wait takes. For queues, in
 * which an operation waits for others. Waits of one operation that overlap move it once. Throws `Cancelled` as soon as
 * the run is.
 */
export async function uncounted<T>(wait: Promise<T>): Promise<T> {
    const operation = current.getStore();
    if (operation === undefined) {
        return wait;
    }
    if (operation.waits === 0) {
        operation.waitingSince = Date.now();
    }
    operation.waits += 1;
    try {
        return await orCancelled<T>((resolve, reject) => {
            wait.then(resolve, reject);
            return undefined;
        });
    } finally {
        const waited = uncountedSoFar(operation);
        operation.waits -= 1;
        if (operation.waits === 0) {
            operation.deadline += waited;
        }
    }
}

/** How long the waits last that the operation is in; the deadline has not moved by them yet. Milliseconds. */
function uncountedSoFar({ waits, waitingSince }: Operation): number {
    return waits === 0 ? 0 : Date.now() - waitingSince;
}

/** Begins a wait that the end of the run ends. `begin` gives what is to be done then. */
function orCancelled<T>(
    begin: (resolve: (value: T) => void, reject: (reason: unknown) => void) => (() => void) | undefined,
): Promise<T> {
    const signal = current.getStore()?.signal;
    return new Promise<T>((resolve, reject) => {
        if (signal?.aborted === true) {
            reject(new Cancelled());
            return;
        }
        const cancel = () => {
            stop?.();
            reject(new Cancelled());
        };
        const settle =
            <V>(settled: (value: V) => void) =>
            (value: V) => {
                signal?.removeEventListener("abort", cancel);
                settled(value);
            };
        signal?.addEventListener("abort", cancel, { once: true });
        const stop = begin(settle(resolve), settle(reject));
    });
}
