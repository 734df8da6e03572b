import assert from "node:assert/strict";
import { asTold, isAsNamed, laidOver } from "../../../../provider/resources/workspace/workspaceFields";
import { webexId } from "../../helpers";

const UUID = "0b7e2c1a-1111-4222-8333-444455550001";

describe("resources/workspace/workspaceFields", () => {
    describe("isAsNamed", () => {
        const ROWS: readonly [string, unknown, unknown, boolean, string][] = [
            ["notes", "a", "a", true, "the same text"],
            ["notes", "a", "A", false, "another text"],
            ["notes", undefined, "a", true, "what is not named"],
            ["notes", "a", undefined, false, "what is not there"],
            ["capacity", 0, 0, true, "a number"],
            ["locationId", webexId("LOCATION", UUID), webexId("LOCATION", UUID, "eu"), true, "an id spelled otherwise"],
            ["sipAddress", "A@x.example", "a@X.example", true, "an address in another case"],
            ["phoneNumber", "+4722334455", "+47 22 33-44 55", true, "a number in another notation"],
            ["phoneNumber", "+12145550100", "2145550100", true, "a number without its country code"],
            ["phoneNumber", "+4722334455", "+4722334456", false, "another number"],
            ["phoneNumber", "+4722334455", "4455", false, "the end of a number alone"],
            ["phoneNumber", "+4722334455", "", false, "no number"],
            ["extension", "2001", "12001", false, "another extension"],
            ["licenses", ["a", "b"], ["b"], true, "the one that was applied"],
            ["licenses", ["a"], ["b"], false, "another licence"],
            ["licenses", ["a"], [], false, "no licence"],
            ["licenses", [], ["b"], true, "any licence"],
            ["calling", { type: "x" }, { type: "x", more: 1 }, true, "an object with more in it"],
            ["calling", { type: "x", more: 1 }, { type: "x" }, false, "an object with less in it"],
            ["calling", { type: "x" }, undefined, false, "no object"],
            ["calling", { a: { extension: "1" } }, { a: { extension: "2" } }, false, "another field inside"],
        ];
        for (const [name, wanted, present, expected, what] of ROWS) {
            it(`says that ${name} is ${expected ? "as" : "not as"} named for ${what}`, () => {
                assert.equal(isAsNamed(name, wanted, present), expected);
            });
        }
    });

    describe("asTold", () => {
        const ROWS: readonly [string, unknown, unknown, unknown, string][] = [
            ["notes", "a", "b", "b", "takes another value"],
            ["notes", "a", undefined, "a", "keeps what was not told"],
            ["sipAddress", "A@x.example", "a@x.example", "A@x.example", "keeps the program's form"],
            [
                "calendar",
                { type: "google", emailAddress: "a" },
                { type: "none" },
                { type: "none", emailAddress: "a" },
                "goes into objects",
            ],
            [
                "calendar",
                { type: "google" },
                { type: "google", emailAddress: "a" },
                { type: "google" },
                "adds no field",
            ],
            ["calendar", { type: "google" }, undefined, { type: "google" }, "keeps an object that was not told"],
        ];
        for (const [name, given, told, expected, what] of ROWS) {
            it(what, () => {
                assert.deepEqual(asTold(name, given, told), expected);
            });
        }
    });

    it("laidOver joins objects at any depth, the upper one first, without what is not there", () => {
        assert.deepEqual(
            laidOver(
                { a: 1, b: { c: 1, d: 1 }, e: undefined, f: { g: 1 } },
                { a: 2, b: { c: 2 }, f: "text", h: undefined },
            ),
            { a: 2, b: { c: 2, d: 1 }, f: "text" },
        );
    });
});
