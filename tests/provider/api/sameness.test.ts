import assert from "node:assert/strict";
import fc from "fast-check";
import { SAMENESS } from "../../../provider/api/sameness";
import type { Sameness } from "../../../provider/definitions/definition";
import { webexId } from "../helpers";

const NAMES = Object.keys(SAMENESS) as Sameness[];
const UUID = "4c2b9e1a-0d3f-4a7b-9b1c-1f2e3d4c5b6a";
const ID = webexId("PEOPLE", UUID);

describe("api/sameness", () => {
    const rows: [Sameness, unknown, unknown, boolean][] = [
        ["id", ID, ID.replace(/=+$/, ""), true],
        ["id", ID, webexId("PEOPLE", UUID, "urn:TEAM:us-east-2_a"), true],
        ["id", ID, webexId("PEOPLE", UUID.replace("4", "5")), false],
        ["mac", "52:ea:d3:24:fd:21", "52EAD324FD21", true],
        ["mac", "52EAD324FD21", "52EAD324FD22", false],
        ["model", "DMS Cisco 8865", "Cisco 8865", true],
        ["model", "DMS Cisco 8865", "Cisco 8845", false],
        ["caseless", "FOC1923nvvn", "foc1923NVVN", true],
        ["caseless", "FOC1", "FOC2", false],
        ["set", ["a", "b"], ["b", "a", "b"], true],
        ["set", [], [], true],
        ["set", ["a"], [], false],
        ["set", ["a"], "a", false],
        ["set", [1, 2], [2, 1], false],
        ["set", [1, 2], [1, 2], true],
        ["exact", "a", "A", false],
        ["exact", { a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }, true],
        ["exact", { a: 1 }, { a: 1, b: 2 }, false],
        ["exact", [1, 2], [2, 1], false],
        ["exact", 1, "1", false],
        ["exact", true, true, true],
    ];
    for (const [name, a, b, same] of rows) {
        it(`${name} ${same ? "sees the same in" : "tells apart"} ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
            assert.deepEqual([SAMENESS[name](a, b), SAMENESS[name](b, a)], [same, same]);
        });
    }

    for (const name of NAMES) {
        it(`${name} takes what is not given for the same as what is not given only`, () => {
            assert.equal(SAMENESS[name](undefined, undefined), true);
            for (const value of ["", "x", 0, null, false, [], {}]) {
                assert.deepEqual([SAMENESS[name](undefined, value), SAMENESS[name](value, undefined)], [false, false]);
            }
        });

        it(`${name} is true of every value and itself, and symmetric`, () => {
            fc.assert(fc.property(fc.jsonValue(), (value) => SAMENESS[name](value, structuredClone(value))));
            fc.assert(
                fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => SAMENESS[name](a, b) === SAMENESS[name](b, a)),
            );
        });
    }
});
