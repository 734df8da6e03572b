import { AsyncLocalStorage } from "node:async_hooks";

/** One create, read, update or delete, in which several requests may go out. Times are in milliseconds since 1970. */
interface Operation {
    deadline: number;
    /** How many uncounted waits it is in. */
    waits: number;
    /** When the first of them began. */
    waitingSince: number;
}

const current = new AsyncLocalStorage<Operation>();

/** Runs `work` as one operation, of which all requests together may take `seconds`, waiting included. */
export function asOperation<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    return current.run({ deadline: Date.now() + seconds * 1000, waits: 0, waitingSince: 0 }, work);
}

/**
 * When the running operation must have ended; `seconds` from now where none is running. Milliseconds since the
 * epoch.
 */
export function operationDeadline(seconds: number): number {
    const operation = current.getStore();
    return operation === undefined ? Date.now() + seconds * 1000 : operation.deadline + uncountedSoFar(operation);
}

/**
 * Waits without using up the running operation's time: its deadline moves by as long as the wait takes. For queues, in
 * which an operation waits for others. Waits of one operation that overlap move it once.
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
        return await wait;
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
