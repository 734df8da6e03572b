import assert from "node:assert/strict";
import { pairsOf } from "../../../cli/drift/pairs";
import { unmanagedFindings } from "../../../cli/drift/unmanagedFindings";
import { deviceBatch, MASKED, placesWith, resource, unchanged } from "./builders";

describe("cli/drift/unmanagedFindings", () => {
    const device = (id: string, owner: object) => ({ id, ...owner });

    it("finds devices of the people and rooms that devices, codes and workspaces name", () => {
        const places = placesWith([
            { id: "1", workspaceId: "lobby", displayName: "Lobby", product: "Cisco Desk Pro", serial: "FOC1" },
            { id: "2", personId: "ada", connectionStatus: "activating" },
            { id: "3", workspaceId: "board", product: "Cisco 8865", mac: "020000000001" },
            device("4", { personId: "grace" }),
            device("5", { workspaceId: "nobody" }),
            device("6", {}),
        ]);
        const pairs = pairsOf([
            unchanged(resource("Workspace", "lobby", { displayName: "Lobby" }, {}, "lobby")),
            unchanged(resource("DeviceActivation", "code", { personId: "ada" }, { status: "pending" })),
            unchanged(deviceBatch("all", { one: { workspaceId: "board", mac: "020000000009" } })),
            // Settings make nobody managed.
            unchanged(resource("DeviceConfiguration", "settings", { deviceId: "5", settings: {} })),
        ]);
        const common = { kind: "unmanaged", isDrift: true };
        assert.deepEqual(unmanagedFindings(pairs, places, new Set()), [
            {
                ...common,
                ...{ name: "Lobby", what: "is declared by no resource", found: "Cisco Desk Pro, serial FOC1" },
                ...{ id: "1", owner: "Lobby", location: "Berlin" },
            },
            {
                ...common,
                ...{ name: "2", what: "waits for an activation code that no resource issued", id: "2" },
                ...{ owner: "Ada Lovelace <ada@example.com>", location: "Paris" },
            },
            {
                ...common,
                ...{ name: "Cisco 8865", what: "is declared by no resource", found: "Cisco 8865, MAC 020000000001" },
                ...{ id: "3", owner: "Board Room", location: "Berlin" },
            },
        ]);
    });

    it("passes over devices that a resource is, stands for, or is about, and those told as moved", () => {
        const ids = ["own", "entry", "used", "taken", "configured", "called", "again"];
        const places = placesWith(ids.map((id) => ({ id, callingDeviceId: `calling-${id}`, workspaceId: "lobby" })));
        const pairs = pairsOf([
            unchanged(resource("Workspace", "lobby", {}, {}, "lobby")),
            unchanged(resource("Device", "own", { mac: MASKED }, {}, "own")),
            unchanged(resource("DeviceActivation", "a", {}, { entryId: "entry", deviceId: "used" })),
            unchanged(resource("DeviceActivation", "b", { redeemedBy: "taken" })),
            unchanged(resource("DeviceConfiguration", "c", { deviceId: "configured" })),
            unchanged(resource("CallingDeviceSettings", "d", { deviceId: "calling-called" })),
        ]);
        const again = places.estate.devices.filter(({ device: { id } }) => id === "again");
        assert.deepEqual(unmanagedFindings(pairs, places, new Set(again)), []);
        assert.equal(unmanagedFindings(pairs, places, new Set()).length, 1);
    });

    it("goes by Webex's owner where the program's is a secret", () => {
        const places = placesWith([device("own", { personId: "grace" }), device("other", { personId: "grace" })]);
        const pairs = pairsOf([unchanged(resource("Device", "own", { personId: MASKED }, {}, "own"))]);
        assert.deepEqual(
            unmanagedFindings(pairs, places, new Set()).map(({ id }) => id),
            ["other"],
        );
    });
});
