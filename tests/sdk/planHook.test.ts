import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { batchState } from "../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../provider/resources/batch/deviceBatch";
import type { DeviceInputs } from "../../provider/resources/device/deviceInputs";
import type { DeviceRecord } from "../../provider/resources/device/deviceState";
import { leavingWith } from "../../provider/resources/moves";
import { withPlanHook } from "../../sdk/planHook";
import { Bench, caught, fastForward, unique, uniqueMac, webexId } from "../provider/helpers";
import { classOf, configFor, Program, unknownOutput } from "./helpers";

const KEY = "Device phone";
const PREFIX = "pulumi-nodejs:dynamic/webex:";
const MODELS = "/telephony/config/supportedDevices";
/** What the check says of a replacement whose old device leaves Webex. */
const LEAVES = leavingWith({ owner: "somebody" }, true);

describe("sdk/planHook", () => {
    const bench = new Bench();
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(async () => {
        program.stop();
        await bench.closeAll();
    });

    /** The hooks that run before a create. */
    function hooksOf(args: object, options: pulumi.CustomResourceOptions = {}): readonly pulumi.ResourceHook[] {
        return (withPlanHook(args, KEY, options).options.hooks?.beforeCreate ?? []) as pulumi.ResourceHook[];
    }

    /** Calls the guard's hook as the engine does before a create. */
    async function callHook(
        hook: pulumi.ResourceHook | undefined,
        name: string,
        newInputs: object,
        type = `${PREFIX}${classOf(newInputs)}`,
    ): Promise<void> {
        assert.ok(hook);
        const urn = `urn:pulumi:stack::project::${type}::${name}`;
        await quickly(() => hook.callback({ urn, id: "", name, type, newInputs }));
    }

    /** The result of `work`, without the time that a create waits for devices that may leave with other resources. */
    async function quickly<T>(work: () => T | Promise<T>): Promise<T> {
        const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["setTimeout", "clearTimeout", "Date"] });
        try {
            return await fastForward(clock, Promise.resolve(work()));
        } finally {
            clock.restore();
        }
    }

    /** A program with one person who may have `limit` devices, and the hook of one of the person's devices. */
    async function guarded(limit: number, config: Record<string, string> = {}, devices = 0) {
        const simulator = await bench.simulator();
        const personId = simulator.addPerson({ maxDeviceCount: limit }).id;
        for (let count = 0; count < devices; count += 1) {
            simulator.addDevice({ personId });
        }
        await program.start(configFor(simulator, config));
        const [hook] = hooksOf({ personId });
        return { simulator, personId, hook };
    }

    describe("hangs its hook", () => {
        const rows: [string, object, Record<string, string>, boolean][] = [
            ["on a device of a person", { personId: "p" }, {}, true],
            ["on one whose person is known later", { personId: pulumi.output("p") }, {}, true],
            ["on one with webex:limitGuard warn", { personId: "p" }, { limitGuard: "warn" }, true],
            ["not on a device of a workspace, whose registration tells the plan", { workspaceId: "w" }, {}, false],
            ["with webex:limitGuard off", { personId: "p" }, { limitGuard: "off" }, true],
            ["with webex:preflight off", { personId: "p" }, { preflight: "off" }, true],
            ["not on a device taken over by its id", { personId: "p", deviceId: "d" }, {}, false],
            ["not on a device taken over by its serial number", { personId: "p", serial: "s" }, {}, false],
            ["not with both off", { personId: "p" }, { limitGuard: "off", preflight: "off" }, false],
        ];
        for (const [name, args, config, hangs] of rows) {
            it(name, async () => {
                await program.start({ accessToken: unique("t"), ...config });
                assert.deepEqual(
                    hooksOf(args).map((hook) => hook.name),
                    hangs ? ["webex-plan"] : [],
                );
            });
        }

        it("for preview too", async () => {
            await program.start({ accessToken: unique("t") });
            assert.deepEqual(hooksOf({ personId: "p" })[0]?.opts, { onDryRun: true });
        });

        it("before the program's own, which stay", async () => {
            await program.start({ accessToken: unique("t") });
            const mine = new pulumi.ResourceHook("mine", () => undefined);
            const options = { protect: true, hooks: { beforeCreate: [mine], afterCreate: [mine] } };
            const { options: guardedOptions } = withPlanHook({ personId: "p" }, KEY, options);
            assert.deepEqual(
                guardedOptions.hooks?.beforeCreate?.map((hook) => (hook as pulumi.ResourceHook).name),
                ["webex-plan", "mine"],
            );
            assert.deepEqual([guardedOptions.protect, guardedOptions.hooks.afterCreate], [true, [mine]]);
            assert.deepEqual(options.hooks.beforeCreate, [mine]);
        });

        it("of which there is one in a run", async () => {
            await program.start({ accessToken: unique("t") });
            assert.equal(hooksOf({ personId: "p" })[0], hooksOf({ personId: "q" })[0]);
        });

        it("and gives the options back as they are elsewhere", async () => {
            await program.start({ accessToken: unique("t") });
            const options = { protect: true };
            assert.equal(withPlanHook({ workspaceId: "w", serial: "s" }, KEY, options).options, options);
            assert.equal(withPlanHook({ workspaceId: "w" }, KEY, options).options, options);
        });
    });

    it("sends nothing before the hook is called", async () => {
        const { simulator } = await guarded(1);
        assert.equal(simulator.log.entries.length, 0);
    });

    it("lets exactly the limit through and refuses the next, by name", async () => {
        const { simulator, personId, hook } = await guarded(2, {}, 1);
        await callHook(hook, "first", { personId });
        const error = await caught(callHook(hook, "second", { personId }));
        assert.match(error.message, /2 planned \(first, second\), at most 2 allowed/);
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("lets a person pass that is not known yet, and asks nothing", async () => {
        const { simulator, hook } = await guarded(1, {}, 1);
        await callHook(hook, "later", { personId: unknownOutput<string>() });
        await callHook(hook, "without", {});
        assert.equal(simulator.log.entries.length, 0);
    });

    it("looks into a secret or an output", async () => {
        const { personId, hook } = await guarded(1, {}, 1);
        assert.match((await caught(callHook(hook, "a", { personId: pulumi.secret(personId) }))).message, /too many/);
        assert.match((await caught(callHook(hook, "b", { personId: pulumi.output(personId) }))).message, /too many/);
    });

    it("lets a replacement pass that its marker tells of", async () => {
        const { personId, hook } = await guarded(1, {}, 1);
        await callHook(hook, "swap", { personId, mac: uniqueMac(), __replaces: LEAVES });
        assert.match((await caught(callHook(hook, "new", { personId }))).message, /too many/);
    });

    describe("of a resource with retainOnDelete, whose device stays when it goes,", () => {
        /** The guard of a person at the limit, with a resource that is retained. */
        async function retaining(key: string) {
            const setting = await guarded(1, {}, 1);
            withPlanHook({ personId: setting.personId }, key, { retainOnDelete: true });
            const replaced = { personId: setting.personId, __replaces: LEAVES };
            return { ...setting, replaced };
        }

        it("counts its replacement as one more", async () => {
            const { hook, replaced } = await retaining("Device phone");
            const { message } = await caught(callHook(hook, "phone", { ...replaced, __resource: "phone" }));
            assert.match(message, /1 there .*1 planned \(phone\), at most 1 allowed/);
        });

        it("knows it in its component", async () => {
            const { hook, replaced } = await retaining("Device phone of my:index:Office");
            const office = { ...replaced, __resource: "phone of my:index:Office" };
            assert.match((await caught(callHook(hook, "phone", office))).message, /too many/);
            await callHook(hook, "phone", { ...replaced, __resource: "phone of my:index:Hall" });
        });

        it("takes nothing of another type for it, whatever its name", async () => {
            const { hook, replaced } = await retaining("DeviceActivation phone");
            await callHook(hook, "phone", { ...replaced, __resource: "phone" });
        });

        it("counts none of its own deletes where it is false", async () => {
            const { hook, replaced, personId } = await retaining("Device other");
            withPlanHook({ personId }, "Device phone", { retainOnDelete: false });
            await callHook(hook, "phone", { ...replaced, __resource: "phone" });
        });
    });

    describe("with two copies of the package in one program", () => {
        /** `withPlanHook` of another copy, as two versions in `node_modules` are. */
        function anotherCopy(): typeof withPlanHook {
            const load = createRequire(__filename);
            const file = load.resolve("../../sdk/planHook");
            const { [file]: mine } = load.cache;
            assert.ok(mine);
            Reflect.deleteProperty(load.cache, file);
            try {
                return (load(file) as { withPlanHook: typeof withPlanHook }).withPlanHook;
            } finally {
                load.cache[file] = mine;
            }
        }

        it("has one hook in a run, whose name Pulumi lets be registered once", async () => {
            const { hook, personId } = await guarded(1);
            const other = anotherCopy();
            assert.notEqual(other, withPlanHook);
            const { hooks } = other({ personId }, "Device second", {}).options;
            assert.equal(hooks?.beforeCreate?.[0], hook);
        });

        it("adds up what both declare, and knows what either retains", async () => {
            const { hook, personId } = await guarded(1);
            anotherCopy()({ personId }, "Device second", { retainOnDelete: true });
            await callHook(hook, "first", { personId });
            const second = { personId, __replaces: LEAVES, __resource: "second" };
            assert.match((await caught(callHook(hook, "second", second))).message, /2 planned \(first, second\)/);
        });

        it("has another in the next run of the same process", async () => {
            const { hook } = await guarded(1);
            program.stop();
            await program.start({ accessToken: unique("t") });
            assert.notEqual(anotherCopy()({ personId: "p" }, KEY, {}).options.hooks?.beforeCreate?.[0], hook);
        });
    });

    describe("shows no person's id that is a secret", () => {
        /** A person at the limit, whose id is written so that a path has it encoded. */
        async function full(config: Record<string, string> = {}) {
            const simulator = await bench.simulator();
            const id = webexId("PEOPLE", unique("secret-person").padEnd(37, "0"));
            const personId = simulator.addPerson({ id, displayName: "Desk phone", maxDeviceCount: 1 }).id;
            simulator.addDevice({ personId });
            await program.start(configFor(simulator, config));
            const [hook] = hooksOf({ personId });
            return { simulator, personId, hook };
        }

        const places: [string, (personId: string) => object][] = [
            ["of a device", (personId) => ({ personId: pulumi.secret(personId) })],
            ["of an entry", (personId) => ({ devices: { a: { personId: pulumi.secret(personId) } } })],
            ["of an entry that is a secret", (personId) => ({ devices: { a: pulumi.secret({ personId }) } })],
            // Pulumi hands over a map with a secret in it as one secret.
            ["of entries that are a secret", (personId) => ({ devices: pulumi.secret({ a: { personId } }) })],
            ["of codes that are a secret", (personId) => ({ activations: pulumi.secret({ a: { personId } }) })],
        ];
        for (const [place, inputs] of places) {
            it(`${place}, in a refusal`, async () => {
                const { hook, personId } = await full();
                const { message } = await caught(callHook(hook, "phone", inputs(personId)));
                assert.match(message, /^person \[secret\] would have too many devices/);
                assert.ok(!message.includes(personId));
            });

            it(`${place}, where the count cannot be read`, async () => {
                const { simulator, hook, personId } = await full();
                simulator.setScopes([]);
                const { message } = await caught(callHook(hook, "phone", inputs(personId)));
                assert.match(message, /person \[secret\] has or may have could not be read: GET .*\[secret\]/);
                assert.ok(!message.includes(personId) && !message.includes(encodeURIComponent(personId)));
            });

            it(`${place}, in a warning`, async () => {
                const { hook, personId } = await full({ limitGuard: "warn" });
                const warn = sinon.stub(pulumi.log, "warn").resolves();
                await callHook(hook, "phone", inputs(personId));
                const [[message] = []] = warn.args;
                assert.match(String(message), /^person \[secret\] would have too many devices/);
            });
        }

        it("and hides nothing else that stands beside a secret", async () => {
            const { hook, personId } = await full();
            const devices = pulumi.secret({ a: { personId, model: "Desk phone" } });
            const { message } = await caught(callHook(hook, "phone", { devices }));
            assert.match(message, /^person \[secret\].* 1 there \(Desk phone /m);
        });
    });

    describe("of a batch", () => {
        const phone = <T>(personId: T, mac: string = uniqueMac()) => ({ personId, mac, model: "DMS Cisco 8865" });

        type Present = Readonly<Record<string, DeviceInputs & Partial<DeviceRecord>>>;

        /** A batch's state with these entries, as the provider answers it. */
        const stateOf = (present: Present, common: object = {}) => {
            const entries = Object.entries(present).map(([key, { origin = "registered", ...inputs }]) => {
                const entry = { id: unique("device"), state: { ...inputs, details: {}, origin } };
                return [key, entry] as const;
            });
            return batchState(DEVICES, { ...common }, new Map(entries));
        };

        /** Calls the hook as the engine does before an update, or without `present` before a create. */
        async function callBatch(
            hook: pulumi.ResourceHook | undefined,
            newInputs: object,
            oldOutputs?: object,
        ): Promise<void> {
            assert.ok(hook);
            const type = `${PREFIX}${classOf(newInputs)}`;
            const update = oldOutputs === undefined ? {} : { oldInputs: {}, oldOutputs };
            const urn = `urn:pulumi:stack::project::${type}::phones`;
            await quickly(() => hook.callback({ urn, id: "", name: "phones", type, newInputs, ...update }));
        }

        /** A program and so many people, each with devices that are there and a limit. */
        async function people(...who: readonly { devices: number; limit: number }[]) {
            const simulator = await bench.simulator();
            const persons = who.map(({ devices, limit }) => {
                const personId = simulator.addPerson({ maxDeviceCount: limit }).id;
                const there = Array.from({ length: devices }, () => phone(personId));
                for (const { mac } of there) {
                    simulator.addDevice({ personId, mac, created: "2026-01-01T00:00:00.000Z" });
                }
                return { personId, there };
            });
            await program.start(configFor(simulator));
            const [hook] = hooksOf({ entries: { a: { personId: "p" } } });
            return { simulator, persons, hook };
        }

        const hangings: [string, () => unknown, boolean][] = [
            ["where an entry is a person's", () => ({ a: { workspaceId: "w" }, b: { personId: "p" } }), true],
            ["where a person is known later", () => ({ a: { personId: unknownOutput() } }), true],
            ["where an entry is known later", () => ({ a: { workspaceId: "w" }, b: unknownOutput() }), true],
            ["where an entry is a promise", () => ({ a: Promise.resolve({ workspaceId: "w" }) }), true],
            ["where the entries are known later", () => pulumi.output({ a: { workspaceId: "w" } }), true],
            ["where the entries are a promise", () => Promise.resolve({}), true],
            ["where all are workspaces'", () => ({ a: { workspaceId: "w" } }), true],
            ["where there are none", () => ({}), true],
            ["where none are given, which check refuses", () => undefined, true],
        ];
        for (const [name, entries, hangs] of hangings) {
            it(`hangs before create and update ${name}`, async () => {
                await program.start({ accessToken: unique("t") });
                const hooks = withPlanHook({ entries: entries() }, KEY, {}).options.hooks ?? {};
                const names = [hooks.beforeCreate, hooks.beforeUpdate].map((list) =>
                    (list ?? []).map((hook) => (hook as pulumi.ResourceHook).name),
                );
                assert.deepEqual(names, hangs ? [["webex-plan"], ["webex-plan"]] : [[], []]);
            });
        }

        it("does not hang before the update of a single device", async () => {
            await program.start({ accessToken: unique("t") });
            assert.equal(withPlanHook({ personId: "p" }, KEY, {}).options.hooks?.beforeUpdate, undefined);
        });

        it("hangs before the program's own hooks, which stay", async () => {
            await program.start({ accessToken: unique("t") });
            const mine = new pulumi.ResourceHook("mine", () => undefined);
            const { hooks } = withPlanHook({ entries: { a: { personId: "p" } } }, KEY, {
                hooks: { beforeUpdate: [mine] },
            }).options;
            assert.deepEqual(
                hooks?.beforeUpdate?.map((hook) => (hook as pulumi.ResourceHook).name),
                ["webex-plan", "mine"],
            );
        });

        it("counts every entry of a create, and names those that are too many by the entries' names", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 2 }, { devices: 0, limit: 2 });
            const [full, free] = persons.map(({ personId }) => personId);
            const devices = { d: phone(free), b: phone(full), a: phone(full), c: phone(free) };
            const { message } = await caught(callBatch(hook, { devices }));
            assert.match(message, /2 planned \(phones\[a\], phones\[b\]\), at most 2 allowed/);
            assert.equal(message.split("\n").length, 1);
            assert.deepEqual(simulator.log.writes(), []);
        });

        it("asks two requests a person at the most, and three for all, whatever the number of entries", async () => {
            const { simulator, persons, hook } = await people({ devices: 0, limit: 50 }, { devices: 0, limit: 50 });
            const devices = Object.fromEntries(
                Array.from({ length: 40 }, (_, at) => [`phone-${at}`, phone(persons[at % 2]?.personId)]),
            );
            await callBatch(hook, { devices });
            assert.ok(simulator.log.entries.length <= 7, String(simulator.log.entries.length));
        });

        it("counts codes as it counts devices", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 });
            const activations = { a: { personId: persons[0]?.personId } };
            assert.match((await caught(callBatch(hook, { activations }))).message, /too many.*phones\[a\]/);
        });

        it("tells each person's complaint", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 }, { devices: 1, limit: 1 });
            const [one, other] = persons.map(({ personId }) => personId);
            const { message } = await caught(callBatch(hook, { devices: { a: phone(one), b: phone(other) } }));
            assert.equal(message.split("\n").length, 2);
        });

        it("lets entries pass that are not known yet, and asks nothing", async () => {
            const { simulator, hook } = await people({ devices: 0, limit: 0 });
            await callBatch(hook, {
                devices: { b: unknownOutput(), c: { mac: uniqueMac(), personId: unknownOutput() } },
            });
            await callBatch(hook, { devices: unknownOutput() });
            assert.equal(simulator.log.entries.length, 0);
        });

        it("looks into secrets and outputs, of the whole, an entry or a person", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 });
            const personId = persons[0]?.personId ?? "";
            const rows = [
                { devices: pulumi.secret({ a: phone(personId) }) },
                { devices: { b: pulumi.output(phone(personId)) } },
                { devices: { c: phone(pulumi.secret(personId)) } },
            ];
            for (const row of rows) {
                assert.match((await caught(callBatch(hook, row))).message, /too many/);
            }
        });

        it("lets phones pass that are there and will be adopted", async () => {
            const { persons, hook } = await people({ devices: 2, limit: 2 });
            const [a, b] = persons[0]?.there ?? [];
            await callBatch(hook, { devices: { a, b } });
        });

        it("lets an update pass that leaves each person's number as it is, and counts nothing", async () => {
            const { simulator, persons, hook } = await people({ devices: 2, limit: 2 });
            const [a, b] = persons[0]?.there ?? [];
            assert.ok(a && b);
            const present = stateOf({ a, b });
            // Tags, another phone for the same person, another name.
            const devices = { a: { ...a, tags: ["x"] }, b: phone(b.personId) };
            await callBatch(hook, { devices }, present);
            await callBatch(hook, { devices: { a, renamed: b } }, present);
            await callBatch(hook, { devices: { a: b, b: a } }, present);
            assert.deepEqual(
                simulator.log.requests({ path: /devices/i }).map(({ path }) => path),
                [MODELS],
            );
        });

        it("knows a person whose id is written otherwise in the state", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 1 });
            const personId = persons[0]?.personId ?? "";
            await callBatch(hook, { devices: { a: phone(`${personId}=`) } }, stateOf({ a: phone(personId) }));
            assert.deepEqual(simulator.log.requests({ path: /\/devices/ }), []);
        });

        it("counts what an update adds, by its name", async () => {
            const { persons, hook } = await people({ devices: 2, limit: 2 });
            const [a, b] = persons[0]?.there ?? [];
            assert.ok(a && b);
            const devices = { new: phone(a.personId), a, b };
            const { message } = await caught(callBatch(hook, { devices }, stateOf({ a, b })));
            assert.match(message, /1 planned \(phones\[new\]\)/);
        });

        it("counts an entry that comes for one that goes as none", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 });
            const [old] = persons[0]?.there ?? [];
            assert.ok(old);
            const present = stateOf({ old });
            await callBatch(hook, { devices: { new: phone(old.personId) } }, present);
            const two = { new: phone(old.personId), second: phone(old.personId) };
            assert.match((await caught(callBatch(hook, { devices: two }, present))).message, /1 planned \(phones\[/);
        });

        describe("counts an entry that comes for one that goes as one more where that stays in Webex:", () => {
            const staying: [string, Partial<DeviceRecord>, object, string | undefined][] = [
                ["it was adopted", { origin: "adopted" }, {}, "1 planned"],
                ["it was taken over", { origin: "takenOver" }, {}, "1 planned"],
                ["unregisterOnDelete is false", {}, { unregisterOnDelete: false }, "1 planned"],
                [
                    "but not where unregisterOnDelete is true",
                    { origin: "adopted" },
                    { unregisterOnDelete: true },
                    undefined,
                ],
                ["but not what the stack registered", {}, {}, undefined],
            ];
            for (const [name, record, common, complaint] of staying) {
                it(name, async () => {
                    const { persons, hook } = await people({ devices: 1, limit: 1 });
                    const [old] = persons[0]?.there ?? [];
                    assert.ok(old);
                    const inputs = { devices: { new: phone(old.personId) }, ...common };
                    const outcome = callBatch(hook, inputs, stateOf({ old: { ...old, ...record } }, common));
                    if (complaint === undefined) {
                        await outcome;
                    } else {
                        assert.match((await caught(outcome)).message, new RegExp(`${complaint} \\(phones\\[new\\]\\)`));
                    }
                });
            }

            it("a code that a device used keeps its device", async () => {
                const { persons, hook } = await people({ devices: 1, limit: 1 });
                const personId = persons[0]?.personId ?? "";
                const code = (status: "pending" | "redeemed") => {
                    const [code, at] = ["1234123412341234", "2099-01-01T00:00:00.000Z"];
                    const entry = { entryId: "entry", deviceId: "entry" };
                    const record = { code, expiresAt: at, issuedAt: at, origin: "issued" as const, ...entry };
                    const state = { personId, model: "old", status, ...record };
                    return batchState(ACTIVATIONS, {}, new Map([["a", { id: "activation-1", state }]]));
                };
                const activations = { a: { personId, model: "DMS Cisco 8865" } };
                await callBatch(hook, { activations }, code("pending"));
                const { message } = await caught(callBatch(hook, { activations }, code("redeemed")));
                assert.match(message, /1 planned \(phones\[a\]\)/);
            });
        });

        it("lets entries pass that change hands: by then something has left for them", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 }, { devices: 1, limit: 1 });
            const [[a] = [], [b] = []] = persons.map(({ there }) => there);
            assert.ok(a && b);
            const swapped = { a: phone(b.personId, a.mac), b: phone(a.personId, b.mac) };
            await callBatch(hook, { devices: swapped }, stateOf({ a, b }));
        });

        it("counts only the rest of what an earlier run did in part", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 2 }, { devices: 1, limit: 1 });
            const [[a] = [], [c] = []] = persons.map(({ there }) => there);
            assert.ok(a && c);
            // One entry of each is done already and there.
            await callBatch(hook, { devices: { a, b: phone(a.personId), c } }, stateOf({ a, c }));
        });

        it("counts no entry that takes over a device by its serial number", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 1 });
            const devices = { a: { personId: persons[0]?.personId, serial: "FOC1" } };
            await callBatch(hook, { devices });
            assert.equal(simulator.log.entries.length, 0);
        });

        it("reads the state also where it is secret", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 1 });
            const [a] = persons[0]?.there ?? [];
            assert.ok(a);
            const { devices, entries, ...others } = stateOf({ a });
            const oldOutputs = { ...others, devices: pulumi.secret(devices), entries: pulumi.secret(entries) };
            await callBatch(hook, { devices: { a: { ...a, tags: ["x"] } } }, oldOutputs);
            assert.equal(simulator.log.entries.length, 0);
        });

        it("asks in the organisation of the batch", async () => {
            const { simulator, persons, hook } = await people({ devices: 0, limit: 1 });
            await callBatch(hook, { devices: { a: phone(persons[0]?.personId) }, orgId: simulator.orgId });
            assert.deepEqual([...new Set(simulator.log.entries.map(({ query }) => query.orgId))], [simulator.orgId]);
        });
    });
});
