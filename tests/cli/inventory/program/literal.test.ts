import assert from "node:assert/strict";
import vm from "node:vm";
import fc from "fast-check";
import { commentOf, keyLiteral, textLiteral, valueLiteral } from "../../../../cli/inventory/program/literal";

/** The value of a literal. */
function evaluated(literal: string): unknown {
    return JSON.parse(vm.runInNewContext(`JSON.stringify(${literal})`) as string);
}

describe("cli/inventory/program/literal", () => {
    it("repeats any text, on one line, with nothing in it that hides", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), (text) => {
                const literal = textLiteral(text);
                assert.equal(vm.runInNewContext(literal), text);
                assert.doesNotMatch(literal, /[\n\r\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/);
            }),
        );
    });

    it("escapes halves of pairs, separators and marks of direction, and leaves emoji whole", () => {
        assert.equal(textLiteral("\ud800\u2028\u202e\u00ad"), '"\\ud800\\u2028\\u202e\\u00ad"');
        assert.equal(textLiteral("\u{e0001}"), '"\\udb40\\udc01"');
        assert.equal(textLiteral("👩‍💻 ü"), '"👩‍💻 ü"');
    });

    it("repeats any value of JSON", () => {
        fc.assert(
            fc.property(fc.jsonValue(), (value) => {
                const expected: unknown = JSON.parse(JSON.stringify(value));
                assert.deepEqual(evaluated(`(${valueLiteral(value, "    ")})`), expected);
            }),
        );
    });

    it("writes objects over several lines, as people indent them", () => {
        const value = { a: 1, "b.c": ["x", {}], empty: [] };
        assert.equal(
            valueLiteral(value, "  "),
            '{\n      a: 1,\n      "b.c": [\n          "x",\n          {},\n      ],\n      empty: [],\n  }',
        );
    });

    it("makes properties of all names", () => {
        assert.deepEqual(["plain", "board-room", "1st", "__proto__", "constructor", "会议"].map(keyLiteral), [
            "plain",
            '"board-room"',
            '"1st"',
            '["__proto__"]',
            "constructor",
            '"会议"',
        ]);
        const own = JSON.parse('{"__proto__": 1}') as object;
        assert.deepEqual(Object.entries(vm.runInNewContext(`(${valueLiteral(own)})`) as object), [["__proto__", 1]]);
    });

    const comments: [string, string][] = [
        ["Lobby", "// Lobby"],
        ["a\nprocess.exit(1)\u2028x", "// a process.exit(1) x"],
        ["@ts-ignore", '// "@ts-ignore"'],
        ["  @ts-nocheck", '// "@ts-nocheck"'],
        ["\u200b@ts-nocheck", '// "@ts-nocheck"'],
        ["/ <reference path='x'/>", "// \"/ <reference path='x'/>\""],
        ["# sourceMappingURL=x", '// "# sourceMappingURL=x"'],
    ];
    for (const [text, comment] of comments) {
        it(`comments with ${JSON.stringify(text)}`, () => {
            assert.equal(commentOf(text), comment);
        });
    }

    it("writes comments that end with their line, whatever they say", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), (text) => {
                assert.equal(vm.runInNewContext(`${commentOf(text)}\n7`), 7);
            }),
        );
    });
});
