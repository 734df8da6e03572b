import assert from "node:assert/strict";
import { Asking, NobodyAnswers } from "../../../provider/preflight/asking";
import { lookAtCallingDeviceSettings } from "../../../provider/preflight/callingDeviceSettingsLooker";
import type { PlannedChange } from "../../../provider/preflight/lookers";
import { UNKNOWN } from "../../../provider/resources/unknown";
import { Bench, caught, type Stand } from "../helpers";
import { requests, settingsStand } from "../resources/callingDeviceSettings/settingsStand";

const BLUETOOTH = "%ENABLE_BLUETOOTH%";
const ORDER = "%G711U_ORDER%";

describe("preflight/callingDeviceSettingsLooker", () => {
    const bench = new Bench();
    afterEach(async () => {
        await bench.closeAll();
    });

    function change(parts: Partial<PlannedChange>): PlannedChange {
        const type = "CallingDeviceSettings";
        return {
            name: "lobby",
            urn: "urn",
            type,
            id: undefined,
            state: undefined,
            inputs: {},
            orgId: undefined,
            ...parts,
        };
    }

    /** What is said of changes. */
    async function look({ client, contract, context: { names } }: Stand, ...parts: Partial<PlannedChange>[]) {
        const around = { asking: new Asking(client), contract, names };
        const remarks = await lookAtCallingDeviceSettings(parts.map(change), around);
        return remarks.map(({ kind, text }) => `${kind}: ${text}`);
    }

    it("names each problem of a phone, and asks once for the rules of a family", async () => {
        const stand = await settingsStand(bench);
        const { deviceId } = stand;
        const settings = { [BLUETOOTH]: "on", [ORDER]: "11", "%X%": "1" };
        assert.deepEqual(
            await look(stand, { inputs: { deviceId, settings } }, { inputs: { deviceId, settings: {} } }),
            [
                `problem: ${BLUETOOTH} must be one of "1", "0"`,
                `problem: ${ORDER} must be a whole number from 0 up to 10`,
                `problem: %X% is no setting of Poly; the nearest is ${ORDER}`,
            ],
        );
        assert.equal(requests(stand).filter((line) => line.includes("validationSchema")).length, 1);
    });

    it("has nothing to say of what is right, or not known yet", async () => {
        const stand = await settingsStand(bench);
        const { deviceId } = stand;
        const changes = [
            { deviceId, settings: { [BLUETOOTH]: "1", [ORDER]: UNKNOWN } },
            { deviceId: UNKNOWN, settings: { "%X%": "1" } },
            { deviceId, settings: UNKNOWN },
        ];
        assert.deepEqual(await look(stand, ...changes.map((inputs) => ({ inputs }))), []);
    });

    it("tells what shows instead of a setting that leaves", async () => {
        const stand = await settingsStand(bench);
        const { simulator, phone, deviceId } = stand;
        const settings = { [BLUETOOTH]: "1", [ORDER]: "4", "%UP_BACKLIGHT_IDLE_INTENSITY%": "2" };
        simulator.changeSettings(phone.id, { ...settings, "%DO_BLUETOOTH_DEVICE_NAME%": "x" });
        simulator.changeSettings(phone.id, { "%UP_BACKLIGHT_IDLE_INTENSITY%": null });
        simulator.setInheritedSetting({ level: "ORGANIZATION" }, ORDER, "7");
        const state = { deviceId, settings: { ...settings, "%DO_BLUETOOTH_DEVICE_NAME%": "x" } };
        assert.deepEqual(await look(stand, { id: deviceId, state, inputs: { deviceId, settings: {} } }), [
            "news: clears %DO_BLUETOOTH_DEVICE_NAME%; no other value shows then",
            `news: clears ${BLUETOOTH}; Webex's default, "0", shows then`,
            `news: clears ${ORDER}; the organisation's value, "7", shows then`,
        ]);
    });

    it("says no password that shows instead", async () => {
        const stand = await settingsStand(bench);
        const { simulator } = stand;
        const phone = simulator.addDevice({ product: "Cisco 8865", type: "phone" });
        const { callingDeviceId: deviceId } = phone;
        simulator.changeSettings(phone.id, { "%ADMIN_PASSWORD%": "mine" });
        simulator.setInheritedSetting({ level: "ORGANIZATION" }, "%ADMIN_PASSWORD%", "theirs");
        const state = { settings: { "%ADMIN_PASSWORD%": "mine" } };
        assert.deepEqual(await look(stand, { id: "x", state, inputs: { deviceId, settings: {} } }), [
            "news: clears %ADMIN_PASSWORD%; the organisation's value shows then",
        ]);
    });

    it("names the resource to use for a device without tags, and a device that there is not", async () => {
        const stand = await settingsStand(bench);
        const { callingDeviceId: deviceId } = stand.simulator.addDevice({ product: "Cisco Room Bar" });
        const settings = { [BLUETOOTH]: "1" };
        const said = await look(
            stand,
            { inputs: { deviceId, settings } },
            { inputs: { deviceId: "nobody", settings } },
        );
        assert.match(said[0] ?? "", /^problem: device .* Use DeviceConfiguration instead/);
        assert.deepEqual(said.slice(1), ["problem: Webex knows no device nobody"]);
    });

    it("says once that it may not ask, and stops no plan for it", async () => {
        const stand = await settingsStand(bench);
        stand.simulator.scopes.delete("spark-admin:telephony_config_read");
        const inputs = { deviceId: stand.deviceId, settings: { "%X%": "1" } };
        assert.deepEqual(await look(stand, { inputs }, { inputs }), []);
        assert.equal(stand.log.warnings.length, 1);
        assert.match(stand.log.warnings[0] ?? "", /the plan was not looked at as a whole: .*telephony_config_read/);
    });

    it("ends where nobody answers", async () => {
        const stand = await settingsStand(bench);
        stand.simulator.expireToken();
        const inputs = { deviceId: stand.deviceId, settings: { [BLUETOOTH]: "1" } };
        assert.ok((await caught(look(stand, { inputs }))) instanceof NobodyAnswers);
    });
});
