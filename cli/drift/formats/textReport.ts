import { styled } from "../../terminal";
import { textTable } from "../../textTable";
import type { DriftReport, Finding } from "../driftReport";
import { counted, inWords, minuteOf } from "../page/count";
import { KIND_WORDS } from "../page/kindWords";
import { shortened } from "../shown";
import {
    type FindingGroup,
    groupsOf,
    hasValues,
    plainQuotes,
    resourceWord,
    sentence,
    valueWord,
    verdict,
    whereWord,
} from "./findingWords";

/** The most letters of a value and of a sentence, so that most rows fit on one line of a terminal. */
const MOST_OF_VALUE = 48;
const MOST_OF_SENTENCE = 100;

/** What stands where a thing has no such part, if others in its column have. */
const NOTHING = "–";

/** A column: its head, and its cell for a finding. */
type Column = readonly [head: string, cellOf: (finding: Finding) => string];

const VALUES: readonly Column[] = [
    ["PROPERTY", ({ property, what }) => property ?? what],
    ["EXPECTED", ({ property, expected }) => (property === undefined ? "" : value(expected))],
    ["FOUND", ({ property, found }) => (property === undefined ? "" : value(found))],
];

const SENTENCE: readonly Column[] = [["FINDING", (finding) => shortened(sentence(finding), MOST_OF_SENTENCE)]];

/** A drift report for a terminal or a log: the findings by kind, names first, with counts. */
export function textReport(report: DriftReport): string {
    const { project, stack, checkedAt, things } = report;
    const isClean = !report.findings.some(({ isDrift }) => isDrift);
    const head = `Drift of ${project}/${stack}, checked at ${minuteOf(checkedAt)}`;
    return [
        styled("bold", head),
        `${styled(isClean ? "green" : "red", verdict(report))} The stack has ${counted(things.length, "thing")} at Webex.`,
        ...groupsOf(report).map(section),
    ].join("\n\n");
}

function section(group: FindingGroup): string {
    const { title, meaning } = KIND_WORDS[group.kind];
    const { findings } = group;
    const color = findings.some(({ isDrift }) => isDrift) ? "red" : "yellow";
    const head = `${styled(color, `${title}: ${inWords(findings.length)}`)}  ${styled("dim", plainQuotes(meaning))}`;
    return [head, ...table(findings, hasValues(group) ? VALUES : SENTENCE).map((line) => `  ${line}`)].join("\n");
}

/** The lines of a table of findings, without columns in which nothing stands. */
function table(findings: readonly Finding[], own: readonly Column[]): string[] {
    const columns: readonly Column[] = [
        ["NAME", ({ name }) => name],
        ["RESOURCE", resourceWord],
        ...own,
        ["WHERE", whereWord],
    ];
    const filled = columns.filter(([, cellOf]) => findings.some((finding) => cellOf(finding) !== ""));
    const rows = findings.map((finding) => filled.map(([, cellOf]) => cellOf(finding) || NOTHING));
    return textTable(
        filled.map(([head]) => head),
        rows,
    ).split("\n");
}

function value(text: string | undefined): string {
    return shortened(valueWord(text), MOST_OF_VALUE);
}
