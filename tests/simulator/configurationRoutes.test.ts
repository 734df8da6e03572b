import assert from "node:assert/strict";
import type { Device, Simulator } from "../../simulator/index";
import { Bench, call, field, type Send, statuses } from "./helpers";

const VOLUME = "Audio.DefaultVolume";
const DELAY = "Standby.Delay";

/** A step of a PATCH. */
function replace(key: string, value: unknown) {
    return { op: "replace", path: `${key}/sources/configured/value`, value };
}

function remove(key: string) {
    return { op: "remove", path: `${key}/sources/configured/value` };
}

describe("simulator: device configurations", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const path = ({ id }: Pick<Device, "id">, ...keys: string[]) => {
        const query = new URLSearchParams([["deviceId", id], ...keys.map((key): [string, string] => ["key", key])]);
        return `/deviceConfigurations?${query.toString()}`;
    };
    const items = async (simulator: Simulator, device: Device, ...keys: string[]) => {
        const answer = await call(simulator, "GET", path(device, ...keys));
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        return field(answer.body, "items") as Record<string, Record<string, unknown>>;
    };
    const patch = (simulator: Simulator, device: Device, ...body: object[]) =>
        call(simulator, "PATCH", path(device), { body });
    /** The value that counts, its source, and what the device has taken. */
    const standing = async (simulator: Simulator, device: Device, key: string) => {
        const item = (await items(simulator, device, key))[key];
        return [item?.value, item?.source, field(item?.appliedConfigurationValue, "value")];
    };

    it("answers the keys that a filter lets through, all without one, and a wrong key by leaving it out", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const keys = async (...wanted: string[]) => Object.keys(await items(simulator, device, ...wanted));
        assert.deepEqual(await keys(VOLUME), [VOLUME]);
        assert.deepEqual(await keys("Audio.Ultrasound.*"), ["Audio.Ultrasound.MaxVolume"]);
        assert.equal((await keys("FacilityService.Service[2..n].Name")).length, 4);
        assert.deepEqual(await keys("Audio.NoSuchKey"), []);
        assert.deepEqual(await keys(VOLUME, DELAY, "Nothing"), [VOLUME, DELAY]);
        assert.ok((await keys()).length >= 60);
        const { body } = await call(simulator, "GET", path(device, VOLUME));
        assert.equal(field(body, "deviceId"), device.id);
        assert.equal(
            simulator.log.entries.find(({ query }) => query.key?.includes("Nothing"))?.query.key,
            "Audio.DefaultVolume,Standby.Delay,Nothing",
        );
    });

    it("knows the first key only, where a test wants that", async () => {
        const simulator = await bench.start({ oneConfigurationKey: true });
        const device = simulator.addDevice();
        assert.deepEqual(Object.keys(await items(simulator, device, VOLUME, DELAY)), [VOLUME]);
    });

    it("sets and removes values, and answers every key", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const { status, body } = await patch(
            simulator,
            device,
            replace(VOLUME, 60),
            replace("SerialPort.BaudRate", "115200"),
        );
        assert.equal(status, 200);
        const all = Object.keys(await items(simulator, device));
        assert.deepEqual(Object.keys(field(body, "items") as object), all);
        assert.deepEqual(await standing(simulator, device, VOLUME), [60, "configured", 60]);
        assert.deepEqual(simulator.configuration(device.id), { [VOLUME]: 60, "SerialPort.BaudRate": "115200" });
        await patch(simulator, device, remove(VOLUME), remove(DELAY));
        assert.deepEqual(await standing(simulator, device, VOLUME), [50, "default", 50]);
        assert.deepEqual(Object.keys(simulator.configuration(device.id)), ["SerialPort.BaudRate"]);
    });

    it("refuses a PATCH as a whole, and names each wrong key and no value", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const { status, body } = await patch(
            simulator,
            device,
            replace(DELAY, 5),
            replace(VOLUME, "60"),
            replace("Audio.NoSuchKey", 1),
            replace("SystemUnit.Name", "secret-".repeat(10)),
            replace("SIP.ListenPort", "Off"),
            replace("Bluetooth.Allowed", true),
            { op: "replace", path: "Standby.Control/sources/default/value", value: "Off" },
        );
        assert.equal(status, 400);
        const message = String(field(body, "message"));
        const named = [
            VOLUME,
            "Audio.NoSuchKey",
            "SystemUnit.Name",
            "SIP.ListenPort",
            "Bluetooth.Allowed",
            "Standby.Control",
        ];
        assert.deepEqual(
            named.filter((key) => !message.includes(key)),
            [],
        );
        assert.ok(!message.includes(DELAY) && !message.includes("secret"));
        assert.deepEqual(simulator.configuration(device.id), {});
    });

    const wrong: Record<string, unknown[]> = {
        [VOLUME]: ["60", 101, -1, 1.5, null, true],
        [DELAY]: [0, 481],
        "SerialPort.BaudRate": [115200, "9600"],
        "Macros.Mode": ["on", true],
        "Video.Output.Connector[1].Location.HorizontalOffset": ["", "1234567890123", 0],
        "Macros.Macros": ["x", [{ name: "a" }], [{ name: "a", type: "raw", payload: "x", roles: ["nobody"] }]],
    };
    for (const [key, values] of Object.entries(wrong)) {
        it(`refuses ${values.length} values of ${key} that are outside its value space`, async () => {
            const simulator = await bench.start();
            const device = simulator.addDevice();
            for (const value of values) {
                assert.equal((await patch(simulator, device, replace(key, value))).status, 400, String(value));
            }
            assert.deepEqual(simulator.configuration(device.id), {});
        });
    }

    it("refuses other operations, bodies, content types, parameters and a request without a device", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const to = path(device);
        const one = [replace(VOLUME, 60)];
        const { path: keyPath } = remove(VOLUME);
        const send = (body: unknown): [string, string, Send] => ["PATCH", to, { body }];
        assert.deepEqual(
            await statuses(simulator, [
                send([{ op: "add", path: keyPath, value: 60 }]),
                send([{ op: "replace", path: keyPath }]),
                send([{ ...replace(VOLUME, 60), more: 1 }]),
                send([]),
                send(replace(VOLUME, 60)),
                ["PATCH", to, { body: one, type: "application/json" }],
                ["PATCH", `${to}&orgId=${simulator.orgId}`, { body: one }],
                ["PATCH", "/deviceConfigurations", { body: one }],
                ["GET", "/deviceConfigurations"],
                ["GET", "/deviceConfigurations?deviceId=none"],
            ]),
            [400, 400, 400, 400, 400, 415, 400, 400, 400, 404],
        );
    });

    it("lets an offline device take its values when it is connected again, with the time of that", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const applied = async () => (await items(simulator, device, VOLUME))[VOLUME]?.appliedConfigurationValue;
        const first = field(await applied(), "updatedAt");
        simulator.updateDevice(device.id, { connectionStatus: "disconnected" });
        await patch(simulator, device, replace(VOLUME, 60));
        assert.deepEqual(await standing(simulator, device, VOLUME), [60, "configured", 50]);
        assert.equal(field(await applied(), "updatedAt"), first);
        simulator.advance(3_600_000);
        simulator.updateDevice(device.id, { connectionStatus: "connected_with_issues" });
        assert.deepEqual(await standing(simulator, device, VOLUME), [60, "configured", 60]);
        const later = Date.parse(String(field(await applied(), "updatedAt"))) - Date.parse(String(first));
        assert.ok(later >= 3_600_000 && later < 3_700_000, String(later));

        simulator.updateDevice(device.id, { connectionStatus: "offline_expired" });
        simulator.configure(device.id, { [VOLUME]: null });
        assert.deepEqual(await standing(simulator, device, VOLUME), [50, "default", 60]);
        simulator.stir();
        assert.equal(simulator.device(device.id)?.connectionStatus, "connected");
        assert.deepEqual(await standing(simulator, device, VOLUME), [50, "default", 50]);
    });

    it("has nothing applied for a phone that was never online, and everything once it is", async () => {
        const simulator = await bench.start({ appearAfterSeconds: 0 });
        const { id: workspaceId } = simulator.addWorkspace();
        const body = { workspaceId, mac: "001122334455", model: "Cisco 9861" };
        await call(simulator, "POST", "/devices", { body });
        const [phone] = simulator.devices();
        assert.ok(phone);
        await patch(simulator, phone, replace("Audio.RingVolume", 3));
        assert.deepEqual(await standing(simulator, phone, "Audio.RingVolume"), [3, "configured", undefined]);
        simulator.redeem({ deviceId: phone.id });
        assert.deepEqual(await standing(simulator, phone, "Audio.RingVolume"), [3, "configured", 3]);
    });

    it("shows an organisation's rule where nothing is configured, and lets the device's value take precedence", async () => {
        const simulator = await bench.start();
        const [device, offline] = [simulator.addDevice(), simulator.addDevice({ connectionStatus: "disconnected" })];
        assert.deepEqual(await standing(simulator, device, "Macros.Mode"), ["On", "organizationRule", "On"]);
        await patch(simulator, device, replace("Macros.Mode", "Off"));
        assert.deepEqual(await standing(simulator, device, "Macros.Mode"), ["Off", "configured", "Off"]);
        await patch(simulator, device, remove("Macros.Mode"));
        assert.deepEqual(await standing(simulator, device, "Macros.Mode"), ["On", "organizationRule", "On"]);

        simulator.setOrganizationDefault(VOLUME, 30);
        assert.deepEqual(await standing(simulator, device, VOLUME), [30, "organizationRule", 30]);
        assert.deepEqual(await standing(simulator, offline, VOLUME), [30, "organizationRule", 50]);
        simulator.setOrganizationDefault("Macros.Mode", null);
        assert.deepEqual(await standing(simulator, device, "Macros.Mode"), ["Off", "default", "Off"]);
        assert.throws(() => {
            simulator.setOrganizationDefault("No.Key", 1);
        }, /no configuration No.Key/);
        simulator.reset();
        assert.deepEqual(await standing(simulator, simulator.addDevice(), VOLUME), [50, "default", 50]);
    });

    it("shows another administrator's edits, those of keys that are managed elsewhere too, and tells that of the key", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        simulator.configure(device.id, { "SIP.ListenPort": "Off", [DELAY]: 7 });
        assert.deepEqual(simulator.configuration(device.id), { "SIP.ListenPort": "Off", [DELAY]: 7 });
        const found = await items(simulator, device, "SIP.ListenPort", DELAY);
        const editability = (key: string) => field(field(found[key]?.sources, "configured"), "editability");
        assert.deepEqual(["SIP.ListenPort", DELAY].map(editability), [
            { isEditable: false, reason: "CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY" },
            { isEditable: true },
        ]);
        assert.throws(() => {
            simulator.configure(device.id, { "No.Key": 1 });
        }, /no configuration No.Key/);
    });

    it("tells a token that may only read that it may write nothing, and refuses it the PATCH", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        simulator.setScopes(["spark-admin:devices_read"]);
        const found = await items(simulator, device, VOLUME);
        assert.deepEqual(field(field(found[VOLUME]?.sources, "configured"), "editability"), {
            isEditable: false,
            reason: "NOT_AUTHORIZED",
        });
        assert.equal((await patch(simulator, device, replace(VOLUME, 1))).status, 403);
        simulator.setScopes(["spark-admin:devices_write"]);
        assert.deepEqual(await statuses(simulator, [["GET", path(device)]]), [403]);
    });

    it("keeps the macros as they are, and tells only their digest as applied", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        const macros = [{ name: "hello", type: "raw", payload: "console.log('x')", roles: ["admin"], active: true }];
        await patch(simulator, device, replace("Macros.Macros", macros));
        const [value, source, applied] = await standing(simulator, device, "Macros.Macros");
        assert.deepEqual([value, source], [macros, "configured"]);
        assert.match(String(applied), /^sha256:[0-9a-f]{64}$/);
    });

    it("has phones that run PhoneOS with keys of their own, and neither other phones nor peripherals", async () => {
        const simulator = await bench.start();
        const phone = (product: string) => simulator.addDevice({ type: "phone", product });
        for (const product of ["Cisco 9871", "Cisco 8875"]) {
            const found = Object.keys(await items(simulator, phone(product)));
            assert.ok(found.includes("Display.Brightness") && !found.includes(VOLUME), product);
        }
        const others = [
            ...["Cisco 8865", "Cisco ATA 191", "Poly VVX 450", "2N Customer Managed"].map(phone),
            simulator.addDevice({ type: "accessory", product: "Cisco Table Microphone" }),
        ];
        const gets = others.map((device): [string, string] => ["GET", path(device)]);
        assert.deepEqual(
            await statuses(simulator, gets),
            others.map(() => 404),
        );
        const [mpp] = others;
        assert.ok(mpp);
        assert.equal((await patch(simulator, mpp, replace("Display.Brightness", 3))).status, 404);
    });

    it("finds a device by id and webexDeviceId, not by callingDeviceId, and not before it is there", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice({ webexDeviceId: "webex-1" });
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", path(device)],
                ["GET", path({ id: "webex-1" })],
                ["GET", path({ id: device.callingDeviceId ?? "" })],
            ]),
            [200, 200, 404],
        );
        const { id: personId } = simulator.addPerson();
        const body = { personId, model: "Cisco 9861" };
        await call(simulator, "POST", "/devices/activationCode", { body });
        const waiting = simulator.devices().find(({ connectionStatus }) => connectionStatus === "activating");
        assert.ok(waiting);
        assert.deepEqual(await statuses(simulator, [["GET", path(waiting)]]), [404]);
    });
});
