import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SETTINGS } from "../../../provider/definitions/settings";
import * as dynamic from "../../../sdk/index";
import * as native from "../../../sdk/native/index";
import { thrown } from "../../provider/helpers";
import { programs, secretValue, valueOf } from "../helpers";

const OFF = { accessToken: "t", contract: "cisco" };

/** Arguments that each class takes. */
const ARGS: Readonly<Record<string, object>> = {
    Device: { workspaceId: "w", mac: "02AB00000001", model: "DMS Cisco 8865" },
    DeviceActivation: { workspaceId: "w" },
    DeviceBatch: { devices: { a: { workspaceId: "w", mac: "02AB00000002", model: "DMS Cisco 8865" } } },
    DeviceActivationBatch: { activations: { a: { workspaceId: "w" } } },
    Workspace: { displayName: "Lobby" },
    WorkspaceBatch: { workspaces: { a: { displayName: "Lobby" } } },
    DeviceConfiguration: { deviceId: "d", settings: { "Audio.DefaultVolume": 5 } },
    DeviceConfigurationBatch: { devices: { a: { deviceId: "e", settings: {} } } },
    CallingDeviceSettings: { deviceId: "f", settings: { "%A%": "1" } },
};

type AnyClass = new (name: string, args: object, options?: pulumi.CustomResourceOptions) => pulumi.CustomResource;

