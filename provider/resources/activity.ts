/**
 * What goes on in a run, so that whoever waits for another resource knows when nothing more will come. The engine never
 * says that it has ended or given up a plan: its calls just stop.
 */
export class Activity {
    /** When the engine last called or got an answer, in milliseconds since 1970; undefined before the first call. */
    private lastNews: number | undefined;
    /** Operations, and entries of batches, that are being worked on and wait for no other resource. */
    private busy = 0;

    /** Notes that the engine called. */
    news(): void {
        this.lastNews = Date.now();
    }

    /** Runs an operation of the engine's, or the work on an entry of a batch. */
    async during<T>(work: () => Promise<T>): Promise<T> {
        this.busy += 1;
        try {
            return await work();
        } finally {
            this.busy -= 1;
        }
    }

    /** Waits, inside of `during`, for something that others do: no work of its own goes on meanwhile. */
    async aside<T>(wait: () => Promise<T>): Promise<T> {
        this.busy -= 1;
        try {
            return await wait();
        } finally {
            this.busy += 1;
        }
    }

    /** For how many milliseconds nothing was heard or done; `Infinity` where no engine ever called. */
    quietFor(): number {
        if (this.lastNews === undefined) {
            return Infinity;
        }
        return this.busy > 0 ? 0 : Date.now() - this.lastNews;
    }
}
