import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { normalizeTags } from "../../../../provider/api/identity";
import { dynamicProvider } from "../../../../provider/dynamic";
import { deviceBatch } from "../../../../provider/resources/batch/deviceBatch";
import { entryOf } from "../../../../provider/resources/declarations";
import { type Context, Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, Device, Simulator, SimulatorOptions } from "../../../../simulator/index";
import {
    Bench,
    caught,
    fastForward,
    keptBy,
    lines,
    type MemoryLog,
    type Stand,
    standAt,
    unique,
    uniqueMac,
    webexId,
} from "../../helpers";
import { overTheWire } from "./wire";

const MODEL = "DMS Cisco 8865";
const SELF = { key: "DeviceBatch phones", label: 'DeviceBatch "phones"' };
const NO_LEAVE = { adoptAsOwn: false };

type Texts = Readonly<Record<string, string>>;
type State = Properties & {
    readonly devices: Devices;
    readonly ids: Texts;
    readonly activationCodes?: Texts;
    readonly entries: string;
};
type Devices = Readonly<Record<string, Properties>>;

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: State;
    readonly inputs: Properties;
}

/** Goes to the state and back, as everything does between two runs. */
function saved(state: object): State {
    return overTheWire({ ...state }) as State;
}

/** What the stack records of the entries, by their names. */
const recordsIn = ({ state }: { readonly state: State }) => JSON.parse(state.entries) as Record<string, Properties>;
const idOf = ({ state }: { readonly state: State }, key: string) => state.ids[key] ?? `no ${key}`;
const namesIn = (batch: { readonly state: State }) => {
    const names = Object.keys(recordsIn(batch));
    assert.deepEqual(Object.keys(batch.state.devices).sort(), names);
    assert.deepEqual(Object.keys(batch.state.ids).sort(), names);
    return names;
};
const sent = ({ log }: Simulator) => lines(log.entries);
const writes = ({ log }: Simulator) => lines(log.writes());

