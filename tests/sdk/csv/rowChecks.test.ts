import assert from "node:assert/strict";
import type { FileContent, FileRow, Values } from "../../../sdk/csv/fileRows";
import { checkRows, spoiltMac } from "../../../sdk/csv/rowChecks";

const CISCO = { name: "cisco", neededToRegister: ["mac", "model"] } as const;

/** A file with these rows, from line 2 on. */
function fileOf(...rows: (Values & { readonly kind?: FileRow["kind"] })[]): FileContent {
    return {
        rows: rows.map(({ kind = "devices", ...values }, at) => ({ line: at + 2, kind, values, extra: {} })),
        problems: [],
        headingOf: (column) => column.toUpperCase(),
    };
}

describe("sdk/csv/rowChecks", () => {
    const macs: [string, RegExp | undefined][] = [
        ["1.2E+11", /is a number as a spreadsheet writes it/],
        ["1,2E+11", /is a number as a spreadsheet writes it/],
        ["5E12", /is a number as a spreadsheet writes it/],
        ["52540012345", /^"52540012345" has 11 digits of 12: a spreadsheet takes leading zeros/],
        ["5254001", /has 7 digits of 12/],
        ["525400123456", undefined],
        ["52EAD324FD2", undefined],
        ["52:54:00:12:34", undefined],
    ];
    for (const [text, expected] of macs) {
        it(`${expected === undefined ? "does not take" : "takes"} ${text} for what a spreadsheet spoilt`, () => {
            const reason = spoiltMac(text);
            if (expected === undefined) {
                assert.equal(reason, undefined);
            } else {
                assert.match(reason ?? "", expected);
            }
        });
    }

    it("names problems by the file's own headings, those of the file itself among them by line", () => {
        const file = fileOf({ name: "a", mac: "x", model: "M" }, { name: "a", person: "Ada", serial: "S" });
        const own = { line: 2, reason: "its quotes cannot be read" };
        const { problems } = checkRows({ ...file, problems: [own, { line: 9, reason: "short" }] }, CISCO);
        assert.deepEqual(problems, [
            own,
            { line: 2, column: "MAC", reason: '"x" is no MAC address; expected 12 hexadecimal digits' },
            { line: 3, column: "PERSON", reason: '"Ada" is no e-mail address' },
            { line: 3, column: "NAME", reason: '"a" is on line 2 already' },
            { line: 9, reason: "short" },
        ]);
    });

    it("asks of a code neither a MAC address nor a contract's other inputs", () => {
        const { rows, problems } = checkRows(fileOf({ kind: "activations", name: "a", model: "M" }), CISCO);
        assert.deepEqual(problems, []);
        assert.deepEqual(
            rows.map(({ inputs }) => inputs),
            [{ model: "M" }],
        );
    });
});
