import assert from "node:assert/strict";
import type { Check } from "../../../cli/verifyLive/check";
import { type ReportHead, reportText, sumOf } from "../../../cli/verifyLive/report";

const HEAD: ReportHead = { version: "1.2.3", contract: "cisco", isAtWebex: true, date: "2026-01-31", requests: 47 };

const CHECKS: readonly Check[] = [
    { area: "devices", assumption: "ids are there", outcome: "as assumed", detail: "3 looked at" },
    { area: "people", assumption: "e-mails are there", outcome: "differs", detail: () => "not of id-1" },
    { area: "people", assumption: "people are there", outcome: "not seen", detail: "there is nobody" },
];

describe("cli/verifyLive/report", () => {
    it("puts what differs first, and says of what it is a report", () => {
        const lines = reportText(HEAD, CHECKS).split("\n");
        assert.equal(lines[0], "# pulumi-webex verify-live");
        assert.match(
            lines[2] ?? "",
            /^pulumi-webex 1\.2\.3, contract cisco, at Cisco's own address, 2026-01-31\. 47 GET/,
        );
        assert.deepEqual(
            lines.filter((line) => /^(##|\*\*|\| [dp])/.test(line)),
            [
                "**1 differs, 1 as assumed, 1 not seen.**",
                "## What differs",
                "| people | e-mails are there | not of id-1 |",
                "## As assumed",
                "| devices | ids are there | 3 looked at |",
                "## Not seen",
                "| people | people are there | there is nobody |",
            ],
        );
    });

    it("leaves out what there is none of, and does not name an address that is not Cisco's", () => {
        const text = reportText({ ...HEAD, isAtWebex: false }, CHECKS.slice(0, 1));
        assert.match(text, /at another address/);
        assert.doesNotMatch(text, /What differs|Not seen/);
        assert.equal(sumOf(CHECKS.slice(0, 1)), "Nothing differs: 1 as assumed, 0 not seen.");
    });
});
