import assert from "node:assert/strict";
import { classify } from "../../../cli/drift/classify";
import type { Refreshed } from "../../../cli/drift/collectRefresh";
import { pairsOf } from "../../../cli/drift/pairs";
import { deviceBatch, differing, gone, placesWith, resource, unchanged } from "./builders";

const NOW = new Date("2026-12-01T12:00:00Z");

function report(refreshed: readonly Refreshed[], looksForUnmanaged = true, places = placesWith()) {
    const options = { project: "shop", stack: "dev", now: NOW, endingWithinDays: 3, looksForUnmanaged };
    return classify(pairsOf(refreshed), places.estate, options);
}

const phone = (...tags: string[]) => ({ workspaceId: "lobby", mac: "020000000001", tags });

describe("cli/drift/classify", () => {
    it("finds nothing where all is as the stack says", () => {
        const { findings, things, ...rest } = report([unchanged(resource("Device", "desk", phone("a")))], false);
        assert.deepEqual(rest, {
            version: 1,
            project: "shop",
            stack: "dev",
            checkedAt: "2026-12-01T12:00:00.000Z",
            looksForUnmanaged: false,
        });
        assert.deepEqual(findings, []);
        assert.deepEqual(things, [
            {
                kind: "device",
                ...{ resource: 'Device "desk"', name: "desk", id: "id-desk", owner: "Lobby", isRoom: true },
                ...{ location: "Berlin", product: undefined, status: undefined, lastSeen: undefined },
            },
        ]);
    });

    it("tells findings by kind and resource, numbers as numbers", () => {
        const places = placesWith([
            { id: "id-3", workspaceId: "lobby", connectionStatus: "disconnected" },
            { id: "x", workspaceId: "lobby" },
        ]);
        const differ = (name: string): Refreshed =>
            differing(resource("Device", name, phone("a")), resource("Device", name, phone("b")), ["tags[0]"]);
        const { findings, things } = report(
            [
                unchanged(resource("Device", "desk", phone("a"), {}, "id-3")),
                gone(resource("Device", "lost", phone("a"))),
                differ("desk-10"),
                differ("desk-9"),
            ],
            true,
            places,
        );
        assert.deepEqual(
            findings.map(({ kind, name }) => `${kind} ${name}`),
            ["drift desk-9", "drift desk-10", "gone lost", "unmanaged x", "health desk"],
        );
        assert.deepEqual(
            things.map(({ name, status }) => [name, status]),
            [
                ["desk", "disconnected"],
                ["desk-9", undefined],
                ["desk-10", undefined],
                ["lost", undefined],
            ],
        );
    });

    it("looks for unmanaged devices only where that was asked", () => {
        const places = placesWith([{ id: "x", workspaceId: "lobby" }]);
        const refreshed = [unchanged(resource("Device", "desk", phone("a")))];
        assert.equal(report(refreshed, false, places).findings.length, 0);
        assert.equal(report(refreshed, true, places).findings.length, 1);
    });

    it("passes over nothing that the engine says differs", () => {
        const device = resource("Device", "desk", phone("a"));
        const batch = deviceBatch("all", { one: phone("a"), two: phone("a") });
        const { findings } = report([differing(device, device), differing(batch, batch)]);
        const what = "differs in what this report does not show; `pulumi preview --refresh --diff` does";
        assert.deepEqual(
            findings.map((finding) => [finding.kind, finding.isDrift, finding.resource, finding.name, finding.what]),
            [
                ["drift", true, 'Device "desk"', "desk", what],
                ["drift", true, 'DeviceBatch "all"', "all", what],
            ],
        );
    });

    it("counts a gone entry and a code that ended as what differs of their resources", () => {
        const batch = deviceBatch("all", { one: phone("a"), two: phone("a") });
        const code = resource(
            "DeviceActivation",
            "code",
            { workspaceId: "lobby" },
            { status: "expired", expiresAt: "2026-11-30T00:00:00Z" },
        );
        const { findings } = report([
            differing(batch, deviceBatch("all", { one: phone("a") }), ["devices.two"]),
            differing(code, code),
        ]);
        assert.deepEqual(
            findings.map(({ kind, name }) => `${kind} ${name}`),
            ["gone two", "codes code"],
        );
    });

    it("tells settings that a phone was not told to take", () => {
        const inputs = { deviceId: "d", settings: { "%A%": "1" } };
        const settings = resource("CallingDeviceSettings", "phone", inputs, { needsApplying: true });
        const [finding, ...others] = report([differing(settings, settings)]).findings;
        assert.equal(others.length, 0);
        assert.match(finding?.what ?? "", /was not told to take; `pulumi up` asks again/);
    });
});
