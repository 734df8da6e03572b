import assert from "node:assert/strict";
import {
    familyWord,
    noSuchDevice,
    whyNoConfigurations,
} from "../../../../provider/resources/deviceConfiguration/noConfigurations";
import { Bench } from "../../helpers";

describe("resources/deviceConfiguration/noConfigurations", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("tells of a phone of Webex Calling which resource to use, by the names of phone and owner", async () => {
        const { simulator, context } = await bench.stand();
        const workspace = simulator.addWorkspace({ displayName: "Lobby" });
        const { id } = simulator.addDevice({
            ...{ displayName: "Lobby", workspaceId: workspace.id, product: "Cisco 8865", type: "phone" },
        });
        const callingDeviceId = simulator.device(id)?.callingDeviceId ?? "none";
        assert.equal(
            await whyNoConfigurations(id, undefined, context),
            `device "Lobby" (${id}) of workspace "Lobby" (${workspace.id}) is a phone whose settings Webex Calling keeps, not ` +
                `those of RoomOS and PhoneOS. Use CallingDeviceSettings instead, with deviceId "${callingDeviceId}"`,
        );
    });

    it("answers undefined for a device that Webex does not know", async () => {
        const { context } = await bench.stand();
        assert.equal(await whyNoConfigurations("nobody", undefined, context), undefined);
    });

    const MODELS = [
        { model: "DMS Cisco 8865", deviceSettingsConfiguration: "WEBEX_CALLING_DEVICE_CONFIGURATION" },
        { model: "DMS Poly VVX 450", deviceSettingsConfiguration: "WEBEX_CALLING_DYNAMIC_DEVICE_CONFIGURATION" },
        { model: "Cisco 9861", deviceSettingsConfiguration: "WEBEX_DEVICE_CONFIGURATION" },
    ];
    const rows: [string, Parameters<typeof familyWord>[1], RegExp][] = [
        ["an MPP phone", { id: "i", product: "Cisco 8865" }, /Use CallingDeviceSettings instead, with deviceId "i"/],
        [
            "a Poly",
            { id: "i", product: "Poly VVX 450", callingDeviceId: "c" },
            /CallingDeviceSettings instead, with deviceId "c"/,
        ],
        ["a 9861 by its calling id", { id: "asked", product: "Cisco 9861", webexDeviceId: "w" }, /give deviceId "w"/],
        [
            "a 9861 that was never online",
            { id: "asked", product: "Cisco 9861", webexDeviceId: "asked" },
            /keeps no settings of it/,
        ],
        ["a phone of an unknown model", { id: "i", product: "New Phone", type: "phone" }, /CallingDeviceSettings/],
        [
            "an accessory",
            { id: "i", product: "Navigator", type: "accessory" },
            /keeps no settings of it\. Devices with RoomOS/,
        ],
    ];
    for (const [name, device, expected] of rows) {
        it(`tells of ${name} where its settings are`, () => {
            assert.match(familyWord("asked", device, "it", MODELS), expected);
        });
    }

    it("tells of a device that Webex does not know what to do", () => {
        assert.match(noSuchDevice("d", true), /pulumi refresh/);
        assert.match(noSuchDevice("d", false), /Correct the id.*orgId/);
    });
});
