/** A stack with every resource moves from the dynamic classes to the plugin and back, by its import alone. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { itThoroughly } from "../breadth";
import { createProject, type Entry, type Front, type Project, succeeded } from "../harness";

const MODEL = "DMS Cisco 8865";
const VOLUME = "Audio.DefaultVolume";
const NAME = "SystemUnit.Name";
const PASSWORD = "%ADMIN_PASSWORD%";
const SECRETS = ["administrator-4f91c2", "hunter22-of-the-room"] as const;
const PLUGIN = /^(pulumi-nodejs:dynamic\/webex|webex:index):/;

describe("a stack with every resource", () => {
    let simulator: Simulator;
    let project: Project;

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        project = await createProject({
            front: "native",
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        fs.writeFileSync(
            path.join(project.programFolder, "native.js"),
            'module.exports = require("pulumi-webex/native");\n',
        );
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    function use(front: Front): void {
        const file = path.join(project.programFolder, "resources.json");
        const program = JSON.parse(fs.readFileSync(file, "utf8")) as object;
        fs.writeFileSync(file, JSON.stringify({ ...program, front }));
    }

    function everything(): Entry[] {
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "Lobby", supportedDevices: "phones" });
        const [first, second] = ["One", "Two"].map((displayName) => {
            const room = simulator.addWorkspace({ displayName });
            const { id } = simulator.addDevice({ workspaceId: room.id, connectionStatus: "connected" });
            return { id, workspaceId: room.id };
        });
        const code = { workspaceId, model: MODEL };
        const owner = { ...code, mac: "020000000001", tags: ["x"] };
        const settings = { "%ENABLE_BLUETOOTH%": "1", [PASSWORD]: { $secret: SECRETS[0] } };
        const hidden = { [VOLUME]: 60, [NAME]: { $secret: SECRETS[1] } };
        return [
            { type: "Device", name: "phone", args: owner },
            { type: "DeviceActivation", name: "code", args: code },
            { type: "DeviceBatch", name: "phones", args: { devices: { a: { ...owner, mac: "020000000002" } } } },
            { type: "DeviceActivationBatch", name: "codes", args: { activations: { a: code, b: code } } },
            {
                type: "DeviceActivationBatches",
                name: "slices",
                args: { activations: { c: code }, slices: 2 },
            },
            { type: "Workspace", name: "alps", args: { displayName: "Alps", type: "huddle", capacity: 4 } },
            { type: "WorkspaceBatch", name: "rooms", args: { workspaces: { berg: { displayName: "Berg" } } } },
            { type: "DeviceConfiguration", name: "loud", args: { deviceId: first?.id, settings: hidden } },
            {
                type: "DeviceConfigurationBatch",
                name: "quiet",
                args: { devices: { two: { deviceId: second?.id, settings: { [VOLUME]: 10 } } } },
            },
            {
                type: "CallingDeviceSettings",
                name: "keys",
                args: { deviceId: { $ref: ["phone", "callingDeviceId"] }, settings },
            },
            { type: "Room", name: "cliff", args: { displayName: "Cliff" } },
            { type: "Room", name: "two", args: { workspaceId: second?.workspaceId, tags: ["room"] } },
        ];
    }

    /** The types of what the stack has, by names; of which a front says whose they are. */
    function types(): string[] {
        const resources = project.savedState().deployment.resources ?? [];
        return resources.filter(({ custom, type }) => custom && PLUGIN.test(type)).map(({ type }) => type);
    }

    /** What the stack has of Webex, without what names the front. */
    function facts(): string[] {
        const resources = project.savedState().deployment.resources ?? [];
        return resources
            .filter(({ custom, type }) => custom && PLUGIN.test(type))
            .map(({ id, type, urn }) => `${type.replace(PLUGIN, "")} ${urn.slice(urn.lastIndexOf("::"))} ${id ?? ""}`)
            .sort();
    }

    /** What was written; Webex has calling settings read by a POST. */
    function writes(): string[] {
        const sent = simulator.log.writes().map(({ method, path: where }) => `${method} ${where}`);
        return sent.filter((line) => !line.endsWith("/actions/getSettings/invoke"));
    }

    async function movesSilently(front: Front): Promise<void> {
        const before = facts();
        use(front);
        simulator.log.clear();
        succeeded(await project.preview({ expectNoChanges: true }));
        const { output } = succeeded(await project.up());
        assert.doesNotMatch(output, /\d+ (created|updated|deleted|replaced)/);
        succeeded(await project.refreshPreview());
        assert.deepEqual(writes(), []);
        assert.deepEqual(facts(), before);
        const expected = front === "native" ? "webex:index:" : "pulumi-nodejs:dynamic/webex:";
        assert.deepEqual(
            types().filter((type) => !type.startsWith(expected)),
            [],
        );
        assert.deepEqual(project.whereInClear(...SECRETS, ...codes()), []);
    }

    /** The codes that were issued: each is a secret. */
    function codes(): string[] {
        return simulator.codes().map(({ code }) => code);
    }

    it("moves from the dynamic classes to the plugin, and back, without a write or a planned change", async () => {
        project.write(everything());
        use("dynamic");
        succeeded(await project.up());
        assert.equal(types().length, 14);
        await movesSilently("native");
        await movesSilently("dynamic");
    });

    itThoroughly(
        "what the plugin has refreshed goes back by an update that writes nothing, and can be destroyed",
        async () => {
            use("native");
            succeeded(await project.up());
            succeeded(await project.refresh());
            use("dynamic");
            simulator.log.clear();
            succeeded(await project.up());
            assert.deepEqual(writes(), []);
            succeeded(await project.preview({ expectNoChanges: true }));
            succeeded(await project.destroy());
            assert.deepEqual(types(), []);
            assert.deepEqual(project.whereInClear(...SECRETS, ...codes()), []);
        },
    );
});
