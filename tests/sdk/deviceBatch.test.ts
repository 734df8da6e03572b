import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../../provider/definitions/definition";
import { DEVICE_BATCH } from "../../provider/definitions/deviceBatch";
import { Device, DeviceBatch, type DeviceBatchArgs } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program, secretValue, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const ROOM = { workspaceId: "w", mac: "52EAD324FD21", model: "m" };
const OTHER_ROOM = { ...ROOM, mac: "52EAD324FD22" };
const STATE = {
    ids: { a: "id-a", b: "id-b" },
    connectionStatuses: { a: "connected" },
    products: { a: "Cisco 8865" },
    entries: '{"a":{"origin":"registered"},"b":{"origin":"adopted"}}',
};

describe("sdk/deviceBatch", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    /** A batch of a program, when it is registered. */
    async function register(
        args: DeviceBatchArgs,
        {
            config = OFF,
            options = {},
            outputs = STATE,
        }: { config?: Record<string, string>; options?: object; outputs?: object } = {},
    ) {
        await program.start(config, { outputs: { ...outputs } });
        const batch = new DeviceBatch("phones", args, options);
        await valueOf(batch.id);
        const request = program.request("phones");
        return { batch, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type that is in users' states", async () => {
        const { request } = await register({ devices: {} });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:DeviceBatch");
    });

    it("carries exactly the provider text that is in users' states", async () => {
        const { object } = await register({ devices: {} });
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/deviceBatch")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const args = { devices: { a: ROOM, b: { ...OTHER_ROOM, tags: ["x"] } }, orgId: "o", unregisterOnDelete: false };
        const { object } = await register(args);
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual(inputs, args);
        assert.equal(resource, "phones");
    });

    it("passes on what it does not know, for check to refuse", async () => {
        const { object } = await register({ devices: { a: { ...ROOM, colour: "red" } }, size: 3 } as DeviceBatchArgs);
        assert.deepEqual([object.size, object.devices], [3, { a: { ...ROOM, colour: "red" } }]);
    });

    it("tells ids, connections, products and the stack's records by the entries' names", async () => {
        const { batch } = await register({ devices: { a: ROOM } });
        assert.deepEqual(await valueOf(batch.ids), { a: "id-a", b: "id-b" });
        assert.deepEqual(await valueOf(batch.connectionStatuses), { a: "connected" });
        assert.deepEqual(await valueOf(batch.products), { a: "Cisco 8865" });
        assert.equal(await valueOf(batch.entries), STATE.entries);
        assert.deepEqual(program.calls, []);
    });

    it("tells no ids of a batch without entries", async () => {
        const { batch } = await register({ devices: {} }, { outputs: { ids: {}, entries: "{}" } });
        assert.deepEqual(await valueOf(batch.ids), {});
    });

    it("tells the inputs as outputs", async () => {
        const { batch } = await register({ devices: { a: ROOM }, orgId: "o" });
        assert.deepEqual(await valueOf(batch.devices), { a: ROOM });
        assert.equal(await valueOf(batch.orgId), "o");
        assert.equal(await valueOf(batch.unregisterOnDelete), undefined);
    });

    it("tells what a program's own mocks answer", async () => {
        await program.start(OFF, { outputs: { ids: { a: "mocked" } }, hooks: false });
        const batch = new DeviceBatch("phones", { devices: { a: ROOM } });
        assert.deepEqual(await valueOf(batch.ids), { a: "mocked" });
    });

    it("leaves a person's batch to a program's own mocks, which know no hooks", async () => {
        await program.start({ accessToken: "t" }, { hooks: false });
        const batch = new DeviceBatch("phones", { devices: { a: { ...ROOM, personId: "p" } } });
        assert.equal(await valueOf(batch.id), "phones-id");
    });

    it("keeps a secret within an entry secret, on the way to the provider and back", async () => {
        const { batch, object } = await register({ devices: { a: { ...ROOM, workspaceId: pulumi.secret("w") } } });
        const { devices } = object as { devices: { a: Record<string, unknown> } };
        assert.equal(secretValue(devices.a.workspaceId), "w");
        assert.equal(await pulumi.isSecret(batch.devices), true);
        assert.equal(await pulumi.isSecret(batch.ids), false);
    });

    describe("secret outputs", () => {
        it("are none with cisco", async () => {
            const { request } = await register({ devices: {} });
            assert.deepEqual(request.getAdditionalsecretoutputsList(), []);
        });

        it("are the activation codes with crud, besides the program's own", async () => {
            const { request } = await register(
                { devices: {} },
                { config: { ...OFF, contract: "crud" }, options: { additionalSecretOutputs: ["mine"] } },
            );
            assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine", "activationCodes"]);
        });

        it("are the ids where the program wants them secret", async () => {
            const { request } = await register({ devices: {} }, { options: { additionalSecretOutputs: ["ids"] } });
            assert.deepEqual(request.getAdditionalsecretoutputsList(), ["ids"]);
        });
    });

    it("has an output for everything that a program may ask for", async () => {
        const { batch } = await register({ devices: {} });
        assert.deepEqual(
            outputNames(DEVICE_BATCH).filter((name) => !pulumi.Output.isInstance(Reflect.get(batch, name))),
            [],
        );
    });

    it("refuses to be imported, in words", async () => {
        await program.start(OFF);
        const error = await thrown(() => new DeviceBatch("phones", { devices: {} }, { import: "id" }));
        assert.match(error.message, /^DeviceBatch "phones": the option import does not work/);
    });

    it("isInstance knows its own, and no device", async () => {
        const { batch } = await register({ devices: {} });
        assert.equal(DeviceBatch.isInstance(batch), true);
        assert.equal(Device.isInstance(batch), false);
        assert.equal(DeviceBatch.isInstance(new Device("other", { workspaceId: "w" })), false);
        for (const value of [undefined, null, {}, "x"]) {
            assert.equal(DeviceBatch.isInstance(value), false);
        }
    });

    it("has its type as a static property, by which policies find the class", async () => {
        const { request } = await register({ devices: {} });
        assert.equal(DeviceBatch.__pulumiType, request.getType());
    });

    describe("the plan's hook", () => {
        const guarded = { accessToken: "t" };
        const person = { ...OTHER_ROOM, workspaceId: undefined, personId: "p" };
        const allOff = { ...OFF, preflight: "off" };
        const rows: [string, () => DeviceBatchArgs, Record<string, string>][] = [
            ["hangs where an entry is a person's", () => ({ devices: { a: ROOM, b: person } }), guarded],
            ["hangs where an entry is known later", () => ({ devices: { a: unknownOutput() } }), guarded],
            ["hangs where all are known later", () => ({ devices: pulumi.output({ a: ROOM }) }), guarded],
            ["hangs where all are workspaces', to say the plan", () => ({ devices: { a: ROOM } }), guarded],
            ["hangs where there are none, to hold removals back", () => ({ devices: {} }), guarded],
            ["hangs with all looks off, to hold removals back", () => ({ devices: { a: person } }), allOff],
        ];
        for (const [name, args, config] of rows) {
            it(name, async () => {
                const { request } = await register(args(), { config });
                const hooks = request.getHooks() as unknown as
                    | { getBeforeCreateList(): string[]; getBeforeUpdateList(): string[] }
                    | undefined;
                assert.deepEqual(hooks?.getBeforeCreateList(), ["webex-plan"]);
                assert.deepEqual(hooks.getBeforeUpdateList(), ["webex-plan"]);
            });
        }
    });
});