describe("sdk/native", () => {
    const runs = programs();

    it("has what `pulumi-webex` has, Provider, and the words of programs that `pulumi import` prints", () => {
        const names = (module: object) => Object.keys(module).sort();
        assert.deepEqual(
            names(native),
            [...names(dynamic), "Provider", "WorkspaceSupportedDevices", "WorkspaceType"].sort(),
        );
    });

    it("has the words by the names that Pulumi gives them", () => {
        const { WorkspaceSupportedDevices, WorkspaceType } = native;
        assert.deepEqual(WorkspaceSupportedDevices, {
            CollaborationDevices: "collaborationDevices",
            Phones: "phones",
        });
        assert.equal(WorkspaceType.MeetingRoom, "meetingRoom");
        assert.equal(WorkspaceType.NotSet, "notSet");
    });

    for (const [name, args] of Object.entries(ARGS)) {
        it(`${name} is registered by its arguments alone, with the dynamic one's alias and no hook`, async () => {
            await runs.program.start(OFF);
            const Class = Reflect.get(native, name) as AnyClass;
            await valueOf(new Class("one", args).id);
            const request = runs.program.request("one");
            assert.equal(request.getType(), `webex:index:${name}`);
            assert.deepEqual(request.getObject().toJavaScript(), args);
            assert.equal(request.getHooks(), undefined);
            assert.deepEqual(aliasTypes(request), [`pulumi-nodejs:dynamic/webex:${name}`]);
        });

        it(`${name} of \`pulumi-webex\` has the plugin's alias`, async () => {
            await runs.program.start(OFF);
            const Class = Reflect.get(dynamic, name) as AnyClass;
            await valueOf(new Class("one", args, { aliases: [{ name: "before" }] }).id);
            assert.deepEqual(aliasTypes(runs.program.request("one")), ["", `webex:index:${name}`]);
        });
    }

    function aliasTypes(request: object): string[] {
        const aliased = request as { getAliasesList(): { getSpec(): { getType(): string } | undefined }[] };
        return aliased.getAliasesList().map((alias) => alias.getSpec()?.getType() ?? "");
    }

    it("instances are told apart from those of the dynamic classes", async () => {
        await runs.program.start(OFF);
        const made = new native.Device("one", { serial: "S1" });
        assert.deepEqual([native.Device.isInstance(made), dynamic.Device.isInstance(made)], [true, false]);
        assert.equal(native.Device.__pulumiType, "webex:index:Device");
    });

    it("fields come out of details, as in the dynamic classes", async () => {
        await runs.program.start(OFF, { outputs: { details: { product: "Cisco 8865" }, origin: "registered" } });
        const made = new native.Device("one", { mac: "02AB00000001", workspaceId: "w", model: "Cisco 8865" });
        assert.deepEqual(await valueOf(pulumi.all([made.product, made.mac])), ["Cisco 8865", "02AB00000001"]);
    });

    it("makes a secret input secret, however it is passed", async () => {
        await runs.program.start(OFF);
        await valueOf(new native.Device("one", { serial: "S2", password: "plain" }).id);
        assert.equal(secretValue(runs.program.request("one").getObject().toJavaScript()["password"]), "plain");
    });

    it("refuses two declarations of one device, also of a dynamic and a native one", async () => {
        await runs.program.start(OFF);
        new dynamic.Device("one", { serial: "S3" });
        const error = await thrown(() => new native.Device("two", { serial: "S3" }));
        assert.match(error.message, /Device "two".*Device "one"/s);
    });

    it("a room is made by the plugin", async () => {
        await runs.program.start(OFF, { outputs: { status: "waiting" } });
        const room = new native.Room("lobby", { displayName: "Lobby" });
        assert.equal(await valueOf(room.status), "waiting");
        const request = runs.program.request("lobby") as unknown as { getRemote(): boolean; getType(): string };
        assert.deepEqual([request.getRemote(), request.getType()], [true, "webex:index:Room"]);
        assert.deepEqual([native.Room.isInstance(room), native.Room.__pulumiType], [true, "webex:index:Room"]);
    });

    it("DeviceActivationBatches is made of batches that the plugin serves", async () => {
        await runs.program.start(OFF, { outputs: { codes: {}, statuses: {}, expiries: {}, deviceIds: {} } });
        const made = new native.DeviceActivationBatches("codes", {
            activations: { a: { workspaceId: "w" } },
            slices: 1,
        });
        await valueOf(made.codes);
        assert.equal(runs.program.request("codes-0").getType(), "webex:index:DeviceActivationBatch");
    });

    describe("Provider", () => {
        it("sends texts as they are, others as JSON, and credentials as secrets", async () => {
            await runs.program.start({});
            const { urn } = new native.Provider("other", {
                ...{ accessToken: "token-of-other", orgId: "o", maxRetries: 0, allowInsecure: false },
                deviceLimits: { default: 3 },
            });
            await valueOf(urn);
            const request = runs.program.request("other");
            const { accessToken, ...others } = request.getObject().toJavaScript();
            assert.equal(request.getType(), "pulumi:providers:webex");
            assert.equal(secretValue(accessToken), "token-of-other");
            assert.deepEqual(others, {
                ...{ orgId: "o", maxRetries: "0", allowInsecure: "false", deviceLimits: '{"default":3}' },
            });
        });

        it("takes every setting that lasts", () => {
            const all: Record<keyof native.ProviderArgs, true> = {
                ...{ accessToken: true, clientId: true, clientSecret: true, refreshToken: true, baseUrl: true },
                ...{ contract: true, orgId: true, deviceLimits: true, licenseLimits: true, limitGuard: true },
                ...{ preflight: true, allowInsecure: true, requestTimeoutSeconds: true, maxRetries: true },
                ...{ maxConcurrency: true, operationTimeoutSeconds: true, phoneAppearTimeoutSeconds: true },
            };
            const oneRun: readonly string[] = ["removeOrphans", "adoptAsOwn", "allowRemovals"];
            const lasting = SETTINGS.map(({ name }) => name).filter((name) => !oneRun.includes(name));
            assert.deepEqual(Object.keys(all).sort(), [...lasting].sort());
        });
    });

    it("look-ups are asked of the plugin, with arguments or without", async () => {
        const asked: unknown[] = [];
        const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) => {
            asked.push([token, inputs]);
            return { id: "p" };
        };
        await runs.program.start({}, { call });
        await native.getPerson({ email: "a@b.c", personId: undefined });
        assert.equal(await valueOf(native.getPersonOutput({ email: pulumi.output("a@b.c") }).id), "p");
        await native.getLicenses();
        assert.deepEqual(asked, [
            ["webex:index:getPerson", { email: "a@b.c" }],
            ["webex:index:getPerson", { email: "a@b.c" }],
            ["webex:index:getLicenses", {}],
        ]);
    });
});
