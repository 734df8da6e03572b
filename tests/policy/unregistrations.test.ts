import assert from "node:assert/strict";
import { UNKNOWN } from "../../policy/known";
import { REPLACING, tooManyUnregistrations, unregistrations } from "../../policy/unregistrations";
import { inputsThat } from "../../provider/definitions/definition";
import { DEVICE } from "../../provider/definitions/device";
import { declare } from "./declare";

const OWN = { origin: "registered", workspaceId: "w", model: "DMS Cisco 8865" };

function leaving(before: Readonly<Record<string, object>>, planned: Readonly<Record<string, object>>): string[] {
    return unregistrations(declare(before), declare(planned)).map((label) => label.replace(/^.*"(.*)"$/, "$1"));
}

/** A batch's state with entries of this origin. */
function batch(devices: Readonly<Record<string, object>>, more: object = {}): object {
    const entries = Object.fromEntries(Object.keys(devices).map((name) => [name, { origin: "registered" }]));
    return { devices, entries: JSON.stringify(entries), ...more };
}

describe("the policy about unregistrations", () => {
    it("knows the inputs that replace a device as the provider does", () => {
        assert.deepEqual(Object.keys(REPLACING).sort(), [...inputsThat(DEVICE, "replace")].sort());
    });

    it("counts declarations that go, by the recorded origin", () => {
        const before = {
            "Device own": { ...OWN, mac: "1" },
            "Device adopted": { ...OWN, origin: "adopted", mac: "2" },
            "Device taken": { origin: "takenOver", serial: "s" },
            "Device asked": { ...OWN, origin: "adopted", mac: "3", unregisterOnDelete: true },
            "Device kept": { ...OWN, mac: "4", unregisterOnDelete: false },
            "Workspace room": { origin: "created" },
        };
        assert.deepEqual(leaving(before, {}), ["own", "asked"]);
    });

    it("counts nothing that stays as it is, is updated, or is planned anew", () => {
        const before = { "Device a": { ...OWN, mac: "02:00", tags: ["x"] } };
        assert.deepEqual(leaving(before, before), []);
        const spelled = { workspaceId: "w", mac: "02-00", model: "Cisco 8865", tags: [] };
        assert.deepEqual(leaving(before, { "Device a": spelled, "Device b": { mac: "5" } }), []);
    });

    it("judges a native plugin's resources alike, and counts none that moves to it by an alias", () => {
        const devices = { "Device a": { ...OWN, serial: "s" }, "Device b": { ...OWN, mac: "2" } };
        const [a = "", b = ""] = declare(devices).map(({ urn }) => urn);
        const moved = declare({ "Device a": { deviceId: "d", aliases: [a] } }, "native");
        const labels = unregistrations(declare(devices), moved);
        assert.deepEqual(labels, ['Device "b"']);
        const all = { "Device a": { deviceId: "d", aliases: [a] }, "Device b": { mac: "2", aliases: [b] } };
        assert.deepEqual(unregistrations(declare(devices), declare(all, "native")), []);
        assert.deepEqual(unregistrations(declare(devices, "native"), declare({}, "native")), [
            'Device "a"',
            'Device "b"',
        ]);
    });

    it("counts a device that is replaced, also where the new owner is unknown at preview", () => {
        const before = { "Device a": { ...OWN, mac: "1" } };
        for (const change of [
            { mac: "2" },
            { model: "DMS Cisco 8861" },
            { workspaceId: "v" },
            { workspaceId: UNKNOWN },
        ]) {
            assert.deepEqual(leaving(before, { "Device a": { ...OWN, mac: "1", ...change } }), ["a"]);
        }
        const { workspaceId: _, ...rest } = OWN;
        assert.deepEqual(leaving(before, { "Device a": { ...rest, mac: "1", personId: "p" } }), ["a"]);
    });

    it("counts an adopted device that must make room for its replacement, and no other one", () => {
        const before = { "Device a": { ...OWN, origin: "adopted", mac: "1" } };
        assert.deepEqual(leaving(before, { "Device a": { ...OWN, mac: "1", workspaceId: "v" } }), ["a"]);
        assert.deepEqual(leaving(before, { "Device a": { ...OWN, mac: "2" } }), []);
        assert.deepEqual(leaving(before, { "Device a": { serial: "s", personId: "p" } }), []);
    });

    it("counts no device that another declaration goes on with: by an alias, or by its number", () => {
        const before = { "Device old": { ...OWN, mac: "1" } };
        assert.deepEqual(leaving(before, { "Device new": { ...OWN, mac: "1" } }), []);
        assert.deepEqual(leaving(before, { "Device new": { workspaceId: "w", aliases: ["old"] } }), []);
        assert.deepEqual(leaving(before, { "DeviceBatch all": { devices: { a: { ...OWN, mac: "1" } } } }), []);
        assert.deepEqual(leaving(before, { "Device new": { ...OWN, mac: "1", workspaceId: "v" } }), ["old"]);
    });

    it("counts entries of a batch, of which the batch that is still there says whether they go", () => {
        const devices = { a: { mac: "1", workspaceId: "w" }, b: { mac: "2", workspaceId: "w" }, c: { mac: "3" } };
        const before = { "DeviceBatch phones": batch(devices) };
        const { a, c } = devices;
        const renamed = { "DeviceBatch phones": { devices: { d: a, c } } };
        assert.deepEqual(leaving(before, renamed), ["b"]);
        const kept = { "DeviceBatch phones": { devices: { a }, unregisterOnDelete: false } };
        assert.deepEqual(leaving(before, kept), []);
        assert.deepEqual(leaving({ "DeviceBatch phones": batch(devices, { unregisterOnDelete: false }) }, {}), []);
        assert.deepEqual(leaving(before, {}), ["a", "b", "c"]);
    });

    it("counts a device that goes with its code, and no other code", () => {
        const before = {
            "DeviceActivation used": { status: "redeemed", unregisterOnDelete: true },
            "DeviceActivation stays": { status: "redeemed" },
            "DeviceActivation unused": { status: "pending", origin: "issued" },
        };
        assert.deepEqual(leaving(before, {}), ["used"]);
        assert.deepEqual(leaving(before, { "DeviceActivation used": {} }), []);
    });

    it("allows as many as the limit, and names all where there are more", () => {
        assert.equal(tooManyUnregistrations(["a", "b"], 2), undefined);
        assert.equal(
            tooManyUnregistrations(["a", "b"], 1),
            "this change takes 2 devices out of Webex, and 1 are allowed: a; b",
        );
    });
});
