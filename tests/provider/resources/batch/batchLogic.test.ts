import assert from "node:assert/strict";
import { batchLogic } from "../../../../provider/resources/batch/batchLogic";
import { deviceActivationBatch } from "../../../../provider/resources/batch/deviceActivationBatch";
import { deviceBatch } from "../../../../provider/resources/batch/deviceBatch";
import { entryOf } from "../../../../provider/resources/declarations";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { caught, contextWith, fakeContract } from "../../helpers";
import { Things } from "./things";
import { overTheWire } from "./wire";

const NO_LEAVE = { adoptAsOwn: false };
const CISCO = { name: "cisco", neededToRegister: ["mac", "model"] } as const;
const [A, B, C] = [{ name: "A" }, { name: "B" }, { name: "C" }];

type Answers = ConstructorParameters<typeof Things>[0];

function batchOf(answers: Answers = {}) {
    const things = new Things(answers);
    const context = {
        ...contextWith(fakeContract(), { maxConcurrency: 1 }),
        self: { key: "ThingBatch all", label: 'ThingBatch "all"' },
    };
    return { things, logic: batchLogic(things), context };
}

/** The state of a batch that holds these things, by their names. */
async function stateOf(things: Properties, common: Properties = {}): Promise<Properties> {
    const { logic, context } = batchOf();
    const { state } = await logic.create({ things, ...common }, context);
    return overTheWire(state);
}

