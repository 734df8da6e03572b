import assert from "node:assert/strict";
import { isLeaving, leaving, planBatch, sameOnes } from "../../../../provider/resources/batch/batchPlan";
import { byName } from "../../../../provider/resources/batch/batchState";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { entriesWith, type ThingState, Things } from "./things";

const NO_LEAVE = { adoptAsOwn: false };

type Before = Readonly<Record<string, ThingState>>;

/** The steps of a plan, each as `kind name`, with the name before where it was another. */
function steps(before: Before, entries: Properties, things = new Things(), common: Properties = {}): string[] {
    return planBatch(things, entriesWith(before), { entries: byName(entries), common }, NO_LEAVE).map((step) => {
        const from = step.kind === "create" || step.from === step.key ? "" : ` from ${step.from}`;
        const first = "deleteFirst" in step && step.deleteFirst ? ", the old one first" : "";
        return `${step.kind} ${step.key}${from}${first}`;
    });
}

/** Things of which only their names in the program tell which they are. */
class NamedThings extends Things {
    override readonly identity = () => undefined;
    readonly likeness = ({ colour }: Properties) => (typeof colour === "string" ? colour : undefined);
}

const [A, B, C] = [{ name: "A" }, { name: "B" }, { name: "C" }];
const [RED, BLUE] = [{ colour: "red" }, { colour: "blue" }];

