import { grouped } from "../grouped";
import { nameIn } from "../stack/managed";
import { about } from "./about";
import type { Finding } from "./driftReport";
import type { Pair } from "./pairs";
import type { Places } from "./whereabouts";

/**
 * A finding for each resource of which the engine says that it differs, while no other finding says in what. Nothing
 * that `pulumi up` would do is passed over.
 */
export function unexplained(pairs: readonly Pair[], findings: readonly Finding[], places: Places): Finding[] {
    const explained = new Set(findings.filter(({ isDrift }) => isDrift).map(({ resource }) => resource));
    const differing = pairs.filter(({ refreshed }) => refreshed.op === "update");
    return [...grouped(differing, ({ before }) => before.urn).values()]
        .filter((ofOne) => !ofOne.some(({ before }) => explained.has(before.label)))
        .flatMap(([first]) => (first === undefined ? [] : [unexplainedFinding(first, places)]));
}

function unexplainedFinding(pair: Pair, places: Places): Finding {
    const what = "differs in what this report does not show; `pulumi preview --refresh --diff` does";
    if (pair.place.length === 0) {
        return { kind: "drift", isDrift: true, ...about(pair, places), what };
    }
    const { urn, type } = pair.refreshed.before;
    const name = nameIn(urn);
    const resource = `${type.slice(type.lastIndexOf(":") + 1)} "${name}"`;
    return { kind: "drift", isDrift: true, resource, name, what };
}
