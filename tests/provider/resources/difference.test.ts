import assert from "node:assert/strict";
import type { Definition } from "../../../provider/definitions/definition";
import { differing, sameInput } from "../../../provider/resources/difference";
import { UNKNOWN } from "../../../provider/resources/unknown";
import { webexId } from "../helpers";

const TEXT = { schema: { type: "string" }, description: "", input: true } as const;
const THING: Definition = {
    name: "Thing",
    description: "",
    properties: {
        owner: { ...TEXT, change: "replace", same: "id" },
        kind: { ...TEXT, change: "replace" },
        mac: { ...TEXT, change: "write", same: "mac" },
        model: { ...TEXT, change: "write", same: "model" },
        serial: { ...TEXT, change: "write", same: "caseless" },
        tags: { ...TEXT, change: "write", same: "set" },
        flag: { ...TEXT, change: "nothing" },
        told: { schema: { type: "string" }, description: "", output: true },
    },
};

describe("resources/difference", () => {
    const padded = webexId("PEOPLE", "0b7e2c1a-1111-4222-8333-44446666");
    const same: [string, unknown, unknown][] = [
        ["owner", padded, padded.replace(/=+$/, "")],
        ["kind", "a", "a"],
        ["mac", "52:ea:d3:24:fd:21", "52EAD324FD21"],
        ["model", "DMS Cisco 8865", "Cisco 8865"],
        ["serial", "foc1", "FOC1"],
        ["tags", ["b", "a", "b"], ["a", "b"]],
        ["flag", true, true],
        ["unheardOf", { a: 1, b: 2 }, { b: 2, a: 1 }],
    ];
    for (const [name, a, b] of same) {
        it(`takes two spellings of ${name} for the same`, () => {
            assert.equal(sameInput(THING, name, a, b), true);
            assert.equal(sameInput(THING, name, b, a), true);
        });
    }

    const different: [string, unknown, unknown][] = [
        ["owner", "a", "b"],
        ["kind", "a", "A"],
        ["mac", "52EAD324FD21", "52EAD324FD22"],
        ["model", "DMS Cisco 8865", "DMS Cisco 8845"],
        ["serial", "FOC1", "FOC2"],
        ["tags", ["a"], ["a", "b"]],
        ["flag", true, "true"],
    ];
    for (const [name, a, b] of different) {
        it(`tells two values of ${name} apart`, () => {
            assert.equal(sameInput(THING, name, a, b), false);
        });
    }

    it("takes a missing value for the same as a missing one only", () => {
        assert.equal(sameInput(THING, "tags", undefined, undefined), true);
        assert.equal(sameInput(THING, "tags", [], undefined), false);
        assert.equal(sameInput(THING, "tags", undefined, []), false);
    });

    const present = { owner: "p", kind: "a", mac: "52EAD324FD21", tags: ["a"], flag: true, told: "x" };

    it("names the inputs that ask for a change and have another value", () => {
        const wanted = { owner: "q", kind: "b", mac: "52EAD324FD22", tags: ["a", "b"], flag: false, told: "y" };
        assert.deepEqual(differing(THING, "replace", present, wanted), ["owner", "kind"]);
        assert.deepEqual(differing(THING, "write", present, wanted), ["mac", "tags"]);
        assert.deepEqual(differing(THING, "nothing", present, wanted), ["flag"]);
    });

    it("names none where all are the same, in whatever spelling", () => {
        const wanted = { ...present, mac: "52:ea:d3:24:fd:21", tags: ["a", "a"] };
        for (const change of ["replace", "write", "nothing"] as const) {
            assert.deepEqual(differing(THING, change, present, wanted), []);
        }
    });

    it("names what is missing on one side", () => {
        const { kind: _, ...less } = present;
        assert.deepEqual(differing(THING, "replace", present, less), ["kind"]);
        assert.deepEqual(differing(THING, "replace", less, present), ["kind"]);
    });

    it("takes what is not known yet for another value, also where the state holds the very same text", () => {
        assert.deepEqual(differing(THING, "replace", present, { ...present, owner: UNKNOWN }), ["owner"]);
        assert.deepEqual(differing(THING, "write", present, { ...present, tags: ["a", UNKNOWN] }), ["tags"]);
        const unknown = { ...present, owner: UNKNOWN };
        assert.deepEqual(differing(THING, "replace", unknown, unknown), ["owner"]);
    });
});
