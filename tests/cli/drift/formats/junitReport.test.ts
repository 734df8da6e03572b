import assert from "node:assert/strict";
import { junitReport } from "../../../../cli/drift/formats/junitReport";
import { finding, report, richReport, thing } from "../page/sampleReport";
import { suiteIn } from "./readBack";

describe("cli/drift/formats/junitReport", () => {
    it("has a test case for each thing, which fails if it drifts", () => {
        const suite = suiteIn(
            junitReport(
                report(
                    [thing("fine"), thing("a"), thing("ill")],
                    [
                        finding("a", {
                            id: "id-a",
                            property: "tags",
                            what: "differs in tags",
                            expected: "x",
                            found: "y",
                        }),
                        finding("a", {
                            id: "id-a",
                            property: "mac",
                            what: "differs in mac",
                            expected: "1",
                            found: "2",
                        }),
                        finding("ill", { id: "id-ill", kind: "health", isDrift: false, what: "is offline" }),
                        finding("stray", {
                            id: "id-x",
                            kind: "unmanaged",
                            resource: undefined,
                            what: "is declared by no resource",
                        }),
                    ],
                ),
            ),
        );
        const { testcase: cases = [], ...head } = suite;
        assert.deepEqual(head, {
            ...{ name: "offices/dev", tests: "4", failures: "2", errors: "0", skipped: "0" },
            timestamp: "2026-08-04T10:15:30",
        });
        assert.deepEqual(cases, [
            { classname: "device", name: 'Device "fine"' },
            {
                classname: "device",
                name: 'Device "a"',
                failure: {
                    type: "drift",
                    message: "differs in tags: expected x, found y (and 1 more)",
                    "#text":
                        "drift: a differs in tags: expected x, found y\ndrift: a differs in mac: expected 1, found 2",
                },
            },
            { classname: "device", name: 'Device "ill"', "system-out": "health: ill is offline" },
            {
                classname: "unmanaged",
                name: "stray (id-x)",
                failure: {
                    type: "unmanaged",
                    message: "is declared by no resource",
                    "#text": "unmanaged: stray is declared by no resource",
                },
            },
        ]);
    });

    it("is well-formed whatever things are called", () => {
        const names = [
            '<a b="c">&amp;',
            "]]>",
            "\u0000\u0008\ufffe\uffff\u001b",
            "half \ud83d a pair",
            "😀 𝒳",
            "'\"'",
            "two\nlines\ttab",
        ];
        const things = names.map((name) => thing(name));
        const findings = names.map((name) =>
            finding(name, { id: `id-${name}`, property: name, expected: name, found: name }),
        );
        const xml = junitReport(report(things, findings));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML forbids.
        assert.doesNotMatch(
            xml,
            /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
        );
        const { testcase: cases = [], failures } = suiteIn(xml);
        assert.equal(failures, String(names.length));
        assert.deepEqual(
            cases.map(({ name }) => name),
            [
                'Device "<a b="c">&amp;"',
                'Device "]]>"',
                'Device " \ufffd\ufffd "',
                'Device "half \ufffd a pair"',
                'Device "😀 𝒳"',
                `Device "'"'"`,
                'Device "two lines tab"',
            ],
        );
    });

    it("counts every finding of a rich report", () => {
        const { findings } = richReport();
        const { testcase: cases = [] } = suiteIn(junitReport(richReport()));
        const lines = cases
            .flatMap(({ failure, "system-out": output }) => [failure?.["#text"], output])
            .filter((text) => text !== undefined);
        assert.equal(lines.flatMap((text) => text.split("\n")).length, findings.length);
    });

    it("is a suite without cases for a stack without things", () => {
        assert.equal(suiteIn(junitReport(report([]))).tests, "0");
    });
});
