import assert from "node:assert/strict";
import type { Owner } from "../../../../provider/api/devices/contract";
import {
    deviceIdIn,
    isNeverSeen,
    isOnceSeen,
    isOnItsWay,
    isOwnedBy,
    toWebexDevice,
    type WebexDevice,
} from "../../../../provider/api/devices/webexDevice";
import { detailNames, type PropertyDefinition } from "../../../../provider/definitions/definition";
import { DEVICE } from "../../../../provider/definitions/device";

/** The device fields of the "Cisco Webex Devices API" 1.0 document, `id` aside. */
const DOCUMENTED = [
    ...["displayName", "workspaceId", "personId", "orgId", "capabilities", "permissions", "connectionStatus"],
    ...["product", "type", "tags", "ip", "mac", "serial", "software", "upgradeChannel", "primarySipUrl", "sipUrls"],
    ...["errorCodes", "created", "firstSeen", "lastSeen"],
];

/** What Cisco's own answers have besides. */
const OF_CISCO = [
    ...["callingDeviceId", "webexDeviceId", "deviceId", "placeId", "activeInterface", "locationId"],
    ...["workspaceLocationId", "managedBy", "devicePlatform", "plannedMaintenance", "lifecycle"],
    ...["manufacturer", "linePort", "outboundProxy", "sipUserName"],
];

/** A value of the type that the table gives a field. */
function valueOf(name: string): unknown {
    const properties: Readonly<Record<string, PropertyDefinition>> = DEVICE.properties;
    return properties[name]?.schema.type === "array" ? [`one of ${name}`] : `the ${name}`;
}

