import assert from "node:assert/strict";
import fc from "fast-check";
import sinon from "sinon";
import { dynamicProvider } from "../../../../provider/dynamic";
import { pack, unpack } from "../../../../provider/packed";
import { deviceBatch } from "../../../../provider/resources/batch/deviceBatch";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import type { ContractName, Simulator, SimulatorOptions } from "../../../../simulator/index";
import {
    Bench,
    caught,
    fastForward,
    inNewProcess,
    keptBy,
    lines,
    type Stand,
    standAt,
    unique,
    uniqueMac,
    webexId,
} from "../../helpers";

const MODEL = "DMS Cisco 8865";

type Entry = Properties & { readonly id: string };
type State = Properties & { readonly entries: Readonly<Record<string, Entry>> };
type Devices = Readonly<Record<string, Properties>>;

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: State;
    readonly inputs: Properties;
}

/** Goes to the state and back, as everything does between two runs. */
function saved(state: object): State {
    return unpack(pack(state)) as State;
}

const idOf = ({ state }: { readonly state: State }, key: string) => state.entries[key]?.id ?? `no ${key}`;
const namesIn = ({ state }: { readonly state: State }) => Object.keys(state.entries).sort();
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
            return standAt(simulator, changes);
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = deviceBatch.check(olds, program, standAt(simulator).contract);
            assert.deepEqual(failures, []);
            return inputs as Properties;
        };
        const create = async (program: Properties, changes: Partial<Settings> = {}): Promise<Batch> => {
            const inputs = check(program);
            const { id, state } = await deviceBatch.create(inputs, run(changes).surroundings);
            return { id, state: saved(state), inputs };
        };
        /** What the engine does in a run whose program changed: check, diff, update. */
        const update = async (batch: Batch, program: Properties): Promise<Batch> => {
            const inputs = check(program, batch.inputs);
            const logic = inNewProcess("deviceBatch");
            const { surroundings } = run();
            assert.deepEqual(logic.diff(batch.id, batch.state, inputs, true), {
                changes: true,
                replaces: [],
                deleteBeforeReplace: false,
            });
            const state = await logic.update(batch.id, batch.state, inputs, surroundings);
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
            const found = await deviceBatch.read(batch.id, batch.state, run().surroundings);
            assert.ok(found);
            return { inputs: found.inputs as Properties, state: saved(found.state) };
        };
        const remove = async (batch: Batch) => {
            const { surroundings, log } = run();
            await inNewProcess("deviceBatch").delete(batch.id, batch.state, surroundings);
            return log;
        };
        const changes = (batch: Batch, program: Properties) =>
            deviceBatch.diff(batch.id, batch.state, check(program, batch.inputs), false).changes;
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
            assert.deepEqual(Object.keys(state.entries).sort(), Object.keys(devices).sort());
            const there = new Map(simulator.devices().map((phone) => [phone.id, phone]));
            for (const [key, { mac, personId, tags = [] }] of Object.entries<Properties>(devices)) {
                const phone = there.get(state.entries[key]?.id ?? "");
                assert.deepEqual([phone?.mac, phone?.personId], [mac, personId]);
                assert.deepEqual(phone?.tags, [...(tags as string[])].sort());
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
                there.map(([key = ""]) => [key, state.entries[key]?.id]),
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
            assert.equal(Object.keys(batch.state.entries).length, 3);
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
            assert.deepEqual(Object.keys(state.entries).sort(), ["late", "other"]);
            assert.deepEqual(simulator.device(state.entries.late?.id ?? "")?.tags, ["a"]);
            assert.equal(simulator.log.requests({ method: "POST" }).length, 2);
        });

        it("keeps little of an entry in the state", async () => {
            const { simulator, batch, devices } = await threePhones();
            const [a] = simulator.devices();
            assert.deepEqual(batch.state.entries.a, {
                ...devices.a,
                id: a?.id,
                __inputs: "personId,model,mac,tags",
            });
            assert.deepEqual(Object.keys(batch.state), ["entries"]);
        });

        it("of no entries is a batch without any", async () => {
            const { simulator, create } = await organization();
            const { state } = await create({ devices: {} });
            assert.deepEqual([state.entries, sent(simulator)], [{}, []]);
        });

        it("with crud is a code for each device, kept apart from the entries", async () => {
            const { simulator, create } = await organization("crud");
            const workspaceId = simulator.addWorkspace().id;
            const { state } = await create({
                devices: { room: { workspaceId }, tagged: { workspaceId, tags: ["a"] } },
            });
            const codes = new Map(simulator.codes().map(({ deviceId, code }) => [deviceId, code]));
            const of = (key: string) => codes.get(state.entries[key]?.id);
            assert.deepEqual(state.activationCodes, { room: of("room"), tagged: of("tagged") });
            assert.ok(!JSON.stringify(state.entries).includes(of("room") ?? ""));
            assert.deepEqual(simulator.device(state.entries.tagged?.id ?? "")?.tags, ["a"]);
            assert.match(String(state.entries.room?.activationExpiresAt), /^\d{4}-/);
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
            assert.deepEqual(after.state.entries.b?.tags, ["new"]);
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
            assert.deepEqual(after.state.entries.renamed, batch.state.entries.b);
            assert.deepEqual(namesIn(after), ["a", "c", "renamed"]);
            assert.equal(changes(after, program), false);
        });

        it("renames an entry and changes its tags by one PATCH", async () => {
            const { simulator, update, batch, devices } = await threePhones();
            const { b, ...others } = devices;
            const after = await update(batch, { devices: { ...others, renamed: { ...b, tags: ["new"] } } });
            assert.deepEqual(sent(simulator), [`PATCH /devices/${idOf(batch, "b")}`]);
            assert.deepEqual(after.state.entries.renamed?.tags, ["new"]);
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

        it("replaces a workspace's phone by one with another MAC address, the new one first", async () => {
            const { simulator, update, batch, program } = await roomPhone();
            const after = await update(batch, program);
            assert.deepEqual(writes(simulator), ["POST /devices", `DELETE /devices/${idOf(batch, "room")}`]);
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
            const after = await update(half.batch, program);
            assert.deepEqual(sent(simulator), [`DELETE /devices/${idOf(batch, "room")}`]);
            assert.deepEqual(namesIn(after), ["room"]);
            assert.equal(changes(after, program), false);
        });

        it("does not forget the old one of a replacement whose tags could not be written", async () => {
            const { simulator, update, incomplete, batch, program } = await roomPhone();
            const { room } = program.devices;
            const tagged = { devices: { room: { ...room, tags: ["a"] } } };
            simulator.faults.add({ method: "PATCH", kind: { status: 500 } });
            const half = await incomplete(update(batch, tagged), tagged);
            const after = await update(half.batch, tagged);
            assert.deepEqual(writes(simulator).sort(), [
                `DELETE /devices/${idOf(batch, "room")}`,
                `PATCH /devices/${idOf(after, "room")}`,
            ]);
            assert.deepEqual(namesIn(after), ["room"]);
        });

        it("keeps the old one of a replacement whose new one could not be registered", async () => {
            const { simulator, update, incomplete, batch, program } = await roomPhone();
            simulator.faults.add({ method: "POST", kind: { status: 400 } });
            const half = await incomplete(update(batch, program), program);
            assert.deepEqual(half.batch.state.entries, batch.state.entries);
            assert.equal(simulator.devices().length, 1);
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
            assert.deepEqual(half.batch.state.entries.a, batch.state.entries.a);
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
            assert.deepEqual(sent(simulator), []);
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
            const codes = batch.state.activationCodes as Record<string, string>;
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
            assert.equal(deviceBatch.diff(batch.id, found.state, batch.inputs, false).changes, false);
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
            const { surroundings, log } = run();
            const asSaved = Object.fromEntries(names.map((name) => [name, batch.state.entries[name]]));
            const found = await deviceBatch.read(batch.id, { ...batch.state, entries: asSaved }, surroundings);
            assert.deepEqual(log.infos, ["DeviceBatch: differs from the state: a (tags), b (tags), c (tags)"]);
            assert.deepEqual(Object.keys((found?.state as State).entries), ["a", "b", "c"]);
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
            assert.deepEqual([found.inputs, found.state], [{ devices: {} }, { entries: {} }]);
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
            const codes = batch.state.activationCodes as Record<string, string>;
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
            simulator.removeDevice(idOf(batch, "a"));
            simulator.removeDevice(idOf(batch, "b"));
            await remove(batch);
            assert.deepEqual(simulator.devices(), []);
            assert.equal(simulator.log.requests({ method: "GET" }).length, 1);
        });

        it("names what could not be deleted, having deleted the others; once more, and it is done", async () => {
            const { simulator, remove, batch } = await threePhones();
            simulator.faults.add({ path: `/devices/${idOf(batch, "b")}`, kind: { status: 500 } });
            assert.match((await caught(remove(batch))).message, /^1 of 3 entries failed.*\n {2}b: DELETE/);
            assert.equal(simulator.devices().length, 1);
            await remove(batch);
            assert.deepEqual(simulator.devices(), []);
        });

        it("with unregisterOnDelete false sends nothing and says so", async () => {
            const { simulator, create, remove } = await organization();
            const batch = await create({ devices: { a: phoneIn(simulator) }, unregisterOnDelete: false });
            const { infos } = await remove(batch);
            assert.deepEqual([sent(simulator), simulator.devices().length], [[], 1]);
            assert.match(infos.join(), /stays in Webex/);
        });

        it("leaves a device that another batch of this run has taken over", async () => {
            const { simulator, create, run } = await organization();
            const devices = { a: phoneIn(simulator) };
            const { id } = simulator.addDevice({
                personId: devices.a.personId as string,
                mac: devices.a.mac as string,
            });
            const taken = await create({ devices: { other: devices.a } });
            assert.equal(idOf(taken, "other"), id);
            await deviceBatch.delete("old", saved({ entries: { a: { ...devices.a, id } } }), run().surroundings);
            assert.deepEqual([sent(simulator), simulator.devices().length], [[], 1]);
        });
    });

    describe("diff", () => {
        const state = (entries: Record<string, Properties>, more: Properties = {}): State => ({
            ...more,
            entries: Object.fromEntries(
                Object.entries(entries).map(([key, own]) => [
                    key,
                    { ...own, id: unique("device"), __inputs: Object.keys(own).join(",") },
                ]),
            ),
        });
        const phone = () => ({ personId: unique("person"), model: MODEL, mac: uniqueMac() });
        const same = { changes: false, replaces: [], deleteBeforeReplace: false };
        const updates = { ...same, changes: true };
        const replaced = { changes: true, replaces: ["orgId"], deleteBeforeReplace: true };
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
                assert.deepEqual(deviceBatch.diff("id", state({ a, b }, common), inputs, true), expected);
            });
        }

        it("does not replace for another spelling of the organisation's id", () => {
            const padded = webexId("ORGANIZATION", "0b7e2c1a-1111-4222-8333-44445555");
            assert.match(padded, /=$/);
            const own = { ...a, orgId: padded };
            const before = state({ a: own }, { orgId: padded });
            const inputs = { devices: { a }, orgId: padded.replace(/=+$/, "") };
            assert.deepEqual(deviceBatch.diff("id", before, inputs, true).replaces, []);
        });

        it("releases the devices of a batch that is replaced all the same", async () => {
            const { simulator, update, batch, devices, run } = await threePhones();
            const after = await update(batch, { devices: { ...devices, d: phoneIn(simulator) } });
            deviceBatch.diff(after.id, after.state, after.inputs, true);
            const { surroundings } = run();
            await deviceBatch.delete(after.id, after.state, surroundings);
            // They count as declared elsewhere in the program.
            assert.equal(simulator.devices().length, 4);
            deviceBatch.release(after.id);
            await deviceBatch.delete(after.id, after.state, surroundings);
            assert.deepEqual(simulator.devices(), []);
        });
    });

    describe("check", () => {
        const cisco = { name: "cisco", unsupported: {} } as const;
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
                    devices: { a: { personId: "p", model: MODEL, mac: "52EAD324FD21", tags: ["a", "b"] } },
                },
                failures: [],
            });
        });

        it("empties the tags of an entry that left the program", () => {
            const a = phone();
            const { inputs } = check({ devices: { a } }, { devices: { a: { ...a, tags: ["x"] } } });
            assert.deepEqual(inputs, { devices: { a: { ...a, tags: [] } } });
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
            ["a number for a text", { ...phone(), personId: 7 }, /^a: personId must be a text$/],
            ["a number among tags", { ...phone(), tags: ["x", 7] }, /^a: tags entry 2 must be a text$/],
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
            const crud = { name: "crud", unsupported: {} } as const;
            assert.deepEqual(deviceBatch.check({}, { devices: { a: { workspaceId: "w" } } }, crud).failures, []);
        });
    });

    it("knows its entries by whatever name: a batch's life with names that JavaScript gives objects", async () => {
        const { simulator, create, update, read, remove, changes } = await organization();
        const names = ["constructor", "toString", "valueOf", "hasOwnProperty", "a b,c", "0", "ü"];
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
        assert.ok(!Object.hasOwn(found.state.entries, "toString"));
        const again = await update({ ...less, ...found }, { devices });
        assert.equal(simulator.log.requests({ method: "POST" }).length, 2);
        await remove(again);
        assert.deepEqual(simulator.devices(), []);
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
                        const shown = (device: Properties) =>
                            [device.mac, device.personId, device.workspaceId, String(device.tags)].join();
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
        it("packs the entries and leaves the codes of crud outside, where they are encrypted", async () => {
            const simulator = await bench.simulator({ contract: "crud" });
            const provider = dynamicProvider(deviceBatch);
            const config: Record<string, string> = {
                "webex:baseUrl": simulator.baseUrl,
                "webex:accessToken": simulator.token,
                "webex:contract": "crud",
            };
            await provider.configure({ config: { get: (key) => config[key], require: (key) => config[key] ?? "" } });
            const devices = { room: { workspaceId: simulator.addWorkspace().id } };
            const { inputs } = await provider.check({}, { devices });
            const { id, outs } = await provider.create(inputs as Properties);
            const { activationCodes, __packed, ...others } = outs as Properties & { __packed: string };
            const code = simulator.codes()[0]?.code ?? "";
            assert.deepEqual([activationCodes, others], [{ room: code }, {}]);
            assert.ok(!JSON.stringify(unpack(__packed)).includes(code));
            assert.deepEqual(await provider.diff(id, outs as Properties, inputs as Properties), {
                changes: false,
                replaces: [],
                deleteBeforeReplace: false,
            });
        });
    });
});

function ownerIn(body: unknown): string | undefined {
    return (body as { personId?: string }).personId;
}
