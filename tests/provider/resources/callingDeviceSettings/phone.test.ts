import assert from "node:assert/strict";
import { NoTagsHere, readPhone, readValues } from "../../../../provider/resources/callingDeviceSettings/phone";
import type { DevicePatch } from "../../../../simulator/index";
import { Bench, caught } from "../../helpers";
import { requests, settingsStand } from "./settingsStand";

const BLUETOOTH = "%ENABLE_BLUETOOTH%";

describe("resources/callingDeviceSettings/phone", () => {
    const bench = new Bench();
    afterEach(async () => {
        await bench.closeAll();
    });

    it("tells values, family and rules of a phone", async () => {
        const { simulator, phone, deviceId, context } = await settingsStand(bench);
        simulator.changeSettings(phone.id, { [BLUETOOTH]: "1" });
        const found = await readPhone(context, { deviceId, orgId: undefined }, [BLUETOOTH]);
        assert.ok(found);
        assert.equal(found.family, "Poly");
        assert.deepEqual(
            [...found.told],
            [
                [
                    BLUETOOTH,
                    {
                        tag: BLUETOOTH,
                        familyOrModelDisplayName: "Poly",
                        value: "1",
                        parentValue: "0",
                        parentLevel: "SYSTEM_DEFAULT",
                    },
                ],
            ],
        );
        assert.equal(found.rules?.get(BLUETOOTH)?.friendlyName, "feature.bluetooth.enabled");
    });

    it("asks for all settings where an unknown tag spoils the question, and tells those asked for", async () => {
        const stand = await settingsStand(bench);
        const device = { deviceId: stand.deviceId, orgId: undefined };
        const found = await readPhone(stand.context, device, [BLUETOOTH, "%NO_SUCH%"]);
        assert.ok(found);
        assert.deepEqual([...found.told.keys()], [BLUETOOTH]);
        assert.deepEqual(requests(stand).slice(0, 2), ["POST getSettings", "POST getSettings"]);
    });

    it("finds the family by the model where Webex tells of no tag", async () => {
        const stand = await settingsStand(bench);
        const device = { deviceId: stand.deviceId, orgId: undefined };
        stand.simulator.faults.add({ path: /getSettings/, kind: { json: { tags: [] } } });
        const found = await readPhone(stand.context, device, ["%NO_SUCH%"]);
        assert.ok(found);
        assert.equal(found.family, "Poly");
        assert.equal(found.rules?.has(BLUETOOTH), true);
    });

    it("tells that there is no such device", async () => {
        const { context } = await settingsStand(bench);
        assert.equal(await readPhone(context, { deviceId: "nobody", orgId: undefined }, [BLUETOOTH]), undefined);
        assert.equal(await readValues(context, { deviceId: "nobody", orgId: undefined }, [BLUETOOTH]), undefined);
    });

    it("asks nothing where nothing is to be known", async () => {
        const stand = await settingsStand(bench);
        const device = { deviceId: stand.deviceId, orgId: undefined };
        assert.deepEqual(await readValues(stand.context, device, []), new Map());
        const found = await readPhone(stand.context, device, []);
        assert.deepEqual([found?.family, found?.rules], [undefined, undefined]);
        assert.deepEqual(requests(stand), []);
    });

    const elsewhere: readonly (readonly [string, DevicePatch, "callingDeviceId" | "id", RegExp])[] = [
        [
            "a room device",
            { displayName: "Board", product: "Cisco Room Bar" },
            "callingDeviceId",
            /^device "Board" \(\S+\) of .* has the settings of RoomOS and PhoneOS, which have no tags\. Use DeviceConfiguration instead, with deviceId "\S+"$/,
        ],
        [
            "a phone that runs PhoneOS",
            { product: "Cisco 9861", type: "phone" },
            "callingDeviceId",
            /Use DeviceConfiguration instead/,
        ],
        [
            "a phone with one whole object of settings",
            { product: "Cisco DBS110", type: "phone" },
            "callingDeviceId",
            /as one whole object without tags, which no resource manages \(see docs\/calling-device-settings\.md\)/,
        ],
        [
            "a phone that Webex manages nothing of",
            { product: "2N Customer Managed", type: "phone" },
            "callingDeviceId",
            /^Webex Calling has no settings with tags for /,
        ],
        [
            "a phone by another id than calling has for it",
            { product: "Poly VVX 450", type: "phone" },
            "id",
            /^Webex Calling knows device .* by its callingDeviceId: give deviceId "\S+"$/,
        ],
    ];
    for (const [name, fields, by, expected] of elsewhere) {
        it(`says where the settings are of ${name}`, async () => {
            const { simulator, context } = await settingsStand(bench);
            const workspaceId = simulator.addWorkspace({ displayName: "Room" }).id;
            const device = simulator.addDevice({ workspaceId, ...fields });
            if (by === "id") {
                simulator.faults.add({ path: /getSettings/, kind: { status: 404 } });
            }
            const deviceId = device[by] ?? "";
            const error = await caught(readPhone(context, { deviceId, orgId: undefined }, [BLUETOOTH]));
            assert.ok(error instanceof NoTagsHere);
            assert.match(error.message, expected);
        });
    }
});
