import assert from "node:assert/strict";
import { UNKNOWN } from "../../policy/known";
import { declare } from "./declare";

describe("what a policy takes for declared", () => {
    it("is a single resource with what stands in its details", () => {
        const [device, ...others] = declare({ "Device lobby": { mac: "1", details: { product: "P", mac: "2" } } });
        assert.deepEqual(others, []);
        assert.equal(device?.label, 'Device "lobby"');
        assert.equal(device.kind, "device");
        assert.deepEqual(device.fields, { product: "P", mac: "1" });
    });

    it("is each entry of a batch, with its columns, its record and what the batch gives to all", () => {
        const entries = declare({
            "DeviceActivationBatch codes": {
                activations: { a: { personId: "p" }, constructor: {} },
                statuses: { a: "pending" },
                expiries: { a: "2027-01-01T00:00:00Z" },
                entries: JSON.stringify({ a: { origin: "issued" } }),
                unregisterOnDelete: true,
                renew: "never",
            },
        });
        assert.deepEqual(
            entries.map(({ label, kind, fields }) => ({ label, kind, fields })),
            [
                {
                    label: 'DeviceActivationBatch "codes", entry "a"',
                    kind: "code",
                    fields: {
                        unregisterOnDelete: true,
                        personId: "p",
                        status: "pending",
                        expiresAt: "2027-01-01T00:00:00Z",
                        origin: "issued",
                    },
                },
                {
                    label: 'DeviceActivationBatch "codes", entry "constructor"',
                    kind: "code",
                    fields: { unregisterOnDelete: true },
                },
            ],
        );
    });

    it("is known by its ids where the entries are a secret as a whole", () => {
        const [entry] = declare({
            "DeviceBatch phones": { devices: UNKNOWN, ids: { a: "1" }, entries: '{"a":{"origin":"registered"}}' },
        });
        assert.equal(entry?.entry, "a");
        assert.deepEqual(entry.fields, { id: "1", origin: "registered" });
    });

    it("is nothing where entries are unknown, and for resources of other kinds", () => {
        assert.deepEqual(declare({ "DeviceBatch phones": { devices: UNKNOWN }, "Workspace room": {} }), []);
    });

    it("has names on one line", () => {
        const [entry] = declare({ "DeviceBatch phones": { devices: { 'a\n"b': {} } } });
        assert.equal(entry?.label, 'DeviceBatch "phones", entry "a\\n\\"b"');
    });
});
