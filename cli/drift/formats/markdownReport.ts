import type { DriftReport, Finding } from "../driftReport";
import { counted, inWords, minuteOf } from "../page/count";
import { KIND_WORDS } from "../page/kindWords";
import { shortened } from "../shown";
import { codeSpan } from "./codeSpan";
import {
    detailOf,
    type FindingGroup,
    groupsOf,
    hasValues,
    plainQuotes,
    resourceWord,
    valueWord,
    verdict,
    whereWord,
} from "./findingWords";

/** GitHub takes comments of up to 65,536 characters; a pipeline puts words of its own around. */
const MOST_CHARACTERS = 60_000;

/** The most letters of a cell. */
const MOST_LETTERS = 100;

const VALUE_HEADS = ["Name", "Resource", "Property", "Expected", "Found", "Where"];
const PLAIN_HEADS = ["Name", "Resource", "Finding", "Where"];

/**
 * A drift report as a comment on a pull request: the largest group first, each cut with a count where the whole would
 * not fit. Texts of others stand in code spans, where they cannot link, mention or format anything.
 */
export function markdownReport(report: DriftReport): string {
    const groups = [...groupsOf(report)].sort((a, b) => b.findings.length - a.findings.length);
    const longest = groups[0]?.findings.length ?? 0;
    // The most rows of a group with which everything fits.
    let [fits, tooMany] = [0, longest + 1];
    while (tooMany - fits > 1) {
        const rows = Math.floor((fits + tooMany) / 2);
        if (written(report, groups, rows).length <= MOST_CHARACTERS) {
            fits = rows;
        } else {
            tooMany = rows;
        }
    }
    return written(report, groups, fits);
}

function written(report: DriftReport, groups: readonly FindingGroup[], rows: number): string {
    const { project, stack, checkedAt, things } = report;
    const counts = groups.map(({ kind, findings }) => `${KIND_WORDS[kind].title} ${inWords(findings.length)}`);
    return [
        `### Drift of ${codeSpan(`${project}/${stack}`)}`,
        `**${verdict(report)}** The stack has ${counted(things.length, "thing")} at Webex. ` +
            `Checked at ${minuteOf(checkedAt)}.`,
        ...(counts.length > 1 ? [counts.join(" · ")] : []),
        ...groups.map((group) => section(group, rows)),
        "",
    ].join("\n\n");
}

function section(group: FindingGroup, rows: number): string {
    const { title, meaning } = KIND_WORDS[group.kind];
    const { findings } = group;
    const [heads, rowOf] = hasValues(group) ? [VALUE_HEADS, valueRow] : [PLAIN_HEADS, plainRow];
    const left = findings.length - rows;
    const body = [
        plainQuotes(meaning),
        [
            row(heads),
            row(heads.map(() => "---")),
            ...findings.slice(0, rows).map((finding) => row(rowOf(finding))),
        ].join("\n"),
        ...(left > 0 ? [`… and ${inWords(left)} more.`] : []),
    ];
    const head = `${title}: ${inWords(findings.length)}`;
    // Nobody has to act on the rest at once, so it is folded.
    return findings.some(({ isDrift }) => isDrift)
        ? [`#### ${head}`, ...body].join("\n\n")
        : [`<details><summary>${head}</summary>`, ...body, "</details>"].join("\n\n");
}

function valueRow(finding: Finding): string[] {
    const { property, what } = finding;
    const values = [finding.expected, finding.found].map(valueCell);
    return property === undefined
        ? [cell(finding.name), cell(resourceWord(finding)), what, "", "", cell(whereWord(finding))]
        : [cell(finding.name), cell(resourceWord(finding)), cell(property), ...values, cell(whereWord(finding))];
}

function plainRow(finding: Finding): string[] {
    const detail = detailOf(finding);
    const said = detail === undefined ? finding.what : `${finding.what}: ${cell(detail)}`;
    return [cell(finding.name), cell(resourceWord(finding)), said, cell(whereWord(finding))];
}

function valueCell(value: string | undefined): string {
    return value === undefined ? "_nothing_" : cell(valueWord(value));
}

function cell(text: string): string {
    return text === "" ? "" : codeSpan(shortened(text, MOST_LETTERS));
}

function row(cells: readonly string[]): string {
    return `| ${cells.join(" | ")} |`;
}
