import assert from "node:assert/strict";
import { type DeviceNaming, namingKey } from "../../../cli/inventory/deviceNaming";
import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import type { Workspace } from "../../../provider/api/workspaces";
import { estateOf, firstNaming, namingsOf } from "./estates";

const PHONE: WebexDevice = {
    ...{ id: "d", type: "phone", mac: "52EAD324FD21", product: "Cisco 8865", personId: "p", serial: "FCH1" },
    connectionStatus: "connected",
};
/** Differences from the phone; an undefined takes a field away. */
type Changes = { readonly [Field in keyof WebexDevice]?: WebexDevice[Field] | undefined };

const BY_MAC: DeviceNaming = { by: "mac", mac: "52:EA:D3:24:FD:21", model: "DMS Cisco 8865" };
const BY_SERIAL: DeviceNaming = { by: "serial", serial: "FCH1" };
const BY_ID: DeviceNaming = { by: "id", deviceId: "d" };

describe("cli/inventory/deviceNaming", () => {
    function naming(device: Changes, workspace?: Partial<Workspace>): DeviceNaming | undefined {
        const workspaces = workspace === undefined ? [] : [{ id: "w", ...workspace }];
        return firstNaming(estateOf({ workspaces, devices: [{ ...PHONE, ...device } as WebexDevice] }));
    }

    const cases: [string, Changes, DeviceNaming | undefined, Partial<Workspace>?][] = [
        ["a phone by its MAC address and the model to register it with", {}, BY_MAC],
        ["a phone with colons in its address the same way", { mac: "52:ea:d3:24:fd:21" }, BY_MAC],
        ["a phone of the 9800 series without DMS", { product: "Cisco 9861" }, { ...BY_MAC, model: "Cisco 9861" }],
        ["a room device by its serial number", { type: "roomdesk", product: "Cisco Room Bar" }, BY_SERIAL],
        ["a phone that nobody has by its serial number", { personId: undefined }, BY_SERIAL],
        ["a phone that Webex registers no more by its serial number", { product: "Cisco 7999" }, BY_SERIAL],
        ["a phone of another maker, which would need its password", { product: "Yealink T54" }, BY_SERIAL],
        ["a phone without a product", { product: undefined }, BY_SERIAL],
        ["a phone with no MAC address that one could read", { mac: "none" }, BY_SERIAL],
        ["a device without a serial number by its id", { type: "roomdesk", serial: undefined }, BY_ID],
        ["a device whose serial number is blank", { type: "roomdesk", serial: " " }, BY_ID],
        ["a device whose serial number has white space around", { type: "roomdesk", serial: " FCH1" }, BY_ID],
        ["an unused code by nothing", { connectionStatus: "activating" }, undefined],
        ["a phone that Webex still sets up by nothing", { standIn: true, connectionStatus: "pending" }, undefined],
        [
            "an MPP phone in a room for room devices, which the plan's look would refuse",
            { personId: undefined, workspaceId: "w" },
            BY_SERIAL,
            { supportedDevices: "collaborationDevices" },
        ],
        [
            "a phone in a room for phones",
            { personId: undefined, workspaceId: "w" },
            BY_MAC,
            { supportedDevices: "phones" },
        ],
    ];
    for (const [what, device, expected, workspace] of cases) {
        it(`names ${what}`, () => {
            assert.deepEqual(naming(device, workspace), expected);
        });
    }

    it("names by the product where Webex tells no models, and needs none without Cisco's contract", () => {
        const estate = estateOf({ devices: [PHONE] });
        assert.deepEqual(firstNaming(estate, []), { ...BY_MAC, model: "Cisco 8865" });
        const { product: _, ...nameless } = PHONE;
        assert.deepEqual(firstNaming(estateOf({ devices: [nameless] }), [], false), { ...BY_MAC, model: undefined });
    });

    it("takes for an unused code what was never seen, where codes have no status of their own", () => {
        const named = [
            { connectionStatus: "disconnected" },
            { lastSeen: "2024-01-01T00:00:00Z" },
            { mac: "52EAD324FD21" },
        ].map((device) => firstNaming(estateOf({ devices: [{ id: "d", ...device }] }), [], false)?.by);
        assert.deepEqual(named, [undefined, "id", "id"]);
    });

    it("names devices that share a number by their ids", () => {
        const room = { type: "roomdesk", serial: "foc1" } as const;
        const estate = estateOf({
            devices: [
                { ...PHONE, id: "1" },
                { ...PHONE, id: "2", serial: "other" },
                { id: "3", ...room },
                { id: "4", ...room, serial: "FOC1" },
            ],
        });
        const namings = namingsOf(estate);
        assert.deepEqual(
            estate.devices.map((each) => namings.of(each)),
            [BY_SERIAL, { by: "serial", serial: "other" }, { by: "id", deviceId: "3" }, { by: "id", deviceId: "4" }],
        );
    });

    it("has one key for all spellings of a number", () => {
        assert.equal(namingKey({ ...BY_MAC, mac: "52ead324fd21" }), namingKey(BY_MAC));
        assert.equal(namingKey({ by: "serial", serial: "fch1" }), namingKey(BY_SERIAL));
        const id = Buffer.from("ciscospark://us/DEVICE/AB").toString("base64url");
        const other = Buffer.from("ciscospark://eu/DEVICE/ab").toString("base64");
        assert.equal(namingKey({ by: "id", deviceId: id }), namingKey({ by: "id", deviceId: other }));
    });
});
