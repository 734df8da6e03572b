import { isDeepStrictEqual } from "node:util";
import type { Difference, Properties } from "./resources/resource";

/** Outputs that move by themselves; `entries` holds the stack's own record. */
const MOVING: readonly string[] = ["connectionStatuses", "entries"];

/**
 * What Diff answers in a refresh. It leaves the answer open (undefined) where an input differs: the engine then
 * compares the inputs and applies the option `ignoreChanges`, which a plain yes would override. It says yes to what no
 * input shows, as a code that ended. Source: `diffResource` in the engine's `step_generator.go`.
 */
export function changesInRefresh(
    { changes, renewals = [] }: Pick<Difference, "changes" | "renewals">,
    inputNames: readonly string[],
    refreshed: Properties,
    saved: Properties,
): boolean | undefined {
    if (!changes || renewals.length > 0) {
        return changes;
    }
    return someDiffer(inputNames, refreshed, saved) ? undefined : true;
}

/**
 * Whether a refresh found something that an output of the stack may show, e.g. the status of a code: the resource is
 * gone, or one of its own outputs differs that does not move by itself. `details` move by themselves, and an `up` mends
 * inputs that differ anyway.
 */
export function mayChangeStackOutputs(
    outputNames: readonly string[],
    before: Properties,
    after: Properties | undefined,
): boolean {
    const lasting = outputNames.filter((name) => !MOVING.includes(name));
    return after === undefined || someDiffer(lasting, before, after);
}

/** Compared as the wire gives them: plain values, maps in any order. */
function someDiffer(names: readonly string[], a: Properties, b: Properties): boolean {
    return names.some((name) => !isDeepStrictEqual(plain(a[name]), plain(b[name])));
}

function plain(value: unknown): unknown {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
