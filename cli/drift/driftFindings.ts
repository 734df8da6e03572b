import { about } from "./about";
import type { Change } from "./changes";
import type { Finding } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/** A finding for each property that differs, and for settings that a phone was not told to take. */
export function driftFindings(changes: ReadonlyMap<Pair, readonly Change[]>, places: Places): Finding[] {
    return [...changes].flatMap(([pair, ofPair]) => [
        ...ofPair.map((change) => ({
            kind: "drift" as const,
            isDrift: true,
            ...about(pair, places),
            what: `differs in ${change.property}`,
            ...change,
        })),
        ...untoldSettings(pair, places),
    ]);
}

/** Webex has the settings of a phone, but refused to have it download them: the next `up` asks again. */
function untoldSettings(pair: Pair, places: Places): Finding[] {
    if (pair.after?.state.needsApplying !== true) {
        return [];
    }
    const what = "has settings that the phone was not told to take; `pulumi up` asks again";
    return [{ kind: "drift", isDrift: true, ...about(pair, places), what }];
}
