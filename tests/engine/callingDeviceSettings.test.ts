/** Settings of phones that Webex Calling manages by tags, on the real engine. */

import assert from "node:assert/strict";
import fs from "node:fs";
import { type Device, type Simulator, startSimulator } from "../../simulator/index";
import { itThoroughly } from "./breadth";
import { createProject, type Entry, failed, type Project, succeeded } from "./harness";
import { pageProgram } from "./pageProgram";

const BLUETOOTH = "%ENABLE_BLUETOOTH%";
const TIMER = "%BACKLIGHT_TIMER%";
const LANGUAGE = "%PHONE_LANGUAGE%";
const PASSWORD = "%ADMIN_PASSWORD%";
const SYSLOG = "%SYSLOG_SERVER%";
const model = "DMS Cisco 8865";
const secret = "administrator-4f91c2";

describe("calling device settings", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;
    let other: Device;
    /** What the program says of the phone that it registers. */
    let settings: Record<string, unknown>;

    const own = (): Device => {
        const [phone] = simulator.devices().filter(({ mac }) => mac?.replace(/:/g, "") === "020000000001");
        assert.ok(phone);
        return phone;
    };
    const there = (device: Device): Record<string, string> => simulator.settings(device.id);

    function write(entries: Entry[] = [entry("lobby")]): void {
        const phone = { workspaceId, mac: "020000000001", model };
        project.write([{ type: "Device", name: "phone", args: phone }, ...entries]);
    }

    function entry(name: string, args: Record<string, unknown> = {}): Entry {
        const deviceId = { $ref: ["phone", "callingDeviceId"] };
        return { type: "CallingDeviceSettings", name, args: { deviceId, settings, ...args } };
    }

    /** What changed a setting, and what told a phone: the tags of each PUT, and `applied`. */
    function writes(): string[] {
        return simulator.log.writes().flatMap(({ method, path, body }) => {
            if (path.endsWith("/applyChanges/invoke")) {
                return ["applied"];
            }
            const { tags = [] } = (body ?? {}) as { tags?: { tag: string; action: string }[] };
            return method === "PUT" ? [tags.map(({ tag, action }) => `${action} ${tag}`).join(", ")] : [];
        });
    }

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        workspaceId = simulator.addWorkspace({ displayName: "Lobby", supportedDevices: "phones" }).id;
        other = simulator.addDevice({ workspaceId, product: "Cisco 8845", type: "phone" });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        settings = { [BLUETOOTH]: "1", [TIMER]: "600", [PASSWORD]: { $secret: secret } };
        write();
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    beforeEach(() => {
        simulator.log.clear();
    });

    it("sets them by one write and tells the phone once", async () => {
        succeeded(await project.up({ preview: true }));
        assert.deepEqual(writes(), [`SET ${PASSWORD}, SET ${TIMER}, SET ${BLUETOOTH}`, "applied"]);
        assert.deepEqual(there(own()), { [BLUETOOTH]: "1", [TIMER]: "600", [PASSWORD]: secret });
        const { outputs = {} } = project.saved("lobby");
        assert.deepEqual([outputs.family, outputs.passwordTags], ["Cisco MPP", [PASSWORD]]);
    });

    it("plans nothing after that, and asks Webex for nothing", async () => {
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(simulator.log.entries, []);
    });

    it("refreshes without writing or losing anything, by one request", async () => {
        succeeded(await project.refreshPreview());
        const asked = simulator.log.entries.filter(({ path }) => path.includes("telephony"));
        assert.deepEqual([asked.length, writes()], [1, []]);
    });

    it("leaves alone what the program does not name, sees drift of what it names, and mends it", async () => {
        simulator.changeSettings(own().id, { [LANGUAGE]: "de_DE" });
        succeeded(await project.refreshPreview());
        simulator.changeSettings(own().id, { [BLUETOOTH]: "0", [PASSWORD]: null });
        failed(await project.refreshPreview(), /settings/);
        settings = { ...settings, [TIMER]: "700" };
        write();
        succeeded(await project.up({ args: ["--refresh"] }));
        assert.deepEqual(writes(), [`SET ${PASSWORD}, SET ${TIMER}, SET ${BLUETOOTH}`, "applied"]);
        const expected = { [BLUETOOTH]: "1", [LANGUAGE]: "de_DE", [PASSWORD]: secret, [TIMER]: "700" };
        assert.deepEqual(there(own()), expected);
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("says what is wrong with all of them at preview, and which resource is for a room device; writes nothing", async () => {
        const bar = simulator.addDevice({ workspaceId, displayName: "Bar", product: "Cisco Room Bar" });
        const before = settings;
        settings = { ...before, [BLUETOOTH]: "yes", [TIMER]: "601", "%BACKLIGHT_TIMR%": "1", "%VLAN_ENABLED%": "1" };
        write([entry("lobby"), entry("bar", { deviceId: bar.callingDeviceId, settings: before })]);
        const { output } = failed(await project.preview());
        assert.match(output, /device "Bar" \(\S+\) of workspace "Lobby" \(\S+\) has the settings of RoomOS/);
        assert.match(output, /Use DeviceConfiguration instead/);
        assert.match(output, /%ENABLE_BLUETOOTH% must be one of "1", "0"/);
        assert.match(output, /%BACKLIGHT_TIMER% must be a whole number from 0 up to 3600 in steps of 10/);
        assert.match(output, /%BACKLIGHT_TIMR% is no setting of Cisco MPP; the nearest is %BACKLIGHT_TIMER%/);
        assert.match(output, /%VLAN_ENABLED% can be set for organization or location only/);
        assert.deepEqual(writes(), []);
        write();
        const unseen = failed(await project.up());
        assert.match(unseen.output, /none was written:\s+%BACKLIGHT_TIMER% must be a whole number/);
        assert.deepEqual(writes(), []);
        settings = before;
        write();
    });

    it("clears what leaves the program, and says in the plan what shows then", async () => {
        simulator.setInheritedSetting({ level: "ORGANIZATION" }, TIMER, "300");
        const { [TIMER]: _, ...rest } = settings;
        settings = rest;
        write();
        const { output } = succeeded(await project.preview());
        assert.match(output, /lobby: clears %BACKLIGHT_TIMER%; the organisation's value, "300", shows then/);
        succeeded(await project.up());
        assert.deepEqual(writes(), [`CLEAR ${TIMER}`, "applied"]);
    });

    itThoroughly("refuses a setting that two resources declare, naming both", async () => {
        write([entry("lobby"), entry("twin", { settings: { [BLUETOOTH]: "0" } })]);
        const { output } = failed(await project.preview());
        assert.match(
            output,
            /"(twin|lobby)" declares the setting %ENABLE_BLUETOOTH% that .*"(twin|lobby)" declares, too/,
        );
        assert.deepEqual(writes(), []);
    });

    it("hands a setting from one resource to another, whatever the order", async () => {
        const { [BLUETOOTH]: moved, ...rest } = settings;
        settings = rest;
        write([entry("lobby"), entry("twin", { settings: { [BLUETOOTH]: moved, [SYSLOG]: "10.0.0.1" } })]);
        succeeded(await project.up());
        assert.equal(there(own())[BLUETOOTH], "1");
        assert.equal(there(own())[SYSLOG], "10.0.0.1");
        assert.ok(!writes().some((tags) => tags.includes(TIMER)), "the setting that was cleared before is settled");
        succeeded(await project.preview({ expectNoChanges: true }));
    });

    it("keeps the settings of a resource that got another name", async () => {
        write([entry("lobby"), entry("renamed", { settings: { [BLUETOOTH]: "1", [SYSLOG]: "10.0.0.1" } })]);
        succeeded(await project.up());
        assert.equal(there(own())[SYSLOG], "10.0.0.1");
        assert.deepEqual(writes(), []);
    });

    it("keeps them under a forced replacement", async () => {
        const { urn } = project.saved("renamed");
        succeeded(await project.up({ args: ["--replace", urn] }));
        assert.equal(there(own())[SYSLOG], "10.0.0.1");
    });

    it("moves to another phone: sets them there and clears them on the old one", async () => {
        const deviceId = other.callingDeviceId;
        write([entry("lobby"), entry("renamed", { deviceId, settings: { [SYSLOG]: "10.0.0.2" } })]);
        succeeded(await project.up());
        assert.deepEqual(writes(), [`SET ${SYSLOG}`, "applied", `CLEAR ${BLUETOOTH}, CLEAR ${SYSLOG}`, "applied"]);
        assert.deepEqual(there(other), { [SYSLOG]: "10.0.0.2" });
        assert.equal(there(own())[SYSLOG], undefined);
    });

    it("forgets the settings of a phone that is gone", async () => {
        simulator.removeDevice(other.id);
        write();
        succeeded(await project.refresh());
        assert.deepEqual(project.savedNames(), ["phone", "lobby"]);
    });

    it("keeps a secret value encrypted, and says it nowhere", () => {
        assert.equal(there(own())[PASSWORD], secret);
        assert.deepEqual(project.whereInClear(secret), []);
    });

    it("clears its own at the end, also where the program runs, and nothing else", async () => {
        write();
        const withProgram = succeeded(await project.run("destroy", ["--yes", "--skip-preview", "--run-program"]));
        assert.match(withProgram.output, /Destroy|destroy|deleted/i);
        const order = simulator.log.writes().map(({ method, path }) => `${method} ${path.split("/").at(-1) ?? ""}`);
        assert.ok(order.indexOf("PUT dynamicSettings") < order.findIndex((line) => line.startsWith("DELETE ")));
        assert.deepEqual(writes(), [`CLEAR ${PASSWORD}`, "applied"]);
    });

    it("needs Cisco's contract", async () => {
        project.setConfig({ "webex:contract": "crud" });
        const args = { deviceId: "phone", settings: { [BLUETOOTH]: "1" } };
        project.write([{ type: "CallingDeviceSettings", name: "lobby", args }]);
        failed(await project.preview(), /CallingDeviceSettings needs webex:contract cisco/);
    });
});

describe("the program of docs/calling-device-settings.md", () => {
    let simulator: Simulator;
    let project: Project;
    let folder: string;

    before(async () => {
        simulator = await startSimulator();
        folder = pageProgram("calling-device-settings.md");
        project = await createProject({
            program: folder,
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": "cisco",
                "calling-device-settings:reception": simulator.addWorkspace({ supportedDevices: "phones" }).id,
            },
            secrets: { "calling-device-settings:adminPassword": secret },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    after(async () => {
        project.dispose();
        fs.rmSync(folder, { recursive: true });
        await simulator.close();
    });

    it("sets what it says, nothing differs after that, and nothing is left of it", async () => {
        succeeded(await project.up());
        const [phone] = simulator.devices();
        assert.ok(phone);
        assert.deepEqual(simulator.settings(phone.id), { [BLUETOOTH]: "0", [TIMER]: "600", [PASSWORD]: secret });
        assert.deepEqual(await project.outputs(), { family: "Cisco MPP" });
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());
        assert.deepEqual(project.whereInClear(secret), []);
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });
});