describe("api/devices/webexDevice", () => {
    it("keeps every field of the 1.0 document and of Cisco's answers, in the form that the table gives it", () => {
        const names = [...DOCUMENTED, ...OF_CISCO];
        assert.deepEqual([...detailNames(DEVICE)].sort(), [...names].sort());
        const json = { id: "d", ...Object.fromEntries(names.map((name) => [name, valueOf(name)])) };
        assert.deepEqual(toWebexDevice(json), json);
    });

    for (const [name, json] of [
        ["null", null],
        ["a list", [{ id: "d" }]],
        ["a text", "d"],
        ["a number", 7],
        ["nothing", undefined],
        ["an object without id", { displayName: "x" }],
        ["an empty id", { id: "", displayName: "x" }],
        ["an id that is a number", { id: 7, displayName: "x" }],
        ["an object whose other ids are null", { id: null, webexDeviceId: null, displayName: "x" }],
    ] as [string, unknown][]) {
        it(`takes ${name} for no device`, () => {
            assert.equal(toWebexDevice(json), undefined);
        });
    }

    it("is owned by the person or workspace that Webex tells, and by nobody else", () => {
        const owners: [WebexDevice, Owner, boolean][] = [
            [{ id: "d", personId: "p" }, { personId: "p" }, true],
            [{ id: "d", personId: "p" }, { personId: "other" }, false],
            [{ id: "d", personId: "p" }, { workspaceId: "p" }, false],
            [{ id: "d", workspaceId: "w" }, { workspaceId: "w" }, true],
            [{ id: "d", workspaceId: "w" }, { workspaceId: "other" }, false],
            [{ id: "d", workspaceId: "w" }, { personId: "w" }, false],
            [{ id: "d", workspaceId: "w" }, {}, false],
            [{ id: "d" }, { personId: "p" }, false],
            [{ id: "d" }, {}, false],
        ];
        for (const [device, owner, owned] of owners) {
            assert.equal(isOwnedBy(device, owner), owned, JSON.stringify([device, owner]));
        }
    });

    it("leaves out what is null or empty, known or not", () => {
        const json = { id: "d", callingDeviceId: null, displayName: "", tags: null, shoeSize: null, colour: "" };
        assert.deepEqual(toWebexDevice(json), { id: "d" });
    });

    it("keeps fields that no table knows as they are", () => {
        const json = { id: "d", shoeSize: 44, wired: false, room: { floor: 3, beacons: [{ id: null }] }, seats: [] };
        assert.deepEqual(toWebexDevice(json), json);
    });

    it("makes text of a number or a truth value in a text field, and drops other types", () => {
        const json = { id: "d", ip: 7, software: true, serial: { mode: "on" }, lastSeen: ["x"] };
        assert.deepEqual(toWebexDevice(json), { id: "d", ip: "7", software: "true" });
    });

    it("makes a list of a bare text in a list field, and drops other types", () => {
        const json = { id: "d", tags: "a,b", sipUrls: "", capabilities: { xapi: true }, permissions: 7 };
        assert.deepEqual(toWebexDevice(json), { id: "d", tags: ["a,b"] });
    });

    it("makes texts of all that stands in a list, nulls aside", () => {
        const errorCodes = ["sip", { code: "mic" }, { code: 7 }, { reason: "x" }, null, 12];
        assert.deepEqual(toWebexDevice({ id: "d", errorCodes, tags: [] }), {
            id: "d",
            errorCodes: ["sip", "mic", "7", '{"reason":"x"}', "12"],
            tags: [],
        });
    });

    it("lets new values of enumerations pass", () => {
        const json = { id: "d", connectionStatus: "on_the_moon", type: "hologram" };
        assert.deepEqual(toWebexDevice(json), json);
    });

    it("reads plannedMaintenance as Cisco's schema and as its example have it", () => {
        for (const plannedMaintenance of ["on", { mode: "on" }]) {
            assert.deepEqual(toWebexDevice({ id: "d", plannedMaintenance }), { id: "d", plannedMaintenance: "on" });
        }
        assert.deepEqual(toWebexDevice({ id: "d", plannedMaintenance: {} }), { id: "d" });
    });

    describe("an id that is null or missing", () => {
        const all = { webexDeviceId: "webex", callingDeviceId: "calling", deviceId: "lasting" };
        const rows: [string, object, string | undefined, string][] = [
            ["webexDeviceId", { id: null, ...all }, undefined, "webex"],
            ["callingDeviceId", { ...all, webexDeviceId: null }, undefined, "calling"],
            ["deviceId", { id: null, webexDeviceId: null, deviceId: "lasting" }, undefined, "lasting"],
            ["the id that was asked for", { id: null, ...all }, "asked", "asked"],
            ["the id that was asked for, beside no other", { id: null, mac: "52EAD324FD21" }, "asked", "asked"],
        ];
        for (const [name, json, askedId, id] of rows) {
            it(`is stood in for by ${name}, and the device says so`, () => {
                const device = toWebexDevice(json, askedId);
                assert.deepEqual([device?.id, device?.standIn], [id, true]);
                assert.deepEqual(deviceIdIn(json, askedId), { id, standIn: true });
            });
        }

        it("leaves the fields that stand in where they are", () => {
            const device = { webexDeviceId: "webex", callingDeviceId: "calling" };
            assert.deepEqual(toWebexDevice({ id: null, ...device }), { id: "webex", standIn: true, ...device });
        });

        it("is not stood in for where the answer has an id, whatever was asked for", () => {
            assert.deepEqual(toWebexDevice({ id: "d", deviceId: "lasting" }, "asked"), {
                id: "d",
                deviceId: "lasting",
            });
            assert.deepEqual(deviceIdIn({ id: "d" }, "asked"), { id: "d", standIn: false });
        });

        for (const json of [{}, { id: null }, { message: "not found", errors: [], trackingId: "x" }]) {
            it(`does not make a device of ${JSON.stringify(json)}`, () => {
                assert.equal(toWebexDevice(json, "asked"), undefined);
            });
        }
    });

    describe("a row with errors", () => {
        it("names what Webex could not tell, and does not believe a value in such a field", () => {
            const errors = {
                displayName: { code: "kms_failure", reason: "no key" },
                serial: { code: "x", reason: "y" },
            };
            assert.deepEqual(toWebexDevice({ id: "d", displayName: "eyJhbGciOi", mac: "52EAD324FD21", errors }), {
                id: "d",
                mac: "52EAD324FD21",
                untold: ["displayName", "serial"],
            });
        });

        for (const errors of [null, {}, [], "x", 7]) {
            it(`is one as any other where errors is ${JSON.stringify(errors)}`, () => {
                assert.deepEqual(toWebexDevice({ id: "d", errors }), { id: "d" });
            });
        }
    });

    it("does not take an answer's word for what is ours to say", () => {
        assert.deepEqual(toWebexDevice({ id: "d", standIn: true, untold: ["mac"] }), { id: "d" });
    });

    describe("isOnItsWay", () => {
        const rows: [string, object, boolean][] = [
            ["one that is pending under another id", { connectionStatus: "pending", standIn: true }, true],
            ["one that is pending under its own id", { connectionStatus: "pending" }, false],
            ["one that is connected under another id", { connectionStatus: "connected", standIn: true }, false],
            ["one without a status under another id", { standIn: true }, false],
        ];
        for (const [name, fields, onItsWay] of rows) {
            it(`is ${onItsWay} of ${name}`, () => {
                assert.equal(isOnItsWay({ id: "d", ...fields }), onItsWay);
            });
        }
    });

    describe("isOnceSeen", () => {
        const rows: [string, object, boolean][] = [
            ["one that is only declared", { created: "2026-01-01T00:00:00Z" }, false],
            ["one with firstSeen", { firstSeen: "2026-01-01T00:00:00Z" }, true],
            ["one with lastSeen", { lastSeen: "2026-01-01T00:00:00Z" }, true],
            ["one with a serial number", { serial: "FOC1" }, true],
            ["one that is connected", { connectionStatus: "connected" }, true],
            ["one that is connected with issues", { connectionStatus: "connected_with_issues" }, true],
            ["one that is disconnected", { connectionStatus: "disconnected" }, false],
            ["one that was seen and is disconnected", { connectionStatus: "disconnected", firstSeen: "x" }, true],
            ["one that is activating", { connectionStatus: "activating", serial: "FOC1" }, false],
            ["one that is pending", { connectionStatus: "pending", firstSeen: "x" }, false],
        ];
        for (const [name, fields, seen] of rows) {
            it(`is ${seen} of ${name}`, () => {
                assert.equal(isOnceSeen({ id: "d", ...fields }), seen);
            });
        }
    });

    describe("isNeverSeen", () => {
        const rows: [string, object, boolean][] = [
            ["one that is only declared", { created: "2026-01-01T00:00:00Z" }, true],
            ["one that is activating", { connectionStatus: "activating" }, true],
            ["one that is disconnected", { connectionStatus: "disconnected" }, true],
            ["one that is connected", { connectionStatus: "connected" }, false],
            // The status lags behind: what was on the network before is a device, whatever it says.
            ["one that is activating with firstSeen", { connectionStatus: "activating", firstSeen: "x" }, false],
            ["one that is activating with lastSeen", { connectionStatus: "activating", lastSeen: "x" }, false],
            ["one that is activating with a serial number", { connectionStatus: "activating", serial: "x" }, false],
        ];
        for (const [name, fields, never] of rows) {
            it(`is ${never} of ${name}`, () => {
                assert.equal(isNeverSeen({ id: "d", ...fields }), never);
            });
        }
    });
});
