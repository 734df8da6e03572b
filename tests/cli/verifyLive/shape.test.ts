import assert from "node:assert/strict";
import { deviationsOf, type Shape } from "../../../cli/verifyLive/shape";

const SHAPE: Shape = {
    read: ["id", "calling"],
    fields: {
        id: { types: ["text"], needed: true },
        status: { types: ["text"], words: ["on", "off"] },
        tags: { types: ["texts"], words: ["a", "b"] },
        size: { types: ["number"] },
        flag: { types: ["text", "boolean"], words: ["true"] },
        calling: { types: ["object"], fields: { type: { types: ["text"], words: ["none"] } } },
        phones: { types: ["list"], fields: { kind: { types: ["text"], words: ["work"] } } },
        anything: { types: ["object"] },
    },
};

const ways = (...rows: unknown[]) =>
    deviationsOf(rows, SHAPE).map(({ path, kind, seen, count }) => `${path} ${kind} ${seen} ${count}`);

describe("cli/verifyLive/shape", () => {
    it("passes what is as it says, and what is missing or null", () => {
        const whole = {
            ...{ id: "x", status: "on", tags: ["a"], size: 1, flag: true, calling: { type: "none" } },
            ...{ phones: [{ kind: "work" }], anything: { some: { depth: 1 } } },
        };
        assert.deepEqual(
            ways(whole, { id: "y", status: null, flag: "true", tags: [], phones: [] }, { id: "z", status: "" }),
            [],
        );
    });

    const cases: [name: string, rows: unknown[], told: string[]][] = [
        [
            "an unknown field",
            [{ id: "x", room: 1 }, { id: "y", room: 2 }, { id: "z" }],
            ["room unknown field number 2"],
        ],
        [
            "an unknown field within an object",
            [{ id: "x", calling: { to: [] } }],
            ["calling.to unknown field empty list 1"],
        ],
        [
            "a new word",
            [
                { id: "x", status: "dimmed" },
                { id: "y", status: "dimmed" },
            ],
            ["status unknown word dimmed 2"],
        ],
        ["new words in a list", [{ id: "x", tags: ["a", "c", "c"] }], ["tags unknown word c 1"]],
        ["a new word within a list", [{ id: "x", phones: [{ kind: "fax" }] }], ["phones.kind unknown word fax 1"]],
        ["a text for texts", [{ id: "x", tags: "a" }], ["tags other type text 1"]],
        ["texts for a text", [{ id: "x", status: ["on"] }], ["status other type texts 1"]],
        ["a text for a number", [{ id: "x", size: "1" }], ["size other type text 1"]],
        ["a list of several types", [{ id: "x", tags: ["a", 1] }], ["tags other type list of several types 1"]],
        ["a list of numbers", [{ id: "x", tags: [1] }], ["tags other type list of number 1"]],
        ["objects for texts", [{ id: "x", tags: [{}] }], ["tags other type list 1"]],
        ["what is needed and null", [{ id: null }, {}], ["id missing  2"]],
        ["no object at all", ["x", null], [" other type text 1", " other type null 1"]],
        ["a field of every object", [{ id: "x", constructor: 1 }], ["constructor unknown field number 1"]],
    ];
    for (const [name, rows, told] of cases) {
        it(`tells ${name}`, () => {
            assert.deepEqual(ways(...rows), told);
        });
    }

    it("tells which fields the package reads, also by what is within them", () => {
        const found = deviationsOf([{ calling: { type: "other" }, size: "1" }], SHAPE);
        assert.deepEqual(
            found.map(({ path, isRead }) => [path, isRead]),
            [
                ["id", true],
                ["calling.type", true],
                ["size", false],
            ],
        );
    });
});
