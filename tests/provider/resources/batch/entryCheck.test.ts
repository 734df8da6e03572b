import assert from "node:assert/strict";
import { checkEach } from "../../../../provider/resources/batch/entryCheck";
import type { CheckFailure, Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";

/** Entries that are wrong in as many ways as they say. */
const rules = {
    check: (entry: Properties) => ({
        inputs: { ...entry, seen: true },
        failures: (entry.wrong ?? []) as CheckFailure[],
    }),
    unique: [
        { name: "mac", of: ({ mac }: Properties) => (mac === "none" ? undefined : (mac as string | undefined)) },
        { name: "serial", of: ({ serial }: Properties) => serial as string | undefined },
    ],
};
const reasonsOf = (entries: Properties) => checkEach(entries, rules).failures.map(({ reason }) => reason);
const wrong = (...reasons: string[]) => ({ wrong: reasons.map((reason) => ({ property: "mac", reason })) });

describe("resources/entryCheck", () => {
    it("answers what the rules made of each entry, by its name and in the program's order", () => {
        const { inputs, failures } = checkEach(
            { b: { mac: "1" }, a: { mac: "2", gone: null, __plumbing: "x" } },
            rules,
        );
        assert.deepEqual([inputs, failures], [{ b: { mac: "1", seen: true }, a: { mac: "2", seen: true } }, []]);
        assert.deepEqual(Object.keys(inputs), ["b", "a"]);
    });

    it("leaves an entry that is not known yet as it is, and unasked", () => {
        assert.deepEqual(checkEach({ a: UNKNOWN }, rules), { inputs: { a: UNKNOWN }, failures: [] });
    });

    it("names entry and property in the reason, and nothing as the property", () => {
        assert.deepEqual(checkEach({ a: wrong("is missing") }, rules).failures, [
            { property: "", reason: "a: mac is missing" },
        ]);
    });

    it("says the same of an entry once, and different things each", () => {
        assert.deepEqual(reasonsOf({ a: wrong("x", "y", "x"), b: wrong("x") }), ["a: mac x", "a: mac y", "b: mac x"]);
    });

    it("lets entries without a value share it", () => {
        assert.deepEqual(reasonsOf({ a: {}, b: {}, c: { mac: "none" }, d: { mac: "none" } }), []);
    });

    it("looks at each input that may be there once by itself", () => {
        assert.deepEqual(reasonsOf({ a: { mac: "1" }, b: { serial: "1" }, c: { mac: "1", serial: "1" } }), [
            "c: mac 1 is that of a too",
            "c: serial 1 is that of b too",
        ]);
    });

    it("keeps entries called as JavaScript calls parts of every object, and looks at each", () => {
        const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
        const entries = Object.fromEntries(names.map((name, at) => [name, { mac: String(at), ...wrong("x") }]));
        const { inputs, failures } = checkEach(entries, rules);
        assert.deepEqual(Object.keys(inputs), names);
        assert.deepEqual(
            Object.values(inputs).map((entry) => (entry as Properties).seen),
            [true, true, true, true],
        );
        assert.equal(Object.getPrototypeOf(inputs), Object.prototype);
        assert.deepEqual(
            failures.map(({ reason }) => reason),
            names.map((name) => `${name}: mac x`),
        );
    });

    it("tells the rules the name of each entry", () => {
        const told: string[] = [];
        const check = (inputs: Properties, key: string) => {
            told.push(key);
            return { inputs, failures: [] };
        };
        checkEach({ b: {}, a: {}, later: UNKNOWN }, { check, unique: [] });
        assert.deepEqual(told, ["b", "a"]);
    });

    it("names the first holder of a value that may be there once", () => {
        assert.deepEqual(reasonsOf({ a: { mac: "1" }, b: { mac: "2" }, c: { mac: "1" }, d: { mac: "1" } }), [
            "c: mac 1 is that of a too",
            "d: mac 1 is that of a too",
        ]);
    });

    for (const [count, told, last] of [
        [49, 49, "e48: mac x"],
        [50, 50, "e49: mac x"],
        [51, 51, "and 1 more like these"],
        [1000, 51, "and 950 more like these"],
    ] as const) {
        it(`tells ${told} lines of ${count} failures`, () => {
            const entries = Object.fromEntries(Array.from({ length: count }, (_, at) => [`e${at}`, wrong("x")]));
            const reasons = reasonsOf(entries);
            assert.deepEqual([reasons.length, reasons.at(-1)], [told, last]);
        });
    }
});
