import { grouped } from "../../grouped";
import { type Html, html } from "../../html";
import { onOneLine } from "../../terminal";
import type { DriftReport, Finding } from "../driftReport";
import { sentence } from "./findingWords";

/** What XML 1.0 has no way to say: https://www.w3.org/TR/xml/#charsets. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** One test case: a thing of the stack, or something that was found beside its things. */
interface Case {
    readonly className: string;
    readonly name: string;
    readonly findings: readonly Finding[];
}

/**
 * A drift report as JUnit XML, which CI servers show: a test case for each thing of the stack, which fails if it
 * drifts. The rest stands in the output of its case.
 */
export function junitReport(report: DriftReport): string {
    const { project, stack, checkedAt } = report;
    const cases = casesOf(report);
    const failures = cases.filter(({ findings }) => findings.some(({ isDrift }) => isDrift)).length;
    const timestamp = checkedAt.replace(/(\.\d+)?Z$/, "");
    return html`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="pulumi-webex drift" tests="${cases.length}" failures="${failures}">
<testsuite name="${plain(`${project}/${stack}`)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" timestamp="${timestamp}">
${cases.map(testCase)}</testsuite>
</testsuites>
`.text;
}

function casesOf({ things, findings }: DriftReport): readonly Case[] {
    const byThing = grouped(findings, keyOf);
    const keys = new Set(things.map(keyOf));
    const others = findings.filter((finding) => !keys.has(keyOf(finding)));
    return [
        ...things.map((thing) => ({
            className: thing.kind,
            name: thing.resource,
            findings: byThing.get(keyOf(thing)) ?? [],
        })),
        ...others.map((finding) => ({
            className: finding.kind,
            name: finding.resource ?? `${finding.name} (${finding.id ?? "without an id"})`,
            findings: [finding],
        })),
    ];
}

/** Things of one name under different parents are told apart by their ids. */
function keyOf({ resource, id }: { readonly resource?: string | undefined; readonly id?: string | undefined }): string {
    return JSON.stringify([resource, id]);
}

function testCase({ className, name, findings }: Case): Html {
    const drift = findings.filter(({ isDrift }) => isDrift);
    const others = findings.filter(({ isDrift }) => !isDrift);
    const body = [
        drift.length === 0 ? "" : failure(drift),
        others.length === 0 ? "" : html`<system-out>${lines(others)}</system-out>`,
    ];
    const head = html`<testcase classname="${className}" name="${plain(name)}"`;
    return findings.length === 0 ? html`${head}/>\n` : html`${head}>${body}</testcase>\n`;
}

/** One for each case: most servers show the first alone. */
function failure(drift: readonly Finding[]): Html {
    const kinds = [...new Set(drift.map(({ kind }) => kind))].join(" ");
    const [first = "", ...rest] = drift.map(sentence);
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    return html`<failure type="${kinds}" message="${plain(first)}${more}">${lines(drift)}</failure>`;
}

function lines(findings: readonly Finding[]): string {
    return findings.map((finding) => plain(`${finding.kind}: ${finding.name} ${sentence(finding)}`)).join("\n");
}

/** A text without what XML cannot hold. */
function plain(text: string): string {
    return onOneLine(text).replace(NO_XML, "\ufffd");
}
