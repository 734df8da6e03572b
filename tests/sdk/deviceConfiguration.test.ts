import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeviceConfiguration, type DeviceConfigurationArgs } from "../../sdk/index";
import { Program, programError, secretValue, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const ARGS = { deviceId: "d", settings: { "Audio.DefaultVolume": 60, "Standby.Control": "On" } };

describe("sdk/deviceConfiguration", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    /** A resource of a program, when it is registered. */
    async function register(args: DeviceConfigurationArgs, config: Record<string, string> = OFF) {
        await program.start(config, { outputs: { pending: ["Audio.DefaultVolume"], organization: "o" } });
        const made = new DeviceConfiguration("room", args);
        await valueOf(made.id);
        const request = program.request("room");
        return { made, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type, and has exactly the provider text, that are in users' states", async () => {
        const { request, object } = await register(ARGS);
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:DeviceConfiguration");
        assert.equal(object["__provider"], 'exports.handler=()=>require("pulumi-webex/provider/deviceConfiguration")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const { object } = await register({ ...ARGS, orgId: undefined });
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual([inputs, resource], [ARGS, "room"]);
    });

    it("tells device, settings and what is pending", async () => {
        const { made } = await register(ARGS);
        assert.equal(await valueOf(made.deviceId), "d");
        assert.deepEqual(await valueOf(made.settings), ARGS.settings);
        assert.deepEqual(await valueOf(made.pending), ["Audio.DefaultVolume"]);
        assert.deepEqual(program.calls, []);
    });

    it("keeps a value secret that the program keeps secret, and what is not known unknown", async () => {
        const settings = {
            "SystemUnit.Name": pulumi.secret("hunter22"),
            "Standby.Delay": unknownOutput<number>(),
            "A.B": 1,
        };
        const { object } = await register({ deviceId: "d", settings });
        const sent = object["settings"] as Record<string, unknown>;
        assert.equal(secretValue(sent["SystemUnit.Name"]), "hunter22");
        assert.equal(sent["A.B"], 1);
        assert.notEqual(sent["Standby.Delay"], undefined);
    });

    it("has the plan's hook when it comes and when it changes, unless nothing is to be asked", async () => {
        const { request } = await register(ARGS, { accessToken: "t" });
        assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-plan"]);
        program.stop();
        program = new Program();
        const quiet = await register(ARGS);
        assert.deepEqual(quiet.request.getHooks()?.getBeforeCreateList() ?? [], []);
    });

    it("refuses a setting of a device that two resources declare, naming both", async () => {
        await program.start(OFF);
        new DeviceConfiguration("room", ARGS);
        new DeviceConfiguration("other", { ...ARGS, settings: { "Standby.Delay": 5 } });
        new DeviceConfiguration("elsewhere", { ...ARGS, deviceId: "e" });
        const error = await programError(() => {
            const settings = { "Audio.DefaultVolume": pulumi.output(50) };
            new DeviceConfiguration("twice", { deviceId: "d", settings });
        });
        assert.equal(
            error.message,
            'DeviceConfiguration "twice" declares the setting Audio.DefaultVolume that DeviceConfiguration "room" declares, ' +
                "too; a setting of a device can be declared once",
        );
    });

    it("knows its own kind, also of another copy of the package", async () => {
        const { made } = await register(ARGS);
        assert.equal(DeviceConfiguration.isInstance(made), true);
        assert.equal(DeviceConfiguration.isInstance({}), false);
    });

    it("answers by property under users' mocks", async () => {
        await program.start(OFF, { hooks: false, outputs: { pending: [], organization: "o" } });
        const made = new DeviceConfiguration("room", ARGS);
        assert.equal(await valueOf(made.organization), "o");
        assert.deepEqual(await valueOf(made.pending), []);
    });
});
