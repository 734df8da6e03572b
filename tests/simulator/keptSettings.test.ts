import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bench, call, field, textField } from "./helpers";

describe("simulator: rooms and settings in the organisation's file", () => {
    const bench = new Bench();
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-webex-simulator-"));
    });
    afterEach(async () => {
        await bench.closeAll();
        rmSync(folder, { recursive: true });
    });

    it("keeps workspaces, configurations, dynamic settings and what devices inherit", async () => {
        const file = join(folder, "organisation.json");
        const first = await bench.start({ file });
        const { id: locationId } = first.addLocation({ name: "Oslo" });
        first.addLicense({ name: "Webex Calling - Professional" });
        const calling = { type: "webexCalling", webexCalling: { extension: "1001", locationId } };
        const created = await call(first, "POST", "/workspaces", {
            body: { displayName: "Room", capacity: 4, calling, indoorNavigation: { url: "https://maps.example.com" } },
        });
        const workspaceId = textField(created.body, "id");
        const room = first.addDevice({ workspaceId, connectionStatus: "disconnected" });
        const phone = first.addDevice({ type: "phone", product: "Cisco 8865", locationId });
        first.configure(room.id, { "Audio.DefaultVolume": 60 });
        first.setOrganizationDefault("Standby.Delay", 20);
        first.changeSettings(phone.id, { "%BACKLIGHT_TIMER%": "60" });
        first.setInheritedSetting({ level: "LOCATION", locationId }, "%WEB_ACCESS%", "1");
        await call(
            first,
            "POST",
            `/telephony/config/devices/${phone.callingDeviceId ?? ""}/actions/applyChanges/invoke`,
        );
        const asked = async (simulator: typeof first) => {
            const configurations = `/deviceConfigurations?deviceId=${room.id}`;
            const tags = `/telephony/config/lists/devices/${phone.callingDeviceId ?? ""}/dynamicSettings/actions/getSettings/invoke`;
            const answers = [
                await call(simulator, "GET", `/workspaces/${workspaceId}`),
                await call(simulator, "GET", `/workspaces/${workspaceId}/features/numbers`),
                await call(simulator, "GET", configurations),
                await call(simulator, "POST", tags, { body: {} }),
            ];
            return [...answers.map(({ status, body }) => [status, body]), simulator.changesApplied(phone.id)];
        };
        const before = await asked(first);
        await first.close();
        const second = await bench.start({ file, token: first.token });
        assert.deepEqual(await asked(second), before);
        assert.deepEqual(second.configuration(room.id), { "Audio.DefaultVolume": 60 });
        second.updateDevice(room.id, { connectionStatus: "connected" });
        const { body } = await call(second, "GET", `/deviceConfigurations?deviceId=${room.id}&key=Audio.DefaultVolume`);
        const item = field(field(body, "items"), "Audio.DefaultVolume");
        assert.equal(field(field(item, "appliedConfigurationValue"), "value"), 60);
    });

    it("reads a file of an earlier version, which has neither", async () => {
        const file = join(folder, "old.json");
        const first = await bench.start({ file });
        const { id } = first.addDevice({ workspaceId: first.addWorkspace().id });
        await first.close();
        const { settings, ...old } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
        assert.ok(settings);
        writeFileSync(file, JSON.stringify(old));
        const second = await bench.start({ file });
        const { body } = await call(second, "GET", `/deviceConfigurations?deviceId=${id}&key=Macros.Mode`);
        assert.equal(field(field(field(body, "items"), "Macros.Mode"), "source"), "organizationRule");
    });

    it("forgets it all at a reset", async () => {
        const simulator = await bench.start();
        simulator.setInheritedSetting({ level: "ORGANIZATION" }, "%WEB_ACCESS%", "1");
        simulator.reset();
        const { callingDeviceId: id } = simulator.addDevice({ type: "phone", product: "Cisco 8865" });
        const path = `/telephony/config/lists/devices/${id ?? ""}/dynamicSettings/actions/getSettings/invoke`;
        const { body } = await call(simulator, "POST", path, { body: { tags: ["%WEB_ACCESS%"] } });
        assert.equal(field((field(body, "tags") as unknown[])[0], "parentLevel"), "SYSTEM_DEFAULT");
    });
});
