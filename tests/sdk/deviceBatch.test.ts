import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Device, DeviceBatch, type DeviceBatchArgs } from "../../sdk/index";
import { caught } from "../provider/helpers";
import { Program, secretValue, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off" };
const ROOM = { workspaceId: "w", mac: "52EAD324FD21", model: "m" };
const STATE = { entries: { a: { id: "id-a", workspaceId: "w" }, b: { id: "id-b", personId: "p" } } };

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
        const args = { devices: { a: ROOM, b: { ...ROOM, tags: ["x"] } }, orgId: "o", unregisterOnDelete: false };
        const { object } = await register(args);
        const { __provider: _, ...inputs } = object;
        assert.deepEqual(inputs, args);
    });

    it("passes on what it does not know, for check to refuse", async () => {
        const { object } = await register({ devices: { a: { ...ROOM, colour: "red" } }, size: 3 } as DeviceBatchArgs);
        assert.deepEqual([object.size, object.devices], [3, { a: { ...ROOM, colour: "red" } }]);
    });

    it("tells the devices' ids by the entries' names, from what is packed", async () => {
        const { batch } = await register({ devices: { a: ROOM } });
        assert.deepEqual(await valueOf(batch.ids), { a: "id-a", b: "id-b" });
    });

    it("tells no ids of a batch without entries", async () => {
        const { batch } = await register({ devices: {} }, { outputs: { entries: {} } });
        assert.deepEqual(await valueOf(batch.ids), {});
    });

    it("tells the inputs as outputs", async () => {
        const { batch } = await register({ devices: { a: ROOM }, orgId: "o" });
        assert.deepEqual(await valueOf(batch.devices), { a: ROOM });
        assert.equal(await valueOf(batch.orgId), "o");
        assert.equal(await valueOf(batch.unregisterOnDelete), undefined);
    });

    it("tells what a program's own mocks answer, which know nothing of packing", async () => {
        await program.start(OFF, { outputs: { ids: { a: "mocked" } }, hooks: false });
        const batch = new DeviceBatch("phones", { devices: { a: ROOM } });
        assert.deepEqual(await valueOf(batch.ids), { a: "mocked" });
    });

    it("leaves a person's batch to a program's own mocks, which know no hooks", async () => {
        await program.start({ accessToken: "t" }, { hooks: false });
        const batch = new DeviceBatch("phones", { devices: { a: { ...ROOM, personId: "p" } } });
        assert.equal(await valueOf(batch.id), "phones-id");
    });

    describe("sends a packed input, so that what is packed is encrypted where an input is secret,", () => {
        const rows: [string, () => DeviceBatchArgs, boolean][] = [
            ["not where all is plain", () => ({ devices: { a: { ...ROOM, tags: ["x"] } } }), false],
            ["where all entries are an output", () => ({ devices: pulumi.output({ a: ROOM }) }), true],
            ["where all entries are a secret", () => ({ devices: pulumi.secret({ a: ROOM }) }), true],
            ["where an entry is an output", () => ({ devices: { a: pulumi.output(ROOM) } }), true],
            [
                "where an owner is an output",
                () => ({ devices: { a: { ...ROOM, workspaceId: pulumi.output("w") } } }),
                true,
            ],
            [
                "where a tag is an output",
                () => ({ devices: { a: { ...ROOM, tags: ["x", pulumi.output("y")] } } }),
                true,
            ],
            [
                "where an owner is a promise",
                () => ({ devices: { a: { ...ROOM, personId: Promise.resolve("p") } } }),
                true,
            ],
            ["where orgId is an output", () => ({ devices: {}, orgId: pulumi.output("o") }), true],
        ];
        for (const [name, args, packed] of rows) {
            it(name, async () => {
                const { object } = await register(args());
                assert.equal("__packed" in object, packed);
            });
        }

        it("empty, and secret like the input", async () => {
            const { object } = await register({ devices: { a: { ...ROOM, workspaceId: pulumi.secret("w") } } });
            assert.equal(secretValue(object.__packed), "");
        });

        it("empty, and plain where nothing is secret", async () => {
            const { object } = await register({ devices: { a: { ...ROOM, workspaceId: pulumi.output("w") } } });
            assert.equal(object.__packed, "");
        });
    });

    it("has ids that are not known at preview, where the engine answers with the inputs", async () => {
        await program.start(OFF, { outputs: STATE });
        const batch = new DeviceBatch("phones", { devices: { a: ROOM } });
        Reflect.set(batch, "__packed", pulumi.output(""));
        const { isKnown } = batch.ids as unknown as { isKnown: Promise<boolean> };
        assert.equal(await isKnown, false);
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

        it("are all that is packed where the program wants the ids secret", async () => {
            const { request } = await register({ devices: {} }, { options: { additionalSecretOutputs: ["ids"] } });
            assert.deepEqual(request.getAdditionalsecretoutputsList(), ["ids", "__packed"]);
        });
    });

    it("has an output for everything that a program may ask for", async () => {
        const { batch } = await register({ devices: {} });
        const names = ["ids", "activationCodes", "devices", "orgId", "unregisterOnDelete"];
        assert.deepEqual(
            names.filter((name) => !pulumi.Output.isInstance(Reflect.get(batch, name))),
            [],
        );
    });

    it("refuses to be imported, in words", async () => {
        await program.start(OFF);
        const error = await caught(
            Promise.resolve().then(() => new DeviceBatch("phones", { devices: {} }, { import: "id" })),
        );
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

    describe("the limit guard's hook", () => {
        const guarded = { accessToken: "t" };
        const person = { ...ROOM, workspaceId: undefined, personId: "p" };
        const rows: [string, () => DeviceBatchArgs, Record<string, string>, boolean][] = [
            ["hangs where an entry is a person's", () => ({ devices: { a: ROOM, b: person } }), guarded, true],
            ["hangs where an entry is known later", () => ({ devices: { a: unknownOutput() } }), guarded, true],
            ["hangs where all are known later", () => ({ devices: pulumi.output({ a: ROOM }) }), guarded, true],
            ["does not hang where all are workspaces'", () => ({ devices: { a: ROOM } }), guarded, false],
            ["does not hang where there are none", () => ({ devices: {} }), guarded, false],
            ["does not hang with webex:limitGuard off", () => ({ devices: { a: person } }), OFF, false],
        ];
        for (const [name, args, config, hangs] of rows) {
            it(name, async () => {
                const { request } = await register(args(), { config });
                const hooks = request.getHooks() as unknown as
                    | { getBeforeCreateList(): string[]; getBeforeUpdateList(): string[] }
                    | undefined;
                const expected = hangs ? ["webex-limit-guard"] : [];
                assert.deepEqual(hooks?.getBeforeCreateList() ?? [], expected);
                assert.deepEqual(hooks?.getBeforeUpdateList() ?? [], expected);
            });
        }
    });
});
