import assert from "node:assert/strict";
import { hasUnknown, isUnknown, knownText, UNKNOWN } from "../../../provider/resources/unknown";

describe("resources/unknown", () => {
    const rows: [string, unknown, boolean, boolean][] = [
        ["a value that is not known", UNKNOWN, true, true],
        ["a text", "x", false, false],
        ["nothing", undefined, false, false],
        ["null", null, false, false],
        ["a list with one", ["x", UNKNOWN], true, true],
        ["a list of lists with one", [["x", [UNKNOWN]]], true, true],
        ["a map with one", { a: UNKNOWN }, false, true],
        ["a list of maps with one", [{ a: { b: UNKNOWN } }], false, true],
        ["a map of known values", { a: 1, b: ["x"] }, false, false],
    ];
    for (const [name, value, isIt, hasIt] of rows) {
        it(`${name}: ${isIt ? "unknown" : "known"}, with ${hasIt ? "something" : "nothing"} unknown in it`, () => {
            assert.deepEqual([isUnknown(value), hasUnknown(value)], [isIt, hasIt]);
        });
    }

    it("knows a text that is known", () => {
        assert.deepEqual([knownText("x"), knownText(UNKNOWN), knownText(1)], ["x", undefined, undefined]);
    });
});
