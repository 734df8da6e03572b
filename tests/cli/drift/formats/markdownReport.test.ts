import assert from "node:assert/strict";
import type { Finding } from "../../../../cli/drift/driftReport";
import { codeSpan } from "../../../../cli/drift/formats/codeSpan";
import { markdownReport } from "../../../../cli/drift/formats/markdownReport";
import { finding, report, richReport, thing } from "../page/sampleReport";
import { rendered, toldByMarkdown } from "./readBack";

/** What others could call a room to do harm in a comment. */
const HARM: readonly string[] = [
    "@everyone and @octo/team",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example evil@example.com",
    "a | b || c",
    "a \\| b \\\\| c",
    "`code` ``more`` `",
    "```\nfence",
    "<img src=x onerror=alert(1)> </details> <!-- ",
    "# head\n| a | b |\n|---|---|",
    "**bold** _em_ ~~no~~ #1 GH-1",
    "\u202eright to left",
    "\\",
    "&lt;b&gt; &#64;everyone",
];

describe("cli/drift/formats/markdownReport", () => {
    it("says that nothing was found", () => {
        assert.equal(
            markdownReport(report([thing("a")])),
            "### Drift of `offices/dev`\n\n**No drift.** The stack has 1 thing at Webex. Checked at 2026-08-04 10:15 UTC.\n\n",
        );
    });

    it("has a table for each kind, the longest first; what is no drift is folded", () => {
        const markdown = markdownReport(
            report(
                [],
                [
                    finding("a", { property: "tags", expected: "x", owner: "Lobby", location: "Oslo" }),
                    finding("b", { kind: "health", isDrift: false, what: "reports faults", found: "sip" }),
                    finding("c", { kind: "health", isDrift: false, what: "is offline" }),
                ],
            ),
        );
        assert.deepEqual(markdown.split("\n\n").slice(1, -1), [
            "**1 finding is drift, 2 are for information.** The stack has 0 things at Webex. Checked at 2026-08-04 10:15 UTC.",
            "Health 2 · Drift 1",
            "<details><summary>Health: 2</summary>",
            "Devices and rooms that report trouble. Pulumi changes nothing about it.",
            "| Name | Resource | Finding | Where |\n| --- | --- | --- | --- |\n| `b` | `Device` | reports faults: `sip` |  |\n" +
                "| `c` | `Device` | is offline |  |",
            "</details>",
            "#### Drift: 1",
            "Webex has other values than the program. `pulumi up --refresh` writes those of the program.",
            "| Name | Resource | Property | Expected | Found | Where |\n| --- | --- | --- | --- | --- | --- |\n" +
                "| `a` | `Device` | `tags` | `x` | _nothing_ | `Lobby, Oslo` |",
        ]);
    });

    it("lets no text of others link, mention, format or leave its cell", () => {
        const all = HARM.flatMap((harm): Finding[] => [
            finding(harm, {
                resource: `Device "${harm}"`,
                property: harm,
                expected: harm,
                found: harm,
                owner: harm,
                location: harm,
            }),
            finding(harm, {
                kind: "unmanaged",
                resource: undefined,
                what: "is declared by no resource",
                found: harm,
                owner: harm,
            }),
        ]);
        const html = rendered(markdownReport(report([], all, { project: HARM[0] ?? "", stack: HARM[3] ?? "" })));
        const outside = html.replace(/<code>[^<]*<\/code>/g, "");
        assert.doesNotMatch(html, /<(a|img|em|strong|s|h1)\b(?!>\d)/);
        assert.doesNotMatch(outside, /@|evil|&lt;|GH-|#1|bold/);
        const rows = [...html.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = ""]) => row.split(/<t[dh]>/).length - 1);
        assert.deepEqual(
            rows,
            [6, ...HARM.map(() => 6), 3, ...HARM.map(() => 3)].map((cells, at) => (at > HARM.length ? 4 : cells)),
        );
    });

    it("tells every finding of a rich report", () => {
        const { findings } = richReport();
        const told = toldByMarkdown(markdownReport(richReport()));
        assert.deepEqual([...told].sort(), findings.map(({ kind, name }) => `${kind} ${name}`).sort());
    });

    it("fits a comment however much there is, and says how much more", () => {
        const long = "x".repeat(500);
        const many = (kind: Finding["kind"], count: number): Finding[] =>
            Array.from({ length: count }, (_, at) =>
                finding(`${kind}-${at}`, {
                    kind,
                    what: "is gone",
                    owner: long,
                    property: long,
                    expected: long,
                    found: long,
                }),
            );
        const markdown = markdownReport(
            report([], [...many("drift", 3), ...many("gone", 9000), ...many("moved", 500)]),
        );
        assert.ok(markdown.length <= 60_000 && markdown.length > 55_000, String(markdown.length));
        const told = toldByMarkdown(markdown);
        const [gone, moved, drift] = ["gone", "moved", "drift"].map(
            (kind) => told.filter((one) => one.startsWith(kind)).length,
        );
        assert.equal(drift, 3);
        assert.equal(gone, moved);
        assert.ok(markdown.includes(`… and ${(9000 - (gone ?? 0)).toLocaleString("en-US")} more.`));
        assert.ok(markdown.includes(`… and ${500 - (moved ?? 0)} more.`));
        assert.ok(markdown.indexOf("Gone: 9,000") < markdown.indexOf("Moved: 500"));
    });
});

describe("cli/drift/formats/codeSpan", () => {
    const spans: readonly [text: string, span: string][] = [
        ["plain", "`plain`"],
        ["a`b``c", "```a`b``c```"],
        ["`a", "`` `a ``"],
        ["a|b", "`a\\|b`"],
        ["a\\|b", "`a\\¦b`"],
        ["two\nlines", "`two lines`"],
        ["", ""],
        ["\u0007", ""],
    ];
    for (const [text, span] of spans) {
        it(`writes ${JSON.stringify(text)} as ${span === "" ? "nothing" : span}`, () => {
            assert.equal(codeSpan(text), span);
        });
    }
});
