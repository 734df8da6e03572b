import assert from "node:assert/strict";
import { planBatch } from "../../../../provider/resources/batch/batchPlan";
import { adoptionWord, atOnceIn, runBatch } from "../../../../provider/resources/batch/batchRun";
import { byName } from "../../../../provider/resources/batch/batchState";
import { type Created, Incomplete, type Properties } from "../../../../provider/resources/resource";
import { contextWith, fakeContract } from "../../helpers";
import { entriesWith, type ThingState, Things } from "./things";

type Answers = Readonly<Record<string, () => Promise<Partial<Created<ThingState>>>>>;

const [A, B, C] = [{ name: "A" }, { name: "B" }, { name: "C" }];
const fails = (message: string) => () => Promise.reject(new Error(message));
const half = (id: string, state: ThingState, adopted?: { device: string }) => () =>
    Promise.reject(new Incomplete(id, state, "not all of it", adopted));

/** What a run of a plan does, with one entry at a time. */
async function run(
    before: Readonly<Record<string, ThingState>>,
    entries: Properties,
    answers: Answers = {},
    { goesFirst = true, common = {} }: { goesFirst?: boolean; common?: Properties } = {},
) {
    const things = new Things(answers);
    things.goesFirst = goesFirst;
    const context = {
        ...contextWith(fakeContract(), { maxConcurrency: 1 }),
        self: { key: "ThingBatch all", label: 'ThingBatch "all"' },
    };
    const old = entriesWith(before);
    const steps = planBatch(things, old, { entries: byName(entries), common }, context.settings);
    const outcome = await runBatch(things, old, steps, context);
    const ids = Object.fromEntries([...outcome.entries].map(([key, { id }]) => [key, id]));
    const failures = Object.fromEntries(outcome.failures);
    return { ...outcome, ids, failures, calls: things.calls, log: context.log };
}