describe("resources/deviceBatch", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** An organisation, and runs of the CLI on it: each has a client, a contract and a log of its own. */
    async function organization(contract: ContractName = "cisco", options: SimulatorOptions = {}) {
        const simulator = await bench.simulator({ contract, ...options });
        /** What a run does with the batch; the log shows its requests alone. */
        const run = (changes: Partial<Settings> = {}): Stand => {
            simulator.log.clear();
            const stand = standAt(simulator, changes);
            return { ...stand, context: { ...stand.context, self: SELF } };
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = deviceBatch.check(olds, program, standAt(simulator).contract);
            assert.deepEqual(failures, []);
            return inputs;
        };
        const create = async (
            program: Properties,
            changes: Partial<Settings> = {},
            { context }: { readonly context: Context } = run(changes),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program));
            const { id, state } = await deviceBatch.create(inputs, context);
            return { id, state: saved(state), inputs };
        };
        /** What the engine does in a run whose program changed: check, diff, update. */
        const update = async (
            batch: Batch,
            program: Properties,
            { context }: { readonly context: Context } = run(),
        ): Promise<Batch> => {
            const inputs = overTheWire(check(program, batch.inputs));
            const { changes, replaces, kept, leaving } = deviceBatch.diff(
                batch.id,
                batch.state,
                inputs,
                context.settings,
            );
            assert.deepEqual([changes, replaces], [true, []]);
            for (const { id, entry = "" } of kept) {
                context.run.claims.declare(id, entryOf(SELF, entry));
            }
            for (const id of leaving) {
                context.run.claims.know(id, SELF);
            }
            const state = await deviceBatch.update(batch.id, batch.state, inputs, context);
            return { ...batch, state: saved(state), inputs };
        };
        /** The error of something half done, and the batch as the engine keeps it. */
        const incomplete = async (work: Promise<Batch>, inputs: Properties) => {
            const error = await caught(work);
            const { id, state } = keptBy(error);
            const batch: Batch = { id, state: saved(state), inputs };
            return { message: error.message, batch };
        };
        const read = async (batch: Batch) => {
            const found = await deviceBatch.read(batch.id, batch.state, run().context);
            assert.ok(found);
            return { inputs: found.inputs, state: saved(found.state) };
        };
        const remove = async (batch: Batch, { context, log }: Stand = run()): Promise<MemoryLog> => {
            await deviceBatch.delete(batch.id, batch.state, context);
            return log;
        };
        const changes = (batch: Batch, program: Properties) =>
            deviceBatch.diff(batch.id, batch.state, check(program, batch.inputs), NO_LEAVE).changes;
        return { simulator, run, check, create, update, incomplete, read, remove, changes };
    }

    /** A person's phone. */
    const phoneIn = (simulator: Simulator, more: Properties = {}): Properties => ({
        personId: simulator.addPerson().id,
        mac: uniqueMac(),
        model: MODEL,
        ...more,
    });

    /** An organisation with a batch of three tagged phones of three people. */
    async function threePhones() {
        const made = await organization();
        const devices = Object.fromEntries(
            ["a", "b", "c"].map((key) => [key, phoneIn(made.simulator, { tags: [`tag-${key}`] })]),
        );
        const batch = await made.create({ devices });
        return { ...made, devices: devices as Record<"a" | "b" | "c", Properties>, batch };
    }

    describe("create", () => {
        it("costs two requests for each tagged phone, one for each other, and a shared look", async () => {
            const { simulator, create } = await organization();
            const devices = Object.fromEntries(
                Array.from({ length: 200 }, (_, at) => [
                    `phone-${at}`,
                    phoneIn(simulator, at % 2 === 0 ? { tags: ["b", "a"] } : {}),
                ]),
            );
            const { state } = await create({ devices });
            const count = (method: string) => simulator.log.requests({ method }).length;
            assert.deepEqual([count("POST"), count("PATCH"), count("GET")], [200, 100, 6 + 1]);
            assert.deepEqual(namesIn({ state }), Object.keys(devices).sort());
            const there = new Map(simulator.devices().map((phone) => [phone.id, phone]));
            for (const [key, { mac, personId, tags = [] }] of Object.entries<Properties>(devices)) {
                const phone = there.get(state.ids[key] ?? "");
                assert.deepEqual([phone?.mac, phone?.personId], [mac, personId]);
                assert.deepEqual(phone?.tags, tags);
            }
        });

        it("looks through a large organisation once: 50 phones beside 950 others cost 16 GETs", async () => {
            const { simulator, create } = await organization();
            for (let count = 0; count < 950; count += 1) {
                simulator.addDevice();
            }
            const devices = Object.fromEntries(
                Array.from({ length: 50 }, (_, at) => [`phone-${at}`, phoneIn(simulator)]),
            );
            await create({ devices }, { maxConcurrency: 25 });
            assert.equal(simulator.log.requests({ method: "POST" }).length, 50);
            assert.equal(simulator.log.requests({ method: "GET" }).length, 6 + 10);
        });

        it("adopts what is there by MAC address and owner, without a POST, and brings it to the program's tags", async () => {
            const { simulator, create } = await organization();
            const devices: Devices = Object.fromEntries(
                Array.from({ length: 30 }, (_, at) => [`phone-${at}`, phoneIn(simulator, { tags: ["a"] })]),
            );
            const there = Object.entries(devices)
                .slice(0, 20)
                .map(([key, { personId, mac }], at) => {
                    const owner = { personId: personId as string, mac: mac as string };
                    const tags = at < 10 ? ["a"] : ["other"];
                    return [key, simulator.addDevice({ ...owner, tags, product: "Cisco 8865", type: "phone" }).id];
                });
            const { state } = await create({ devices });
            assert.deepEqual(
                there,
                there.map(([key = ""]) => [key, state.ids[key]]),
            );
            const count = (method: string) => simulator.log.requests({ method }).length;
            assert.deepEqual([count("POST"), count("PATCH")], [10, 10 + 10]);
            assert.ok(simulator.devices().every(({ tags }) => tags.join() === "a"));
        });

        it("fails for an entry whose MAC address somebody else has, and names the device", async () => {
            const { simulator, create, incomplete } = await organization();
            const devices = { mine: phoneIn(simulator), taken: phoneIn(simulator) };
            const other = simulator.addDevice({
                personId: simulator.addPerson().id,
                mac: devices.taken.mac as string,
            });
            const { message, batch } = await incomplete(create({ devices }), {});
            assert.match(message, /^1 of 2 entries failed/);
            assert.match(message, new RegExp(`\n  taken: the MAC address .* is in use by device ${other.id}`));
            assert.deepEqual(namesIn(batch), ["mine"]);
            assert.deepEqual(writes(simulator), ["POST /devices"]);
        });

        it("keeps what was done where some entries fail; the next update does only the rest", async () => {
            const { simulator, create, update, incomplete, changes } = await organization();
            const devices = Object.fromEntries(
                ["a", "b", "c", "d"].map((key) => [key, phoneIn(simulator, { tags: [key] })]),
            );
            simulator.faults.add({ method: "POST", skip: 1, kind: { status: 500 } });
            simulator.faults.add({ method: "PATCH", skip: 1, kind: { status: 500 } });
            const program = { devices };
            const { message, batch } = await incomplete(create(program, { maxConcurrency: 1 }), program);
            assert.match(message, /^2 of 4 entries failed; what was done is kept/);
            assert.deepEqual([...message.matchAll(/^ {2}(\w): /gm)].length, 2);
            assert.equal(namesIn(batch).length, 3);
            assert.equal(changes(batch, program), true);
            const done = await update(batch, program);
            const patched = simulator.log.requests({ method: "PATCH" }).map(({ path }) => path);
            assert.equal(simulator.log.requests({ method: "POST" }).length, 1);
            assert.equal(patched.length, 2);
            assert.equal(changes(done, program), false);
            assert.deepEqual(
                simulator
                    .devices()
                    .map(({ tags }) => tags.join())
                    .sort(),
                ["a", "b", "c", "d"],
            );
        });

        it("is a plain error where nothing at all was done", async () => {
            const { simulator, create } = await organization();
            simulator.faults.add({ method: "POST", count: -1, kind: { status: 403 } });
            const error = await caught(create({ devices: { a: phoneIn(simulator), b: phoneIn(simulator) } }));
            assert.ok(!(error instanceof Incomplete));
            assert.match(error.message, /^2 of 2 entries failed/);
        });

        it("tries nothing more after a 401", async () => {
            const { simulator, create } = await organization();
            const devices = Object.fromEntries(
                Array.from({ length: 40 }, (_, at) => [`phone-${at}`, phoneIn(simulator)]),
            );
            simulator.expireToken();
            const { message } = await caught(create({ devices }, { maxConcurrency: 2 }));
            assert.match(message, /^40 of 40 entries failed/);
            assert.match(message, /was not tried after that/);
            assert.ok(simulator.log.entries.length <= 8, String(simulator.log.entries.length));
        });

        it("registers the devices of one person one after another, those of others beside them", async () => {
            const { simulator, create } = await organization();
            const [both, alone] = [simulator.addPerson().id, simulator.addPerson().id];
            const phone = (personId: string) => ({ personId, mac: uniqueMac(), model: MODEL });
            simulator.faults.add({ method: "POST", count: 2, kind: { hold: true } });
            const made = create({ devices: { a: phone(both), b: phone(both), c: phone(alone) } });
            await simulator.log.waitFor(({ method, body }) => method === "POST" && ownerIn(body) === alone);
            await simulator.log.waitFor(() => simulator.faults.held() === 2);
            const owners = () => simulator.log.requests({ method: "POST" }).map(({ body }) => ownerIn(body));
            assert.deepEqual(owners().sort(), [both, alone].sort());
            simulator.faults.release();
            await made;
            assert.equal(owners().filter((owner) => owner === both).length, 2);
            const [first, second] = simulator.log
                .requests(({ method, body }) => method === "POST" && ownerIn(body) === both)
                .sort((a, b) => a.seq - b.seq);
            assert.ok((first?.doneAtMs ?? Infinity) <= (second?.atMs ?? 0));
        });

        it("waits for phones of the 9800 series, which are listed later", async () => {
            const { simulator, create } = await organization("cisco", { appearAfterSeconds: 40 });
            const devices = {
                late: phoneIn(simulator, { model: "Cisco 9861", tags: ["a"] }),
                other: phoneIn(simulator),
            };
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });
            const { state } = await fastForward(clock, create({ devices }));
            assert.deepEqual(namesIn({ state }), ["late", "other"]);
            assert.deepEqual(simulator.device(state.ids.late ?? "")?.tags, ["a"]);
            assert.equal(simulator.log.requests({ method: "POST" }).length, 2);
        });

        it("keeps in the state what was given, maps of what Webex told, and a record of each entry", async () => {
            const { simulator, batch, devices } = await threePhones();
            const ids = Object.fromEntries(
                simulator.devices().map(({ id, mac }) => {
                    const [key = ""] = Object.entries(devices).find(([, device]) => device.mac === mac) ?? [];
                    return [key, id];
                }),
            );
            const eachIs = <T>(value: T) => ({ a: value, b: value, c: value });
            assert.deepEqual(batch.state, {
                devices,
                ids,
                connectionStatuses: eachIs("disconnected"),
                products: eachIs("Cisco 8865"),
                entries: JSON.stringify(eachIs({ origin: "registered", organization: simulator.orgId })),
            });
        });

        it("of no entries is a batch without any", async () => {
            const { simulator, create } = await organization();
            const { state } = await create({ devices: {} });
            assert.deepEqual([namesIn({ state }), state.entries, sent(simulator)], [[], "{}", []]);
        });

        it("with crud is a code for each device, kept apart from the entries", async () => {
            const { simulator, create } = await organization("crud");
            const workspaceId = simulator.addWorkspace().id;
            const { state } = await create({
                devices: { room: { workspaceId }, tagged: { workspaceId, tags: ["a"] } },
            });
            const codes = new Map(simulator.codes().map(({ deviceId, code }) => [deviceId, code]));
            const of = (key: string) => codes.get(state.ids[key]);
            assert.deepEqual(state.activationCodes, { room: of("room"), tagged: of("tagged") });
            const { activationCodes: _, ...others } = state;
            assert.ok(!JSON.stringify(others).includes(of("room") ?? ""));
            assert.deepEqual(simulator.device(state.ids.tagged ?? "")?.tags, ["a"]);
            assert.match(String(recordsIn({ state }).room?.activationExpiresAt), /^\d{4}-/);
        });
    });

    describe("update", () => {
        it("adds an entry and touches no other", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { mac, ...rest } = phoneIn(simulator);
            const after = await update(batch, { devices: { ...devices, d: { mac, ...rest } } });
            assert.deepEqual(sent(simulator), [`GET /devices?mac=${String(mac)}&max=100`, "POST /devices"]);
            assert.deepEqual(namesIn(after), ["a", "b", "c", "d"]);
        });

        it("changes an entry's tags by one PATCH", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const after = await update(batch, { devices: { ...devices, b: { ...devices.b, tags: ["new"] } } });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(simulator.device(idOf(batch, "b"))?.tags, ["new"]);
            assert.deepEqual(after.state.devices.b?.tags, ["new"]);
        });

        it("takes tags away that leave the program", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { tags: _, ...b } = devices.b;
            await update(batch, { devices: { ...devices, b } });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(simulator.device(idOf(batch, "b"))?.tags, []);
        });

        it("removes an entry by one DELETE", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { b: _, ...left } = devices;
            const after = await update(batch, { devices: left });
            assert.deepEqual(sent(simulator), [`DELETE /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(namesIn(after), ["a", "c"]);
        });

        it("is content with an entry that is gone already", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            simulator.removeDevice(idOf(batch, "b"));
            const { b: _, ...left } = devices;
            const after = await update(batch, { devices: left });
            assert.deepEqual(sent(simulator), [`DELETE /devices/${idOf(batch, "b")}`, "GET /devices?max=1"]);
            assert.deepEqual(namesIn(after), ["a", "c"]);
        });

        it("renames an entry without a request, and keeps it under the new name", async () => {
            const { simulator, update, changes, batch, devices } = await threePhones();
            const { b, ...others } = devices;
            const program = { devices: { ...others, renamed: b } };
            const after = await update(batch, program);
            assert.deepEqual(sent(simulator), []);
            assert.deepEqual(after.state.devices.renamed, batch.state.devices.b);
            assert.deepEqual(recordsIn(after).renamed, recordsIn(batch).b);
            assert.equal(idOf(after, "renamed"), idOf(batch, "b"));
            assert.deepEqual(namesIn(after), ["a", "c", "renamed"]);
            assert.equal(changes(after, program), false);
        });

        it("renames an entry and changes its tags by one PATCH", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { b, ...others } = devices;
            const after = await update(batch, { devices: { ...others, renamed: { ...b, tags: ["new"] } } });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(after.state.devices.renamed?.tags, ["new"]);
        });

        it("registers the phone of an entry anew that gets another name and another model", async () => {
            const { simulator, update, changes, batch, devices } = await threePhones();
            const { b, ...others } = devices;
            const program = { devices: { ...others, renamed: { ...b, model: "DMS Cisco 8845" } } };
            const after = await update(batch, program);
            const id = idOf(after, "renamed");
            assert.deepEqual(writes(simulator), [
                `DELETE /devices/${idOf(batch, "b")}`,
                "POST /devices",
                `PATCH /devices/${id}`,
            ]);
            assert.deepEqual(
                [simulator.device(id)?.product, recordsIn(after).renamed?.origin],
                ["Cisco 8845", "registered"],
            );
            assert.equal(changes(after, program), false);
        });

        it("knows a phone by its MAC address, also where names are swapped or given to others", async () => {
            const { simulator, update, changes, batch, devices } = await threePhones();
            const d = phoneIn(simulator);
            const swapped = { devices: { a: devices.b, b: devices.a, c: d, e: devices.c } };
            const after = await update(batch, swapped);
            assert.deepEqual(sent(simulator), [`GET /devices?mac=${String(d.mac)}&max=100`, "POST /devices"]);
            assert.deepEqual(
                ["a", "b", "e"].map((key) => idOf(after, key)),
                ["b", "a", "c"].map((key) => idOf(batch, key)),
            );
            assert.equal(changes(after, swapped), false);
        });

        it("removes what had a name that another entry takes, and does not forget it where that fails", async () => {
            const { simulator, update, incomplete, batch, devices } = await threePhones();
            const program = { devices: { b: devices.a, c: devices.c } };
            simulator.faults.add({ method: "DELETE", kind: { status: 500 } });
            const half = await incomplete(update(batch, program), program);
            assert.deepEqual(sent(simulator), [`DELETE /devices/${idOf(batch, "b")}`]);
            const after = await update(half.batch, program);
            assert.deepEqual(sent(simulator), [`DELETE /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(namesIn(after), ["b", "c"]);
            assert.equal(idOf(after, "b"), idOf(batch, "a"));
        });

        it("moves a phone to another person by a DELETE and a POST, in that order", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const b = { ...devices.b, personId: simulator.addPerson().id };
            const after = await update(batch, { devices: { ...devices, b } });
            assert.deepEqual(sent(simulator), [
                `DELETE /devices/${idOf(batch, "b")}`,
                `GET /devices?mac=${String(devices.b.mac)}&max=100`,
                "POST /devices",
                `PATCH /devices/${idOf(after, "b")}`,
            ]);
            assert.equal(simulator.device(idOf(after, "b"))?.personId, b.personId);
            assert.equal(simulator.devices().length, 3);
        });

        it("replaces a person's phone by one with another MAC address, the old one first", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const mac = uniqueMac();
            await update(batch, { devices: { ...devices, b: { ...devices.b, mac } } });
            assert.deepEqual(writes(simulator).slice(0, 2), [`DELETE /devices/${idOf(batch, "b")}`, "POST /devices"]);
            assert.deepEqual(
                simulator
                    .devices()
                    .map((phone) => phone.mac)
                    .sort(),
                [devices.a.mac, devices.c.mac, mac].sort(),
            );
        });

        it("swaps the owners of two phones", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const a = { ...devices.a, personId: devices.b.personId };
            const b = { ...devices.b, personId: devices.a.personId };
            const after = await update(batch, { devices: { ...devices, a, b } });
            assert.deepEqual(
                ["a", "b"].map((key) => simulator.device(idOf(after, key))?.personId),
                [a.personId, b.personId],
            );
            assert.equal(simulator.devices().length, 3);
        });

        it("gives a person another entry's phone before the person's own is counted", async () => {
            const { simulator, update, create } = await organization();
            const personId = simulator.addPerson({ maxDeviceCount: 1 }).id;
            const phone = () => ({ personId, mac: uniqueMac(), model: MODEL });
            const batch = await create({ devices: { old: phone() } });
            await update(batch, { devices: { new: phone() } });
            assert.deepEqual(
                writes(simulator).map((line) => line.split(" ")[0]),
                ["DELETE", "POST"],
            );
        });

        /** A phone of a workspace, whose old device goes only when the new one is there. */
        async function roomPhone() {
            const made = await organization();
            const workspaceId = made.simulator.addWorkspace().id;
            const phone = { workspaceId, mac: uniqueMac(), model: MODEL };
            const batch = await made.create({ devices: { room: phone } });
            return { ...made, batch, program: { devices: { room: { ...phone, mac: uniqueMac() } } } };
        }

        it("replaces a workspace's phone by one with another MAC address, the old one first", async () => {
            const { simulator, update, batch, program } = await roomPhone();
            const after = await update(batch, program);
            assert.deepEqual(writes(simulator), [`DELETE /devices/${idOf(batch, "room")}`, "POST /devices"]);
            assert.deepEqual(
                simulator.devices().map(({ id }) => id),
                [idOf(after, "room")],
            );
        });

        it("does not forget the old one of a replacement that could not be deleted: the next update does", async () => {
            const { simulator, update, incomplete, changes, batch, program } = await roomPhone();
            simulator.faults.add({ method: "DELETE", kind: { status: 500 } });
            const half = await incomplete(update(batch, program), program);
            assert.equal(changes(half.batch, program), true);
            assert.equal(simulator.devices().length, 1);
            const after = await update(half.batch, program);
            assert.deepEqual(writes(simulator), [`DELETE /devices/${idOf(batch, "room")}`, "POST /devices"]);
            assert.deepEqual(namesIn(after), ["room"]);
            assert.equal(changes(after, program), false);
        });

        it("keeps the new one of a replacement whose tags could not be written", async () => {
            const { simulator, update, incomplete, batch, program } = await roomPhone();
            const { room } = program.devices;
            const tagged = { devices: { room: { ...room, tags: ["a"] } } };
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const half = await incomplete(update(batch, tagged), tagged);
            const after = await update(half.batch, tagged);
            assert.deepEqual(writes(simulator), [`PATCH /devices/${idOf(after, "room")}`]);
            assert.notEqual(idOf(after, "room"), idOf(batch, "room"));
            assert.deepEqual(namesIn(after), ["room"]);
        });

        it("registers the new one of a replacement in the next update where that failed", async () => {
            const { simulator, update, incomplete, batch, program } = await roomPhone();
            simulator.faults.add({ method: "POST", kind: { status: 400 } });
            const half = await incomplete(update(batch, program), program);
            assert.deepEqual([namesIn(half.batch), simulator.devices()], [[], []]);
            const after = await update(half.batch, program);
            assert.deepEqual([namesIn(after), simulator.devices().length], [["room"], 1]);
        });

        it("keeps what failed as it was; the next update does only the rest", async () => {
            const { simulator, update, incomplete, batch, devices } = await threePhones();
            const added = phoneIn(simulator);
            const program = { devices: { a: { ...devices.a, tags: ["new"] }, c: devices.c, d: added } };
            simulator.faults.add({ method: "DELETE", kind: { status: 500 } });
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const half = await incomplete(update(batch, program), program);
            const [told = "", ...reasons] = half.message.split("\n").map((line) => line.trim());
            assert.match(told, /^2 of 3 entries failed/);
            assert.match(reasons.sort().join("\n"), /^a: PATCH [^\n]*\nb: DELETE [^\n]*$/);
            assert.deepEqual(half.batch.state.devices.a, batch.state.devices.a);
            assert.deepEqual(namesIn(half.batch), ["a", "b", "c", "d"]);
            const after = await update(half.batch, program);
            assert.deepEqual(writes(simulator).sort(), [
                `DELETE /devices/${idOf(batch, "b")}`,
                `PATCH /devices/${idOf(batch, "a")}`,
            ]);
            assert.deepEqual(namesIn(after), ["a", "c", "d"]);
        });

        it("registers a moved phone in the next update where that failed after the old one was deleted", async () => {
            const { simulator, update, incomplete, batch, devices } = await threePhones();
            const program = { devices: { ...devices, b: { ...devices.b, personId: simulator.addPerson().id } } };
            simulator.faults.add({ method: "POST", kind: { status: 500 } });
            const half = await incomplete(update(batch, program), program);
            assert.deepEqual(namesIn(half.batch), ["a", "c"]);
            await update(half.batch, program);
            assert.deepEqual(
                writes(simulator).map((line) => line.split(" ")[0]),
                ["POST", "PATCH"],
            );
            assert.equal(simulator.devices().length, 3);
        });

        it("forgets removed entries where unregisterOnDelete is false", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { b: _, ...left } = devices;
            const after = await update(batch, { devices: left, unregisterOnDelete: false });
            assert.deepEqual(sent(simulator), ["GET /devices?max=1"]);
            assert.deepEqual(namesIn(after), ["a", "c"]);
            assert.equal(after.state.unregisterOnDelete, false);
            assert.equal(simulator.devices().length, 3);
        });

        it("saves unregisterOnDelete without a request", async () => {
            const { simulator, update, changes, batch, devices } = await threePhones();
            const program = { devices, unregisterOnDelete: false };
            const after = await update(batch, program);
            assert.deepEqual([sent(simulator), changes(after, program)], [[], false]);
        });

        it("with crud keeps the codes of entries that are renamed or changed, and drops those that go", async () => {
            const { simulator, create, update } = await organization("crud");
            const room = () => ({ workspaceId: simulator.addWorkspace().id });
            const devices = { a: room(), b: room(), c: room() };
            const batch = await create({ devices });
            const codes = batch.state.activationCodes ?? {};
            const after = await update(batch, { devices: { renamed: devices.a, b: { ...devices.b, tags: ["x"] } } });
            assert.deepEqual(after.state.activationCodes, { renamed: codes.a, b: codes.b });
            assert.deepEqual(writes(simulator).sort(), [
                `DELETE /devices/${idOf(batch, "c")}`,
                `PUT /devices/${idOf(batch, "b")}`,
            ]);
        });

        it("with crud renames several devices of one workspace, of which each is as good as the other", async () => {
            const { simulator, create, update } = await organization("crud");
            const room = { workspaceId: simulator.addWorkspace().id };
            const batch = await create({ devices: { a: room, b: room } });
            const after = await update(batch, { devices: { c: room, d: room } });
            assert.deepEqual(sent(simulator), []);
            assert.deepEqual(
                ["c", "d"].map((key) => idOf(after, key)),
                ["a", "b"].map((key) => idOf(batch, key)),
            );
        });
    });

    describe("read", () => {
        it("answers the inputs as they were given, and the state as it was, where nothing has changed", async () => {
            const { simulator, create, read } = await organization();
            const odd = webexId("PEOPLE", "0b7e2c1a-5555-4222-8333-44449999", "urn:TEAM:us-east-2_a");
            simulator.addPerson({ id: odd });
            const batch = await create({
                devices: {
                    z: phoneIn(simulator, { tags: ["b", "a", "b"] }),
                    a: { personId: odd, mac: uniqueMac().toLowerCase(), model: MODEL },
                },
                orgId: simulator.orgId,
                unregisterOnDelete: false,
            });
            const found = await read(batch);
            assert.deepEqual(found.inputs, batch.inputs);
            assert.deepEqual(found.state, batch.state);
            assert.equal(deviceBatch.diff(batch.id, found.state, batch.inputs, NO_LEAVE).changes, false);
        });

        it("of many costs the pages of one list and the first few", async () => {
            const { simulator, create, read } = await organization();
            const devices = Object.fromEntries(
                Array.from({ length: 250 }, (_, at) => [`phone-${at}`, phoneIn(simulator)]),
            );
            const batch = await create({ devices });
            await read(batch);
            assert.equal(sent(simulator).length, 6 + 3);
        });

        it("reports tags that somebody changed, as that entry's drift", async () => {
            const { simulator, read, update, batch, devices } = await threePhones();
            simulator.setTags(idOf(batch, "b"), ["other"]);
            const found = await read(batch);
            assert.deepEqual(found.inputs, { devices: { ...devices, b: { ...devices.b, tags: ["other"] } } });
            await update({ ...batch, ...found }, { devices });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
        });

        it("tells drift in the order of the entries' names, whichever was saved first", async () => {
            const { simulator, run, create } = await organization();
            const names = ["c", "a", "b"];
            const devices = Object.fromEntries(names.map((name) => [name, phoneIn(simulator, { tags: ["ours"] })]));
            const batch = await create({ devices });
            for (const name of names) {
                simulator.setTags(idOf(batch, name), ["theirs"]);
            }
            const { context, log } = run();
            const record = recordsIn(batch);
            const entries = JSON.stringify(Object.fromEntries(names.map((name) => [name, record[name]])));
            const found = await deviceBatch.read(batch.id, { ...batch.state, entries }, context);
            assert.deepEqual(log.infos, ['DeviceBatch "phones": differs from the state: a (tags), b (tags), c (tags)']);
            assert.deepEqual(Object.keys(JSON.parse((found?.state as State).entries) as object), ["a", "b", "c"]);
        });

        it("does not report what the program does not manage", async () => {
            const { simulator, create, read } = await organization();
            const batch = await create({ devices: { a: phoneIn(simulator) } });
            simulator.setTags(idOf(batch, "a"), ["somebody's"]);
            simulator.stir();
            assert.deepEqual((await read(batch)).inputs, batch.inputs);
        });

        it("takes a device that is gone out of inputs and state, and the next update registers it again", async () => {
            const { simulator, read, update, batch, devices } = await threePhones();
            simulator.removeDevice(idOf(batch, "b"));
            const found = await read(batch);
            assert.deepEqual(found.inputs, { devices: { a: devices.a, c: devices.c } });
            assert.deepEqual(namesIn(found), ["a", "c"]);
            await update({ ...batch, ...found }, { devices });
            assert.equal(simulator.log.requests({ method: "POST" }).length, 1);
            assert.equal(simulator.devices().length, 3);
        });

        it("is a batch without entries where all are gone", async () => {
            const { simulator, read, batch } = await threePhones();
            for (const { id } of simulator.devices()) {
                simulator.removeDevice(id);
            }
            const found = await read(batch);
            assert.deepEqual(found, {
                inputs: { devices: {} },
                state: { devices: {}, ids: {}, connectionStatuses: {}, products: {}, entries: "{}" },
            });
        });

        it("fails as a whole where one entry cannot be read", async () => {
            const { simulator, read, batch } = await threePhones();
            simulator.faults.add({ path: `/devices/${idOf(batch, "b")}`, count: -1, kind: { status: 500 } });
            const { message } = await caught(read(batch));
            assert.match(message, /^1 of 3 entries failed/);
            assert.match(message, /\n {2}b: /);
        });

        it("takes nothing for gone where everything is answered 404", async () => {
            const { simulator, read, batch } = await threePhones();
            simulator.faults.add({ kind: { everything404: true } });
            assert.match((await caught(read(batch))).message, /^3 of 3 entries failed[^]*not taken for gone/);
        });

        it("with crud keeps the codes of what is there", async () => {
            const { simulator, create, read } = await organization("crud");
            const room = () => ({ workspaceId: simulator.addWorkspace().id });
            const batch = await create({ devices: { a: room(), b: room() } });
            const codes = batch.state.activationCodes ?? {};
            simulator.removeDevice(idOf(batch, "a"));
            const { state } = await read(batch);
            assert.deepEqual(state.activationCodes, { b: codes.b });
        });
    });

    describe("delete", () => {
        it("is one DELETE for each device", async () => {
            const { simulator, remove, batch } = await threePhones();
            await remove(batch);
            assert.deepEqual(
                sent(simulator).sort(),
                ["a", "b", "c"].map((key) => `DELETE /devices/${idOf(batch, key)}`).sort(),
            );
        });

        it("is content with what is gone already, which is proved once", async () => {
            const { simulator, remove, batch } = await threePhones();
            const other = simulator.addDevice();
            simulator.removeDevice(idOf(batch, "a"));
            simulator.removeDevice(idOf(batch, "b"));
            await remove(batch);
            assert.deepEqual(
                simulator.devices().map(({ id }) => id),
                [other.id],
            );
            assert.deepEqual(lines(simulator.log.requests({ method: "GET" })), ["GET /devices?max=1"]);
        });

        it("names what could not be deleted, having deleted the others; once more, and it is done", async () => {
            const { simulator, remove, batch } = await threePhones();
            simulator.faults.add({ path: `/devices/${idOf(batch, "b")}`, kind: { status: 500 } });
            assert.match((await caught(remove(batch))).message, /^1 of 3 entries failed.*\n {2}b: DELETE/);
            assert.equal(simulator.devices().length, 1);
            await remove(batch);
            assert.deepEqual(simulator.devices(), []);
        });

        it("with unregisterOnDelete false deletes nothing and says so in one line", async () => {
            const { simulator, create, remove } = await organization();
            const devices = { a: phoneIn(simulator), b: phoneIn(simulator) };
            const batch = await create({ devices, unregisterOnDelete: false });
            const { infos, warnings } = await remove(batch);
            assert.deepEqual([sent(simulator), simulator.devices().length], [["GET /devices?max=1"], 2]);
            assert.deepEqual([infos, warnings], [[leftLine("a, b")], []]);
        });

        it("leaves a device that another batch of this run has adopted, and names the entry that has it now", async () => {
            const { simulator, create, run } = await organization();
            const devices = { a: phoneIn(simulator) };
            const old = await create({ devices });
            const { context, log } = run();
            const other = { key: "DeviceBatch other", label: 'DeviceBatch "other"' };
            const taken = await create({ devices: { b: devices.a } }, {}, { context: { ...context, self: other } });
            assert.deepEqual([idOf(taken, "b"), recordsIn(taken).b?.origin], [idOf(old, "a"), "adopted"]);
            simulator.log.clear();
            await deviceBatch.delete(old.id, old.state, context);
            assert.deepEqual([sent(simulator), simulator.devices().length], [[], 1]);
            assert.match(
                log.warnings[1] ?? "",
                /^a: DeviceBatch "phones", entry "a" left the program, and DeviceBatch "other", entry "b" adopted its device/,
            );
        });
    });

    describe("diff", () => {
        const mapped = (devices: Devices, value: (key: string) => unknown) =>
            Object.fromEntries(Object.keys(devices).map((key) => [key, value(key)]));
        const state = (devices: Devices, more: Properties = {}, record: Properties = {}): State =>
            saved({
                ...more,
                devices,
                ids: mapped(devices, (key) => `id-${key}`),
                entries: JSON.stringify(mapped(devices, () => ({ origin: "registered", ...record }))),
            });
        const phone = () => ({ personId: unique("person"), model: MODEL, mac: uniqueMac() });
        const none = { deleteBeforeReplace: false, mustMakeRoom: false, freesSeat: false };
        const same = { changes: false, replaces: [], ...none };
        const updates = { ...same, changes: true };
        const replaced = { ...updates, replaces: ["orgId"], deleteBeforeReplace: true, mustMakeRoom: true };
        const [a, b] = [phone(), phone()];

        const rows: [string, Properties, Properties, object][] = [
            ["names nothing where nothing differs", {}, { devices: { a, b } }, same],
            ["whatever the order of the entries", {}, { devices: { b, a } }, same],
            ["is an update for an entry more", {}, { devices: { a, b, c: phone() } }, updates],
            ["is an update for an entry less", {}, { devices: { a } }, updates],
            ["is an update for another name", {}, { devices: { a, c: b } }, updates],
            ["is an update for another owner", {}, { devices: { a, b: { ...b, personId: "other" } } }, updates],
            ["is an update for tags", {}, { devices: { a, b: { ...b, tags: ["x"] } } }, updates],
            ["is an update for no entries", {}, { devices: {} }, updates],
            ["is an update for entries that are not known yet", {}, { devices: UNKNOWN }, updates],
            ["is an update for an entry that is not known yet", {}, { devices: { a, b: UNKNOWN } }, updates],
            [
                "is an update for an owner that is not known yet",
                {},
                { devices: { a, b: { ...b, personId: UNKNOWN } } },
                updates,
            ],
            ["is an update for unregisterOnDelete", {}, { devices: { a, b }, unregisterOnDelete: false }, updates],
            [
                "replaces nothing where an organisation is named for the first time",
                {},
                { devices: { a, b }, orgId: "p" },
                updates,
            ],
            ["replaces for another organisation", { orgId: "o" }, { devices: { a, b }, orgId: "p" }, replaced],
            [
                "replaces for an organisation that is not known yet",
                { orgId: "o" },
                { devices: { a, b }, orgId: UNKNOWN },
                replaced,
            ],
        ];
        for (const [name, common, inputs, expected] of rows) {
            it(name, () => {
                const {
                    kept: _,
                    leaving: __,
                    departures: ___,
                    ...found
                } = deviceBatch.diff("id", state({ a, b }, common), inputs, NO_LEAVE);
                assert.deepEqual(found, expected);
            });
        }

        const recorded: [string, Properties, Properties, string[]][] = [
            ["the recorded one is named for the first time", {}, { orgId: "o" }, []],
            ["another one is named for the first time", {}, { orgId: "p" }, ["orgId"]],
            ["the one that was named is named no longer", { orgId: "o" }, {}, []],
        ];
        for (const [name, common, inputs, replaces] of recorded) {
            it(`replaces ${replaces.length > 0 ? "the batch" : "nothing"} where of organisations ${name}`, () => {
                const before = state({ a, b }, common, { organization: "o" });
                assert.deepEqual(
                    deviceBatch.diff("id", before, { devices: { a, b }, ...inputs }, NO_LEAVE).replaces,
                    replaces,
                );
            });
        }

        it("keeps by the names of now the devices that stay, and lets go of those that leave or are replaced", () => {
            const [c, d, e, f] = [phone(), phone(), phone(), phone()];
            const before = state({ a, b, c, d, e });
            const devices = { a, renamed: b, c: { ...c, tags: ["x"] }, d: { ...d, personId: "other" }, f };
            const { kept, leaving } = deviceBatch.diff("id", before, { devices }, NO_LEAVE);
            assert.deepEqual(
                [...kept].sort((x, y) => (x.id < y.id ? -1 : 1)),
                [
                    { id: "id-a", entry: "a" },
                    { id: "id-b", entry: "renamed" },
                    { id: "id-c", entry: "c" },
                ],
            );
            assert.deepEqual([...leaving].sort(), ["id-d", "id-e"]);
        });

        it("keeps nothing of a batch that is replaced", () => {
            const { kept, leaving } = deviceBatch.diff(
                "id",
                state({ a, b }, { orgId: "o" }),
                { devices: { a, b }, orgId: "p" },
                NO_LEAVE,
            );
            assert.deepEqual([kept, [...leaving].sort()], [[], ["id-a", "id-b"]]);
        });

        it("is an update with WEBEX_ADOPT_AS_OWN where an entry is adopted", () => {
            for (const [origin, adoptAsOwn, expected] of [
                ["adopted", true, true],
                ["adopted", false, false],
                ["registered", true, false],
                ["takenOver", true, false],
            ] as const) {
                const { changes } = deviceBatch.diff(
                    "id",
                    state({ a, b }, {}, { origin }),
                    { devices: { a, b } },
                    { adoptAsOwn },
                );
                assert.equal(changes, expected, `${origin} ${String(adoptAsOwn)}`);
            }
        });

        it("does not replace for another spelling of the organisation's id", () => {
            const padded = webexId("ORGANIZATION", "0b7e2c1a-1111-4222-8333-44445555");
            assert.match(padded, /=$/);
            const own = { ...a, orgId: padded };
            const before = state({ a: own }, { orgId: padded });
            const inputs = { devices: { a }, orgId: padded.replace(/=+$/, "") };
            assert.deepEqual(deviceBatch.diff("id", before, inputs, NO_LEAVE).replaces, []);
        });
    });

    describe("check", () => {
        const cisco = { name: "cisco", neededToRegister: ["mac", "model"] } as const;
        const check = (inputs: Properties, olds: Properties = {}) => deviceBatch.check(olds, inputs, cisco);
        const phone = () => ({ personId: "p", model: MODEL, mac: uniqueMac() });
        const failing = (inputs: Properties) => check(inputs).failures.map(({ reason }) => reason);

        it("normalises each entry", () => {
            const entry = {
                personId: "p",
                model: MODEL,
                mac: "52:ea:d3:24:fd:21",
                tags: ["b", "a", "b"],
                workspaceId: null,
            };
            assert.deepEqual(check({ devices: { a: entry }, orgId: null, __provider: "text" }), {
                inputs: {
                    devices: { a: { personId: "p", model: MODEL, mac: "52EAD324FD21", tags: ["b", "a"] } },
                },
                failures: [],
            });
        });

        it("empties the tags of an entry that left the program", () => {
            const a = phone();
            const { inputs } = check({ devices: { a } }, { devices: { a: { ...a, tags: ["x"] } } });
            assert.deepEqual(inputs, { devices: { a: { ...a, tags: [] } } });
        });

        const [phoneA, phoneB] = [phone(), phone()];
        const tagsOf: [string, Devices, Devices, Record<string, string[] | undefined>][] = [
            [
                "empties those of an entry that is renamed without them",
                { a: { ...phoneA, tags: ["x"] } },
                { renamed: phoneA },
                { renamed: [] },
            ],
            [
                "leaves those that no program managed where two names are swapped",
                { a: { ...phoneA, tags: ["x"] }, b: phoneB },
                { a: phoneB, b: { ...phoneA, tags: ["x"] } },
                { a: undefined, b: ["x"] },
            ],
            [
                "empties those of the one that had them where two names are swapped",
                { a: { ...phoneA, tags: ["x"] }, b: phoneB },
                { a: phoneB, b: phoneA },
                { a: undefined, b: [] },
            ],
            [
                "leaves those of another device that has the name now",
                { a: { ...phoneA, tags: ["x"] } },
                { a: phoneB },
                { a: undefined },
            ],
            [
                "knows a MAC address in any notation",
                { a: { ...phoneA, mac: "52EAD324FD21", tags: ["x"] } },
                { renamed: { ...phoneA, mac: "52:ea:d3:24:fd:21" } },
                { renamed: [] },
            ],
            [
                "knows a serial number in any case",
                { a: { personId: "p", serial: "FOC1", tags: ["x"] } },
                { renamed: { personId: "p", serial: "foc1" } },
                { renamed: [] },
            ],
            [
                "knows a device id, padded or not",
                { a: { deviceId: webexId("DEVICE", "1"), tags: ["x"] } },
                { renamed: { deviceId: webexId("DEVICE", "1").replace(/=+$/, "") } },
                { renamed: [] },
            ],
        ];
        for (const [name, before, now, expected] of tagsOf) {
            it(`compares tags by device: ${name}`, () => {
                const { inputs, failures } = check({ devices: now }, { devices: before });
                const devices = Object.entries(inputs.devices as Devices);
                assert.deepEqual(failures, []);
                assert.deepEqual(Object.fromEntries(devices.map(([key, { tags }]) => [key, tags])), expected);
            });
        }

        it("refuses a device id that two entries take over", () => {
            const { failures } = check({
                devices: { a: { deviceId: "id" }, b: { deviceId: "id" }, c: { deviceId: "x" } },
            });
            assert.deepEqual(failures, [{ property: "", reason: "b: deviceId id is that of a too" }]);
        });

        it("compares tags of devices that are about the same by their names (crud)", () => {
            const crud = { name: "crud", neededToRegister: [] } as const;
            const room = { workspaceId: "w" };
            for (const tagged of ["a", "b"]) {
                const devices = { a: room, b: room, [tagged]: { ...room, tags: ["x"] } };
                const { inputs } = deviceBatch.check({ devices }, { devices }, crud);
                assert.deepEqual(inputs, { devices });
            }
        });

        const unknowns: [string, Properties][] = [
            ["all entries", { devices: UNKNOWN }],
            ["an entry", { devices: { a: UNKNOWN } }],
            [
                "an entry's inputs",
                { devices: { a: { personId: UNKNOWN, mac: UNKNOWN, model: UNKNOWN, tags: [UNKNOWN] } } },
            ],
            ["what is common", { devices: { a: phone() }, orgId: UNKNOWN, unregisterOnDelete: UNKNOWN }],
        ];
        for (const [name, inputs] of unknowns) {
            it(`lets pass at preview what is not known yet: ${name}`, () => {
                assert.deepEqual(check(inputs), { inputs, failures: [] });
            });
        }

        const rows: [string, Properties, RegExp][] = [
            ["no owner", { mac: uniqueMac(), model: MODEL }, /^a: personId is missing/],
            ["both owners", { ...phone(), workspaceId: "w" }, /^a: workspaceId give either .* not both$/],
            ["no MAC address", { personId: "p", model: MODEL }, /^a: mac is missing/],
            ["what is no MAC address", { ...phone(), mac: "12" }, /^a: mac "12" is no MAC address/],
            ["no model", { personId: "p", mac: uniqueMac() }, /^a: model is missing/],
            ["an empty model", { ...phone(), model: " " }, /^a: model must not be empty$/],
            [
                "a number for a text",
                { ...phone(), personId: 7 },
                /^a: personId must be a text, but is a number: write it in quotes$/,
            ],
            [
                "a number among tags",
                { ...phone(), tags: ["x", 7] },
                /^a: tags entry 2 must be a text, but is a number: write it in quotes$/,
            ],
            ["a text for tags", { ...phone(), tags: "x" }, /^a: tags must be a list of texts$/],
            [
                "a name that does not exist",
                { ...phone(), taggs: ["x"] },
                /^a: there is no property "taggs"; the nearest is "tags"$/,
            ],
            [
                "a name that only a Device has",
                { ...phone(), displayNam: "x" },
                /^a: there is no property "displayNam"; the nearest is "(?!displayName)/,
            ],
            [
                "a password, without its value",
                { ...phone(), password: "hidden" },
                /^a: there is no property "password"(?!.*hidden)/,
            ],
        ];
        for (const [name, entry, reason] of rows) {
            it(`refuses ${name}, once and by the entry's name`, () => {
                const reasons = failing({ devices: { fine: phone(), a: entry } });
                assert.equal(reasons.length, 1, reasons.join("\n"));
                assert.match(reasons[0] ?? "", reason);
            });
        }

        it("tells failures in the order of the entries' names, in which the wire need not have them", () => {
            const reasons = failing({ devices: { b: { ...phone(), mac: "x" }, a: { ...phone(), mac: "y" } } });
            assert.deepEqual(
                reasons.map((reason) => reason.slice(0, 2)),
                ["a:", "b:"],
            );
        });

        it("names no property, of which Pulumi would print the whole batch", () => {
            const { failures } = check({ devices: { a: {}, b: { ...phone(), mac: "x" } } });
            assert.deepEqual([...new Set(failures.map(({ property }) => property))], [""]);
        });

        it("refuses the same MAC address twice, in whatever notation, and names both entries", () => {
            const reasons = failing({
                devices: {
                    a: { ...phone(), mac: "52EAD324FD21" },
                    b: phone(),
                    c: { ...phone(), mac: "52:ea:d3:24:fd:21" },
                    d: { ...phone(), mac: "52ead324fd21" },
                },
            });
            assert.deepEqual(reasons, ["c: mac 52EAD324FD21 is that of a too", "d: mac 52EAD324FD21 is that of a too"]);
        });

        it("tells fifty failures and how many more there are", () => {
            const devices = Object.fromEntries(
                Array.from({ length: 80 }, (_, at) => [`e${at + 10}`, { ...phone(), mac: "none" }]),
            );
            const reasons = failing({ devices });
            assert.equal(reasons.length, 51);
            assert.match(reasons[49] ?? "", /^e59: /);
            assert.equal(reasons[50], "and 30 more like these");
        });

        const wholes: [string, Properties, RegExp][] = [
            ["no entries", {}, /^is missing$/],
            ["a list", { devices: [phone()] }, /^must be a map of entries by their names$/],
            ["a text", { devices: "a" }, /^must be a map of entries by their names$/],
            ["an entry that is a text", { devices: { a: "x" } }, /^a must be a map of inputs$/],
            ["an entry that is a list", { devices: { a: [] } }, /^a must be a map of inputs$/],
            ["an entry that is null", { devices: { a: null } }, /^a must be a map of inputs$/],
            ["an empty orgId", { devices: {}, orgId: "" }, /^must not be empty$/],
            ["a text for unregisterOnDelete", { devices: {}, unregisterOnDelete: "no" }, /^must be true or false$/],
            [
                "a name that does not exist",
                { devices: {}, unregisterOnDelet: true },
                /^there is no property "unregisterOnDelet"; the nearest is "unregisterOnDelete"$/,
            ],
        ];
        for (const [name, inputs, reason] of wholes) {
            it(`refuses ${name}`, () => {
                const reasons = failing(inputs);
                assert.equal(reasons.length, 1, reasons.join("\n"));
                assert.match(reasons[0] ?? "", reason);
            });
        }

        it("points from a mistyped name to that of the entries", () => {
            assert.ok(failing({ device: {} }).includes('there is no property "device"; the nearest is "devices"'));
        });

        it("asks for no MAC address with crud", () => {
            const crud = { name: "crud", neededToRegister: [] } as const;
            assert.deepEqual(deviceBatch.check({}, { devices: { a: { workspaceId: "w" } } }, crud).failures, []);
        });
    });

    it("knows its entries by whatever name: a batch's life with names that JavaScript gives objects", async () => {
        const { simulator, create, update, read, remove, changes } = await organization();
        const names = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "a b,c", "0", "ü"];
        const devices = Object.fromEntries(names.map((name) => [name, phoneIn(simulator)]));
        const batch = await create({ devices });
        assert.deepEqual(namesIn(batch), [...names].sort());
        assert.deepEqual((await read(batch)).inputs, batch.inputs);
        const { constructor: _, ...left } = devices;
        const less = await update(batch, { devices: left });
        assert.deepEqual(writes(simulator), [`DELETE /devices/${idOf(batch, "constructor")}`]);
        assert.equal(changes(less, { devices: left }), false);
        simulator.removeDevice(idOf(batch, "toString"));
        const found = await read(less);
        assert.ok(!Object.hasOwn(recordsIn(found), "toString"));
        const again = await update({ ...less, ...found }, { devices });
        assert.equal(simulator.log.requests({ method: "POST" }).length, 2);
        await remove(again);
        assert.deepEqual(simulator.devices(), []);
    });

    describe("tags", () => {
        it("of an entry that is renamed without them are taken away by one PATCH", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { tags: _, ...b } = devices.b;
            const after = await update(batch, { devices: { a: devices.a, c: devices.c, renamed: b } });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(simulator.device(idOf(after, "renamed"))?.tags, []);
        });

        it("that no program managed stay where two names are swapped", async () => {
            const { simulator, create, update, changes } = await organization();
            const [tagged, plain] = [phoneIn(simulator, { tags: ["ours"] }), phoneIn(simulator)];
            const batch = await create({ devices: { a: tagged, b: plain } });
            simulator.setTags(idOf(batch, "b"), ["somebody's"]);
            const program = { devices: { a: plain, b: tagged } };
            const after = await update(batch, program);
            assert.deepEqual(sent(simulator), []);
            assert.deepEqual(
                ["a", "b"].map((key) => simulator.device(idOf(after, key))?.tags),
                [["somebody's"], ["ours"]],
            );
            assert.equal(changes(after, program), false);
        });

        it("that no program managed stay on the other one of two devices about the same (crud)", async () => {
            const { simulator, create, update } = await organization("crud");
            const room = { workspaceId: simulator.addWorkspace().id };
            const devices = { a: room, b: { ...room, tags: ["ours"] } };
            const batch = await create({ devices });
            simulator.setTags(idOf(batch, "a"), ["somebody's"]);
            await update(batch, { devices: { ...devices, b: { ...room, tags: ["new"] } } });
            assert.deepEqual(sent(simulator), [`PUT /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(simulator.device(idOf(batch, "a"))?.tags, ["somebody's"]);
        });
    });

    describe("where its devices came from", () => {
        /** The phones `a` to `c`: `a` is registered by the batch, `b` adopted, and `c` taken over by its serial. */
        async function threeOrigins(common: Properties = {}) {
            const made = await organization();
            const { simulator } = made;
            const { model: _, ...owned } = phoneIn(simulator, { tags: ["ours"] });
            const [registered, adopted] = [phoneIn(simulator), phoneIn(simulator)];
            const there = ({ personId, mac }: Properties, more: object = {}) =>
                simulator.addDevice({
                    ...{ personId: personId as string, mac: mac as string, product: "Cisco 8865", type: "phone" },
                    ...more,
                });
            const known = { b: there(adopted), c: there(owned, { serial: unique("FOC") }) };
            const devices = { a: registered, b: adopted, c: { serial: known.c.serial, personId: owned.personId } };
            const stand = made.run();
            const batch = await made.create({ devices, ...common }, {}, stand);
            const { log } = stand;
            const ids = { a: idOf(batch, "a"), b: known.b.id, c: known.c.id };
            const left = () => Object.entries(ids).flatMap(([key, id]) => (simulator.device(id) ? [key] : []));
            return { ...made, devices, batch, log, ids, left };
        }

        it("is recorded for each: registered, adopted, taken over", async () => {
            const { batch, ids, simulator } = await threeOrigins();
            const organizationId = simulator.orgId;
            assert.deepEqual(recordsIn(batch), {
                a: { origin: "registered", organization: organizationId },
                b: { origin: "adopted", organization: organizationId },
                c: { origin: "takenOver", organization: organizationId },
            });
            assert.deepEqual(batch.state.ids, ids);
        });

        const rows: [string, Properties, string[], string | undefined][] = [
            ["unset", {}, ["b", "c"], "b, c"],
            ["true", { unregisterOnDelete: true }, [], undefined],
            ["false", { unregisterOnDelete: false }, ["a", "b", "c"], "a, b, c"],
        ];
        for (const [name, common, stay, told] of rows) {
            const expected = told === undefined ? [] : [leftLine(told)];

            it(`a destroy with unregisterOnDelete ${name} leaves ${stay.join() || "nothing"}, in one line`, async () => {
                const { remove, batch, left } = await threeOrigins(common);
                const { infos, warnings } = await remove(batch);
                assert.deepEqual([left(), infos, warnings], [stay, expected, []]);
            });

            it(`of entries that leave ${stay.join() || "nothing"} stays with unregisterOnDelete ${name}`, async () => {
                const { update, run, batch, left } = await threeOrigins(common);
                const stand = run();
                const after = await update(batch, { devices: {}, ...common }, stand);
                assert.deepEqual([left(), stand.log.infos, stand.log.warnings], [stay, expected, []]);
                assert.deepEqual(namesIn(after), []);
            });

            it(`what the program says now counts for entries that leave with it: unregisterOnDelete ${name}`, async () => {
                for (const before of [{}, { unregisterOnDelete: true }, { unregisterOnDelete: false }]) {
                    const { update, run, batch, left } = await threeOrigins(before);
                    const stand = run();
                    await update(batch, { devices: {}, ...common }, stand);
                    assert.deepEqual([left(), stand.log.infos], [stay, expected], JSON.stringify(before));
                }
            });
        }

        it("does not count where the program moves an adopted phone: it goes, and nothing is told to stay", async () => {
            const { simulator, update, run, batch, devices, ids } = await threeOrigins();
            const stand = run();
            const b = { ...devices.b, personId: simulator.addPerson().id };
            const after = await update(batch, { devices: { ...devices, b } }, stand);
            assert.deepEqual(writes(simulator), [`DELETE /devices/${ids.b}`, "POST /devices"]);
            assert.deepEqual([stand.log.infos, stand.log.warnings], [[], []]);
            assert.equal(recordsIn(after).b?.origin, "registered");
        });

        it("is obeyed, with unregisterOnDelete false, also where a phone moves, which then is in use", async () => {
            const { simulator, run, incomplete, update, batch, devices, ids } = await threeOrigins({
                unregisterOnDelete: false,
            });
            const stand = run();
            const program = {
                devices: { ...devices, b: { ...devices.b, personId: simulator.addPerson().id } },
                unregisterOnDelete: false,
            };
            const { message } = await incomplete(update(batch, program, stand), program);
            assert.match(
                message,
                new RegExp(`^1 of 1 entries failed.*\n  b: the MAC address .* in use by device ${ids.b}`),
            );
            assert.deepEqual([writes(simulator), stand.log.infos], [[], [leftLine("b")]]);
        });

        it("an adoption is one warning for all, by name, device and owner, and what to do", async () => {
            const { simulator, create, run } = await organization();
            const devices = Object.fromEntries(["c", "a", "b", "d"].map((key) => [key, phoneIn(simulator)]));
            for (const { personId, mac } of ["a", "b", "c"].map((key) => devices[key] ?? {})) {
                const owner = { personId: personId as string, mac: mac as string };
                simulator.addDevice({ ...owner, displayName: "Desk", product: "Cisco 8865", type: "phone" });
            }
            const stand = run();
            const batch = await create({ devices }, {}, stand);
            const told = (key: string) =>
                `${key} (device "Desk" (${idOf(batch, key)}) of person ${String(devices[key]?.personId)})`;
            const [warning = "", ...others] = stand.log.warnings;
            assert.ok(
                warning.startsWith(
                    `DeviceBatch "phones" adopts what is registered already: ${["a", "b", "c"].map(told).join(", ")}. `,
                ),
                warning,
            );
            assert.match(
                warning,
                /stays in Webex when its declaration goes.*`aliases`.*`WEBEX_ADOPT_AS_OWN=true pulumi up`/,
            );
            assert.deepEqual(others, []);
        });

        it("an entry does not adopt a phone that Webex lists as another model", async () => {
            const { simulator, create, run, incomplete } = await organization();
            const [a, b] = [phoneIn(simulator), phoneIn(simulator)];
            const { id } = simulator.addDevice({
                ...{ personId: a.personId as string, mac: a.mac as string },
                ...{ product: "Cisco 9861", type: "phone" },
            });
            const stand = run();
            const { message, batch } = await incomplete(create({ devices: { a, b } }, {}, stand), {});
            assert.match(
                message,
                new RegExp(
                    `a: the MAC address .* in use by device .*${id}.* lists it as Cisco 9861, not DMS Cisco 8865`,
                ),
            );
            assert.deepEqual([Object.keys(recordsIn(batch)), stand.log.warnings], [["b"], []]);
        });

        it("an adoption is told also where its tags could not be written", async () => {
            const { simulator, create, run, incomplete } = await organization();
            const a = phoneIn(simulator, { tags: ["ours"] });
            simulator.addDevice({
                ...{ personId: a.personId as string, mac: a.mac as string },
                ...{ product: "Cisco 8865", type: "phone" },
            });
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const stand = run();
            const { batch } = await incomplete(create({ devices: { a } }, {}, stand), {});
            assert.equal(recordsIn(batch).a?.origin, "adopted");
            assert.equal(stand.log.warnings.length, 1);
            assert.match(
                stand.log.warnings[0] ?? "",
                /^DeviceBatch "phones" adopts what is registered already: a \(device/,
            );
        });

        it("WEBEX_ADOPT_AS_OWN makes what is adopted the stack's own, at once or in the next run", async () => {
            const { simulator, create, run, update, remove, changes } = await organization();
            const devices = { a: phoneIn(simulator) };
            const { personId, mac } = devices.a;
            const owner = { personId: personId as string, mac: mac as string };
            for (const when of ["at once", "later"]) {
                simulator.addDevice({ ...owner, product: "Cisco 8865", type: "phone" });
                const stand = run({ adoptAsOwn: when === "at once" });
                let batch = await create({ devices }, {}, stand);
                if (when === "at once") {
                    assert.deepEqual(stand.log.warnings, []);
                } else {
                    assert.equal(recordsIn(batch).a?.origin, "adopted");
                    batch = await update(batch, { devices }, run({ adoptAsOwn: true }));
                    assert.deepEqual(writes(simulator), []);
                }
                assert.equal(recordsIn(batch).a?.origin, "registered");
                assert.equal(changes(batch, { devices }), false);
                await remove(batch);
                assert.deepEqual(simulator.devices(), []);
            }
        });

        it("does not count where the whole batch moves to another organisation, but for what was taken over", async () => {
            const { run, batch, left, log } = await threeOrigins();
            assert.equal(log.warnings.length, 1);
            const { context, log: later } = run();
            context.run.replace(SELF, { id: batch.id, first: true, leaving: { frees: false } });
            await deviceBatch.delete(batch.id, batch.state, context);
            assert.deepEqual([left(), later.infos], [["c"], [leftLine("c")]]);
        });
    });

    for (const contract of ["cisco", "crud"] as const) {
        describe(`unregisterOnDelete (${contract})`, () => {
            for (const [value, stays] of [
                [undefined, false],
                [true, false],
                [false, true],
            ] as const) {
                it(`${String(value)} ${stays ? "leaves" : "takes away"} what the batch registered`, async () => {
                    const { simulator, create, update, remove } = await organization(contract);
                    const one = () =>
                        contract === "cisco" ? phoneIn(simulator) : { workspaceId: simulator.addWorkspace().id };
                    const common = value === undefined ? {} : { unregisterOnDelete: value };
                    const devices = { a: one(), b: one() };
                    const batch = await create({ devices, ...common });
                    const after = await update(batch, { devices: { a: devices.a }, ...common });
                    const gone = stays ? [] : [`DELETE /devices/${idOf(batch, "b")}`];
                    assert.deepEqual(writes(simulator), gone);
                    await remove(after);
                    assert.deepEqual(writes(simulator), stays ? [] : [`DELETE /devices/${idOf(batch, "a")}`]);
                    assert.equal(simulator.devices().length, stays ? 2 : 0);
                });
            }
        });

        describe(`with another organisation's token (${contract})`, () => {
            for (const [which, full] of [
                ["an empty one", false],
                ["one that has the same MAC addresses and owners", true],
            ] as const) {
                it(`nothing is read, changed or deleted in ${which}; with the right one everything goes on`, async () => {
                    const { simulator, run, create, read, remove } = await organization(contract);
                    const one = (): Properties =>
                        contract === "cisco" ? phoneIn(simulator) : { workspaceId: simulator.addWorkspace().id };
                    const devices = { a: one(), b: { ...one(), tags: ["ours"] } };
                    const batch = await create({ devices });
                    const other = simulator.addOrganization();
                    const copied: Device[] = full ? simulator.devices() : [];
                    for (const { personId, mac } of copied) {
                        other.addDevice({ personId, mac, product: "Cisco 8865", type: "phone" });
                    }
                    const before = [simulator.devices(), other.devices()];
                    const refuse = async (work: (context: Context) => Promise<unknown>, count: number) => {
                        const { context } = run({ accessToken: other.token });
                        const { message } = await caught(work(context));
                        assert.match(message, new RegExp(`^${count} of ${count} entries failed`));
                        assert.match(
                            message,
                            new RegExp(`is in organisation ${simulator.orgId}, but organisation ${other.orgId}`),
                        );
                        assert.match(message, /WEBEX_ACCESS_TOKEN/);
                        assert.deepEqual([simulator.devices(), other.devices()], before);
                    };
                    const { id, state } = batch;
                    await refuse((context) => deviceBatch.read(id, state, context), 2);
                    await refuse((context) => deviceBatch.delete(id, state, context), 2);
                    const left = { ...state, unregisterOnDelete: false };
                    await refuse((context) => deviceBatch.delete(id, left, context), 2);
                    const less = { devices: { a: devices.a } };
                    await refuse((context) => deviceBatch.update(id, state, less, context), 1);
                    const tagged = { devices: { a: devices.a, b: { ...devices.b, tags: ["new"] } } };
                    await refuse((context) => deviceBatch.update(id, state, tagged, context), 1);
                    assert.deepEqual((await read(batch)).state, state);
                    await remove(batch);
                    assert.deepEqual([simulator.devices(), other.devices()], [[], before[1]]);
                });
            }
        });
    }

    it("tells as drift that somebody gave a phone to a workspace", async () => {
        const { simulator, run, batch } = await threePhones();
        simulator.updateDevice(idOf(batch, "b"), { personId: undefined, workspaceId: simulator.addWorkspace().id });
        const { context, log } = run();
        await deviceBatch.read(batch.id, batch.state, context);
        assert.deepEqual(log.infos, ['DeviceBatch "phones": differs from the state: b (personId)']);
    });

    it("comes to what the program says from any state, with failures on the way, and then asks for nothing", async () => {
        const { simulator, check, create, update, changes } = await organization();
        const people = Array.from({ length: 3 }, () => simulator.addPerson().id);
        const rooms = Array.from({ length: 2 }, () => simulator.addWorkspace().id);
        const owners = [...people.map((personId) => ({ personId })), ...rooms.map((workspaceId) => ({ workspaceId }))];
        const program = fc.dictionary(
            fc.constantFrom("a", "b", "c", "d", "e"),
            fc.record({ owner: fc.nat({ max: 4 }), mac: fc.nat({ max: 7 }), tags: fc.subarray(["x", "y"]) }),
            { maxKeys: 5 },
        );
        await fc.assert(
            fc.asyncProperty(
                fc.array(program, { minLength: 2, maxLength: 4 }),
                fc.array(fc.record({ method: fc.constantFrom("POST", "PATCH", "DELETE"), skip: fc.nat({ max: 2 }) }), {
                    maxLength: 2,
                }),
                async (programs, faults) => {
                    for (const { id } of simulator.devices()) {
                        simulator.removeDevice(id);
                    }
                    const macs = Array.from({ length: 8 }, uniqueMac);
                    const devicesOf = (entries: (typeof programs)[number]): Devices => {
                        const used = new Set<number>();
                        return Object.fromEntries(
                            Object.entries(entries).flatMap(([key, { owner, mac, tags }]) => {
                                if (used.has(mac)) {
                                    return [];
                                }
                                used.add(mac);
                                return [[key, { ...owners[owner], mac: macs[mac], model: MODEL, tags }]];
                            }),
                        );
                    };
                    let batch = await create({ devices: {} });
                    for (const [at, entries] of programs.entries()) {
                        const devices = devicesOf(entries);
                        // What failed in one run is done by the next ones; two that swap a MAC address may need
                        // another.
                        if (at > 0) {
                            for (const fault of faults) {
                                simulator.faults.add({ ...fault, kind: { status: 400 } });
                            }
                        }
                        for (let run = 0; run < 4 && changes(batch, { devices }); run += 1) {
                            const inputs = check({ devices }, batch.inputs);
                            batch = await update(batch, { devices }).catch((error: unknown) => {
                                return { ...batch, state: saved(keptBy(error).state), inputs };
                            });
                            simulator.faults.clear();
                        }
                        assert.equal(changes(batch, { devices }), false);
                        // Tags are a set, and those that stay keep the order that they have.
                        const shown = ({ mac, personId, workspaceId, tags }: Properties) =>
                            [mac, personId, workspaceId, normalizeTags(tags as string[])].join();
                        assert.deepEqual(
                            simulator
                                .devices()
                                .map((device) => shown({ ...device }))
                                .sort(),
                            Object.values(devices).map(shown).sort(),
                        );
                    }
                },
            ),
            { numRuns: 15 },
        );
    });

    describe("behind Pulumi's dynamic surface", () => {
        it("shows everything but the codes of crud, which stand in an output that is encrypted", async () => {
            const simulator = await bench.simulator({ contract: "crud" });
            const provider = dynamicProvider(deviceBatch);
            const config: Record<string, string> = {
                "webex:baseUrl": simulator.baseUrl,
                "webex:accessToken": simulator.token,
                "webex:contract": "crud",
            };
            await provider.configure({ config: { get: (key) => config[key], require: (key) => config[key] ?? "" } });
            const devices = { room: { workspaceId: simulator.addWorkspace().id } };
            const { inputs } = await provider.check({}, { devices, __resource: "phones" });
            const { id, outs } = await provider.create(inputs as Properties);
            const { activationCodes, ...others } = outs as State;
            const code = simulator.codes()[0]?.code ?? "";
            assert.deepEqual(activationCodes, { room: code });
            assert.ok(!JSON.stringify(others).includes(code));
            assert.deepEqual(Object.keys(others).sort(), [
                "__resource",
                "connectionStatuses",
                "devices",
                "entries",
                "ids",
                "products",
            ]);
            assert.deepEqual(others.devices, devices);
            assert.deepEqual(await provider.diff(id, outs as Properties, inputs as Properties), {
                changes: false,
                replaces: [],
                deleteBeforeReplace: false,
            });
        });
    });
});

/** The one line that tells of entries that left and stay in Webex. */
function leftLine(names: string): string {
    return (
        `DeviceBatch "phones": stays in Webex, and Pulumi forgets it: ${names}. To have it unregistered, ` +
        "run `pulumi up` with unregisterOnDelete: true before it leaves"
    );
}

function ownerIn(body: unknown): string | undefined {
    return (body as { personId?: string }).personId;
}
