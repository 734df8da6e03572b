import { sleep } from "./operation";

/**
 * Lets requests out: so many at a time, and none at all before a time that the API named. One for the whole process,
 * because a limit is met by all of its requests together: pausing only the request that was told to wait would feed the
 * storm with the others. Own code: the kept limiters (p-queue, p-limit) are ES modules only, and bottleneck has had no
 * release for years.
 */
export class Gate {
    private inFlight = 0;
    private readonly waiting: (() => void)[] = [];
    private opensAt = 0;

    constructor(private readonly maxConcurrency: number) {}

    /** No request goes out before `time` (milliseconds since the epoch); an earlier time changes nothing. */
    closeUntil(time: number): void {
        this.opensAt = Math.max(this.opensAt, time);
    }

    /** When the next request may go out; in the past if at once. Milliseconds since the epoch. */
    get opens(): number {
        return this.opensAt;
    }

    /**
     * Runs `task` when there is room and the gate is open; `closed`, without having run it, if that will not be before
     * `deadline` (milliseconds since the epoch).
     */
    async pass<T>(task: () => Promise<T>, deadline = Infinity): Promise<T | "closed"> {
        await this.enter();
        try {
            // The time may move on while it is waited for.
            while (Date.now() < this.opensAt) {
                if (this.opensAt > deadline) {
                    return "closed";
                }
                await sleep(this.opensAt - Date.now());
            }
            return await task();
        } finally {
            this.leave();
        }
    }

    private async enter(): Promise<void> {
        if (this.inFlight < this.maxConcurrency) {
            this.inFlight += 1;
            return;
        }
        await new Promise<void>((resolve) => this.waiting.push(resolve));
    }

    private leave(): void {
        const next = this.waiting.shift();
        // The place is handed over, so a newcomer cannot overtake those who wait.
        if (next === undefined) {
            this.inFlight -= 1;
        } else {
            next();
        }
    }
}
