import assert from "node:assert/strict";
import {
    isNeverSeen,
    isOnceSeen,
    LIST_FIELDS,
    TEXT_FIELDS,
    toWebexDevice,
} from "../../../../provider/api/devices/webexDevice";

/** The device fields of the "Cisco Webex Devices API" 1.0 document. */
const DOCUMENTED = [
    ...["id", "displayName", "workspaceId", "personId", "orgId", "capabilities", "permissions", "connectionStatus"],
    ...["product", "type", "tags", "ip", "mac", "serial", "software", "upgradeChannel", "primarySipUrl", "sipUrls"],
    ...["errorCodes", "created", "firstSeen", "lastSeen"],
];

/** What Cisco's own answers have besides. */
const OF_CISCO = [
    ...["callingDeviceId", "webexDeviceId", "deviceId", "placeId", "activeInterface", "locationId"],
    ...["workspaceLocationId", "managedBy", "devicePlatform", "plannedMaintenance", "lifecycle"],
];

describe("api/devices/webexDevice", () => {
    it("knows all 22 fields of the 1.0 document, and Cisco's own", () => {
        assert.equal(DOCUMENTED.length, 22);
        assert.deepEqual(["id", ...TEXT_FIELDS, ...LIST_FIELDS].sort(), [...DOCUMENTED, ...OF_CISCO].sort());
    });

    it("keeps every known field", () => {
        const json = {
            id: "d",
            ...Object.fromEntries(TEXT_FIELDS.map((name) => [name, `the ${name}`])),
            ...Object.fromEntries(LIST_FIELDS.map((name) => [name, [name]])),
        };
        assert.deepEqual(toWebexDevice(json), json);
    });

    for (const [name, json] of [
        ["null", null],
        ["a list", [{ id: "d" }]],
        ["a text", "d"],
        ["a number", 7],
        ["nothing", undefined],
        ["an object without id", { displayName: "x" }],
        ["an empty id", { id: "" }],
        ["an id that is a number", { id: 7 }],
    ] as [string, unknown][]) {
        it(`takes ${name} for no device`, () => {
            assert.equal(toWebexDevice(json), undefined);
        });
    }

    it("leaves out what is unknown, null, empty or of another type", () => {
        const json = {
            id: "d",
            shoeSize: 44,
            callingDeviceId: null,
            displayName: "",
            ip: 7,
            tags: "a",
            errorCodes: null,
            lastSeen: { mode: "on" },
        };
        assert.deepEqual(toWebexDevice(json), { id: "d" });
    });

    it("keeps the texts of a list that holds other things too", () => {
        assert.deepEqual(toWebexDevice({ id: "d", tags: ["a", 7, null, "b"] }), { id: "d", tags: ["a", "b"] });
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
