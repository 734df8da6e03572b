import assert from "node:assert/strict";
import { batchOutlook } from "../../../../provider/resources/batch/batchOutlook";
import { deviceConfigurationBatch } from "../../../../provider/resources/batch/deviceConfigurationBatch";
import { Incomplete, type Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import type { Settings } from "../../../../provider/settings";
import { Bench, caught, type MemoryLog, standAt } from "../../helpers";
import { overTheWire } from "./wire";

const [VOLUME, STANDBY, NAME, TLS] = [
    "Audio.DefaultVolume",
    "Standby.Delay",
    "SystemUnit.Name",
    "NetworkServices.HTTPS.Server.MinimumTLSVersion",
] as const;
const SELF = { key: "DeviceConfigurationBatch rooms", label: 'DeviceConfigurationBatch "rooms"' };
const NO_LEAVE = { adoptAsOwn: false };
const CISCO = { name: "cisco", neededToRegister: ["mac", "model"] } as const;

/** A batch in the state, with the inputs that Pulumi saved for it. */
interface Batch {
    readonly id: string;
    readonly state: Properties;
    readonly inputs: Properties;
}

describe("resources/deviceConfigurationBatch", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** An organisation with three room devices, and runs of the CLI on it. */
    async function organization(changes: Partial<Settings> = {}) {
        const simulator = await bench.simulator();
        const add = () => simulator.addDevice({ connectionStatus: "connected" }).id;
        const [alps, berg, cliff] = [add(), add(), add()];
        /** What a run does with the batch; the log shows its requests alone. */
        const run = () => {
            simulator.log.clear();
            const stand = standAt(simulator, changes);
            return { ...stand, context: { ...stand.context, self: SELF } };
        };
        const check = (program: Properties, olds: Properties = {}): Properties => {
            const { inputs, failures } = deviceConfigurationBatch.check(olds, program, CISCO);
            assert.deepEqual(failures, []);
            return overTheWire(inputs);
        };
        return {
            ...{ simulator, run, check, alps, berg, cliff },
            /** Each device's settings, as the API has them. */
            configured: () => [alps, berg, cliff].map((id) => simulator.configuration(id)),
            create: async (program: Properties): Promise<Batch> => {
                const inputs = check(program);
                const { id, state } = await deviceConfigurationBatch.create(inputs, run().context);
                return { id, state: overTheWire(state), inputs };
            },
            update: async ({ id, state, inputs }: Batch, program: Properties): Promise<Batch> => {
                const news = check(program, inputs);
                const after = await deviceConfigurationBatch.update(id, state, news, run().context);
                return { id, state: overTheWire(after), inputs: news };
            },
            read: async ({ id, state }: Batch) => {
                const stand = run();
                const found = await deviceConfigurationBatch.read(id, state, stand.context);
                assert.ok(found);
                return { id, state: overTheWire(found.state), inputs: overTheWire(found.inputs), log: stand.log };
            },
            isDifferent: ({ id, state, inputs }: Batch, program?: Properties) => {
                const news = program === undefined ? inputs : check(program, inputs);
                return deviceConfigurationBatch.diff(id, state, news, NO_LEAVE).changes;
            },
            words: ({ state }: Pick<Batch, "state">, program: Properties) =>
                batchOutlook({
                    ...{ type: "DeviceConfigurationBatch", name: "rooms", state, inputs: check(program) },
                    settings: { adoptAsOwn: false, allowRemovals: false },
                })?.words(),
            writes: () => simulator.log.writes().length,
            requests: () => simulator.log.requests({ path: "/deviceConfigurations" }).length,
        };
    }

    /** What the stack records of the entries, the organisation aside. */
    const recordsIn = ({ state }: Pick<Batch, "state">) => {
        const records = JSON.parse(String(state["entries"])) as Record<
            string,
            { organization?: string; unlike?: string[] }
        >;
        return Object.fromEntries(Object.entries(records).map(([key, { unlike }]) => [key, unlike]));
    };

    it("sets the defaults and each entry's own, two requests a device, and keeps what each says by itself", async () => {
        const { alps, berg, cliff, create, configured, simulator, isDifferent } = await organization();
        const defaults = { [VOLUME]: 60, [STANDBY]: 5 };
        const devices = { alps: { deviceId: alps, settings: { [VOLUME]: 70 } }, berg: { deviceId: berg }, [cliff]: {} };
        const batch = await create({ devices, defaults });
        assert.deepEqual(configured(), [
            { [VOLUME]: 70, [STANDBY]: 5 },
            { [VOLUME]: 60, [STANDBY]: 5 },
            { [VOLUME]: 60, [STANDBY]: 5 },
        ]);
        assert.deepEqual(batch.state, {
            defaults,
            devices: {
                alps: { deviceId: alps, settings: { [VOLUME]: 70 } },
                berg: { deviceId: berg },
                [cliff]: { deviceId: cliff },
            },
            pending: {},
            entries: batch.state["entries"],
        });
        assert.deepEqual(recordsIn(batch), { alps: undefined, berg: undefined, [cliff]: undefined });
        assert.equal(simulator.log.requests({ path: "/deviceConfigurations" }).length, 6);
        assert.equal(isDifferent(batch), false);
    });

    it("asks for nothing where nothing differs, and touches changed entries alone", async () => {
        const { alps, berg, create, update, isDifferent, words, simulator, configured } = await organization();
        const entry = (deviceId: string, settings = {}) => ({ deviceId, settings });
        const before = { devices: { a: entry(alps), b: entry(berg, { [STANDBY]: 5 }) }, defaults: { [VOLUME]: 60 } };
        const batch = await create(before);
        assert.equal(isDifferent(batch, before), false);
        const now = { ...before, devices: { a: entry(alps), b: entry(berg, { [STANDBY]: 6 }) } };
        assert.equal(words(batch, now), "rooms: changes the settings of b");
        const after = await update(batch, now);
        assert.deepEqual(
            simulator.log.entries.map(({ method, query }) => [method, query["deviceId"]]),
            [
                ["GET", berg],
                ["PATCH", berg],
            ],
        );
        assert.deepEqual(configured()[1], { [VOLUME]: 60, [STANDBY]: 6 });
        assert.equal(isDifferent(after, now), false);
    });

    it("changes a default on the devices that have no value of their own", async () => {
        const { alps, berg, create, update, words, configured } = await organization();
        const devices = { a: { deviceId: alps, settings: { [VOLUME]: 10 } }, b: { deviceId: berg } };
        const batch = await create({ devices, defaults: { [VOLUME]: 60 } });
        assert.equal(words(batch, { devices, defaults: { [VOLUME]: 61 } }), "rooms: changes the settings of b");
        const after = await update(batch, { devices, defaults: { [VOLUME]: 61 } });
        assert.deepEqual(configured().slice(0, 2), [{ [VOLUME]: 10 }, { [VOLUME]: 61 }]);
        assert.deepEqual(after.state["defaults"], { [VOLUME]: 61 });
        await update(after, { devices });
        assert.deepEqual(configured().slice(0, 2), [{ [VOLUME]: 10 }, {}]);
    });

    it("saves a default that no device takes, and a value that becomes an entry's own, without a request", async () => {
        const { alps, create, update, isDifferent, words, requests } = await organization();
        const own = { a: { deviceId: alps, settings: { [VOLUME]: 60 } } };
        const batch = await create({ devices: { a: { deviceId: alps } }, defaults: { [VOLUME]: 60 } });
        const program = { devices: own, defaults: { [VOLUME]: 60 } };
        assert.equal(words(batch, program), "rooms: saves the settings of a");
        const second = await update(batch, program);
        assert.equal(requests(), 0);
        const third = await update(second, { devices: own, defaults: { [VOLUME]: 1 } });
        assert.deepEqual([requests(), third.state["defaults"]], [0, { [VOLUME]: 1 }]);
        assert.equal(isDifferent(third), false);
        assert.equal(isDifferent(await update(third, { devices: own })), false);
    });

    it("clears the settings of an entry that leaves, and nothing where one is renamed", async () => {
        const { alps, berg, create, update, words, configured, writes } = await organization();
        const batch = await create({
            devices: { a: { deviceId: alps }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60 },
        });
        const renamed = { devices: { c: { deviceId: alps } }, defaults: { [VOLUME]: 60 } };
        assert.equal(words(batch, renamed), "rooms: renames a to c, clears the settings of b");
        await update(batch, renamed);
        assert.deepEqual(configured().slice(0, 2), [{ [VOLUME]: 60 }, {}]);
        assert.equal(writes(), 1);
    });

    it("goes from one device to another: sets there, and clears here", async () => {
        const { alps, berg, create, update, words, configured } = await organization();
        const batch = await create({ devices: { a: { deviceId: alps, settings: { [VOLUME]: 60 } } } });
        const program = { devices: { a: { deviceId: berg, settings: { [VOLUME]: 60 } } } };
        assert.equal(words(batch, program), "rooms: replaces a");
        await update(batch, program);
        assert.deepEqual(configured().slice(0, 2), [{}, { [VOLUME]: 60 }]);
    });

    it("clears managed settings alone when it is destroyed", async () => {
        const { alps, berg, create, simulator, configured, run } = await organization();
        const { id, state } = await create({
            devices: { a: { deviceId: alps }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60 },
        });
        simulator.configure(alps, { [NAME]: "theirs" });
        await deviceConfigurationBatch.delete(id, state, run().context);
        assert.deepEqual(configured(), [{ [NAME]: "theirs" }, {}, {}]);
    });

    it("tells drift by device and setting, and mends it", async () => {
        const { alps, berg, create, read, update, isDifferent, simulator, configured } = await organization();
        const program = {
            devices: { a: { deviceId: alps, settings: { [STANDBY]: 5 } }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60 },
        };
        const batch = await create(program);
        simulator.configure(alps, { [STANDBY]: 9, [NAME]: "theirs" });
        simulator.configure(berg, { [VOLUME]: 1 });
        const found = await read(batch);
        assert.match(
            found.log.infos.join(),
            new RegExp(`differs from the state: a \\(${STANDBY}\\), b \\(${VOLUME}\\)`),
        );
        const { state } = found;
        assert.deepEqual((state["devices"] as Properties)["a"], { deviceId: alps, settings: { [STANDBY]: 9 } });
        // What a device has in place of a default stands nowhere in clear: the default may be a secret.
        assert.deepEqual((state["devices"] as Properties)["b"], { deviceId: berg });
        assert.deepEqual([recordsIn(found), state["defaults"]], [{ a: undefined, b: [VOLUME] }, { [VOLUME]: 60 }]);
        assert.equal(isDifferent(found, program), true);
        const mended = await update(found, program);
        assert.deepEqual(configured().slice(0, 2), [
            { [VOLUME]: 60, [STANDBY]: 5, [NAME]: "theirs" },
            { [VOLUME]: 60 },
        ]);
        assert.deepEqual([isDifferent(mended, program), recordsIn(mended)], [false, { a: undefined, b: undefined }]);
    });

    it("sees that a value of an entry's own was cleared, also where a default would show", async () => {
        const { alps, create, read, isDifferent, simulator } = await organization();
        const program = { devices: { a: { deviceId: alps, settings: { [VOLUME]: 70 } } }, defaults: { [VOLUME]: 60 } };
        const batch = await create(program);
        simulator.configure(alps, { [VOLUME]: null });
        const found = await read(batch);
        assert.deepEqual(recordsIn(found), { a: [VOLUME] });
        assert.equal(isDifferent(found, program), true);
    });

    it("loses nothing with another organisation's token, and drops a device that is gone", async () => {
        const { alps, berg, create, read, simulator } = await organization();
        const batch = await create({
            devices: { a: { deviceId: alps }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60 },
        });
        const other = standAt(await bench.simulator());
        other.simulator.addDevice();
        const lost = await caught(
            deviceConfigurationBatch.read(batch.id, batch.state, { ...other.context, self: SELF }),
        );
        assert.match(lost.message, /2 of 2 entries failed; the state was left as it is/);
        simulator.removeDevice(alps);
        assert.deepEqual(Object.keys((await read(batch)).state["devices"] as object), ["b"]);
    });

    it("keeps what was done where an entry fails, and the next update does the rest", async () => {
        const { alps, berg, create, update, run, check, isDifferent, configured } = await organization();
        const program = (more: object) => ({
            devices: { a: { deviceId: alps, settings: more }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60, [STANDBY]: 5 },
        });
        const batch = await create(program({}));
        const wrong = { ...program({ [TLS]: "TLSv1.1" }), defaults: { [VOLUME]: 61 } };
        const error = await caught(deviceConfigurationBatch.update(batch.id, batch.state, check(wrong), run().context));
        assert.ok(error instanceof Incomplete);
        assert.match(error.message, /^1 of 2 entries failed; what was done is kept[^]*a: device .* cannot be changed/);
        assert.deepEqual(configured().slice(0, 2), [{ [VOLUME]: 60, [STANDBY]: 5 }, { [VOLUME]: 61 }]);
        // The state has the new defaults by now, and knows what the failed device has of the old ones.
        const half = { ...batch, state: overTheWire(error.state), inputs: check(wrong) };
        assert.deepEqual(recordsIn(half), { a: [VOLUME, STANDBY], b: undefined });
        const right = { ...program({}), defaults: { [VOLUME]: 61 } };
        assert.equal(isDifferent(half, right), true);
        const after = await update(half, right);
        assert.deepEqual(configured().slice(0, 2), [{ [VOLUME]: 61 }, { [VOLUME]: 61 }]);
        assert.equal(isDifferent(after, right), false);
    });

    it("keeps no value of an entry that could not be cleared: Pulumi would not know it for a secret", async () => {
        const { alps, berg, create, update, simulator, run, check, configured } = await organization();
        const secret = "hunter22";
        const other = { deviceId: berg, settings: { [VOLUME]: 60 } };
        const batch = await create({ devices: { a: { deviceId: alps, settings: { [NAME]: secret } }, b: other } });
        simulator.faults.add({ kind: { status: 403 }, method: "PATCH", path: "/deviceConfigurations" });
        const error = await caught(
            deviceConfigurationBatch.update(batch.id, batch.state, check({ devices: { b: other } }), run().context),
        );
        assert.ok(error instanceof Incomplete);
        assert.ok(!JSON.stringify(error.state).includes(secret));
        const half = { ...batch, state: overTheWire(error.state) };
        assert.deepEqual(recordsIn(half), { a: [NAME], b: undefined });
        await update(half, { devices: { b: other } });
        assert.deepEqual(configured().slice(0, 2), [{}, { [VOLUME]: 60 }]);
    });

    it("tells what is pending by the entries' names", async () => {
        const { alps, berg, create, simulator, read } = await organization();
        simulator.updateDevice(alps, { connectionStatus: "disconnected" });
        const batch = await create({
            devices: { a: { deviceId: alps }, b: { deviceId: berg } },
            defaults: { [VOLUME]: 60, [STANDBY]: 5 },
        });
        assert.deepEqual(batch.state["pending"], { a: `${VOLUME}, ${STANDBY}` });
        simulator.updateDevice(alps, { connectionStatus: "connected" });
        assert.deepEqual((await read(batch)).state["pending"], {});
    });

    describe("check", () => {
        const reasons = (program: Properties) => {
            const { failures } = deviceConfigurationBatch.check({}, program, CISCO);
            return failures.map(({ property, reason }) => `${property} ${reason}`.trim());
        };

        const rows: [string, Properties, RegExp][] = [
            ["no devices", {}, /^devices is missing/],
            [
                "two entries of one device",
                { devices: { a: { deviceId: "d" }, b: { deviceId: "d" } } },
                /^b: deviceId d is that of a too/,
            ],
            [
                "an entry that another one's name is the device of",
                { devices: { d: {}, b: { deviceId: "d" } } },
                /deviceId d is that of/,
            ],
            ["a boolean", { devices: { a: { settings: { "A.B": true } } } }, /^a: A\.B is true or false/],
            ["a boolean for all", { devices: {}, defaults: { "A.B": false } }, /^A\.B is true or false/],
            ["defaults that are a text", { devices: {}, defaults: "hunter22" }, /^defaults must be an object/],
            [
                "settings that are a text",
                { devices: { a: { settings: "hunter22" } } },
                /^a: settings must be an object/,
            ],
            [
                "a mistyped input of an entry",
                { devices: { a: { setings: {} } } },
                /^a: there is no property "setings"; the nearest is "settings"/,
            ],
            [
                "a mistyped input",
                { devices: {}, default: {} },
                /there is no property "default"; the nearest is "defaults"/,
            ],
        ];
        for (const [name, program, expected] of rows) {
            it(`refuses ${name}, without a value`, () => {
                const told = reasons(program);
                assert.equal(told.length, 1, told.join("\n"));
                assert.match(told[0] ?? "", expected);
                const { failures } = deviceConfigurationBatch.check({}, program, CISCO);
                assert.ok(!JSON.stringify(failures).includes("hunter22"));
            });
        }

        it("takes what is not known yet", () => {
            const unknown = [
                { devices: UNKNOWN },
                { devices: { a: UNKNOWN } },
                { devices: { a: { deviceId: UNKNOWN, settings: UNKNOWN }, b: { deviceId: UNKNOWN } } },
                { devices: {}, defaults: UNKNOWN },
            ];
            for (const program of unknown) {
                assert.deepEqual(reasons(program), []);
                assert.equal(
                    deviceConfigurationBatch.diff("id", { entries: "{}" }, program, NO_LEAVE).replaces.length,
                    0,
                );
            }
        });
    });

    it("declares the settings of each entry, the defaults too, by the entry's name", () => {
        const program = {
            devices: { a: { deviceId: "d", settings: { x: 1 } }, e: {}, u: UNKNOWN },
            defaults: { y: 2 },
        };
        const told = deviceConfigurationBatch.declarations(program).map(({ entry, what, key }) => [entry, what, key]);
        assert.deepEqual(told, [
            ["a", "the setting y", "setting d y"],
            ["a", "the setting x", "setting d x"],
            ["e", "the setting y", "setting e y"],
        ]);
    });

    it("says what cannot be told yet, and what it sets", async () => {
        const { words, check } = await organization();
        assert.equal(words({ state: {} }, { devices: { a: {}, b: {} } }), "rooms: sets the settings of 2 (a, b)");
        assert.equal(words({ state: {} }, { devices: { a: UNKNOWN } }), "rooms: cannot tell yet what becomes of a");
        assert.deepEqual(check({ devices: { a: {} } }), { devices: { a: { deviceId: "a" } } });
    });

    it("is not stopped by the brake: settings take nothing out of Webex", async () => {
        const { create, update, simulator, configured } = await organization();
        const ids = Array.from({ length: 12 }, () => simulator.addDevice().id);
        const devices = Object.fromEntries(ids.map((id) => [id, {}]));
        const batch = await create({ devices, defaults: { [VOLUME]: 60 } });
        await update(batch, { devices: {}, defaults: { [VOLUME]: 60 } });
        assert.deepEqual(
            ids.map((id) => simulator.configuration(id)),
            ids.map(() => ({})),
        );
        assert.deepEqual(configured(), [{}, {}, {}]);
    });

    it("tells of entries neither that they stay in Webex nor that they are adopted", async () => {
        const { alps, create, run, check } = await organization();
        const batch = await create({ devices: { a: { deviceId: alps, settings: { [VOLUME]: 60 } } } });
        const stand = run();
        await deviceConfigurationBatch.update(batch.id, batch.state, check({ devices: {} }), stand.context);
        const log: MemoryLog = stand.log;
        assert.deepEqual([log.infos, log.warnings], [[], []]);
    });
});
