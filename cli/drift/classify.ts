import type { Estate } from "../estate/estate";
import { changesIn } from "./changes";
import { checkedThings } from "./checkedThings";
import { type CodeOptions, codeFindings } from "./codeFindings";
import { driftFindings } from "./driftFindings";
import { type DriftReport, FINDING_KINDS, type Finding } from "./driftReport";
import { goneFindings } from "./goneFindings";
import { healthFindings } from "./healthFindings";
import type { Pair } from "./pairs";
import { unexplained } from "./unexplained";
import { unmanagedFindings } from "./unmanagedFindings";
import { Places } from "./whereabouts";

/** What a report is made of, besides what Webex and Pulumi said. */
export interface ClassifyOptions extends CodeOptions {
    readonly project: string;
    readonly stack: string;
    readonly looksForUnmanaged: boolean;
}

const collator = new Intl.Collator("en", { numeric: true });

/** What a drift check found. Pure: everything that was read is given. */
export function classify(pairs: readonly Pair[], estate: Estate, options: ClassifyOptions): DriftReport {
    const { project, stack, looksForUnmanaged, now } = options;
    const places = new Places(
        estate,
        pairs.map(({ before }) => before),
    );
    const { findings: departed, registeredAgain } = goneFindings(pairs, places);
    const told = [
        ...driftFindings(changesIn(pairs, places), places),
        ...departed,
        ...codeFindings(pairs, options, places),
    ];
    const findings = [
        ...told,
        ...unexplained(pairs, told, places),
        ...(looksForUnmanaged ? unmanagedFindings(pairs, places, registeredAgain) : []),
        ...healthFindings(pairs, places),
    ];
    return {
        version: 1,
        project,
        stack,
        checkedAt: now.toISOString(),
        looksForUnmanaged,
        things: checkedThings(pairs, places).sort((a, b) => collator.compare(sortKey(a), sortKey(b))),
        findings: findings.sort(byKindThenResource),
    };
}

/** The quotes of a label would put "desk-9" before "desk". */
function sortKey({ resource, name }: Pick<Finding, "resource" | "name">): string {
    return (resource ?? name).replaceAll('"', "");
}

function byKindThenResource(a: Finding, b: Finding): number {
    return (
        FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
        collator.compare(sortKey(a), sortKey(b)) ||
        collator.compare(a.property ?? "", b.property ?? "") ||
        collator.compare(a.id ?? "", b.id ?? "")
    );
}
