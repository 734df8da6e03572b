import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LIST_FIELDS, TEXT_FIELDS } from "../../provider/api/devices/webexDevice";
import { Device, type DeviceArgs } from "../../sdk/index";
import { Program, secretValue, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off" };

describe("sdk/device", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    /** A device of a program, when it is registered. */
    async function register(args: DeviceArgs, config: Record<string, string> = OFF, options = {}) {
        await program.start(config);
        const device = new Device("phone", args, options);
        await valueOf(device.id);
        const request = program.request("phone");
        return { device, request, object: request.getObject().toJavaScript() };
    }

    it("is of the type that is in users' states", async () => {
        const { request } = await register({ workspaceId: "w" });
        assert.equal(request.getType(), "pulumi-nodejs:dynamic/webex:Device");
    });

    it("carries exactly the provider text that is in users' states", async () => {
        const { object } = await register({ workspaceId: "w" });
        assert.equal(object.__provider, 'exports.handler=()=>require("pulumi-webex/provider/device")');
    });

    it("registers the inputs that are given, and no others", async () => {
        const args = { workspaceId: "w", mac: "52EAD324FD21", model: "m", tags: ["b", "a"], orgId: "o" };
        const { object } = await register(args);
        const { __provider: _, ...inputs } = object;
        assert.deepEqual(inputs, args);
    });

    it("passes a property on that it does not know, for check to refuse", async () => {
        const { object } = await register({ workspaceId: "w", colour: "red" } as DeviceArgs);
        assert.equal(object.colour, "red");
    });

    it("makes a plain password secret", async () => {
        const { object } = await register({ workspaceId: "w", password: "plain-password" });
        assert.equal(secretValue(object.password), "plain-password");
    });

    it("keeps a secret password secret", async () => {
        await program.start(OFF);
        const device = new Device("phone", { workspaceId: "w", password: pulumi.secret("hidden") });
        await valueOf(device.id);
        assert.equal(secretValue(program.request("phone").getObject().toJavaScript().password), "hidden");
        assert.equal(await pulumi.isSecret(device.password), true);
    });

    it("registers no password where none is given", async () => {
        const { object } = await register({ workspaceId: "w" });
        assert.ok(!("password" in object));
    });

    it("gives Pulumi nothing to follow but what a resource has: each property costs as much as the program's own line", async () => {
        const { device } = await register({ workspaceId: "w", mac: "52EAD324FD21", model: undefined });
        const own = Object.getOwnPropertyNames(device).filter((name) =>
            pulumi.Output.isInstance(Reflect.get(device, name)),
        );
        assert.deepEqual(own.sort(), ["__packed", "__provider", "id", "mac", "urn", "workspaceId"]);
    });

    it("tells what the provider answered of an input that is given as undefined", async () => {
        await program.start(OFF, { outputs: { tags: ["a"] }, hooks: true });
        const device = new Device("phone", { deviceId: "d", tags: undefined });
        assert.deepEqual(await valueOf(device.tags), ["a"]);
    });

    it("marks a password as secret output, besides the program's own", async () => {
        const options = { additionalSecretOutputs: ["mine"] };
        const { request } = await register({ workspaceId: "w", password: "p" }, OFF, options);
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine", "password"]);
    });

    it("marks the activation code as secret output where there is one", async () => {
        const { request } = await register({ workspaceId: "w" }, { ...OFF, contract: "crud" });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["activationCode"]);
    });

    it("encrypts all that is packed where the program wants one of it secret", async () => {
        const { request } = await register({ workspaceId: "w" }, OFF, { additionalSecretOutputs: ["ip"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["ip", "__packed"]);
    });

    it("has an output for every field of a device and for every input", async () => {
        const { device } = await register({ workspaceId: "w" });
        const names = [
            ...TEXT_FIELDS,
            ...LIST_FIELDS,
            ...["model", "password", "unregisterOnDelete", "activationCode", "activationExpiresAt"],
        ];
        const missing = names.filter((name) => !pulumi.Output.isInstance(Reflect.get(device, name)));
        assert.deepEqual(missing, []);
    });

    for (const [hooks, where] of [
        [true, "by the provider"],
        [false, "by a program's mocks"],
    ] as const) {
        it(`tells what was answered ${where}`, async () => {
            await program.start(OFF, { outputs: { connectionStatus: "connected", tags: ["a"] }, hooks });
            const device = new Device("phone", { workspaceId: "w" });
            assert.equal(await valueOf(device.connectionStatus), "connected");
            assert.deepEqual(await valueOf(device.tags), ["a"]);
            assert.equal(await valueOf(device.ip), undefined);
            assert.equal(await valueOf(device.workspaceId), "w");
        });
    }

    const places: [string, DeviceArgs, Record<string, unknown>, string | undefined][] = [
        ["the workspace, where the provider answers none", { workspaceId: "w" }, {}, "w"],
        ["the workspace of a device that was taken over", { deviceId: "d" }, { workspaceId: "w" }, "w"],
        ["what the provider answers", { workspaceId: "w" }, { placeId: "x" }, "x"],
        ["nothing of a person's device", { personId: "p" }, {}, undefined],
    ];
    for (const [name, args, outputs, expected] of places) {
        it(`has as placeId ${name}`, async () => {
            await program.start(OFF, { outputs });
            assert.equal(await valueOf(new Device("phone", args).placeId), expected);
        });
    }

    it("keeps the id of a secret workspace secret as placeId too", async () => {
        await program.start(OFF);
        const device = new Device("phone", { workspaceId: pulumi.secret("w") });
        assert.equal(await pulumi.isSecret(device.placeId), true);
    });

    it("takes outputs for inputs", async () => {
        await program.start(OFF);
        const device = new Device("phone", {
            workspaceId: pulumi.output(Promise.resolve("later")),
            tags: [pulumi.output("a"), "b"],
        });
        await valueOf(device.id);
        const { workspaceId, tags } = program.request("phone").getObject().toJavaScript();
        assert.deepEqual([workspaceId, tags], ["later", ["a", "b"]]);
    });

    it("isInstance knows its own, and nothing else", async () => {
        const { device } = await register({ workspaceId: "w" });
        assert.equal(Device.isInstance(device), true);
        for (const value of [undefined, null, {}, "x", pulumi.output(1)]) {
            assert.equal(Device.isInstance(value), false);
        }
    });

    describe("the limit guard's hook", () => {
        const rows: [string, DeviceArgs, Record<string, string>][] = [
            ["of a workspace", { workspaceId: "w" }, { accessToken: "t" }],
            ["taken over by its id", { personId: "p", deviceId: "d" }, { accessToken: "t" }],
            ["taken over by its serial number", { personId: "p", serial: "s" }, { accessToken: "t" }],
            ["of a person, with webex:limitGuard off", { personId: "p" }, OFF],
        ];
        for (const [name, args, config] of rows) {
            it(`does not hang on a device ${name}`, async () => {
                const { request } = await register(args, config);
                assert.deepEqual(request.getHooks()?.getBeforeCreateList() ?? [], []);
            });
        }

        it("hangs on a device of a person", async () => {
            const { request } = await register({ personId: "p" }, { accessToken: "t" });
            assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-limit-guard"]);
        });

        it("leaves the other options as they are", async () => {
            const { request } = await register(
                { personId: "p" },
                { accessToken: "t" },
                { additionalSecretOutputs: ["mine"] },
            );
            assert.deepEqual(request.getAdditionalsecretoutputsList(), ["mine"]);
        });

        it("does not keep a person's device from users' own unit tests, whose mocks know no hooks", async () => {
            await program.start({ accessToken: "t" }, { hooks: false });
            const device = new Device("phone", { personId: "p" });
            const late = new Promise((resolve) => setTimeout(resolve, 500, "still waiting"));
            assert.equal(await Promise.race([valueOf(device.id), late]), "phone-id");
        });
    });
});
