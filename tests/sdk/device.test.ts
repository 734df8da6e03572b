import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { outputNames } from "../../provider/definitions/definition";
import { DEVICE } from "../../provider/definitions/device";
import { Device, type DeviceArgs } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program, secretValue, unknownOutput, valueOf } from "./helpers";

const OFF = { accessToken: "t", limitGuard: "off", preflight: "off" };
const GET_RESOURCE = "pulumi:pulumi:getResource";

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
        const { __provider: _, __resource: __, ...inputs } = object;
        assert.deepEqual(inputs, args);
    });

    it("says which resource it is: Pulumi does not tell its provider", async () => {
        const { object } = await register({ workspaceId: "w" });
        assert.equal(object.__resource, "phone");
    });

    it("says so in a component by the component's type, as its URN does", async () => {
        await program.start(OFF);
        const parent = new pulumi.ComponentResource("my:index:Office", "office");
        const device = new Device("phone", { workspaceId: "w" }, { parent });
        await valueOf(device.id);
        assert.equal(program.request("phone").getObject().toJavaScript().__resource, "phone of my:index:Office");
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
        const expected = ["__provider", "__resource", "details", "id", "mac", "urn", "workspaceId"];
        assert.deepEqual(own.sort(), expected);
    });

    it("tells what the provider answered of an input that is given as undefined", async () => {
        await program.start(OFF, { outputs: { details: { tags: ["a"] } } });
        const device = new Device("phone", { deviceId: "d", tags: undefined });
        assert.deepEqual(await valueOf(device.tags), ["a"]);
    });

    it("spreads into what the program gave and details", async () => {
        await program.start(OFF, { outputs: { details: { ip: "10.0.0.1" } } });
        const device = new Device("phone", { workspaceId: "w", mac: "52EAD324FD21" });
        const spread: Partial<Device> = Object.assign({}, device);
        assert.deepEqual([spread.mac, spread.workspaceId], [device.mac, device.workspaceId]);
        assert.deepEqual(await valueOf(spread.details ?? unknownOutput()), { ip: "10.0.0.1" });
        assert.ok(!("ip" in spread));
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

    it("encrypts all of details where the program wants a part of it secret", async () => {
        const { request } = await register({ workspaceId: "w" }, OFF, { additionalSecretOutputs: ["ip"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["ip", "details"]);
    });

    it("encrypts what stands by itself without details", async () => {
        const { request } = await register({ workspaceId: "w" }, OFF, { additionalSecretOutputs: ["origin"] });
        assert.deepEqual(request.getAdditionalsecretoutputsList(), ["origin"]);
    });

    it("has an output for every property of its definition", async () => {
        const { device } = await register({ workspaceId: "w" });
        const names = [...outputNames(DEVICE), "details"];
        const missing = names.filter((name) => !pulumi.Output.isInstance(Reflect.get(device, name)));
        assert.deepEqual(missing, []);
    });

    it("asks the engine for nothing before a program reads an output", async () => {
        await register({ workspaceId: "w", mac: "52EAD324FD21" });
        assert.deepEqual(program.calls, []);
    });

    describe("reads an output", () => {
        /** A device whose state has these outputs besides its inputs. */
        async function withState(args: DeviceArgs, outputs: Record<string, unknown>) {
            await program.start(OFF, { outputs });
            return new Device("phone", args);
        }

        it("that the program gave, from the resource itself", async () => {
            const device = await withState({ workspaceId: "w", tags: ["a"] }, { details: { tags: ["other"] } });
            assert.deepEqual(await valueOf(device.tags), ["a"]);
            assert.deepEqual(program.calls, []);
        });

        it("that Webex told, from details", async () => {
            const device = await withState({ workspaceId: "w" }, { details: { serial: "FOC1", ip: "10.0.0.1" } });
            assert.deepEqual([await valueOf(device.serial), await valueOf(device.ip)], ["FOC1", "10.0.0.1"]);
            assert.deepEqual(program.calls, []);
        });

        it("that only a transform gave, from the engine's state", async () => {
            const device = await withState({ workspaceId: "w" }, { details: {}, tags: ["by a transform"] });
            assert.deepEqual(await valueOf(device.tags), ["by a transform"]);
            assert.deepEqual(program.calls, [GET_RESOURCE]);
        });

        it("that the stack records, from the engine's state", async () => {
            const device = await withState({ workspaceId: "w" }, { details: {}, origin: "adopted" });
            assert.equal(await valueOf(device.origin), "adopted");
        });

        it("that nobody knows, as undefined, without asking where no state could have it", async () => {
            const device = await withState({ workspaceId: "w" }, { details: {} });
            assert.equal(await valueOf(device.software), undefined);
            assert.deepEqual(program.calls, []);
            assert.equal(await valueOf(device.upgradeChannel), undefined);
            assert.deepEqual(program.calls, [GET_RESOURCE]);
        });

        it("of a device that is still to come as unknown, and asks for nothing", async () => {
            await program.start(OFF, { outputs: { details: {} } });
            const device = new Device("phone", { workspaceId: "w" });
            await valueOf(device.id);
            Reflect.set(device, "id", unknownOutput<string>());
            const { isKnown } = device.tags as pulumi.Output<unknown> & { readonly isKnown: Promise<boolean> };
            assert.equal(await isKnown, false);
            assert.deepEqual(program.calls, []);
        });
    });

    for (const [hooks, where] of [
        [true, "by the provider"],
        [false, "by a program's mocks"],
    ] as const) {
        it(`tells what was answered ${where}`, async () => {
            const told = { connectionStatus: "connected", tags: ["a"] };
            await program.start(OFF, { outputs: hooks ? { details: told } : told, hooks });
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
        ["the person, as Webex answers of a person's device", { personId: "p" }, {}, "p"],
        ["nothing of a device without an owner", { deviceId: "d" }, {}, undefined],
    ];
    for (const [name, args, details, expected] of places) {
        it(`has as placeId ${name}`, async () => {
            await program.start(OFF, { outputs: { details } });
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
        for (const value of [undefined, null, {}, "x", pulumi.output(1), { __pulumiType: Device.__pulumiType }]) {
            assert.equal(Device.isInstance(value), false);
        }
    });

    it("isInstance knows one of another copy of the package, by its type", async () => {
        await program.start(OFF);
        class Other extends pulumi.CustomResource {}
        assert.equal(Device.isInstance(new Other(Device.__pulumiType, "other", {})), true);
        assert.equal(Device.isInstance(new Other("my:index:Device", "mine", {})), false);
    });

    it("has its type as a static property, by which policies find the class", async () => {
        const { request } = await register({ workspaceId: "w" });
        assert.equal(Device.__pulumiType, request.getType());
    });

    it("refuses to be imported, in words", async () => {
        await program.start(OFF);
        const error = await thrown(() => new Device("phone", { workspaceId: "w" }, { import: "id" }));
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^Device "phone": the option import does not work/);
    });

    describe("with webex:removeOrphans", () => {
        /** What the devices of a program say of all that the program declares. */
        async function told(environment: Record<string, string>): Promise<unknown[]> {
            await program.start(OFF);
            Object.assign(process.env, environment);
            const devices = ["a", "b"].map((name) => new Device(name, { workspaceId: "w" }));
            await Promise.all(devices.map(({ id }) => valueOf(id)));
            return ["a", "b"].map((name) => program.request(name).getObject().toJavaScript().__program);
        }

        it("tells the provider all resources of the program, those declared later too", async () => {
            const all = ["Device a", "Device b"];
            assert.deepEqual(await told({ WEBEX_REMOVE_ORPHANS: "true" }), [all, all]);
        });

        it("unset, tells nothing: it would be in every plan", async () => {
            assert.deepEqual(await told({}), [undefined, undefined]);
        });
    });

    describe("the hook of the run", () => {
        const rows: [string, DeviceArgs, Record<string, string>][] = [
            ["taken over by its id", { personId: "p", deviceId: "d" }, { accessToken: "t" }],
            ["taken over by its serial number", { personId: "p", serial: "s" }, { accessToken: "t" }],
            ["with all looks off", { personId: "p" }, OFF],
        ];
        for (const [name, args, config] of rows) {
            it(`does not hang on a device ${name}`, async () => {
                const { request } = await register(args, config);
                assert.deepEqual(request.getHooks()?.getBeforeCreateList() ?? [], []);
            });
        }

        it("hangs on a device of a person", async () => {
            const { request } = await register({ personId: "p" }, { accessToken: "t" });
            assert.deepEqual(request.getHooks()?.getBeforeCreateList(), ["webex-plan"]);
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
