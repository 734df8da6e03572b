import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { pack } from "../../provider/packed";
import { withLimitGuard } from "../../sdk/limitGuard";
import { Bench, caught, unique, uniqueMac } from "../provider/helpers";
import { configFor, Program, unknownOutput } from "./helpers";

describe("sdk/limitGuard", () => {
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
        return (withLimitGuard(args, options).hooks?.beforeCreate ?? []) as pulumi.ResourceHook[];
    }

    /** Calls the guard's hook as the engine does before a create. */
    async function callHook(hook: pulumi.ResourceHook | undefined, name: string, newInputs: object): Promise<void> {
        assert.ok(hook);
        const urn = `urn:pulumi:stack::project::pulumi-nodejs:dynamic/webex:Device::${name}`;
        await hook.callback({ urn, id: "", name, type: "pulumi-nodejs:dynamic/webex:Device", newInputs });
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
            ["not on a device of a workspace", { workspaceId: "w" }, {}, false],
            ["not on a device taken over by its id", { personId: "p", deviceId: "d" }, {}, false],
            ["not on a device taken over by its serial number", { personId: "p", serial: "s" }, {}, false],
            ["not with webex:limitGuard off", { personId: "p" }, { limitGuard: "off" }, false],
        ];
        for (const [name, args, config, hangs] of rows) {
            it(name, async () => {
                await program.start({ accessToken: unique("t"), ...config });
                assert.deepEqual(
                    hooksOf(args).map((hook) => hook.name),
                    hangs ? ["webex-limit-guard"] : [],
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
            const guardedOptions = withLimitGuard({ personId: "p" }, options);
            assert.deepEqual(
                guardedOptions.hooks?.beforeCreate?.map((hook) => (hook as pulumi.ResourceHook).name),
                ["webex-limit-guard", "mine"],
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
            assert.equal(withLimitGuard({ workspaceId: "w" }, options), options);
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
        await callHook(hook, "swap", { personId, mac: uniqueMac(), __replaces: personId });
        assert.match((await caught(callHook(hook, "new", { personId, __replaces: "other" }))).message, /too many/);
    });

    it("lets an adoption pass, known by its MAC address", async () => {
        const { simulator, personId, hook } = await guarded(1);
        const mac = uniqueMac();
        simulator.addDevice({ personId, mac, created: "2026-01-01T00:00:00.000Z" });
        await callHook(hook, "adopted", { personId, mac });
    });

    it("asks in the organisation of the resource, else of the stack", async () => {
        const simulator = await bench.simulator();
        const people = [1, 2].map(() => simulator.addPerson({ maxDeviceCount: 2 }).id);
        await program.start(configFor(simulator, { orgId: simulator.orgId }));
        const [hook] = hooksOf({ personId: people[0] });
        await callHook(hook, "a", { personId: people[0] });
        await callHook(hook, "b", { personId: people[1], orgId: `${simulator.orgId}=` });
        assert.deepEqual(
            [...new Set(simulator.log.entries.map(({ query }) => query.orgId))],
            [simulator.orgId, `${simulator.orgId}=`],
        );
    });

    it("names the missing scope, and shows no token", async () => {
        const { simulator, personId, hook } = await guarded(1);
        simulator.setScopes([]);
        const { message } = await caught(callHook(hook, "a", { personId }));
        assert.match(message, /spark-admin:telephony_config_read/);
        assert.ok(!message.includes(simulator.token));
    });

    it("shows no token that the API repeats", async () => {
        const { simulator, personId, hook } = await guarded(1);
        simulator.faults.add({ count: -1, kind: { status: 403, body: { message: `token ${simulator.token}` } } });
        assert.ok(!(await caught(callHook(hook, "a", { personId }))).message.includes(simulator.token));
    });

    describe("of a batch", () => {
        const phone = (personId: unknown, mac: string = uniqueMac()) => ({ personId, mac, model: "DMS Cisco 8865" });

        /** What the provider packs of a batch's state. */
        const packed = (entries: object) => pack({ entries });

        /** Calls the hook as the engine does before an update, or without `present` before a create. */
        async function callBatch(
            hook: pulumi.ResourceHook | undefined,
            newInputs: object,
            present?: Record<string, object>,
        ): Promise<void> {
            assert.ok(hook);
            const type = "pulumi-nodejs:dynamic/webex:DeviceBatch";
            const update = present === undefined ? {} : { oldInputs: {}, oldOutputs: { __packed: packed(present) } };
            const urn = `urn:pulumi:stack::project::${type}::phones`;
            await hook.callback({ urn, id: "", name: "phones", type, newInputs, ...update });
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
            ["not where all are workspaces'", () => ({ a: { workspaceId: "w" } }), false],
            ["not where there are none", () => ({}), false],
            ["not where none are given, which check refuses", () => undefined, false],
        ];
        for (const [name, entries, hangs] of hangings) {
            it(`hangs before create and update ${name}`, async () => {
                await program.start({ accessToken: unique("t") });
                const hooks = withLimitGuard({ entries: entries() }, {}).hooks ?? {};
                const names = [hooks.beforeCreate, hooks.beforeUpdate].map((list) =>
                    (list ?? []).map((hook) => (hook as pulumi.ResourceHook).name),
                );
                assert.deepEqual(names, hangs ? [["webex-limit-guard"], ["webex-limit-guard"]] : [[], []]);
            });
        }

        it("does not hang before the update of a single device", async () => {
            await program.start({ accessToken: unique("t") });
            assert.equal(withLimitGuard({ personId: "p" }, {}).hooks?.beforeUpdate, undefined);
        });

        it("hangs before the program's own hooks, which stay", async () => {
            await program.start({ accessToken: unique("t") });
            const mine = new pulumi.ResourceHook("mine", () => undefined);
            const { hooks } = withLimitGuard(
                { entries: { a: { personId: "p" } } },
                { hooks: { beforeUpdate: [mine] } },
            );
            assert.deepEqual(
                hooks?.beforeUpdate?.map((hook) => (hook as pulumi.ResourceHook).name),
                ["webex-limit-guard", "mine"],
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

        it("asks two requests a person at the most, whatever the number of entries", async () => {
            const { simulator, persons, hook } = await people({ devices: 0, limit: 50 }, { devices: 0, limit: 50 });
            const devices = Object.fromEntries(
                Array.from({ length: 40 }, (_, at) => [`phone-${at}`, phone(persons[at % 2]?.personId)]),
            );
            await callBatch(hook, { devices });
            assert.ok(simulator.log.entries.length <= 4, String(simulator.log.entries.length));
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

        it("lets workspaces' entries pass, and those that are not known yet, and asks nothing", async () => {
            const { simulator, hook } = await people({ devices: 0, limit: 0 });
            await callBatch(hook, {
                devices: { a: { workspaceId: "w" }, b: unknownOutput(), c: phone(unknownOutput()) },
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

        it("lets an update pass that leaves each person's number as it is, and asks nothing", async () => {
            const { simulator, persons, hook } = await people({ devices: 2, limit: 2 });
            const personId = persons[0]?.personId;
            const present = { a: { personId }, b: { personId } };
            // Tags, another phone for the same person, another name.
            await callBatch(hook, { devices: { a: { ...phone(personId), tags: ["x"] }, b: phone(personId) } }, present);
            await callBatch(hook, { devices: { a: phone(personId), renamed: phone(personId) } }, present);
            await callBatch(hook, { devices: { a: phone(personId) } }, present);
            await callBatch(hook, { devices: {} }, present);
            assert.equal(simulator.log.entries.length, 0);
        });

        it("knows who has an entry already by every spelling of the person's id", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 1 });
            const personId = persons[0]?.personId ?? "";
            await callBatch(hook, { devices: { a: phone(`${personId}=`) } }, { a: { personId } });
            assert.equal(simulator.log.entries.length, 0);
        });

        it("counts what an update adds, by its name", async () => {
            const { persons, hook } = await people({ devices: 2, limit: 2 });
            const personId = persons[0]?.personId;
            const devices = { new: phone(personId), a: phone(personId), b: phone(personId) };
            const { message } = await caught(callBatch(hook, { devices }, { a: { personId }, b: { personId } }));
            assert.match(message, /1 planned \(phones\[new\]\)/);
        });

        it("counts an entry that comes for one that goes as none", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 });
            const personId = persons[0]?.personId;
            await callBatch(hook, { devices: { new: phone(personId) } }, { old: { personId } });
            const two = { devices: { new: phone(personId), second: phone(personId) } };
            assert.match(
                (await caught(callBatch(hook, two, { old: { personId } }))).message,
                /1 planned \(phones\[second\]\)/,
            );
        });

        it("counts an entry that moves for the one who gets it, and not against the one who gives it", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 }, { devices: 1, limit: 1 });
            const [from, to] = persons.map(({ personId }) => personId);
            const present = { a: { personId: from }, b: { personId: to } };
            const { message } = await caught(callBatch(hook, { devices: { a: phone(to), b: phone(to) } }, present));
            assert.match(
                message,
                new RegExp(`person ${String(to)} would have too many.*1 planned \\(phones\\[a\\]\\)`),
            );
            // A swap leaves everybody with one.
            await callBatch(hook, { devices: { a: phone(to), b: phone(from) } }, present);
        });

        it("counts what comes from a workspace", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 1 });
            const personId = persons[0]?.personId;
            const present = { a: { personId }, room: { workspaceId: "w" } };
            const error = await caught(
                callBatch(hook, { devices: { a: phone(personId), room: phone(personId) } }, present),
            );
            assert.match(error.message, /1 planned \(phones\[room\]\)/);
        });

        it("counts only the rest of what an earlier run did in part", async () => {
            const { persons, hook } = await people({ devices: 1, limit: 2 }, { devices: 1, limit: 1 });
            const [first, second] = persons.map(({ personId }) => personId);
            // One entry of each is done already and there.
            const devices = { a: phone(first), b: phone(first), c: phone(second) };
            await callBatch(hook, { devices }, { a: { personId: first }, c: { personId: second } });
        });

        it("reads what is packed also where it is secret", async () => {
            const { simulator, persons, hook } = await people({ devices: 1, limit: 1 });
            assert.ok(hook);
            const personId = persons[0]?.personId;
            const [name, type] = ["phones", "pulumi-nodejs:dynamic/webex:DeviceBatch"];
            const oldOutputs = { __packed: pulumi.secret(packed({ a: { personId } })) };
            const newInputs = { devices: { a: phone(personId) } };
            await hook.callback({
                urn: `urn:pulumi:s::p::${type}::${name}`,
                id: "",
                name,
                type,
                newInputs,
                oldOutputs,
            });
            assert.equal(simulator.log.entries.length, 0);
        });

        it("asks in the organisation of the batch", async () => {
            const { simulator, persons, hook } = await people({ devices: 0, limit: 1 });
            await callBatch(hook, { devices: { a: phone(persons[0]?.personId) }, orgId: simulator.orgId });
            assert.deepEqual([...new Set(simulator.log.entries.map(({ query }) => query.orgId))], [simulator.orgId]);
        });
    });
});
