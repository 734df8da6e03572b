import { AsyncLocalStorage } from "node:async_hooks";

/** One create, read, update or delete, in which several requests may go out. */
interface Operation {
    /** Milliseconds since the epoch. */
    readonly deadline: number;
}

const current = new AsyncLocalStorage<Operation>();

/** Runs `work` as one operation, of which all requests together may take `seconds`, waiting included. */
export function asOperation<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    return current.run({ deadline: Date.now() + seconds * 1000 }, work);
}

/**
 * When the running operation must have ended; `seconds` from now where none is running. Milliseconds since the
 * epoch.
 */
export function operationDeadline(seconds: number): number {
    return current.getStore()?.deadline ?? Date.now() + seconds * 1000;
}
