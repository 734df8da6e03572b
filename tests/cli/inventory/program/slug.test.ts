import assert from "node:assert/strict";
import fc from "fast-check";
import { joinedSlug, slugOf, takeName } from "../../../../cli/inventory/program/slug";

describe("cli/inventory/program/slug", () => {
    const cases: [string, string][] = [
        ["Board Room", "board-room"],
        ["  Zürich – São Paulo, 3. Stock ", "zurich-sao-paulo-3-stock"],
        ["O'Brien’s", "obriens"],
        ["snake_case__name", "snake-case-name"],
        ["会议室 3", "会议室-3"],
        ["Переговорная №5", "переговорная-no5"],
        ["① ½", "1-1-2"],
        ["__proto__", "proto"],
        ["🎉", ""],
        ["   ", ""],
        ["`${x}` */ \"'", "x"],
        ["a\nb\u2028c", "a-b-c"],
        ["\u202eevil\u200b", "evil"],
        ["x".repeat(100), "x".repeat(40)],
        [`${"x".repeat(39)} y`, "x".repeat(39)],
    ];
    for (const [name, slug] of cases) {
        it(`spells ${JSON.stringify(name)} as "${slug}"`, () => {
            assert.equal(slugOf(name), slug);
        });
    }

    it("has nothing in it but letters and digits of any script, and dashes between them", () => {
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), (name) => {
                assert.match(slugOf(name), /^(?:(?!_)\p{ID_Continue})*(?:-(?:(?!_)\p{ID_Continue})+)*$/u);
                assert.equal(slugOf(slugOf(name)), slugOf(name));
            }),
        );
    });

    it("joins what is left of several names", () => {
        assert.equal(joinedSlug(["Lobby", undefined, "🎉", "HQ"], "device"), "lobby-hq");
        assert.equal(joinedSlug(["🎉", undefined], "device"), "device");
    });

    it("takes a name that is free", () => {
        const taken = new Set(["a", "a-2"]);
        assert.deepEqual([takeName("a", taken), takeName("a", taken), takeName("b", taken)], ["a-3", "a-4", "b"]);
    });
});
