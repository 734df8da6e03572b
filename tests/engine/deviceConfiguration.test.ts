/** The whole life of devices' settings, alone and in a batch; each test goes on where the one before it ended. */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type Simulator, startSimulator } from "../../simulator";
import { itThoroughly, thorough } from "./breadth";
import { createProject, type Entry, failed, type Project, succeeded } from "./harness";
import { pageProgram } from "./pageProgram";

const [VOLUME, STANDBY, NAME, CONTROL, TLS] = [
    "Audio.DefaultVolume",
    "Standby.Delay",
    "SystemUnit.Name",
    "Standby.Control",
    "NetworkServices.HTTPS.Server.MinimumTLSVersion",
] as const;
const SECRET = "hunter22-of-the-room";

describe("settings of devices", () => {
    let simulator: Simulator;
    let project: Project;
    let alps: string;
    let berg: string;
    let cliff: string;

    const room = (deviceId: unknown, settings: object, name = "room"): Entry => {
        return { type: "DeviceConfiguration", name, args: { deviceId, settings } };
    };
    const batch = (devices: object, defaults: object): Entry => {
        return { type: "DeviceConfigurationBatch", name: "rooms", args: { devices, defaults } };
    };
    /** The writes since the log was cleared, as `Audio.DefaultVolume=60 Standby.Delay-`. */
    const writes = () =>
        simulator.log.writes().map(({ body }) =>
            (body as { op: string; path: string; value: unknown }[])
                .map(({ op, path, value }) => {
                    const key = path.replace("/sources/configured/value", "");
                    return op === "replace" ? `${key}=${String(value)}` : `${key}-`;
                })
                .join(" "),
        );
    const reads = () => simulator.log.requests({ method: "GET", path: "/deviceConfigurations" }).length;

    before(async () => {
        simulator = await startSimulator();
        [alps = "", berg = "", cliff = ""] = ["Alps", "Berg", "Cliff"].map((displayName) => {
            const workspace = simulator.addWorkspace({ displayName });
            return simulator.addDevice({ displayName, workspaceId: workspace.id, connectionStatus: "connected" }).id;
        });
        // What another administrator has set must survive all of it.
        for (const id of [alps, berg, cliff]) {
            simulator.configure(id, { "Proximity.Mode": "On" });
        }
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    beforeEach(() => {
        simulator.log.clear();
    });

    it("looks at preview by one request, and sets by one more read and one write", async () => {
        project.write([room(alps, { [VOLUME]: 60, [STANDBY]: 5, [NAME]: { $secret: SECRET } })]);

        succeeded(await project.preview());
        assert.deepEqual([reads(), writes()], [1, []]);
        succeeded(await project.up());

        assert.deepEqual([reads(), writes().length], [2, 1]);
        assert.deepEqual(simulator.configuration(alps), {
            ...{ [VOLUME]: 60, [STANDBY]: 5, [NAME]: SECRET },
            "Proximity.Mode": "On",
        });
    });

    it("keeps the secret value encrypted, and the state readable", () => {
        const { outputs = {}, id } = project.saved("room");
        const { [NAME]: name, ...open } = outputs["settings"] as Record<string, unknown>;
        assert.deepEqual(open, { [VOLUME]: 60, [STANDBY]: 5 });
        assert.equal(typeof (name as { ciphertext?: string }).ciphertext, "string");
        assert.deepEqual(outputs["pending"], []);
        assert.equal(id, alps);
        assert.deepEqual(project.whereInClear(SECRET), []);
    });

    it("plans nothing and finds no drift after that, whatever others set", async () => {
        simulator.configure(alps, { "Bluetooth.Enabled": "True" });

        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refresh({ args: ["--expect-no-changes"] }));

        assert.deepEqual(writes(), []);
        assert.equal(simulator.configuration(alps)["Bluetooth.Enabled"], "True");
    });

    it("sees drift of a managed setting, also a cleared one whose value still shows, and mends it by one write", async () => {
        simulator.configure(alps, { [VOLUME]: 1 });
        assert.match(failed(await project.refreshPreview()).output, /settings/);
        simulator.setOrganizationDefault(VOLUME, 60);
        simulator.configure(alps, { [VOLUME]: null });

        failed(await project.refreshPreview());
        succeeded(await project.up({ args: ["--refresh"] }));

        assert.deepEqual(writes(), [`${VOLUME}=60`]);
        simulator.setOrganizationDefault(VOLUME, 30);
        succeeded(await project.preview({ args: ["--refresh"], expectNoChanges: true }));
    });

    it("changes one setting, and says what shows instead of one that leaves", async () => {
        project.write([room(alps, { [STANDBY]: 6, [NAME]: { $secret: SECRET } })]);

        const { output } = succeeded(await project.preview());
        assert.match(output, new RegExp(`room: ${VOLUME} then follows the organisation's default, 30`));
        succeeded(await project.up());

        assert.deepEqual(writes(), [`${STANDBY}=6 ${VOLUME}-`]);
    });

    it("never waits for a device that is offline", async () => {
        simulator.updateDevice(alps, { connectionStatus: "disconnected" });
        project.write([room(alps, { [STANDBY]: 7, [NAME]: { $secret: SECRET } })]);

        succeeded(await project.up());
        assert.deepEqual(writes(), [`${STANDBY}=7`]);
        assert.deepEqual(project.saved("room").outputs?.["pending"], [STANDBY]);
        simulator.updateDevice(alps, { connectionStatus: "connected" });
        succeeded(await project.refresh());

        assert.deepEqual(project.saved("room").outputs?.["pending"], []);
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("sets another device, and clears the old one of what was managed", async () => {
        project.write([room(berg, { [STANDBY]: 7, [NAME]: { $secret: SECRET } })]);

        succeeded(await project.up());

        const theirs = { "Proximity.Mode": "On" };
        assert.deepEqual(simulator.configuration(berg), { [STANDBY]: 7, [NAME]: SECRET, ...theirs });
        assert.deepEqual(simulator.configuration(alps), { "Bluetooth.Enabled": "True", ...theirs });
        assert.equal(writes().length, 2);
    });

    it("keeps the settings where the resource has another name and no alias", async () => {
        project.write([room(berg, { [STANDBY]: 7, [NAME]: { $secret: SECRET } }, "renamed")]);

        succeeded(await project.up());

        assert.deepEqual(writes(), []);
        assert.deepEqual(project.savedNames(), ["renamed"]);
        assert.equal(simulator.configuration(berg)[STANDBY], 7);
    });

    it("looks at values that are not known yet as far as their settings go", async () => {
        const settings = { [STANDBY]: { $unknownAtPreview: 8 }, Volume: { $unknownAtPreview: 1 } };
        project.write([
            room(berg, settings, "renamed"),
            room({ $unknownAtPreview: cliff }, { [CONTROL]: "On" }, "later"),
        ]);

        const { output } = failed(await project.preview());
        assert.match(output, /renamed: the device has no setting Volume/);
        assert.doesNotMatch(output, /later: /);
        project.write([room(berg, { [STANDBY]: { $unknownAtPreview: 8 } }, "renamed")]);
        succeeded(await project.up({ preview: true }));

        assert.equal(simulator.configuration(berg)[STANDBY], 8);
        assert.equal(simulator.configuration(berg)[NAME], undefined);
    });

    it("refuses at preview what the device does not take, all of it by name and nothing by value", async () => {
        const phone = simulator.addDevice({ product: "Cisco 8865", type: "phone" });
        project.write([
            room(berg, { "Audio.DefaultVolum": 1, [VOLUME]: "60", [TLS]: "TLSv1.3", [STANDBY]: 481 }, "renamed"),
            room(cliff, { [CONTROL]: { $secret: SECRET } }, "other"),
            room(phone.id, { [VOLUME]: 60 }, "phone"),
        ]);

        const { output } = failed(await project.preview());

        for (const sentence of [
            "renamed: the device has no setting Audio.DefaultVolum; the nearest is Audio.DefaultVolume",
            `renamed: ${VOLUME} must be a whole number from 0 to 100, not a text`,
            `renamed: ${TLS} cannot be changed: something else manages it`,
            `renamed: ${STANDBY} must be a whole number from 1 to 480 (minutes)`,
            `other: ${CONTROL} must be "Off" or "On"`,
            "Use CallingDeviceSettings instead",
        ]) {
            assert.ok(output.includes(sentence), `${sentence} is not in:\n${output}`);
        }
        assert.deepEqual(writes(), []);
        // Without a preview the provider says it itself, and writes as little.
        assert.match(failed(await project.up()).output, /does not take the settings, and nothing was changed/);
        assert.deepEqual(writes(), []);
        assert.deepEqual(project.whereInClear(SECRET), []);
    });

    itThoroughly("refuses inputs that no device takes, and no value of them is told", async () => {
        project.write([room(berg, { [CONTROL]: true, "Audio.*": SECRET, "A.B": { x: SECRET } }, "renamed")]);

        const { output } = failed(await project.preview());

        assert.match(output, /Standby\.Control is true or false/);
        assert.match(output, /Audio\.\* names several settings/);
        assert.match(output, /A\.B must be a text, a whole number or a list/);
        assert.ok(!output.includes(SECRET));
        assert.deepEqual(simulator.log.entries, []);
    });

    it("refuses one setting of one device that two resources declare", async () => {
        project.write([room(berg, { [STANDBY]: 8 }, "renamed"), batch({ [berg]: {} }, { [STANDBY]: 9 })]);

        const { output } = failed(await project.preview());

        assert.match(output, /"rooms", entry ".*" declares the setting Standby\.Delay that .*"renamed" declares, too/);
        assert.deepEqual(writes(), []);
    });

    it("hands a setting from one resource to another", async () => {
        project.write([
            room(berg, { [CONTROL]: "Off" }, "renamed"),
            batch(
                { alps: { deviceId: alps }, berg: { deviceId: berg } },
                { [STANDBY]: 9, [NAME]: { $secret: SECRET } },
            ),
        ]);

        const { output } = succeeded(await project.up({ preview: true }));

        assert.match(output, /rooms: sets the settings of 2 \(alps, berg\)/);
        assert.equal(simulator.configuration(berg)[STANDBY], 9);
        assert.equal(simulator.configuration(berg)[CONTROL], "Off");
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("of a batch: adds a device, changes a default for all, and clears one that leaves", async () => {
        const devices = { alps: { deviceId: alps, settings: { [STANDBY]: 11 } }, berg: { deviceId: berg } };
        const defaults = { [STANDBY]: 10, [NAME]: { $secret: SECRET } };
        project.write([batch({ ...devices, cliff: { deviceId: cliff } }, defaults)]);
        const { output } = succeeded(await project.up({ preview: true }));

        assert.match(output, /rooms: sets the settings of 1 \(cliff\), changes the settings of 2 \(alps, berg\)/);
        assert.deepEqual(
            [alps, berg, cliff].map((id) => simulator.configuration(id)[STANDBY]),
            [11, 10, 10],
        );
        assert.equal(simulator.configuration(berg)[CONTROL], undefined);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());

        project.write([batch(devices, defaults)]);
        simulator.log.clear();
        assert.match(succeeded(await project.up()).output, /rooms: clears the settings of cliff/);
        assert.deepEqual(writes(), [`${STANDBY}- ${NAME}-`]);
        assert.deepEqual(project.whereInClear(SECRET), []);
    });

    it("of a batch: sees drift of a default and of an own value by device and setting, and mends them", async () => {
        simulator.configure(alps, { [STANDBY]: 1, [NAME]: "theirs" });
        simulator.configure(berg, { [NAME]: "theirs", [VOLUME]: 3 });

        assert.match(failed(await project.refreshPreview()).output, new RegExp(`alps \\(.*\\), berg \\(${NAME}\\)`));
        succeeded(await project.refresh());
        assert.deepEqual(project.whereInClear("theirs"), []);
        succeeded(await project.up());

        assert.deepEqual(
            [alps, berg].map((id) => simulator.configuration(id)),
            [
                { "Bluetooth.Enabled": "True", "Proximity.Mode": "On", [STANDBY]: 11, [NAME]: SECRET },
                { "Proximity.Mode": "On", [STANDBY]: 10, [NAME]: SECRET, [VOLUME]: 3 },
            ],
        );
        succeeded(await project.refreshPreview());
    });

    it("of a batch: keeps what was done where a device fails, without its values in clear", async () => {
        simulator.faults.add({ method: "PATCH", path: "/deviceConfigurations", kind: { status: 403 } });
        project.write([batch({ alps: { deviceId: alps } }, { [STANDBY]: 12 })]);
        const { output } = failed(await project.up({ args: ["--parallel", "1"] }));

        assert.match(output, /1 of 2 entries failed/);
        assert.deepEqual(project.whereInClear(SECRET), []);
        succeeded(await project.up());

        const theirs = { "Proximity.Mode": "On" };
        assert.deepEqual(simulator.configuration(alps), { "Bluetooth.Enabled": "True", ...theirs, [STANDBY]: 12 });
        assert.deepEqual(simulator.configuration(berg), { ...theirs, [VOLUME]: 3 });
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("loses nothing with another organisation's token", async () => {
        project.write([room(berg, { [STANDBY]: 8 }), batch({ [alps]: {} }, { [STANDBY]: 12 })]);
        succeeded(await project.up());
        const env = { WEBEX_ACCESS_TOKEN: simulator.addOrganization().token };

        failed(await project.refresh({ env }), /is in organisation .*, but organisation .* answers/);
        failed(await project.destroy({ env }), /is in organisation .*, but organisation .* answers/);

        assert.deepEqual(project.savedNames().sort(), ["room", "rooms"]);
    });

    it("takes a device that is gone out of the state", async () => {
        simulator.removeDevice(berg);

        succeeded(await project.refresh());

        assert.deepEqual(project.savedNames(), ["rooms"]);
    });

    it("clears managed settings alone on destroy, and nothing else", async () => {
        succeeded(await project.destroy());

        assert.deepEqual(project.savedNames(), []);
        assert.deepEqual(simulator.configuration(alps), { "Bluetooth.Enabled": "True", "Proximity.Mode": "On" });
        assert.deepEqual(project.whereInClear(SECRET), []);
    });

    it("needs Cisco's contract", async () => {
        project.setConfig({ "webex:contract": "crud" });
        const [single, many] = [room(alps, { [VOLUME]: 60 }), batch({ [cliff]: {} }, { [VOLUME]: 60 })];
        for (const entry of thorough ? [single, many] : [many]) {
            project.write([entry]);
            failed(await project.preview(), new RegExp(`problem: ${entry.type} needs webex:contract cisco`));
        }
        assert.deepEqual(simulator.log.entries, []);
    });
});

describe("the program of docs/device-configuration.md", () => {
    let simulator: Simulator;
    let project: Project;
    let folder: string;
    let ids: string[];

    before(async () => {
        simulator = await startSimulator();
        ids = [1, 2, 3].map(() => simulator.addDevice({ connectionStatus: "connected" }).id);
        const template = '"Configuration name","Value","Follow default"\n"Audio.DefaultVolume","55","false"\n';
        folder = pageProgram("device-configuration.md", { "template.csv": template });
        const name = "device-configuration";
        project = await createProject({
            program: folder,
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": "cisco",
                ...{ [`${name}:boardRoom`]: ids[0], [`${name}:alps`]: ids[1], [`${name}:berg`]: ids[2] },
            },
            secrets: { [`${name}:assetTag`]: SECRET },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        fs.rmSync(folder, { recursive: true });
        await simulator.close();
    });

    it("sets what it says, and nothing differs after that", async () => {
        succeeded(await project.up());

        assert.deepEqual(
            ids.map((id) => simulator.configuration(id)),
            [
                {
                    ...{ [VOLUME]: 60, [STANDBY]: 10, "SerialPort.BaudRate": "115200" },
                    "SystemUnit.CustomDeviceId": SECRET,
                },
                { [VOLUME]: 55 },
                { [VOLUME]: 40 },
            ],
        );
        assert.deepEqual(await project.outputs(), { pending: [] });
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());
        assert.deepEqual(project.whereInClear(SECRET), []);
    });

    it("has nothing left of it after a destroy", async () => {
        succeeded(await project.destroy());

        assert.deepEqual(
            ids.map((id) => simulator.configuration(id)),
            [{}, {}, {}],
        );
    });
});
