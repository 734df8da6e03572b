import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
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
        for (let count = 0; count < devices; count += 1) simulator.addDevice({ personId });
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
});
