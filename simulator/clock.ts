/** The organisation's clock: real time plus what tests have advanced it by. */
export class Clock {
    private offsetMs = 0;

    /** Milliseconds since 1970, as the organisation sees them. */
    now(): number {
        return Date.now() + this.offsetMs;
    }

    /** Milliseconds that never go backwards, for intervals such as rate limits. */
    monotonic(): number {
        return performance.now() + this.offsetMs;
    }

    /** ISO 8601 text of a moment `inMs` milliseconds from now. */
    iso(inMs = 0): string {
        return new Date(this.now() + inMs).toISOString();
    }

    /** How far the clock is ahead of real time, in milliseconds. */
    get aheadMs(): number {
        return this.offsetMs;
    }

    /** Moves the clock forward by `ms` milliseconds (0 or more). Throws a RangeError for anything else. */
    advance(ms: number): void {
        if (!Number.isFinite(ms) || ms < 0) {
            throw new RangeError(`advance takes a number of milliseconds of 0 or more, not ${String(ms)}`);
        }
        this.offsetMs += ms;
    }

    /** Sets the distance to real time, in milliseconds; 0 returns to real time. */
    set(aheadMs: number): void {
        this.offsetMs = aheadMs;
    }
}
