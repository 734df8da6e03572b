import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { CallingDeviceSettings, type CallingDeviceSettingsArgs, Device } from "../../sdk/index";
import { Program, programError, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const ARGS: CallingDeviceSettingsArgs = { deviceId: "phone", settings: { "%A%": "1" } };

describe("sdk/callingDeviceSettings", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    async function register(args: CallingDeviceSettingsArgs, config: Record<string, string> = OFF, outputs = {}) {
        await program.start(config, { outputs });
        const settings = new CallingDeviceSettings("lobby", args);
        await valueOf(settings.id);
        const request = program.request("lobby");
        return { settings, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type, and carries the provider text, that are in users' states", async () => {
        const { request, object } = await register(ARGS);
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:CallingDeviceSettings");
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/callingDeviceSettings")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const { object } = await register({ ...ARGS, orgId: undefined });
        const { __provider: _, __resource: resource, ...inputs } = object;
        assert.deepEqual([inputs, resource], [ARGS, "lobby"]);
    });

    it("tells inputs and what the stack records as outputs", async () => {
        const { settings } = await register(ARGS, OFF, { family: "Poly", passwordTags: ["%P%"] });
        assert.deepEqual(await valueOf(settings.settings), ARGS.settings);
        assert.equal(await valueOf(settings.family), "Poly");
        assert.deepEqual(await valueOf(settings.passwordTags), ["%P%"]);
        assert.equal(await valueOf(settings.needsApplying), undefined);
    });

    it("keeps a secret value secret on the way", async () => {
        const { object } = await register({ ...ARGS, settings: { "%A%": "1", "%P%": pulumi.secret("sesame") } });
        const { "%A%": open, "%P%": secret } = object.settings as Record<string, unknown>;
        assert.deepEqual([open, secretValue(secret)], ["1", "sesame"]);
    });

    it("is looked at when it comes, and only where plans are looked at", async () => {
        const { request } = await register(ARGS, { accessToken: "t" });
        assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-plan"]);
        program.stop();
        program = new Program();
        const off = await register(ARGS);
        assert.deepEqual(off.request.getHooks()?.getBeforeCreateList() ?? [], []);
    });

    it("refuses one setting of a phone that two resources declare, naming both", async () => {
        await program.start(OFF);
        new CallingDeviceSettings("first", { deviceId: "phone", settings: { "%A%": pulumi.output("1") } });
        const error = await programError(() => {
            new CallingDeviceSettings("second", { deviceId: "phone", settings: { "%A%": pulumi.output("2") } });
        });
        assert.equal(
            error.message,
            'CallingDeviceSettings "second" declares the setting %A% that CallingDeviceSettings "first" declares, too; ' +
                "a setting can be declared once",
        );
    });

    it("lets two resources share a phone, and two phones a setting", async () => {
        await program.start(OFF);
        const all = [
            new CallingDeviceSettings("first", ARGS),
            new CallingDeviceSettings("second", { ...ARGS, settings: { "%B%": "2" } }),
            new CallingDeviceSettings("third", { ...ARGS, deviceId: "other" }),
        ];
        assert.equal((await Promise.all(all.map(({ id }) => valueOf(id)))).length, 3);
    });

    it("knows its own", async () => {
        const { settings } = await register(ARGS);
        const device = new Device("d", { deviceId: "x" });
        assert.deepEqual(
            [settings, device].map((each) => CallingDeviceSettings.isInstance(each)),
            [true, false],
        );
    });
});
