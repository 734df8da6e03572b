import assert from "node:assert/strict";
import { goneFindings } from "../../../cli/drift/goneFindings";
import { pairsOf } from "../../../cli/drift/pairs";
import { deviceBatch, differing, gone, MASKED, placesWith, resource, unchanged } from "./builders";

const phone = (mac: unknown, workspaceId = "lobby") => ({ mac, workspaceId, model: "Cisco 8865" });

describe("cli/drift/goneFindings", () => {
    it("tells resources and entries that are gone, with what they were", () => {
        const batch = deviceBatch("all", { here: phone("020000000002"), away: phone("020000000003") });
        const pairs = pairsOf([
            gone(resource("Device", "desk", phone("020000000001"), { details: { product: "Cisco 8865" } })),
            differing(batch, deviceBatch("all", { here: phone("020000000002") }), ["devices.away"]),
            gone(resource("Workspace", "room", { displayName: "Room", locationId: "paris" })),
            unchanged(resource("Device", "fine", phone("020000000004"))),
        ]);
        const { findings, registeredAgain } = goneFindings(pairs, placesWith());
        assert.equal(registeredAgain.size, 0);
        const gonePart = { kind: "gone", isDrift: true, what: "is gone from Webex" };
        assert.deepEqual(findings, [
            {
                ...gonePart,
                ...{ resource: 'Device "desk"', name: "desk", id: "id-desk", owner: "Lobby", location: "Berlin" },
                expected: "Cisco 8865, MAC 020000000001",
            },
            {
                ...gonePart,
                ...{ resource: 'DeviceBatch "all", entry "away"', name: "away", id: "id-away", owner: "Lobby" },
                location: "Berlin",
                expected: "Cisco 8865, MAC 020000000003",
            },
            {
                ...gonePart,
                ...{ resource: 'Workspace "room"', name: "room", id: "id-room", owner: "Room", location: "Paris" },
            },
        ]);
    });

    it("tells devices that are registered under another id, and whether with another owner", () => {
        const places = placesWith([
            { id: "new-1", mac: "02:00:00:00:00:01", workspaceId: "lobby" },
            { id: "new-2", serial: "FOC2", personId: "ada" },
        ]);
        const { findings, registeredAgain } = goneFindings(
            pairsOf([
                gone(resource("Device", "same", phone("020000000001"))),
                gone(resource("Device", "other", { serial: "foc2", workspaceId: "board" })),
            ]),
            places,
        );
        const moved = { kind: "moved", isDrift: true, property: "id" };
        assert.deepEqual(findings, [
            {
                ...moved,
                ...{ resource: 'Device "same"', name: "same", id: "id-same", owner: "Lobby", location: "Berlin" },
                what: "is registered under another id",
                ...{ expected: "id-same", found: "new-1" },
            },
            {
                ...moved,
                ...{ resource: 'Device "other"', name: "other", id: "id-other", location: "Paris" },
                owner: "Ada Lovelace <ada@example.com>",
                what: "is registered under another id, with another owner",
                ...{ expected: "id-other", found: "new-2" },
            },
        ]);
        assert.deepEqual([...registeredAgain], places.estate.devices);
    });

    it("does not take the list's own old row, or a number that is a secret, for the device", () => {
        const places = placesWith([
            { id: "id-desk", mac: "020000000001" },
            { id: "x", mac: "020000000002" },
        ]);
        const pairs = pairsOf([
            gone(resource("Device", "desk", phone("020000000001"))),
            gone(resource("Device", "hidden", phone(MASKED))),
            gone(resource("DeviceConfiguration", "room", { deviceId: "x", settings: {} })),
        ]);
        const { findings } = goneFindings(pairs, places);
        assert.deepEqual(
            findings.map(({ kind, name, expected }) => [kind, name, expected]),
            [
                ["gone", "desk", "Cisco 8865, MAC 020000000001"],
                ["gone", "hidden", "Cisco 8865"],
                ["gone", "room", undefined],
            ],
        );
    });
});
