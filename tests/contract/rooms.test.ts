import assert from "node:assert/strict";
import { changeConfigurations, listKeys, readConfigurations } from "../../provider/api/deviceConfigurations";
import { applyChanges, changeTagValues, readSettingRules, readTagValues } from "../../provider/api/dynamicSettings";
import {
    deleteWorkspace,
    postWorkspace,
    putWorkspace,
    readWorkspace,
    readWorkspaces,
} from "../../provider/api/workspaces";
import { WebexClient } from "../../provider/client/webexClient";
import { type Simulator, startSimulator } from "../../simulator/index";
import { MemoryLog, settingsWith } from "../provider/helpers";
import { call, field } from "../simulator/helpers";
import { mendCisco, withSeveralKeys } from "./ciscoDocument";
import { documentPath, Prism } from "./prism";

describe("rooms and settings by Cisco's document, through Prism's validating proxy", function () {
    this.timeout(60_000);
    const document = documentPath("cisco-webex-device.openapi.json");
    let simulator: Simulator;
    let prism: Prism | undefined;

    before(function () {
        if (document === undefined) {
            console.log("      skipped: Cisco's OpenAPI file is not beside the project");
            this.skip();
        }
    });
    afterEach(() => {
        simulator.reset();
    });
    after(stop);

    async function stop(): Promise<void> {
        if (prism !== undefined) {
            await prism.stop();
            await simulator.close();
            prism = undefined;
        }
    }

    // Prism reads the document for seconds, so tests share one where it is the same document.
    let read: typeof mendCisco | undefined;
    async function start(mend = mendCisco): Promise<WebexClient> {
        if (prism === undefined || mend !== read) {
            await stop();
            simulator = await startSimulator({});
            prism = await Prism.start(document ?? "", simulator.baseUrl, mend);
            read = mend;
        }
        const settings = settingsWith({
            baseUrl: prism.url,
            accessToken: simulator.token,
            credentialSource: "the test",
        });
        return new WebexClient(settings, new MemoryLog());
    }

    /** A request that the product does not send; the status and the body that came through Prism. */
    async function raw(method: string, path: string, body?: unknown) {
        const through = { ...simulator, baseUrl: prism?.url ?? "" };
        const answer = await call(through, method, path, body === undefined ? {} : { body });
        assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer;
    }

    it("makes, reads, changes and deletes workspaces", async () => {
        const client = await start();
        const { orgId } = simulator;
        const { id: locationId } = simulator.addLocation({ name: "Oslo" });
        const { id: license } = simulator.addLicense({ name: "Webex Calling - Professional" });
        const calling = {
            type: "webexCalling",
            webexCalling: { phoneNumber: "+4721000001", extension: "1001", locationId, licenses: [license] },
        };
        const fields = {
            displayName: "Fjord",
            locationId,
            floorId: "F1",
            capacity: 4,
            type: "huddle",
            notes: "third door",
            calling,
            calendar: { type: "google", emailAddress: "fjord@example.com" },
            hotdeskingStatus: "on",
            deviceHostedMeetings: { enabled: true, siteUrl: "example.webex.com" },
            indoorNavigation: { url: "https://maps.example.com" },
        };
        const made = await postWorkspace(client, { ...fields, orgId, supportedDevices: "collaborationDevices" });
        assert.deepEqual(await readWorkspace(client, made.id), made);
        const change = { ...fields, calling: { type: "freeCalling" }, calendar: { type: "none" } };
        const changed = await putWorkspace(client, made.id, { ...change, indoorNavigation: { url: null } });
        assert.deepEqual([changed.calling?.type, changed.indoorNavigation], ["freeCalling", undefined]);
        simulator.addDevice({ workspaceId: made.id });
        assert.deepEqual(await readWorkspaces(client, { orgId, displayName: "fjo", locationId }), [changed]);
        for (const query of [
            ...["includeDevices=true", "includeCapabilities=true", "capacity=-1", "type=notSet", "calling=none"],
            ...["calendar=none", "healthLevel=ok", "plannedMaintenance=off", "deviceHostedMeetingsEnabled=true"],
        ]) {
            await raw("GET", `/workspaces?${query}`);
        }
        await raw("GET", `/workspaces/${made.id}/capabilities`);
        assert.equal(await deleteWorkspace(client, made.id), true);
        assert.equal(await readWorkspace(client, made.id), undefined);
    });

    it("reads and changes device configurations", async () => {
        const client = await start();
        const { id } = simulator.addDevice();
        const change = { key: "Audio.DefaultVolume", op: "replace", value: 60 } as const;
        const after = await changeConfigurations(client, id, [change], [change.key]);
        assert.equal(after.get(change.key)?.configured, 60);
        await changeConfigurations(client, id, [{ key: change.key, op: "remove" }], [change.key]);
        const read = await readConfigurations(client, id, [change.key]);
        assert.equal(read?.get(change.key)?.configured, undefined);
        assert.equal((await listKeys(client, id, "FacilityService.Service[1..3].Name")).length, 3);
        await raw("GET", `/deviceConfigurations?deviceId=${id}`);
    });

    it("reads and changes dynamic settings, and applies them", async () => {
        const client = await start();
        const device = simulator.addDevice({ type: "phone", product: "Cisco 8865", mac: "001122334455", tags: ["a"] });
        const phone = { deviceId: device.callingDeviceId ?? "", orgId: simulator.orgId };
        const tag = "%BACKLIGHT_TIMER%";
        const rules = await readSettingRules(client, "Cisco MPP", simulator.orgId);
        assert.ok(rules?.some((rule) => rule.tag === tag));
        await changeTagValues(client, phone, [{ tag, action: "SET", value: "60" }]);
        assert.equal((await readTagValues(client, phone, [tag]))[0]?.value, "60");
        await changeTagValues(client, phone, [{ tag, action: "CLEAR" }]);
        assert.ok((await readTagValues(client, phone, [])).length > 1);
        await applyChanges(client, phone);
        assert.equal(simulator.changesApplied(device.id), 1);
        const base = "/telephony/config/devices";
        await raw("GET", `${base}/dynamicSettings/validationSchema`);
        await raw("GET", `${base}/dynamicSettings/settingsGroups?includeSettingsType=ALL`);
        const { body } = await raw("GET", `${base}/${phone.deviceId}`);
        assert.equal(field(body, "model"), "DMS Cisco 8865");
        await raw("GET", "/telephony/config/supportedDevices");
    });

    it("asks for several keys at once, which is all that goes beyond the document", async () => {
        const client = await start(withSeveralKeys);
        const { id } = simulator.addDevice();
        const keys = ["Audio.DefaultVolume", "Standby.Delay"];
        assert.deepEqual([...((await readConfigurations(client, id, keys))?.keys() ?? [])], keys);
    });
});