describe("resources/batch/batchPlan", () => {
    const rows: [string, Before, Properties, string[]][] = [
        ["creates what is new, in the order of the names", {}, { b: B, a: A }, ["create a", "create b"]],
        ["keeps what is the same", { a: A, b: B }, { b: B, a: A }, ["keep a", "keep b"]],
        [
            "removes what is gone, before anything else",
            { a: A, b: B },
            { b: B, c: C },
            ["remove a", "keep b", "create c"],
        ],
        ["renames what is the same under another name", { a: A }, { z: A }, ["rename z from a"]],
        ["updates what is written otherwise", { a: A }, { a: { ...A, colour: "red" } }, ["update a"]],
        [
            "replaces what has another owner, the old one first where both cannot be",
            { a: A },
            { a: { ...A, owner: "x" } },
            ["replace a, the old one first"],
        ],
        ["updates under another name", { a: A }, { z: { ...A, colour: "red" } }, ["update z from a"]],
        ["swaps two names", { a: A, b: B }, { a: B, b: A }, ["rename a from b", "rename b from a"]],
        [
            "replaces what is about something else under the same name",
            { a: A },
            { a: B },
            ["replace a, the old one first"],
        ],
        [
            "removes, under a name for the time, the one whose name another entry takes",
            { a: A, b: B },
            { b: A },
            ["remove b (replaced id-B) from b", "rename b from a"],
        ],
        ["gives the name of one that moved on to a new one", { a: A }, { a: B, z: A }, ["create a", "rename z from a"]],
        [
            "of two that are about the same keeps each under its name",
            { a: A, b: A },
            { b: A, a: A },
            ["keep a", "keep b"],
        ],
        [
            "of two that are about the same renames the one whose name is gone",
            { a: A, b: A },
            { b: A, c: A },
            ["keep b", "rename c from a"],
        ],
        [
            "of two that are about the same removes the one that is left",
            { a: A, b: A },
            { c: A },
            ["remove b", "rename c from a"],
        ],
        ["updates an entry that is not known yet", { a: A }, { a: UNKNOWN }, ["update a"]],
        ["creates an entry that is not known yet and was not there", {}, { a: UNKNOWN }, ["create a"]],
        ["does nothing with nothing", {}, {}, []],
    ];
    for (const [name, before, entries, expected] of rows) {
        it(name, () => {
            assert.deepEqual(steps(before, entries), expected);
        });
    }

    it("leaves the order of a replacement to the single resource", () => {
        const things = new Things();
        things.goesFirst = false;
        assert.deepEqual(steps({ a: A }, { a: { ...A, owner: "x" } }, things), ["replace a"]);
    });

    it("gives each entry the batch's own inputs, which take precedence", () => {
        const [step] = planBatch(
            new Things(),
            new Map(),
            { entries: byName({ a: { ...A, orgId: "own" } }), common: { orgId: "all", unregisterOnDelete: false } },
            NO_LEAVE,
        );
        assert.ok(step?.kind === "create");
        assert.deepEqual(step.inputs, { ...A, orgId: "all", unregisterOnDelete: false });
    });

    const likely: [string, Before, Properties, string[]][] = [
        ["under its name it is the same, whatever is like it", { a: RED, b: BLUE }, { a: BLUE, b: RED }, ["a", "b"]],
        [
            "a new name continues one that left and is like it",
            { a: RED, b: BLUE },
            { z: RED, b: BLUE },
            ["b", "z from a"],
        ],
        ["a new name continues none that stays", { a: RED }, { a: BLUE, z: RED }, ["a", "create z"]],
        ["a new name continues nothing without likeness", { a: {} }, { z: {} }, ["remove a", "create z"]],
        ["one that left is continued once", { a: RED }, { y: RED, z: RED }, ["y from a", "create z"]],
    ];
    for (const [name, before, entries, expected] of likely) {
        it(`of what only a name tells of: ${name}`, () => {
            const words = steps(before, entries, new NamedThings());
            assert.deepEqual(
                words.map((word) => word.replace(/^(keep|rename|update) /, "")),
                expected,
            );
        });
    }

    it("knows entries called as JavaScript calls parts of every object", () => {
        const names = ["__proto__", "constructor", "toString"];
        const entries = Object.fromEntries(names.map((name) => [name, { name }]));
        assert.deepEqual(
            steps({}, entries),
            [...names].sort().map((name) => `create ${name}`),
        );
        assert.deepEqual(
            steps(entries, {}),
            names.map((name) => `remove ${name}`),
        );
        assert.deepEqual(
            steps(entries, entries),
            [...names].sort().map((name) => `keep ${name}`),
        );
    });

    const worlds: [string, (at: number) => ThingState, (at: number) => string][] = [
        ["stay", (at) => ({ name: `thing ${at}` }), (at) => `k${at}`],
        ["are renamed", (at) => ({ name: `thing ${at}` }), (at) => `n${at}`],
        ["are about the same and renamed", () => ({ name: "thing" }), (at) => `n${at}`],
        ["are rotated", (at) => ({ name: `thing ${at}` }), (at) => `k${at + 1}`],
    ];
    for (const [name, thing, keyOf] of worlds) {
        it(`asks of a thousand entries that ${name} a few things each`, () => {
            const things = new Things();
            const before = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`k${at}`, thing(at)]));
            const entries = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [keyOf(at), thing(at)]));
            assert.equal(steps(before, entries, things).length, 1000);
            assert.equal(things.counts.diff, 1000);
            assert.ok(things.counts.identity <= 4000, String(things.counts.identity));
        });
    }

    it("isLeaving knows what leaving named, and takes no name of the program's for it", () => {
        const entry = { id: "id-1", state: {} };
        assert.equal(isLeaving(leaving("a", entry), entry), true);
        assert.equal(isLeaving(leaving("a", entry), { ...entry, id: "id-2" }), false);
        assert.equal(isLeaving("a (replaced)", entry), false);
    });

    describe("sameOnes", () => {
        const identity = ({ name }: Properties) => String(name);
        const names = (before: Before, now: Properties) =>
            Object.fromEntries(sameOnes(identity, new Map(Object.entries(before)), byName(now)));

        it("names what each was before, by what it is about", () => {
            assert.deepEqual(names({ a: A, b: B, c: C }, { a: A, z: B, b: C }), { a: "a", z: "b", b: "c" });
        });

        it("has no name for what was not there, and none for another thing under the same name", () => {
            assert.deepEqual(names({ a: A }, { a: B, z: C }), {});
        });

        it("has no name for what is not known yet", () => {
            assert.deepEqual(names({ a: A }, { a: UNKNOWN }), {});
        });

        it("knows nothing of what only its name tells of, neither before nor now", () => {
            const byId = ({ id }: Properties) => (typeof id === "string" ? id : undefined);
            const before = new Map<string, Properties>([
                ["a", {}],
                ["b", { id: "x" }],
                ["c", {}],
            ]);
            assert.deepEqual(Object.fromEntries(sameOnes(byId, before, byName({ a: {}, z: { id: "x" } }))), { z: "b" });
        });

        it("gives one name to one only", () => {
            assert.deepEqual(names({ a: A }, { x: A, y: A }), { x: "a" });
        });
    });
});
