import type { Clock } from "./clock";
import { Refusal } from "./errors";

/** How many requests are let through. */
export interface RateLimitOptions {
    /** Lasting rate; up to ten seconds' worth may come at once. At least 1. */
    requestsPerMinute: number;
}

const BURST_SECONDS = 10;

/**
 * Throttles as Webex does: once the allowance is used up, everything gets 429 with `Retry-After` until that time has
 * come. The allowance refills meanwhile, so a client that keeps to the header loses no throughput.
 */
export class RateLimiter {
    private allowance = 0;
    private filledAtMs = 0;
    private blockedUntilMs = 0;
    private limit: RateLimitOptions | undefined;

    constructor(
        private readonly clock: Clock,
        limit?: RateLimitOptions,
    ) {
        this.set(limit);
    }

    /** Changes the limit, with a full allowance; undefined lifts it. Throws a RangeError for a rate below 1. */
    set(limit: RateLimitOptions | undefined): void {
        if (limit && !(limit.requestsPerMinute >= 1)) {
            throw new RangeError("requestsPerMinute must be 1 or more");
        }
        this.limit = limit;
        this.allowance = limit ? capacity(limit) : 0;
        this.filledAtMs = this.clock.monotonic();
        this.blockedUntilMs = 0;
    }

    /** Counts one request; throws 429 with `retry-after` in whole seconds if it is one too many. */
    check(): void {
        if (!this.limit) {
            return;
        }
        const now = this.clock.monotonic();
        const perMs = this.limit.requestsPerMinute / 60_000;
        const full = capacity(this.limit);
        this.allowance = Math.min(full, this.allowance + (now - this.filledAtMs) * perMs);
        this.filledAtMs = now;
        if (now >= this.blockedUntilMs && this.allowance >= 1) {
            this.allowance -= 1;
            return;
        }
        if (now >= this.blockedUntilMs) {
            const missing = Math.max(1, full / 2) - this.allowance;
            this.blockedUntilMs = now + Math.ceil(missing / perMs / 1000) * 1000;
        }
        const seconds = Math.ceil((this.blockedUntilMs - now) / 1000);
        throw new Refusal(429, "Too many requests have been sent. Retry later.", { "retry-after": String(seconds) });
    }
}

function capacity({ requestsPerMinute }: RateLimitOptions): number {
    return Math.max(1, (requestsPerMinute * BURST_SECONDS) / 60);
}
