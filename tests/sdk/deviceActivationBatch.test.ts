import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { outputNames } from "../../provider/definitions/definition";
import { DEVICE_ACTIVATION_BATCH } from "../../provider/definitions/deviceActivationBatch";
import { DeviceActivationBatch, type DeviceActivationBatchArgs, DeviceBatch } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const STATE = {
    statuses: { a: "pending", b: "redeemed" },
    expiries: { a: "2026-01-01", b: "2026-02-01" },
    deviceIds: { b: "device-b" },
    entries: '{"a":{"id":"1","origin":"issued"},"b":{"id":"2","origin":"issued"}}',
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
        const activations = { a: { personId: "p", model: "m" } };
        const args = { activations, orgId: "o", renew: "never", unregisterOnDelete: true } as const;
        const { object } = await register(args);
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual(inputs, args);
        assert.equal(resource, "codes");
    });

    it("tells statuses, ends, devices and the stack's records by the entries' names", async () => {
        const { batch } = await register({ activations: {} });
        assert.deepEqual(await valueOf(batch.statuses), { a: "pending", b: "redeemed" });
        assert.deepEqual(await valueOf(batch.expiries), { a: "2026-01-01", b: "2026-02-01" });
        assert.deepEqual(await valueOf(batch.deviceIds), { b: "device-b" });
        assert.equal(await valueOf(batch.entries), STATE.entries);
        assert.deepEqual(program.calls, []);
    });

    it("tells the codes", async () => {
        await program.start(OFF, { outputs: { codes: { a: "1234" } } });
        const batch = new DeviceActivationBatch("codes", { activations: {} });
        assert.deepEqual(await valueOf(batch.codes), { a: "1234" });
    });

    it("tells what a program's own mocks answer", async () => {
        const outputs = { codes: { a: "1" }, statuses: { a: "pending" }, expiries: { a: "later" }, deviceIds: {} };
        await program.start(OFF, { outputs, hooks: false });
        const { codes, statuses, expiries, deviceIds } = new DeviceActivationBatch("codes", { activations: {} });
        assert.deepEqual(await valueOf(pulumi.all({ codes, statuses, expiries, deviceIds })), outputs);
    });

    describe("says that a killed run loses codes", () => {
        const codes = (count: number) =>
            Object.fromEntries(Array.from({ length: count }, (_, at) => [`room-${at}`, { workspaceId: `w${at}` }]));

        /** What a program with these activations warns of. */
        async function warnings(activations: DeviceActivationBatchArgs["activations"]): Promise<unknown[]> {
            await program.start(OFF);
            const warn = sinon.stub(pulumi.log, "warn").resolves();
            const batch = new DeviceActivationBatch("codes", { activations });
            await valueOf(batch.id);
            return warn.args.map(([message]) => message);
        }

        it("above 100 entries, and names what loses less", async () => {
            const [warning, ...others] = await warnings(codes(101));
            assert.match(
                String(warning),
                /^DeviceActivationBatch "codes" has 101 codes\..*killed.*DeviceActivationBatches/,
            );
            assert.deepEqual(others, []);
        });

        it("also where the entries are an output", async () => {
            assert.equal((await warnings(pulumi.output(codes(101)))).length, 1);
        });

        it("not up to 100 entries", async () => {
            assert.deepEqual(await warnings(codes(100)), []);
        });
    });

    for (const activations of [undefined, null, "x"]) {
        it(`leaves to Check what is no map of entries: ${JSON.stringify(activations)}`, async () => {
            await program.start(OFF);
            const args: object = { activations };
            const batch = new DeviceActivationBatch("codes", args as DeviceActivationBatchArgs);
            assert.equal(await valueOf(batch.id), "codes-id");
        });
    }

    it("marks the codes as a secret output, besides the program's own", async () => {
        const { request } = await register({ activations: {} }, { additionalSecretOutputs: ["mine"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine", "codes"]);
    });

    it("has an output for everything that a program may ask for", async () => {
        const { batch } = await register({ activations: {} });
        assert.deepEqual(
            outputNames(DEVICE_ACTIVATION_BATCH).filter((name) => !pulumi.Output.isInstance(Reflect.get(batch, name))),
            [],
        );
    });

    it("refuses to be imported, in words", async () => {
        await program.start(OFF);
        const { message } = await thrown(
            () => new DeviceActivationBatch("codes", { activations: {} }, { import: "id" }),
        );
        assert.match(message, /^DeviceActivationBatch "codes": the option import does not work/);
    });

    it("isInstance knows its own, and no batch of devices", async () => {
        const { batch } = await register({ activations: {} });
        assert.equal(DeviceActivationBatch.isInstance(batch), true);
        assert.equal(DeviceBatch.isInstance(batch), false);
        assert.equal(DeviceActivationBatch.isInstance(new DeviceBatch("other", { devices: {} })), false);
    });

    it("has its type as a static property, by which policies find the class", async () => {
        const { request } = await register({ activations: {} });
        assert.equal(DeviceActivationBatch.__pulumiType, request.getType());
    });

    const hooks: [string, DeviceActivationBatchArgs, Record<string, string>][] = [
        ["on codes of a person", { activations: { a: { personId: "p" } } }, { accessToken: "t" }],
        ["on codes of workspaces, to say the plan", { activations: { a: { workspaceId: "w" } } }, { accessToken: "t" }],
        ["with all looks off, to hold removals back", { activations: {} }, { ...OFF, preflight: "off" }],
    ];
    for (const [name, args, config] of hooks) {
        it(`the plan's hook hangs ${name}`, async () => {
            const { request } = await register(args, {}, config);
            assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-plan"]);
        });
    }
});
