import { XMLParser, XMLValidator } from "fast-xml-parser";
import MarkdownIt from "markdown-it";
import { FINDING_KINDS } from "../../../../cli/drift/driftReport";
import { KIND_WORDS } from "../../../../cli/drift/page/kindWords";

/** What a report says of its findings: `drift lobby`, one for each. */
export type Told = readonly string[];

/** The kinds and names in a text report. Names must have no two blanks beside each other. */
export function toldByText(text: string): Told {
    return text.split("\n\n").flatMap((part) => {
        const [head = "", , ...rows] = part.split("\n");
        const kind = FINDING_KINDS.find((each) => head.startsWith(`${KIND_WORDS[each].title}: `));
        return kind === undefined ? [] : rows.map((row) => `${kind} ${row.trim().split(/ {2,}/)[0] ?? ""}`);
    });
}

/** Markdown as HTML, with tables, and with links made of whatever looks like one. */
export function rendered(markdown: string): string {
    return new MarkdownIt({ linkify: true, html: true }).render(markdown);
}

/** The kinds and names in a Markdown report, by the tables that it is shown as. */
export function toldByMarkdown(markdown: string): Told {
    const html = rendered(markdown);
    return [...html.matchAll(/(?:<h4>|<summary>)(\w+): [\d,]+[^]*?<tbody>([^]*?)<\/tbody>/g)].flatMap(
        ([, title, body = ""]) => {
            const kind = FINDING_KINDS.find((each) => KIND_WORDS[each].title === title) ?? "";
            return [...body.matchAll(/<tr>\s*<td><code>(.*?)<\/code>/g)].map(
                ([, name = ""]) => `${kind} ${unescaped(name)}`,
            );
        },
    );
}

function unescaped(html: string): string {
    return html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** A test case of a JUnit report. */
export interface ReadCase {
    readonly classname: string;
    readonly name: string;
    readonly failure?: { readonly type: string; readonly message: string; readonly "#text": string };
    readonly "system-out"?: string;
}

/** The suite of a JUnit report. Throws if it is not well-formed. */
export function suiteIn(xml: string) {
    const valid = XMLValidator.validate(xml);
    if (valid !== true) {
        throw new Error(`${valid.err.msg} in line ${valid.err.line}`);
    }
    const parser = new XMLParser({
        ignoreAttributes: false,
        attributeNamePrefix: "",
        parseAttributeValue: false,
        isArray: (name) => name === "testcase",
    });
    const { testsuites } = parser.parse(xml) as {
        testsuites: {
            tests: string;
            failures: string;
            testsuite: { name: string; tests: string; failures: string; timestamp: string; testcase?: ReadCase[] };
        };
    };
    return testsuites.testsuite;
}

/** The kinds and names in a JUnit report. */
export function toldByJunit(xml: string): Told {
    const names = /^(\w+): (.*?) (?:differs|is|was|ends|ended|has|waits|reports)\b/;
    return (suiteIn(xml).testcase ?? [])
        .flatMap(({ failure, "system-out": output = "" }) => [failure?.["#text"] ?? "", output])
        .flatMap((lines) => lines.split("\n"))
        .filter((line) => line !== "")
        .map((line) => {
            const [, kind = "", name = ""] = names.exec(line) ?? [];
            return `${kind} ${name}`;
        });
}
