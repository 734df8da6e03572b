import assert from "node:assert/strict";
import { departuresOf, givingWay, planBatch } from "../../../../provider/resources/batch/batchPlan";
import { byName, entriesToChange } from "../../../../provider/resources/batch/batchState";
import { DEVICES, deviceBatch } from "../../../../provider/resources/batch/deviceBatch";
import { entryOf } from "../../../../provider/resources/declarations";
import { device } from "../../../../provider/resources/device/device";
import { type Context, Incomplete, type Properties } from "../../../../provider/resources/resource";
import { Bench, beside, caught, lines, nextRun, type Stand, uniqueMac } from "../../helpers";
import { compare, create, MODEL } from "../device/deviceStand";

const SELF = { key: "DeviceBatch phones", label: 'DeviceBatch "phones"' };

type Entries = Readonly<Record<string, Properties>>;

describe("resources/batch: entries that change places", () => {
    const bench = new Bench();

    afterEach(() => bench.closeAll());

    function checked(devices: Entries, { contract }: Stand): Properties {
        const { inputs, failures } = deviceBatch.check({}, { devices }, contract);
        assert.deepEqual(failures, []);
        return inputs;
    }

    /** A batch of so many rooms, each with a phone. */
    async function roomsOf(count: number) {
        const stand = await bench.stand({}, { maxConcurrency: 2 });
        const names = Array.from({ length: count }, (_, at) => `room${at}`);
        const rooms = names.map(() => stand.simulator.addWorkspace().id);
        const phones = names.map(() => ({ mac: uniqueMac(), model: MODEL }));
        const entries = (turn: number): Entries =>
            Object.fromEntries(
                names.map((name, at) => [name, { workspaceId: rooms[at], ...phones[(at + turn) % count] }]),
            );
        const context = { ...stand.context, self: SELF };
        const made = await deviceBatch.create(checked(entries(0), stand), context);
        stand.simulator.log.clear();
        return { stand, context, names, entries, made, rooms, phones };
    }

    /** Compares and updates, as the provider does in a run of its own. */
    function updateIn(context: Context, id: string, state: Properties, inputs: Properties) {
        const { departures } = deviceBatch.diff(id, state, inputs, context.settings);
        context.run.activity.news();
        for (const departure of departures) {
            context.run.departures.announce(departure, entryOf(context.self, departure.entry ?? ""));
        }
        return deviceBatch.update(id, state, inputs, context);
    }

    function methods({ simulator }: Stand): string[] {
        return simulator.log.writes().map(({ method }) => method);
    }

    it("a ring of more phones than are worked on at a time: each keeps its phone and gets another room", async () => {
        const { stand, context, entries, made, names } = await roomsOf(9);
        const inputs = checked(entries(1), stand);
        const after = await updateIn(nextRun(context, undefined), made.id, made.state, inputs);
        assert.deepEqual(Object.keys(after.ids as object).sort(), [...names].sort());
        assert.deepEqual(methods(stand).sort(), [...Array<string>(9).fill("DELETE"), ...Array<string>(9).fill("POST")]);
    });

    it("a ring of people of limit one: removals go before registrations", async () => {
        const stand = await bench.stand({}, { maxConcurrency: 1 });
        const people = Array.from({ length: 6 }, () => stand.simulator.addPerson({ maxDeviceCount: 1 }).id);
        const context = { ...stand.context, self: SELF };
        const phones = people.map(() => ({ mac: uniqueMac(), model: MODEL }));
        const entries = (turn: number): Entries =>
            Object.fromEntries(phones.map((phone, at) => [`p${at}`, { ...phone, personId: people[(at + turn) % 6] }]));
        const made = await deviceBatch.create(checked(entries(0), stand), context);
        stand.simulator.log.clear();
        await updateIn({ ...nextRun(context), self: SELF }, made.id, made.state, checked(entries(1), stand));
        // None was refused and sent again.
        assert.deepEqual(methods(stand).sort(), [...Array<string>(6).fill("DELETE"), ...Array<string>(6).fill("POST")]);
    });

    it("those that nobody waits for are replaced one after the other", async () => {
        const { stand, context, entries, made } = await roomsOf(8);
        const renewed = Object.fromEntries(
            Object.entries(entries(0)).map(([name, own]) => [name, { ...own, mac: uniqueMac() }]),
        );
        await updateIn({ ...nextRun(context), self: SELF }, made.id, made.state, checked(renewed, stand));
        const order = methods(stand);
        assert.deepEqual([...order].sort(), [...Array<string>(8).fill("DELETE"), ...Array<string>(8).fill("POST")]);
        assert.ok(order.indexOf("POST") < order.lastIndexOf("DELETE"), order.join());
    });

    it("a removal that fails is told for its own entry and for the one that waits, and nothing is made of either", async () => {
        const stand = await bench.stand({}, { maxConcurrency: 2 });
        const people = [0, 1].map(() => stand.simulator.addPerson({ maxDeviceCount: 1 }).id);
        const context = { ...stand.context, self: SELF };
        const [x, y] = [0, 1].map(() => ({ mac: uniqueMac(), model: MODEL }));
        const first = { a: { ...x, personId: people[0] }, b: { ...y, personId: people[1] } };
        const made = await deviceBatch.create(checked(first, stand), context);
        const { ids } = made.state as { readonly ids: Readonly<Record<string, string>> };
        stand.simulator.faults.add({
            method: "DELETE",
            path: `/devices/${ids["b"]}`,
            kind: { status: 403 },
            count: -1,
        });
        const second = { a: { ...x, personId: people[1] }, b: { ...y, personId: people[0] } };
        const run = { ...nextRun(context), self: SELF };
        const error = await caught(updateIn(run, made.id, made.state, checked(second, stand)));
        assert.ok(error instanceof Incomplete);
        assert.match(error.message, /2 of 2 entries failed/);
        assert.match(error.message, /entry waited for DeviceBatch "phones", entry "b" to give up its device/);
        assert.deepEqual(
            stand.simulator.devices().map(({ id }) => id),
            [ids["b"]],
        );
    });

    it("a batch and a single resource wait for each other's removal", async () => {
        const { stand, context, made, entries, rooms } = await roomsOf(3);
        const [single, singleMac] = [stand.simulator.addWorkspace().id, uniqueMac()];
        const old = await create(
            { ...stand, context: beside(context, "single") },
            { workspaceId: single, mac: singleMac, model: MODEL },
        );
        const { run } = nextRun(context);
        const ofBatch = { ...context, run };
        const ofSingle = { ...beside(context, "single"), run };
        const before = entries(0);
        const wanted = { workspaceId: single, mac: String(before["room1"]?.mac), model: MODEL };
        const inputs = checked({ ...before, room1: { workspaceId: rooms[1], mac: singleMac, model: MODEL } }, stand);
        const replaceSingle = async () => {
            compare(ofSingle, old.id, old.state, wanted);
            await device.delete(old.id, old.state, ofSingle);
            return device.create(wanted, ofSingle);
        };
        await Promise.all([updateIn(ofBatch, made.id, made.state, inputs), replaceSingle()]);
        const macOf = (workspace: string | undefined) =>
            stand.simulator.devices().find(({ workspaceId }) => workspaceId === workspace)?.mac;
        assert.deepEqual([macOf(rooms[1]), macOf(single)], [singleMac, wanted.mac]);
        assert.equal(stand.simulator.devices().length, 4);
        assert.equal(lines(stand.simulator.log.writes()).filter((line) => line.startsWith("DELETE")).length, 2);
    });

    describe("as the plan has them", () => {
        const phone = (owner: Properties, mac: string) => ({ ...owner, mac, model: MODEL });
        const [p, q] = [{ personId: "p" }, { personId: "q" }];
        const rows: [string, Entries, Entries, string[]][] = [
            ["nobody where nothing moves", { a: phone(p, "1") }, { a: phone(p, "1") }, []],
            ["nobody where the new phone is new", { a: phone(p, "1") }, { a: phone(p, "2") }, []],
            [
                "both of a swap of people",
                { a: phone(p, "1"), b: phone(q, "2") },
                { a: phone(q, "1"), b: phone(p, "2") },
                ["a", "b"],
            ],
            [
                "the one whose person another gets",
                { a: phone(p, "1"), b: phone(q, "2") },
                { a: phone(q, "1"), b: phone({ workspaceId: "w" }, "2") },
                ["b"],
            ],
            ["what leaves, where a new one takes its person", { a: phone(p, "1") }, { b: phone(p, "2") }, ["a"]],
        ];
        for (const [name, before, after, giving] of rows) {
            it(`give way: ${name}`, () => {
                const macs = (entries: Entries) =>
                    Object.fromEntries(
                        Object.entries(entries).map(([key, own]) => [
                            key,
                            { ...own, mac: `02AB0000000${String(own.mac)}` },
                        ]),
                    );
                const records = Object.keys(before).map((key) => [key, { origin: "registered" }]);
                const state = {
                    devices: macs(before),
                    ids: Object.fromEntries(Object.keys(before).map((key) => [key, `id-${key}`])),
                    entries: JSON.stringify(Object.fromEntries(records)),
                };
                const wanted = { entries: byName<Properties>(macs(after)), common: {} };
                const steps = planBatch(DEVICES, entriesToChange(DEVICES, state, {}), wanted, { adoptAsOwn: false });
                assert.deepEqual([...givingWay(DEVICES, steps)].sort(), giving);
                for (const step of steps) {
                    const [departure] = departuresOf(DEVICES, step);
                    const leaves = step.kind === "remove" || step.kind === "replace";
                    assert.equal(departure?.id, leaves ? step.entry.id : undefined);
                }
            });
        }
    });
});
