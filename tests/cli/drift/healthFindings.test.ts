import assert from "node:assert/strict";
import { healthFindings, UNUSUAL } from "../../../cli/drift/healthFindings";
import { pairsOf } from "../../../cli/drift/pairs";
import { deviceBatch, gone, placesWith, resource, unchanged } from "./builders";

/** What is told of a device that Webex shows so. */
function told(shown: object): (readonly [what: string, found: string | undefined])[] {
    const places = placesWith([{ id: "id-desk", workspaceId: "lobby", ...shown }]);
    const findings = healthFindings(pairsOf([unchanged(resource("Device", "desk", {}))]), places);
    assert.ok(findings.every(({ kind, isDrift, owner }) => kind === "health" && !isDrift && owner === "Lobby"));
    return findings.map(({ what, found }) => [what, found]);
}

describe("cli/drift/healthFindings", () => {
    const silent = ["connected", "activating", "pending", "offline_deep_sleep", "unknown", undefined];
    for (const connectionStatus of silent) {
        it(`says nothing of a device that is ${connectionStatus ?? "without a status"}`, () => {
            assert.deepEqual(told({ connectionStatus }), []);
        });
    }

    it("tells since when a device is offline, and whether it ever was online", () => {
        const lastSeen = "2026-11-20T08:15:42Z";
        assert.deepEqual(told({ connectionStatus: "disconnected", lastSeen }), [
            ["is offline since 2026-11-20 08:15 UTC", "disconnected"],
        ]);
        assert.deepEqual(told({ connectionStatus: "offline_expired", firstSeen: lastSeen }), [
            ["is offline", "offline_expired"],
        ]);
        assert.deepEqual(told({ connectionStatus: "disconnected" }), [["was never online so far", "disconnected"]]);
    });

    it("tells issues, faults, and a status that nobody knew of", () => {
        assert.deepEqual(told({ connectionStatus: "connected_with_issues", errorCodes: ["mediablocked", "sip"] }), [
            ["is connected, with issues", "connected_with_issues"],
            ["reports faults", "mediablocked, sip"],
        ]);
        assert.deepEqual(told({ connectionStatus: "on_fire", lastSeen: "2026-11-20T08:15:42Z" }), [
            [`${UNUSUAL} since 2026-11-20 08:15 UTC`, "on_fire"],
        ]);
    });

    it("goes by the state where the list does not have the device", () => {
        const state = {
            details: { connectionStatus: "disconnected", errorCodes: ["sip"], lastSeen: "2026-11-20T08:15:42Z" },
        };
        const batch = deviceBatch(
            "all",
            { one: { workspaceId: "lobby" } },
            { connectionStatuses: { one: "disconnected" } },
        );
        const findings = healthFindings(
            pairsOf([unchanged(resource("Device", "desk", {}, state)), unchanged(batch)]),
            placesWith(),
        );
        assert.deepEqual(
            findings.map(({ name, what }) => [name, what]),
            [
                ["desk", "is offline since 2026-11-20 08:15 UTC"],
                ["desk", "reports faults"],
                ["one", "was never online so far"],
            ],
        );
    });

    it("tells workspaces that are not well and settings that a device has not taken", () => {
        const rooms = ["ok", "info", "warning", "error"].map((level) => ({ id: level, health: { level } }));
        const pairs = pairsOf([
            ...rooms.map(({ id }) => unchanged(resource("Workspace", id, {}, {}, id))),
            unchanged(resource("Workspace", "unlisted", {}, { details: { health: { level: "error" } } })),
            unchanged(resource("DeviceConfiguration", "settings", { deviceId: "d" }, { pending: ["A.B", "C.D"] })),
            unchanged(resource("DeviceConfiguration", "taken", { deviceId: "d" }, { pending: [] })),
        ]);
        assert.deepEqual(
            healthFindings(pairs, placesWith([], { workspaces: rooms })).map(({ name, what, found }) => [
                name,
                what,
                found,
            ]),
            [
                ["warning", "is not well", "warning"],
                ["error", "is not well", "error"],
                ["unlisted", "is not well", "error"],
                ["settings", "waits for the device to take settings", "A.B, C.D"],
            ],
        );
    });

    it("says nothing of what is gone, and of codes", () => {
        const pairs = pairsOf([
            gone(resource("Device", "desk", {}, { details: { connectionStatus: "disconnected" } })),
            unchanged(resource("DeviceActivation", "code", {}, { status: "pending" })),
        ]);
        assert.deepEqual(healthFindings(pairs, placesWith()), []);
    });
});
