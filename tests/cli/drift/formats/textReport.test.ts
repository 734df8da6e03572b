import assert from "node:assert/strict";
import { textReport } from "../../../../cli/drift/formats/textReport";
import { finding, report, thing } from "../page/sampleReport";
import { toldByText } from "./readBack";

describe("cli/drift/formats/textReport", () => {
    it("says that nothing was found", () => {
        assert.equal(
            textReport(report([thing("a"), thing("b")])),
            "Drift of offices/dev, checked at 2026-08-04 10:15 UTC\n\nNo drift. The stack has 2 things at Webex.",
        );
    });

    it("has a table for each kind, names first, with counts and without empty columns", () => {
        const text = textReport(
            report(
                [thing("a")],
                [
                    finding("a", { property: "tags", expected: "x, y", owner: "Lobby", location: "Oslo" }),
                    finding("long", { what: "differs somehow" }),
                    finding("b", {
                        kind: "unmanaged",
                        resource: undefined,
                        what: "is declared by no resource",
                        found: "Desk",
                    }),
                ],
            ),
        );
        assert.deepEqual(text.split("\n").slice(2), [
            "3 findings are drift. The stack has 1 thing at Webex.",
            "",
            "Drift: 2  Webex has other values than the program. `pulumi up --refresh` writes those of the program.",
            "  NAME  RESOURCE  PROPERTY         EXPECTED  FOUND    WHERE",
            "  a     Device    tags             x, y      nothing  Lobby, Oslo",
            "  long  Device    differs somehow  –         –        –",
            "",
            "Unmanaged: 1  Devices of managed people and rooms that no resource declares.",
            "  NAME  FINDING",
            "  b     is declared by no resource: Desk",
        ]);
        assert.deepEqual(toldByText(text), ["drift a", "drift long", "unmanaged b"]);
    });

    it("cuts long values and sentences, and obeys nothing in a name", () => {
        const text = textReport(
            report(
                [],
                [
                    finding("red\u001b[31m\nnext", { property: "banner", expected: "e".repeat(300), found: "f" }),
                    finding("b", { kind: "health", what: "reports faults", found: "g".repeat(300) }),
                ],
            ),
        );
        assert.match(text, /\n {2}red \[31m next {2}Device {4}banner {4}e{47}… {2}f\n/);
        assert.match(text, /reports faults: g{83}…$/);
    });

    it("writes ten thousand findings in no time", () => {
        const many = Array.from({ length: 10_000 }, (_, index) =>
            finding(`n-${index}`, { property: "tags", expected: "会議" }),
        );
        const started = performance.now();
        assert.equal(toldByText(textReport(report([], many))).length, 10_000);
        assert.ok(performance.now() - started < 10_000);
    });
});