describe("resources/batch/batchLogic", () => {
    describe("create", () => {
        it("has an id of its own and the state of its entries", async () => {
            const { logic, context } = batchOf();
            const { id, state } = await logic.create({ things: { b: B, a: A }, orgId: "o" }, context);
            assert.match(id, /^things-[0-9a-f-]{36}$/);
            assert.deepEqual(state, {
                orgId: "o",
                things: { a: A, b: B },
                ids: { a: "new-A", b: "new-B" },
                entries: '{"a":{},"b":{}}',
            });
        });

        it("keeps what was done where an entry fails", async () => {
            const { logic, context } = batchOf({ "create B": () => Promise.reject(new Error("no B")) });
            const error = await caught(logic.create({ things: { a: A, b: B } }, context));
            assert.ok(error instanceof Incomplete);
            assert.deepEqual([error.state.things, error.state.ids], [{ a: A }, { a: "new-A" }]);
            assert.equal(
                error.message,
                "1 of 2 entries failed; what was done is kept, and the next `pulumi up` does the rest\n  b: no B",
            );
        });

        it("is a plain error where nothing was done", async () => {
            const { logic, context } = batchOf({ "create A": () => Promise.reject(new Error("no A")) });
            assert.ok(!((await caught(logic.create({ things: { a: A } }, context))) instanceof Incomplete));
        });
    });

    describe("update", () => {
        const rows: [Properties, Properties, boolean][] = [
            [{}, { unregisterOnDelete: false }, true],
            [{ unregisterOnDelete: true }, { unregisterOnDelete: false }, true],
            [{ unregisterOnDelete: false }, { unregisterOnDelete: true }, false],
            [{ unregisterOnDelete: false }, { unregisterOnDelete: false }, true],
        ];
        for (const [before, now, stays] of rows) {
            it(`${JSON.stringify(before)}, then ${JSON.stringify(now)}: an entry that leaves goes by the latter`, async () => {
                const told: unknown[] = [];
                const { logic, context, things } = batchOf();
                const { single } = things;
                const remove = single.delete.bind(single);
                single.delete = (id, state, own) => {
                    told.push(state.unregisterOnDelete);
                    return remove(id, state, own);
                };
                const state = await stateOf({ a: A, b: B }, before);
                const after = await logic.update("id", state, { things: { a: A }, ...now }, context);
                assert.deepEqual(told, [now.unregisterOnDelete]);
                assert.equal(after.unregisterOnDelete, now.unregisterOnDelete);
                assert.equal(context.log.infos.length, stays ? 1 : 0);
                assert.deepEqual(things.calls, ["delete new-B"]);
            });
        }

        it("that the program says nothing of any more counts as unset for entries that leave", async () => {
            const { logic, context, things } = batchOf();
            const { single } = things;
            const told: object[] = [];
            single.delete = (_, state) => Promise.resolve(void told.push(state));
            const state = await stateOf({ a: A }, { unregisterOnDelete: false });
            await logic.update("id", state, { things: {} }, context);
            assert.deepEqual(told, [A]);
        });

        describe("that takes many entries out of Webex", () => {
            const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`t${at}`, { name: `T${at}` }]));

            it("is refused before anything is done", async () => {
                const { logic, context, things } = batchOf();
                const error = await caught(logic.update("id", await stateOf(many), { things: {} }, context));
                assert.ok(!(error instanceof Incomplete));
                assert.match(
                    error.message,
                    /^the update takes 12 of 12 things out of Webex: UNREGISTERS 12 \(t0, t1, /,
                );
                assert.deepEqual(things.calls, []);
            });

            it("is done where the batch allows it, which its state keeps and a read answers", async () => {
                const { logic, context, things } = batchOf();
                const program = { things: {}, allowRemovals: true };
                const after = await logic.update("id", await stateOf(many), program, context);
                assert.equal(things.calls.length, 12);
                assert.deepEqual([after.allowRemovals, after.ids], [true, {}]);
                const found = await logic.read("id", overTheWire(after), context);
                assert.deepEqual([found?.inputs, found?.state], [program, after]);
            });

            it("is done where the run allows it", async () => {
                const { logic, context, things } = batchOf();
                const settings = { ...context.settings, allowRemovals: true };
                await logic.update("id", await stateOf(many), { things: {} }, { ...context, settings });
                assert.equal(things.calls.length, 12);
            });

            it("is none of a delete, which the program or the user asked Pulumi for", async () => {
                const { logic, context, things } = batchOf();
                await logic.delete("id", await stateOf(many), context);
                assert.equal(things.calls.length, 12);
            });

            it("may be allowed without any other change: a change that is no replacement", async () => {
                const state = await stateOf({ a: A });
                const { logic } = batchOf();
                const difference = logic.diff("id", state, { things: { a: A }, allowRemovals: true }, NO_LEAVE);
                assert.deepEqual([difference.changes, difference.replaces], [true, []]);
            });
        });

        it("asks nothing of entries where only the batch's own inputs change", async () => {
            const { logic, context, things } = batchOf();
            const after = await logic.update("id", await stateOf({ a: A }), { things: { a: A }, orgId: "o" }, context);
            assert.deepEqual([things.calls, after.orgId, after.ids], [[], "o", { a: "new-A" }]);
        });

        it("keeps what was done where an entry fails, under the batch's id", async () => {
            const { logic, context } = batchOf({ "create C": () => Promise.reject(new Error("no C")) });
            const error = await caught(
                logic.update("id", await stateOf({ a: A }), { things: { b: B, c: C } }, context),
            );
            assert.ok(error instanceof Incomplete);
            assert.deepEqual([error.id, error.state.ids], ["id", { b: "new-B" }]);
        });
    });

    describe("delete", () => {
        it("deletes each entry by its id, with the state that is its own", async () => {
            const { logic, context, things } = batchOf();
            await logic.delete("id", await stateOf({ a: A, b: B }), context);
            assert.deepEqual(things.calls, ["delete new-A", "delete new-B"]);
        });

        it("says what failed and that the next destroy does the rest", async () => {
            const { logic, context } = batchOf({ "delete new-A": () => Promise.reject(new Error("locked")) });
            const error = await caught(logic.delete("id", await stateOf({ a: A, b: B }), context));
            assert.equal(error.message, "1 of 2 entries failed; the next `pulumi destroy` does the rest\n  a: locked");
        });

        it("makes room with its entries where the batch is replaced by one elsewhere", async () => {
            for (const first of [true, false]) {
                const { logic, context } = batchOf();
                if (first) {
                    context.run.replace(context.self, { id: "id", first, leaving: { frees: false } });
                }
                await logic.delete("id", await stateOf({ a: A }), context);
                assert.equal(context.run.makesRoom("new-A"), first);
                assert.equal(context.log.infos.length, first ? 0 : 1);
            }
        });
    });

    describe("read", () => {
        it("speaks for each entry by its name", async () => {
            const { logic, context, things } = batchOf();
            const selves: unknown[] = [];
            things.single.read = (_, state, { self }) => {
                selves.push(self);
                return Promise.resolve({ inputs: state, state });
            };
            await logic.read("id", await stateOf({ a: A, b: B }), context);
            assert.deepEqual(selves, [entryOf(context.self, "a"), entryOf(context.self, "b")]);
        });

        it("takes out what is gone, and tells drift in one line", async () => {
            const { logic, context, things } = batchOf();
            things.single.read = (id, state) => {
                const now = id === "new-B" ? { ...state, colour: "red" } : state;
                return Promise.resolve(id === "new-C" ? undefined : { inputs: now, state: now });
            };
            const found = await logic.read("id", await stateOf({ c: C, b: B, a: A }), context);
            assert.deepEqual(found?.inputs, { things: { a: A, b: { ...B, colour: "red" } } });
            assert.deepEqual(found.state.ids, { a: "new-A", b: "new-B" });
            assert.deepEqual(context.log.infos, ['ThingBatch "all": differs from the state: b (colour), c (gone)']);
        });

        it("throws, so that the state stays, where one entry cannot be read", async () => {
            const { logic, context, things } = batchOf();
            const read = things.single.read.bind(things.single);
            things.single.read = (id, state, own) =>
                id === "new-B" ? Promise.reject(new Error("500")) : read(id, state, own);
            const error = await caught(logic.read("id", await stateOf({ a: A, b: B }), context));
            assert.equal(error.message, "1 of 2 entries failed; the state was left as it is\n  b: 500");
        });
    });

    describe("declarations", () => {
        const phone = (mac: string) => ({ personId: "p", model: "m", mac });

        it("names each entry's MAC address and serial number, with the entry", () => {
            const devices = { b: phone("52:ea:d3:24:fd:21"), a: { personId: "p", serial: "foc1" }, later: UNKNOWN };
            assert.deepEqual(deviceBatch.declarations({ devices }), [
                { key: "the serial number FOC1", what: "the serial number", entry: "a" },
                { key: "the MAC address 52EAD324FD21", what: "the MAC address", entry: "b" },
            ]);
        });

        it("are none where the entries are not known yet, and none of codes", () => {
            assert.deepEqual(deviceBatch.declarations({ devices: UNKNOWN }), []);
            assert.deepEqual(deviceActivationBatch.declarations({ activations: { a: { personId: "p" } } }), []);
        });
    });

    it("is in the organisation that its entries are recorded in", async () => {
        const { logic } = batchOf();
        assert.equal(logic.organization(await stateOf({ a: A })), "o");
        assert.equal(logic.organization(await stateOf({})), undefined);
    });

    it("frees no seat itself: the guard counts its entries", () => {
        assert.equal(batchOf().logic.leavesWebex({}, true), false);
    });

    describe("a thousand entries", () => {
        const COUNT = 1000;
        const names = Array.from({ length: COUNT }, (_, at) => `phone-${at}`);
        const mapped = (value: (at: number) => unknown): Properties =>
            Object.fromEntries(names.map((name, at) => [name, value(at)]));
        const mac = (at: number) => `02AB0000${String(at + 1000)}`;

        /** Seconds that the engine would wait for it: check and diff run one after another for the whole program. */
        function seconds(work: () => void): number {
            work();
            const began = performance.now();
            work();
            return (performance.now() - began) / 1000;
        }

        it("of devices are checked, declared and compared in a moment, also under other names", () => {
            const phone = (at: number) => ({ personId: `p${at}`, model: "DMS Cisco 8865", mac: mac(at), tags: ["x"] });
            const state = overTheWire({
                devices: mapped(phone),
                ids: mapped((at) => `id-${at}`),
                entries: JSON.stringify(mapped(() => ({ origin: "registered", organization: "o" }))),
            });
            const renamed = Object.fromEntries(names.map((name, at) => [`other ${name}`, phone(at)]));
            for (const devices of [state.devices as Properties, renamed]) {
                const time = seconds(() => {
                    const { inputs, failures } = deviceBatch.check({ devices: state.devices }, { devices }, CISCO);
                    assert.deepEqual(failures, []);
                    assert.equal(deviceBatch.declarations(inputs).length, COUNT);
                    const { changes, kept, leaving } = deviceBatch.diff("id", state, inputs, NO_LEAVE);
                    assert.deepEqual([changes, kept.length, leaving.length], [devices === renamed, COUNT, 0]);
                });
                assert.ok(time < 3, `${time} s`);
            }
        });

        it("of codes of one owner and model are compared in a moment, also under other names", () => {
            const own = { personId: "p", model: "m" };
            const state = overTheWire({
                activations: mapped(() => own),
                codes: mapped((at) => `code-${at}`),
                statuses: mapped(() => "pending"),
                expiries: mapped(() => "2099-01-01T00:00:00.000Z"),
                deviceIds: mapped((at) => `entry-${at}`),
                entries: JSON.stringify(
                    mapped((at) => ({
                        id: `activation-${at}`,
                        origin: "issued",
                        issuedAt: "2026-01-01T00:00:00.000Z",
                        entryId: `entry-${at}`,
                    })),
                ),
            });
            const renamed = Object.fromEntries(names.map((name) => [`other ${name}`, own]));
            for (const activations of [state.activations as Properties, renamed]) {
                const time = seconds(() => {
                    const { changes, kept, leaving } = deviceActivationBatch.diff(
                        "id",
                        state,
                        { activations },
                        NO_LEAVE,
                    );
                    assert.deepEqual([changes, kept], [activations === renamed, []]);
                    assert.equal(new Set(leaving).size, COUNT);
                });
                assert.ok(time < 3, `${time} s`);
            }
        });

        it("are worked through without a word for each", async () => {
            const { logic, context, things } = batchOf();
            const many = Object.fromEntries(names.map((name) => [name, { name }]));
            const { state } = await logic.create({ things: many }, context);
            await logic.delete("id", state, context);
            assert.equal(things.calls.length, 2 * COUNT);
            assert.deepEqual([context.log.warnings, context.log.infos.length], [[], 1]);
        });
    });
});