describe("resources/batch/batchRun", () => {
    it("does what each entry asks for, and has the entries then", async () => {
        const before = { keep: A, gone: B, old: C, changed: { name: "D" } };
        const { ids, failures, total, calls } = await run(before, {
            keep: A,
            renamed: C,
            changed: { name: "D", colour: "red" },
            added: { name: "E" },
        });
        assert.deepEqual(calls, ["delete id-B", "create E", "update id-D"]);
        assert.deepEqual(ids, { keep: "id-A", renamed: "id-C", changed: "id-D", added: "new-E" });
        assert.deepEqual([failures, total], [{}, 3]);
    });

    it("swaps names without a call", async () => {
        const { ids, calls } = await run({ a: A, b: B }, { a: B, b: A });
        assert.deepEqual([ids, calls], [{ a: "id-B", b: "id-A" }, []]);
    });

    it("keeps what was done and what failed as it was", async () => {
        const { ids, failures, total } = await run(
            { a: A, b: B },
            { a: { ...A, colour: "red" }, c: C, d: { name: "D" } },
            { "update id-A": fails("no red"), "delete id-B": fails("locked"), "create C": fails("no C") },
        );
        assert.deepEqual(ids, { a: "id-A", b: "id-B", d: "new-D" });
        assert.deepEqual([failures, total], [{ a: "no red", b: "locked", c: "no C" }, 4]);
    });

    it("keeps what could not be finished in the state it has", async () => {
        const { entries, failures } = await run(
            { a: A },
            { a: { ...A, colour: "red" }, b: B },
            {
                "update id-A": half("id-A", { name: "A", colour: "pink" }),
                "create B": half("made", { name: "B", colour: "grey" }),
            },
        );
        assert.deepEqual(Object.fromEntries(entries), {
            a: { id: "id-A", state: { name: "A", colour: "pink" } },
            b: { id: "made", state: { name: "B", colour: "grey" } },
        });
        assert.deepEqual(Object.keys(failures), ["a", "b"]);
    });

    describe("a replacement", () => {
        const moved = { a: { ...A, owner: "x" } };

        it("deletes the old one first where both cannot be", async () => {
            const { calls, ids } = await run({ a: A }, moved);
            assert.deepEqual([calls, ids], [["delete id-A", "create A"], { a: "new-A" }]);
        });

        it("makes the new one first where both can be", async () => {
            const { calls, ids } = await run({ a: A }, moved, {}, { goesFirst: false });
            assert.deepEqual([calls, ids], [["create A", "delete id-A"], { a: "new-A" }]);
        });

        it("forgets the old one, which is gone, where the new one cannot be made", async () => {
            const { ids, failures } = await run({ a: A }, moved, { "create A": fails("no") });
            assert.deepEqual([ids, failures], [{}, { a: "no" }]);
        });

        it("makes no new one where the old one cannot be deleted first", async () => {
            const { calls, ids } = await run({ a: A }, moved, { "delete id-A": fails("no") });
            assert.deepEqual([calls, ids], [["delete id-A"], { a: "id-A" }]);
        });

        it("keeps the old one as it was where the new one cannot be made beside it", async () => {
            const { calls, ids } = await run({ a: A }, moved, { "create A": fails("no") }, { goesFirst: false });
            assert.deepEqual([calls, ids], [["create A"], { a: "id-A" }]);
        });

        it("keeps both where the old one cannot be deleted then, the old one under a name for the time", async () => {
            const { ids } = await run({ a: A }, moved, { "delete id-A": fails("no") }, { goesFirst: false });
            assert.deepEqual(ids, { a: "new-A", "a (replaced id-A)": "id-A" });
        });

        it("keeps both where the new one could not be finished", async () => {
            const answers = { "create A": half("made", A) };
            const { calls, ids } = await run({ a: A }, moved, answers, { goesFirst: false });
            assert.deepEqual([calls, ids], [["create A"], { a: "made", "a (replaced id-A)": "id-A" }]);
        });
    });

    describe("an adoption", () => {
        const adopts = (device: string) => () => Promise.resolve({ adopted: { device } });

        it("is one warning for all, by name and device, also of what could not be finished", async () => {
            const { log } = await run(
                {},
                { c: C, a: A, b: B },
                {
                    "create A": adopts("the phone A"),
                    "create B": half("made", B, { device: "the phone B" }),
                },
            );
            assert.deepEqual(log.warnings, [adoptionWord('ThingBatch "all"', "a (the phone A), b (the phone B)")]);
        });

        it("is no word where there is none", async () => {
            assert.deepEqual((await run({}, { a: A })).log.warnings, []);
        });

        it("of a thousand names fifty and how many more there are", async () => {
            const names = Array.from({ length: 1000 }, (_, at) => `k${1000 + at}`);
            const { log } = await run(
                {},
                Object.fromEntries(names.map((name) => [name, { name }])),
                Object.fromEntries(names.map((name) => [`create ${name}`, adopts("a phone")])),
            );
            assert.equal(log.warnings.length, 1);
            assert.match(log.warnings[0] ?? "", /k1049 \(a phone\) and 950 more\. It counts as adopted/);
            assert.ok((log.warnings[0] ?? "").length < 2000);
        });
    });

    describe("what leaves and stays in Webex", () => {
        const line = (names: string) =>
            `ThingBatch "all": stays in Webex, and Pulumi forgets it: ${names}. To have it unregistered, ` +
            "run `pulumi up` with unregisterOnDelete: true before it leaves";
        const left = { ...A, unregisterOnDelete: false };

        it("is one line for all, by the names that the program knew them by", async () => {
            const before = { z: { ...left, name: "Z" }, a: left, gone: { ...B, unregisterOnDelete: true } };
            const { log, ids } = await run(before, {});
            assert.deepEqual([log.infos, log.warnings, ids], [[line("a, z")], [], {}]);
        });

        it("is not told of what could not be forgotten", async () => {
            const { log, ids } = await run({ a: left }, {}, { "delete id-A": fails("other organisation") });
            assert.deepEqual([log.infos, ids], [[], { a: "id-A" }]);
        });

        it("is told of the one whose name another entry took", async () => {
            const { log } = await run({ a: left, b: B }, { a: B });
            assert.deepEqual(log.infos, [line("a")]);
        });

        for (const goesFirst of [true, false]) {
            it(`is told of a replaced one that was left, ${goesFirst ? "before" : "after"} the new one was made`, async () => {
                const { log } = await run({ a: left }, { a: { ...left, owner: "x" } }, {}, { goesFirst });
                assert.deepEqual(log.infos, [line("a")]);
            });
        }

        it("is not told of a replaced one that had to make room", async () => {
            assert.deepEqual((await run({ a: A }, { a: { ...A, owner: "x" } })).log.infos, []);
        });
    });

    it("works on twice as many entries beside each other as requests may be in flight", () => {
        assert.equal(atOnceIn({ settings: contextWith(fakeContract(), { maxConcurrency: 7 }).settings }), 14);
    });
});
