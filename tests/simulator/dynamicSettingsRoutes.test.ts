import assert from "node:assert/strict";
import type { Device, Simulator } from "../../simulator/index";
import { Bench, call, field, type Send, statuses } from "./helpers";

const BASE = "/telephony/config/devices";
const BLUETOOTH = "%ENABLE_BLUETOOTH%";
const TIMER = "%BACKLIGHT_TIMER%";

describe("simulator: dynamic settings of phones", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const phone = (simulator: Simulator, product = "Cisco 8865", more: Partial<Device> = {}) =>
        simulator.addDevice({ type: "phone", product, ...more });
    const settingsPath = (id: Device["callingDeviceId"]) => `${BASE}/${id ?? ""}/dynamicSettings`;
    const getPath = (id: Device["callingDeviceId"]) =>
        `/telephony/config/lists/devices/${id ?? ""}/dynamicSettings/actions/getSettings/invoke`;
    const applyPath = (id: Device["callingDeviceId"]) => `${BASE}/${id ?? ""}/actions/applyChanges/invoke`;
    const rows = async (simulator: Simulator, device: Device, ...tags: string[]) => {
        const answer = await call(simulator, "POST", getPath(device.callingDeviceId), { body: { tags } });
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        return field(answer.body, "tags") as unknown[];
    };
    const put = (device: Device, ...tags: object[]): [string, string, Send] => [
        "PUT",
        settingsPath(device.callingDeviceId),
        { body: { tags } },
    ];
    const set = (tag: string, value: string) => ({ tag, action: "SET", value });

    it("tells the rules of every family, or of one, and groups for each of them", async () => {
        const simulator = await bench.start();
        const get = async (path: string) => (await call(simulator, "GET", `${BASE}/dynamicSettings/${path}`)).body;
        const families = (of: unknown) =>
            new Set((of as unknown[]).map((row) => field(row, "familyOrModelDisplayName")));
        const all = field(await get("validationSchema"), "tags");
        assert.deepEqual([...families(all)], ["Poly", "Cisco MPP", "Cisco ATA 191", "Cisco ATA 192"]);
        const poly = field(await get("validationSchema?familyOrModelDisplayName=Poly"), "tags") as unknown[];
        assert.deepEqual([...families(poly)], ["Poly"]);
        assert.deepEqual(poly[0], {
            familyOrModelDisplayName: "Poly",
            tag: BLUETOOTH,
            friendlyName: "feature.bluetooth.enabled",
            tooltip: "The setting feature.bluetooth.enabled.",
            level: ["organization", "location", "device"],
            validationRule: { type: "boolean", values: ["1", "0"] },
        });
        const groups = await get("settingsGroups");
        assert.deepEqual(families(field(groups, "settingsGroups")), families(all));
        assert.deepEqual(field(groups, "settingsTabs"), ["Poly", "MPP", "ATA"]);
        const tabs = await get("settingsGroups?includeSettingsType=tabs&familyOrModelDisplayName=Poly");
        assert.deepEqual(tabs, { settingsTabs: ["Poly"] });
        assert.deepEqual(await get("validationSchema?familyOrModelDisplayName=None"), { tags: [] });
    });

    it("sets and clears values, each tag by itself, and tells when", async () => {
        const simulator = await bench.start();
        const device = phone(simulator);
        const before = (await call(simulator, "POST", getPath(device.callingDeviceId), { body: {} })).body;
        assert.equal(field(before, "lastUpdateTime"), undefined);
        assert.deepEqual(
            await statuses(simulator, [
                put(device, set(BLUETOOTH, "1"), set(TIMER, "60")),
                put(device, { tag: BLUETOOTH, action: "CLEAR" }, { tag: "%PHONE_LANGUAGE%", action: "CLEAR" }),
                put(device),
                ["PUT", settingsPath(device.callingDeviceId), { body: {} }],
            ]),
            [204, 204, 204, 204],
        );
        assert.deepEqual(simulator.settings(device.id), { [TIMER]: "60" });
        const [bluetooth, timer] = await rows(simulator, device, TIMER, BLUETOOTH);
        const family = { familyOrModelDisplayName: "Cisco MPP" };
        const system = { parentLevel: "SYSTEM_DEFAULT" };
        assert.deepEqual(bluetooth, { ...family, tag: BLUETOOTH, parentValue: "0", ...system });
        assert.deepEqual(timer, { ...family, tag: TIMER, value: "60", parentValue: "300", ...system });
        const { body } = await call(simulator, "POST", getPath(device.callingDeviceId), { body: {} });
        assert.ok(Math.abs(Number(field(body, "lastUpdateTime")) - Date.now()) < 60_000);
        assert.equal(simulator.changesApplied(device.id), 0);
    });

    it("inherits of the location before the organisation, and of Webex where nobody set anything", async () => {
        const simulator = await bench.start();
        const [oslo = "", bergen = ""] = ["Oslo", "Bergen"].map((name) => simulator.addLocation({ name }).id);
        const here = phone(simulator, "Cisco 8865", { workspaceId: simulator.addWorkspace({ locationId: oslo }).id });
        const there = phone(simulator, "Cisco 8865", { locationId: bergen });
        const parent = async (device: Device) => {
            const [row] = await rows(simulator, device, TIMER);
            return [field(row, "parentValue"), field(row, "parentLevel")];
        };
        simulator.setInheritedSetting({ level: "LOCATION", locationId: oslo }, TIMER, "20");
        assert.deepEqual(
            [await parent(here), await parent(there)],
            [
                ["20", "LOCATION"],
                ["300", "SYSTEM_DEFAULT"],
            ],
        );
        simulator.setInheritedSetting({ level: "ORGANIZATION" }, TIMER, "10");
        assert.deepEqual(
            [await parent(here), await parent(there)],
            [
                ["20", "LOCATION"],
                ["10", "ORGANIZATION"],
            ],
        );
        simulator.setInheritedSetting({ level: "LOCATION", locationId: oslo }, TIMER, null);
        assert.deepEqual(await parent(here), ["10", "ORGANIZATION"]);
        const [password] = await rows(simulator, here, "%ADMIN_PASSWORD%");
        assert.deepEqual(Object.keys(password as object), ["familyOrModelDisplayName", "tag"]);
        assert.throws(() => {
            simulator.setInheritedSetting({ level: "ORGANIZATION" }, "%NONE%", "1");
        }, /no setting %NONE%/);
    });

    it("refuses an update as a whole: unknown tags, levels, values, and a SET without one", async () => {
        const simulator = await bench.start();
        const device = phone(simulator);
        const wrong: object[] = [
            ...[set("%NONE%", "1"), set("%DO_BLUETOOTH_DEVICE_NAME%", "a"), set("%VLAN_ENABLED%", "1")],
            ...[set(BLUETOOTH, "2"), set(TIMER, "3601"), set(TIMER, "15"), set(TIMER, "1e1"), set(TIMER, "-10")],
            ...[set("%DO_UI_MENU_BACKGROUND%", "#12345G"), set("%PHONE_LANGUAGE%", "xx_XX")],
            ...[set("%SYSLOG_SERVER%", "no host!"), set("%ADMIN_PASSWORD%", "x".repeat(65))],
            ...[{ tag: BLUETOOTH, action: "SET" }, { tag: BLUETOOTH, action: "TOGGLE" }, { action: "CLEAR" }],
            ...[set(BLUETOOTH, ""), { ...set(BLUETOOTH, "1"), more: 1 }],
        ];
        for (const each of wrong) {
            const [status] = await statuses(simulator, [put(device, set(BLUETOOTH, "1"), each)]);
            assert.equal(status, 400, JSON.stringify(each));
        }
        assert.deepEqual(simulator.settings(device.id), {});
        const asked: [string, string, Send] = ["POST", getPath(device.callingDeviceId), { body: { tags: ["%NONE%"] } }];
        assert.deepEqual(await statuses(simulator, [asked]), [400]);
        const right = [
            ...[set("%SYSLOG_SERVER%", "192.0.2.1"), set("%ADMIN_PASSWORD%", "s3cret")],
            ...[set("%DO_UI_MENU_BACKGROUND%", "#1A1A1A"), set("%PHONE_LANGUAGE%", "nb_NO")],
        ];
        assert.deepEqual(await statuses(simulator, [put(device, ...right)]), [204]);
    });

    it("names no value in an error", async () => {
        const simulator = await bench.start();
        const device = phone(simulator);
        const body = { tags: [set("%ADMIN_PASSWORD%", "hush".repeat(20))] };
        const answer = await call(simulator, "PUT", settingsPath(device.callingDeviceId), { body });
        assert.match(String(field(answer.body, "message")), /%ADMIN_PASSWORD%/);
        assert.doesNotMatch(String(field(answer.body, "message")), /hush/);
    });

    it("applies changes where the model can, and counts that", async () => {
        const simulator = await bench.start();
        const [mpp, adapter] = [phone(simulator), phone(simulator, "Cisco ATA 192")];
        const paths = [mpp, mpp, adapter].map(({ callingDeviceId }) => applyPath(callingDeviceId));
        assert.deepEqual(
            await statuses(
                simulator,
                paths.map((path) => ["POST", path]),
            ),
            [204, 204, 400],
        );
        assert.deepEqual([simulator.changesApplied(mpp.id), simulator.changesApplied(adapter.id)], [2, 0]);
        assert.deepEqual(await statuses(simulator, [put(adapter, set("%PORT_GAIN%", "-15"))]), [204]);
        const [row] = simulator.log.writes().filter(({ method }) => method === "PUT");
        assert.equal(row?.status, 204);
    });

    it("has neither room devices nor PhoneOS, and no dynamic settings where a model's are kept elsewhere", async () => {
        const simulator = await bench.start();
        const elsewhere = [simulator.addDevice(), phone(simulator, "Cisco 9861"), phone(simulator, "Cisco 8875")];
        const others = [
            phone(simulator, "Cisco 840"),
            phone(simulator, "Cisco DBS110"),
            phone(simulator, "2N Customer Managed"),
        ];
        for (const { callingDeviceId: id } of elsewhere) {
            assert.deepEqual(
                await statuses(simulator, [
                    ["POST", getPath(id), { body: {} }],
                    ["PUT", settingsPath(id), { body: {} }],
                    ["POST", applyPath(id)],
                    ["GET", `${BASE}/${id ?? ""}`],
                ]),
                [404, 404, 404, 404],
            );
        }
        for (const { callingDeviceId: id } of others) {
            assert.deepEqual(
                await statuses(simulator, [
                    ["POST", getPath(id), { body: {} }],
                    ["GET", `${BASE}/${id ?? ""}`],
                ]),
                [404, 200],
            );
        }
        const yealink = phone(simulator, "Yealink T54");
        assert.deepEqual(await rows(simulator, yealink), []);
    });

    it("knows a phone by its callingDeviceId only, and tells its details", async () => {
        const simulator = await bench.start();
        const device = phone(simulator, "Cisco 8865", { tags: ["lobby"], mac: "001122334455" });
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `${BASE}/${device.id}`],
                ["POST", getPath(device.id), { body: {} }],
                ["POST", applyPath("none")],
                ["GET", `${BASE}/${device.callingDeviceId ?? ""}?orgId=other`],
            ]),
            [404, 404, 404, 403],
        );
        const { body } = await call(
            simulator,
            "GET",
            `${BASE}/${device.callingDeviceId ?? ""}?orgId=${simulator.orgId}`,
        );
        assert.deepEqual(
            ["id", "model", "manufacturer", "managedBy", "mac", "activationState", "description"].map((name) =>
                field(body, name),
            ),
            [device.callingDeviceId, "DMS Cisco 8865", "CISCO", "CISCO", "001122334455", "activated", ["lobby"]],
        );
    });

    it("asks for the calling side's scopes, and is not there without telephony or in crud", async () => {
        const simulator = await bench.start();
        const device = phone(simulator);
        const id = device.callingDeviceId;
        const reads: [string, string, Send?][] = [
            ["GET", `${BASE}/dynamicSettings/validationSchema`],
            ["GET", `${BASE}/dynamicSettings/settingsGroups`],
            ["POST", getPath(id), { body: {} }],
        ];
        const writes: [string, string, Send?][] = [put(device), ["POST", applyPath(id)]];
        simulator.setScopes(["spark-admin:telephony_config_read"]);
        assert.deepEqual(await statuses(simulator, [...reads, ...writes]), [200, 200, 200, 403, 403]);
        simulator.setScopes(["spark-admin:telephony_config_write"]);
        assert.deepEqual(await statuses(simulator, [...reads, ...writes]), [403, 403, 403, 204, 204]);
        for (const options of [{ telephony: false }, { contract: "crud" as const }]) {
            const other = await bench.start(options);
            assert.deepEqual(await statuses(other, reads), [404, 404, 404]);
        }
    });

    it("takes another administrator's values as they are", async () => {
        const simulator = await bench.start();
        const device = phone(simulator);
        simulator.changeSettings(device.id, { [TIMER]: "7", [BLUETOOTH]: "1" });
        simulator.changeSettings(device.id, { [BLUETOOTH]: null });
        assert.deepEqual(simulator.settings(device.id), { [TIMER]: "7" });
        assert.throws(() => {
            simulator.changeSettings(device.id, { "%NONE%": "1" });
        }, /no setting %NONE%/);
    });
});
