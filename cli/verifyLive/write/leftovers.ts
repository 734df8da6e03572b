import { messageOf } from "../../../provider/messageOf";

/** Something that may have been made, and the way to remove it. */
export interface Trace {
    /** For the person at the terminal, with ids: `the phone 52EAD324FD21`. */
    readonly what: string;
    /** Removes it. Resolves with what is left of it, in words; undefined if nothing is. */
    readonly remove: () => Promise<string | undefined>;
}

/**
 * Remembers what a run may have made at Webex, so that it can be removed however the run ends. A trace is laid before
 * the request that makes the thing: its answer may be lost.
 */
export class Leftovers {
    private traces: Trace[] = [];

    /** What may be there still. */
    get names(): readonly string[] {
        return this.traces.map(({ what }) => what);
    }

    add(trace: Trace): void {
        this.traces.push(trace);
    }

    /** Removes everything, the latest first. Resolves with what is left, in words. */
    async removeAll(): Promise<readonly string[]> {
        const left: string[] = [];
        for (const trace of this.traces.toReversed()) {
            try {
                left.push(...[await trace.remove()].filter((words) => words !== undefined));
            } catch (error) {
                left.push(`${trace.what} (it could not be removed: ${messageOf(error)})`);
            }
            this.traces = this.traces.filter((each) => each !== trace);
        }
        return left;
    }
}
