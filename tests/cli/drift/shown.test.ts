import assert from "node:assert/strict";
import { shortened, shown } from "../../../cli/drift/shown";

describe("cli/drift/shown", () => {
    const values: readonly [value: unknown, shown: string | undefined][] = [
        ["Lobby", "Lobby"],
        ["two\nlines\u001b[2J", "two lines [2J"],
        ["", '""'],
        [" ", '" "'],
        [4, "4"],
        [false, "false"],
        [["b", "a"], "b, a"],
        [[], "[]"],
        [["a, b", "c"], '["a, b","c"]'],
        [["", "c"], '["","c"]'],
        [{ a: 1 }, '{"a":1}'],
        [undefined, undefined],
        [null, undefined],
    ];
    for (const [value, expected] of values) {
        it(`shows ${value === undefined ? "nothing" : JSON.stringify(value)} as ${expected ?? "nothing"}`, () => {
            assert.equal(shown(value), expected);
        });
    }

    it("shows the beginning of a long value", () => {
        assert.deepEqual([shown("x".repeat(9000))?.length, shown("x".repeat(400))], [400, "x".repeat(400)]);
    });

    it("cuts no character in halves", () => {
        assert.equal(shortened("ab😀cd", 4), "ab…");
        assert.equal(shortened("ab😀cd", 5), "ab😀…");
        assert.equal(shortened("abcd", 4), "abcd");
    });
});
