import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeviceActivationBatch, type DeviceActivationBatchArgs, DeviceBatch } from "../../sdk/index";
import { caught } from "../provider/helpers";
import { Program, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off" };
const STATE = {
    entries: {
        a: { id: "1", workspaceId: "w", status: "pending", expiresAt: "2026-01-01", issuedAt: "2025-12-01" },
        b: { id: "2", personId: "p", status: "redeemed", expiresAt: "2026-02-01", deviceId: "device-b" },
    },
};

describe("sdk/deviceActivationBatch", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    async function register(
        args: DeviceActivationBatchArgs,
        options: pulumi.CustomResourceOptions = {},
        config: Record<string, string> = OFF,
    ) {
        await program.start(config, { outputs: STATE });
        const batch = new DeviceActivationBatch("codes", args, options);
        await valueOf(batch.id);
        const request = program.request("codes");
        return { batch, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type that is in users' states", async () => {
        const { request } = await register({ activations: {} });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:DeviceActivationBatch");
    });

    it("carries exactly the provider text that is in users' states", async () => {
        const { object } = await register({ activations: {} });
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/deviceActivationBatch")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const args = { activations: { a: { personId: "p", model: "m" } }, orgId: "o", renew: "never" } as const;
        const { object } = await register(args);
        const { __provider: _, ...inputs } = object;
        assert.deepEqual(inputs, args);
    });

    it("tells of each entry what is packed, by its name, and leaves out what is not known", async () => {
        const { batch } = await register({ activations: {} });
        assert.deepEqual(await valueOf(batch.statuses), { a: "pending", b: "redeemed" });
        assert.deepEqual(await valueOf(batch.expiresAt), { a: "2026-01-01", b: "2026-02-01" });
        assert.deepEqual(await valueOf(batch.deviceIds), { b: "device-b" });
    });

    it("tells the codes, which are not packed", async () => {
        await program.start(OFF, { outputs: { codes: { a: "1234" } }, hooks: false });
        const batch = new DeviceActivationBatch("codes", { activations: {} });
        assert.deepEqual(await valueOf(batch.codes), { a: "1234" });
    });

    it("tells what a program's own mocks answer, which know nothing of packing", async () => {
        const outputs = { statuses: { a: "pending" }, expiresAt: { a: "later" }, deviceIds: {} };
        await program.start(OFF, { outputs, hooks: false });
        const batch = new DeviceActivationBatch("codes", { activations: {} });
        assert.deepEqual(
            [await valueOf(batch.statuses), await valueOf(batch.expiresAt), await valueOf(batch.deviceIds)],
            [{ a: "pending" }, { a: "later" }, {}],
        );
    });

    it("marks the codes as a secret output, besides the program's own", async () => {
        const { request } = await register({ activations: {} }, { additionalSecretOutputs: ["mine"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine", "codes"]);
    });

    for (const name of ["statuses", "expiresAt", "deviceIds"]) {
        it(`encrypts all that is packed where the program wants ${name} secret`, async () => {
            const { request } = await register({ activations: {} }, { additionalSecretOutputs: [name] });
            assert.deepEqual(request.getAdditionalsecretoutputsList(), [name, "__packed", "codes"]);
        });
    }

    it("sends a packed input only where an input may be secret", async () => {
        const { object } = await register({ activations: { a: { personId: "p" } } });
        assert.ok(!("__packed" in object));
    });

    it("sends a packed input that is secret where an input is", async () => {
        const { object } = await register({ activations: { a: { personId: pulumi.secret("p") } } });
        assert.equal(secretValue(object.__packed), "");
    });

    it("has an output for everything that a program may ask for", async () => {
        const { batch } = await register({ activations: {} });
        const names = ["codes", "expiresAt", "statuses", "deviceIds", "activations", "orgId", "renew"];
        assert.deepEqual(
            names.filter((name) => !pulumi.Output.isInstance(Reflect.get(batch, name))),
            [],
        );
    });

    it("refuses to be imported, in words", async () => {
        await program.start(OFF);
        const make = () => new DeviceActivationBatch("codes", { activations: {} }, { import: "id" });
        assert.match((await caught(Promise.resolve().then(make))).message, /^DeviceActivationBatch "codes": /);
    });

    it("isInstance knows its own, and no batch of devices", async () => {
        const { batch } = await register({ activations: {} });
        assert.equal(DeviceActivationBatch.isInstance(batch), true);
        assert.equal(DeviceBatch.isInstance(batch), false);
        assert.equal(DeviceActivationBatch.isInstance(new DeviceBatch("other", { devices: {} })), false);
    });

    const hooks: [string, DeviceActivationBatchArgs, Record<string, string>, string[]][] = [
        [
            "hangs on codes of a person",
            { activations: { a: { personId: "p" } } },
            { accessToken: "t" },
            ["webex-limit-guard"],
        ],
        [
            "does not hang on codes of workspaces",
            { activations: { a: { workspaceId: "w" } } },
            { accessToken: "t" },
            [],
        ],
        ["does not hang with webex:limitGuard off", { activations: { a: { personId: "p" } } }, OFF, []],
    ];
    for (const [name, args, config, expected] of hooks) {
        it(`the limit guard's hook ${name}`, async () => {
            const { request } = await register(args, {}, config);
            assert.deepEqual(request.getHooks()?.getBeforeCreateList() ?? [], expected);
        });
    }
});
