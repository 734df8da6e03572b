import assert from "node:assert/strict";
import vm from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { slugOf } from "../../../../cli/inventory/program/slug";
import { takeVariable } from "../../../../cli/inventory/program/variables";
import { diagnosticsOf } from "../diagnosticsOf";

describe("cli/inventory/program/variables", () => {
    const cases: [string, string][] = [
        ["board-room", "boardRoom"],
        ["7-alps", "room7Alps"],
        ["class", "roomClass"],
        ["webex", "roomWebex"],
        ["person", "roomPerson"],
        ["会议室-3", "会议室3"],
        ["constructor", "constructor"],
    ];
    for (const [slug, variable] of cases) {
        it(`calls "${slug}" ${variable}`, () => {
            assert.equal(takeVariable(slug, "room", new Set()), variable);
        });
    }

    it("gives each its own", () => {
        const taken = new Set<string>();
        assert.deepEqual(
            ["a-1", "a1", "a1"].map((slug) => takeVariable(slug, "room", taken)),
            ["a1", "a1_2", "a1_3"],
        );
    });

    it("compiles at the top of a module, whatever keyword or global name a room is called by", () => {
        const kinds = Object.values(ts.SyntaxKind).filter((kind) => typeof kind === "number");
        const keywords = kinds.map((kind) => ts.tokenToString(kind));
        const globals = [
            "exports",
            "require",
            "module",
            "undefined",
            "eval",
            "arguments",
            "global",
            "process",
            "console",
        ];
        const words = [...keywords.filter((word) => word !== undefined && /^[a-z]+$/.test(word)), ...globals];
        const taken = new Set<string>();
        const lines = words.map((word) => `export const ${takeVariable(word ?? "", "room", taken)} = 1;`);
        assert.deepEqual(diagnosticsOf({ "index.ts": lines.join("\n") }), []);
    });

    it("is an identifier, whatever the name", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
                const variable = takeVariable(slugOf(name) || "x", "room", new Set());
                assert.doesNotThrow(() => new vm.Script(`"use strict"; const ${variable} = 1;`), variable);
            }),
        );
    });
});
