import { type DriftReport, FINDING_KINDS, type Finding, type FindingKind } from "../driftReport";
import { UNUSUAL } from "../healthFindings";
import { counted } from "../page/count";

/** The findings of one kind. */
export interface FindingGroup {
    readonly kind: FindingKind;
    readonly findings: readonly Finding[];
}

/** The findings of a report by kind, in the order of the kinds; kinds without any are left out. */
export function groupsOf({ findings }: Pick<DriftReport, "findings">): readonly FindingGroup[] {
    return FINDING_KINDS.map((kind) => ({
        kind,
        findings: findings.filter((finding) => finding.kind === kind),
    })).filter((group) => group.findings.length > 0);
}

/** How it stands, in a sentence: `No drift.`, or `60 findings are drift, 12 are for information.` */
export function verdict({ findings }: Pick<DriftReport, "findings">): string {
    const drift = findings.filter(({ isDrift }) => isDrift).length;
    const others = findings.length - drift;
    const found = drift === 0 ? "No drift" : `${counted(drift, "finding is", "findings are")} drift`;
    return others === 0 ? `${found}.` : `${found}, ${counted(others, "is", "are")} for information.`;
}

/** What a finding is about besides its name: the class, or the batch that it is an entry of. */
export function resourceWord({ resource, name }: Pick<Finding, "resource" | "name">): string {
    const [single, entry] = [` "${name}"`, `, entry "${name}"`];
    if (resource === undefined) {
        return "";
    }
    return resource.endsWith(entry) ? resource.slice(0, -entry.length) : resource.replace(single, "");
}

/** Whose a thing is and where: `Lobby, Headquarters`. */
export function whereWord({ owner, location }: Pick<Finding, "owner" | "location">): string {
    return [owner, location].filter((part) => part !== undefined).join(", ");
}

/** Whether the findings of a kind are told as values that differ. */
export function hasValues({ kind }: Pick<FindingGroup, "kind">): boolean {
    return kind === "drift";
}

/** A finding in a sentence without its name: `differs in tags: expected a, found b`, `reports faults: …`. */
export function sentence(finding: Finding): string {
    const detail = detailOf(finding);
    return detail === undefined ? finding.what : `${finding.what}: ${detail}`;
}

/** What Webex or the stack says, where the words of the finding do not; it may be a text of anybody's. */
export function detailOf({ kind, what, property, expected, found }: Finding): string | undefined {
    if (kind === "drift") {
        return property === undefined ? undefined : `expected ${valueWord(expected)}, found ${valueWord(found)}`;
    }
    // Ids say nothing to a person; the words of a status that is known say it.
    const isSaid = kind === "moved" || (property === "connectionStatus" && what !== UNUSUAL);
    return isSaid ? undefined : (found ?? expected);
}

/** The words of a page with the quotes of a text. */
export function plainQuotes(text: string): string {
    return text.replace(/[“”]/g, "`");
}

/** A value, or the word for none. */
export function valueWord(value: string | undefined): string {
    return value ?? "nothing";
}
