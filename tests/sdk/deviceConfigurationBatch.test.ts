import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DeviceConfiguration, DeviceConfigurationBatch, type DeviceConfigurationBatchArgs } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program, programError, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const VOLUME = "Audio.DefaultVolume";
const ARGS = { devices: { alps: { deviceId: "a" }, b: { settings: { [VOLUME]: 70 } } }, defaults: { [VOLUME]: 60 } };
const STATE = { pending: { alps: VOLUME }, entries: '{"alps":{},"b":{}}' };

describe("sdk/deviceConfigurationBatch", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    /** A batch of a program, when it is registered. */
    async function register(args: DeviceConfigurationBatchArgs) {
        await program.start(OFF, { outputs: STATE });
        const batch = new DeviceConfigurationBatch("rooms", args);
        await valueOf(batch.id);
        const request = program.request("rooms");
        return { batch, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type, and has exactly the provider text, that are in users' states", async () => {
        const { request, object } = await register(ARGS);
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:DeviceConfigurationBatch");
        assert.equal(
            object["__provider"],
            'exports.handler=()=>require("pulumi-webex/provider/deviceConfigurationBatch")',
        );
    });

    it("registers the inputs that are given, the defaults by themselves, and tells what is pending", async () => {
        const { object, batch } = await register(ARGS);
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual([inputs, resource], [ARGS, "rooms"]);
        assert.deepEqual(await valueOf(batch.pending), { alps: VOLUME });
        assert.deepEqual(await valueOf(batch.defaults), ARGS.defaults);
        assert.equal(await valueOf(batch.entries), STATE.entries);
    });

    it("keeps a secret of the defaults or of an entry where it stands", async () => {
        const name = "SystemUnit.Name";
        const devices = { a: { settings: { [name]: pulumi.secret("hunter22") } } };
        const { object } = await register({ devices, defaults: { [name]: pulumi.secret("hunter23") } });
        const sent = object as {
            devices: { a: { settings: Record<string, unknown> } };
            defaults: Record<string, unknown>;
        };
        assert.deepEqual(
            [secretValue(sent.devices.a.settings[name]), secretValue(sent.defaults[name])],
            ["hunter22", "hunter23"],
        );
    });

    it("refuses a default that another resource declares for one of its devices, naming both and the entry", async () => {
        await program.start(OFF);
        new DeviceConfiguration("room", { deviceId: "b", settings: { [VOLUME]: 1 } });
        const error = await thrown(() => new DeviceConfigurationBatch("rooms", ARGS));
        assert.equal(
            error.message,
            `DeviceConfigurationBatch "rooms", entry "b" declares the setting ${VOLUME} that DeviceConfiguration "room" ` +
                "declares, too; a setting of a device can be declared once",
        );
    });

    it("says so also where the batch came first", async () => {
        await program.start(OFF);
        new DeviceConfigurationBatch("rooms", ARGS);
        const error = await programError(() => {
            new DeviceConfiguration("room", { deviceId: pulumi.output("a"), settings: { [VOLUME]: 1 } });
        });
        assert.match(error.message, /"room" declares .* that DeviceConfigurationBatch "rooms", entry "alps" declares/);
    });

    it("knows its own kind, also of another copy of the package", async () => {
        const { batch } = await register(ARGS);
        assert.deepEqual(
            [DeviceConfigurationBatch.isInstance(batch), DeviceConfigurationBatch.isInstance({})],
            [true, false],
        );
    });
});
