import assert from "node:assert/strict";
import { isTexts, readFields } from "../../../provider/api/fields";

const TABLE = { text: "text", texts: "texts", number: "number", boolean: "boolean" } as const;

describe("api/fields", () => {
    it("keeps what is of its type, and drops what the table does not name", () => {
        const row = { text: "a", texts: ["b"], number: 0, boolean: false };
        assert.deepEqual(readFields({ ...row, other: 1 }, TABLE), row);
    });

    for (const [name, row] of [
        ["nulls", { text: null, texts: null, number: null, boolean: null }],
        ["values of other types", { text: 1, texts: "a", number: "1", boolean: "false" }],
        ["empty text, mixed lists and numbers that are none", { text: "", texts: ["a", 1], number: NaN }],
        ["what is missing", {}],
    ] as [string, Record<string, unknown>][]) {
        it(`counts ${name} as not told`, () => {
            assert.deepEqual(readFields(row, TABLE), {});
        });
    }

    it("knows a list of texts, also an empty one", () => {
        assert.deepEqual([["a"], [], ["a", null], "a", undefined].map(isTexts), [true, true, false, false, false]);
    });
});
