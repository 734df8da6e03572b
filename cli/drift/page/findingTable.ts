import { type Html, html } from "../../html";
import { cell, head, row, rowHead } from "../../page/table";
import type { Finding, FindingKind } from "../driftReport";
import { counted } from "./count";
import { icon } from "./icons";
import { KIND_WORDS } from "./kindWords";

/** A column of a table of findings: its head, and its cell for a finding. */
type Column = readonly [title: string, cellOf: (finding: Finding) => Html];

const WHERE: Column = [
    "Where",
    ({ owner, location }) =>
        cell(
            owner === undefined && location === undefined
                ? html`<span class="none">not told</span>`
                : html`${owner === undefined ? "" : html`<bdi>${owner}</bdi>`}${
                      location === undefined ? "" : html`<small><bdi>${location}</bdi></small>`
                  }`,
        ),
];

const RESOURCE: Column = [
    "Resource",
    ({ resource, name, id }) =>
        rowHead(html`<bdi>${resource ?? name}</bdi>${id === undefined ? "" : html`<small class="id">${id}</small>`}`),
];

const FINDING: Column = [
    "Finding",
    ({ what, property, isDrift }) =>
        cell(
            html`<span>${what}</span>${property === undefined || what.includes(property) ? "" : html`<small>property ${property}</small>`}${
                isDrift ? "" : html`<small>for information</small>`
            }`,
        ),
];

const VALUES: readonly Column[] = [
    ["Program says", ({ expected }) => cell(valueOf(expected))],
    ["Webex says", ({ found }) => cell(valueOf(found))],
];

/** The findings of one kind in a section of their own. */
export function findingSection(kind: FindingKind, findings: readonly Finding[]): Html {
    const { title, meaning } = KIND_WORDS[kind];
    const hasValues = findings.some(({ expected }) => expected !== undefined);
    const columns = hasValues ? [RESOURCE, FINDING, ...VALUES, WHERE] : [RESOURCE, FINDING, WHERE];
    return html`<section id="${kind}" class="group" aria-labelledby="h-${kind}">
<h3 id="h-${kind}">${icon(kind)} ${title} <span class="count">${counted(findings.length, "finding")}</span></h3>
<p>${meaning}</p>
<table role="table" class="${hasValues ? "values" : "plain"}" aria-labelledby="h-${kind}">
${head(columns.map(([heading]) => heading))}
<tbody role="rowgroup">
${findings.map((finding) => row(columns.map(([, cellOf]) => cellOf(finding))))}</tbody></table>
</section>
`;
}

function valueOf(value: string | undefined): Html {
    return value === undefined ? html`<span class="none">nothing</span>` : html`<code>${value}</code>`;
}
