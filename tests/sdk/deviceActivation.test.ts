import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../../provider/definitions/definition";
import { DEVICE_ACTIVATION } from "../../provider/definitions/deviceActivation";
import { Device, DeviceActivation, type DeviceActivationArgs } from "../../sdk/index";
import { Program, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };

describe("sdk/deviceActivation", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    async function register(
        args: DeviceActivationArgs,
        outputs: Record<string, unknown> = {},
        options = {},
        config: Record<string, string> = OFF,
    ) {
        await program.start(config, { outputs });
        const activation = new DeviceActivation("code", args, options);
        await valueOf(activation.id);
        const request = program.request("code");
        return { activation, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type that is in users' states", async () => {
        const { request } = await register({ workspaceId: "w" });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:DeviceActivation");
    });

    it("carries exactly the provider text that is in users' states", async () => {
        const { object } = await register({ workspaceId: "w" });
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/deviceActivation")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const args = { personId: "p", model: "m", orgId: "o", renew: "never", unregisterOnDelete: true } as const;
        const { object } = await register(args);
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual(inputs, args);
        assert.equal(resource, "code");
    });

    it("marks the code as a secret output, besides the program's own", async () => {
        const { request } = await register({ workspaceId: "w" }, {}, { additionalSecretOutputs: ["mine"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine", "code"]);
    });

    it("tells what the provider answered", async () => {
        const { activation } = await register({ workspaceId: "w" }, { status: "pending", expiresAt: "2026-01-01" });
        assert.deepEqual(
            [await valueOf(activation.status), await valueOf(activation.expiresAt), await valueOf(activation.deviceId)],
            ["pending", "2026-01-01", undefined],
        );
    });

    it("has an output for everything the state keeps", async () => {
        const { activation } = await register({ workspaceId: "w" });
        assert.deepEqual(
            outputNames(DEVICE_ACTIVATION).filter((name) => !pulumi.Output.isInstance(Reflect.get(activation, name))),
            [],
        );
    });

    it("tells what stands in the state only: the entry, the origin, the organisation", async () => {
        const { activation } = await register(
            { workspaceId: "w" },
            { entryId: "e", origin: "issued", organization: "o" },
        );
        assert.deepEqual(
            [
                await valueOf(activation.entryId),
                await valueOf(activation.origin),
                await valueOf(activation.organization),
            ],
            ["e", "issued", "o"],
        );
    });

    it("has its type as a static property, by which policies find the class", async () => {
        const { request } = await register({ workspaceId: "w" });
        assert.equal(DeviceActivation.__pulumiType, request.getType());
    });

    it("may be there several times for one owner and model: a code declares no device", async () => {
        await program.start(OFF);
        const codes = ["a", "b"].map((name) => new DeviceActivation(name, { workspaceId: "w", model: "m" }));
        assert.deepEqual(await Promise.all(codes.map(({ id }) => valueOf(id))), ["a-id", "b-id"]);
    });

    it("isInstance knows its own, and no device", async () => {
        const { activation } = await register({ workspaceId: "w" });
        assert.equal(DeviceActivation.isInstance(activation), true);
        assert.equal(Device.isInstance(activation), false);
        assert.equal(DeviceActivation.isInstance(new Device("other", { workspaceId: "w" })), false);
        assert.equal(DeviceActivation.isInstance(undefined), false);
    });

    const hooks: [string, DeviceActivationArgs, Record<string, string>, string[]][] = [
        ["hangs on a code of a person", { personId: "p" }, { accessToken: "t" }, ["webex-plan"]],
        ["does not hang on a code of a workspace", { workspaceId: "w" }, { accessToken: "t" }, []],
        ["does not hang with all looks off", { personId: "p" }, OFF, []],
    ];
    for (const [name, args, config, expected] of hooks) {
        it(`the hook of the run ${name}`, async () => {
            const { request } = await register(args, {}, {}, config);
            assert.deepEqual(request.getHooks()?.getBeforeCreateList() ?? [], expected);
        });
    }
});
