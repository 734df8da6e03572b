import assert from "node:assert/strict";
import { TAGS, TEXT } from "../../../provider/definitions/common";
import type { Definition } from "../../../provider/definitions/definition";
import { DEVICE } from "../../../provider/definitions/device";
import {
    definitionChecker,
    givenInputs,
    inputChecker,
    ownerFailures,
    unsupportedInputs,
} from "../../../provider/resources/inputCheck";
import { isUnknown, UNKNOWN } from "../../../provider/resources/unknown";

const check = inputChecker({
    properties: {
        name: TEXT,
        count: { type: "integer", minimum: 1 },
        tags: { type: "array", items: TEXT },
        loud: { type: "boolean" },
        mode: { type: "string", enum: ["one", "two"] },
    },
});

describe("resources/inputCheck", () => {
    const rows: [string, Record<string, unknown>, string, RegExp][] = [
        [
            "a property in other letters, with its name",
            { Mode: "one" },
            "",
            /^there is no property "Mode"; the nearest is "mode"$/,
        ],
        [
            "an unknown property, with the nearest name",
            { nmae: "x" },
            "",
            /^there is no property "nmae"; the nearest is "name"$/,
        ],
        ["an empty text", { name: "" }, "name", /^must not be empty$/],
        ["a text of blanks", { name: " \t" }, "name", /^must not be empty$/],
        ["a number for a text", { name: 7 }, "name", /^must be a text, but is a number: write it in quotes$/],
        ["an object for a text", { name: {} }, "name", /^must be a text$/],
        ["a text for a list", { tags: "a" }, "tags", /^must be a list of texts$/],
        [
            "a number in a list",
            { tags: ["a", 7] },
            "tags",
            /^entry 2 must be a text, but is a number: write it in quotes$/,
        ],
        ["an empty text in a list", { tags: [""] }, "tags", /^entry 1 must not be empty$/],
        ["a text for a boolean", { loud: "true" }, "loud", /^must be true or false$/],
        ["a fraction", { count: 1.5 }, "count", /^must be a whole number$/],
        ["a number that is too small", { count: 0 }, "count", /^must be 1 or more$/],
        ["another word", { mode: "three" }, "mode", /^must be "one" or "two"$/],
    ];
    for (const [name, inputs, property, reason] of rows) {
        it(`refuses ${name}`, () => {
            const [failure, ...others] = check(inputs);
            assert.deepEqual([failure?.property, others], [property, []]);
            assert.match(failure?.reason ?? "", reason);
        });
    }

    it("accepts what is right", () => {
        assert.deepEqual(check({ name: "x", count: 1, tags: ["a"], loud: false, mode: "two" }), []);
        assert.deepEqual(check({}), []);
    });

    it("tells one failure for each property", () => {
        assert.deepEqual(
            check({ name: 7, tags: [1, 2, 3], extra: 1 })
                .map(({ property }) => property)
                .sort(),
            ["", "name", "tags"],
        );
    });

    it("tells every unknown property", () => {
        const reasons = check({ extra: 1, nmae: 2 }).map(({ reason }) => reason);
        assert.equal(reasons.length, 2);
        assert.match(reasons.join(), /"extra".*"nmae"/);
    });

    it("does not look at values that are not known yet, whatever their type", () => {
        assert.deepEqual(
            check({ name: UNKNOWN, count: UNKNOWN, tags: ["a", UNKNOWN], loud: UNKNOWN, mode: UNKNOWN }),
            [],
        );
    });

    it("lets pass what is not known yet inside of an object, and looks at the rest of it", () => {
        const fields = { count: { type: "integer" }, mode: { type: "string", enum: ["one"] } } as const;
        const checkInside = inputChecker({
            properties: {
                inside: { type: "object", properties: fields, required: ["mode"], additionalProperties: false },
            },
        });
        assert.deepEqual(checkInside({ inside: { count: UNKNOWN, mode: UNKNOWN } }), []);
        assert.deepEqual(checkInside({ inside: { count: UNKNOWN, mode: "two" } }), [
            { property: "inside", reason: 'mode must be "one"' },
        ]);
    });

    it("drops nulls, undefined values and Pulumi's own properties", () => {
        assert.deepEqual(givenInputs({ a: null, b: undefined, __provider: "x", c: "", d: false }), { c: "", d: false });
    });

    describe("ownerFailures", () => {
        const owners: [string, Record<string, unknown>, boolean, string | undefined][] = [
            ["a person", { personId: "p" }, false, undefined],
            ["a workspace", { workspaceId: "w" }, false, undefined],
            ["both", { personId: "p", workspaceId: "w" }, false, "workspaceId"],
            ["both where one at most is needed", { personId: "p", workspaceId: "w" }, true, "workspaceId"],
            ["neither", {}, false, "personId"],
            ["neither where none is needed", {}, true, undefined],
            ["one that is not known yet", { personId: UNKNOWN }, false, undefined],
            ["two of which one is not known yet", { personId: "p", workspaceId: UNKNOWN }, false, undefined],
            ["two that are not known yet", { personId: UNKNOWN, workspaceId: UNKNOWN }, true, undefined],
            ["a mistyped owner a second time", { workspaceID: "w" }, false, undefined],
            ["none beside another mistyped name", { modle: "m" }, false, "personId"],
        ];
        for (const [name, inputs, optional, property] of owners) {
            it(`${property === undefined ? "accepts" : "refuses"} ${name}`, () => {
                assert.deepEqual(
                    ownerFailures(DEVICE, inputs, optional).map((failure) => failure.property),
                    property === undefined ? [] : [property],
                );
            });
        }
    });

    describe("by a definition", () => {
        const THING: Definition = {
            name: "Thing",
            description: "",
            properties: {
                name: { schema: TEXT, description: "", input: true },
                tags: { schema: TAGS, description: "", input: true },
                password: {
                    schema: TEXT,
                    description: "",
                    input: true,
                    contracts: ["cisco"],
                    instead: "needs the cisco contract",
                },
                channel: { schema: TEXT, description: "", input: true, contracts: ["crud"] },
                told: { schema: TEXT, description: "", output: true },
            },
        };
        const unsupported = (name: "cisco" | "crud", inputs: Record<string, unknown>) =>
            unsupportedInputs(THING, inputs, { name, neededToRegister: [] });

        it("refuses what the table's schemas refuse", () => {
            const checkThing = definitionChecker(THING);
            assert.deepEqual(checkThing({ name: "x", tags: ["a"], password: "secret", channel: "beta" }), []);
            assert.deepEqual(checkThing({ name: 7, tags: [""] }), [
                { property: "name", reason: "must be a text, but is a number: write it in quotes" },
                { property: "tags", reason: "entry 1 must not be empty" },
            ]);
        });

        it("takes an output for an unknown input", () => {
            assert.match(definitionChecker(THING)({ told: "x" })[0]?.reason ?? "", /there is no property "told"/);
        });

        it("tells what a contract does not know, and what to do instead", () => {
            assert.deepEqual(unsupported("crud", { name: "x", password: "secret-1" }), [
                { property: "password", reason: "needs the cisco contract" },
            ]);
            assert.deepEqual(unsupported("cisco", { channel: "beta" }), [
                { property: "channel", reason: "is not known there" },
            ]);
        });

        it("has nothing against what the contract knows, or what is not given", () => {
            assert.deepEqual(unsupported("cisco", { name: "x", password: "secret-1" }), []);
            assert.deepEqual(unsupported("crud", { name: "x", channel: "beta", password: undefined }), []);
        });
    });

    it("isUnknown finds an unknown in a list too", () => {
        assert.deepEqual(
            [UNKNOWN, [UNKNOWN], ["a", [UNKNOWN]], "a", [], undefined, null, { a: UNKNOWN }].map(isUnknown),
            [true, true, true, false, false, false, false, false],
        );
    });
});
