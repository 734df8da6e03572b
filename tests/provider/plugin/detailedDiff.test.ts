import assert from "node:assert/strict";
import { detailedDiff } from "../../../provider/plugin/detailedDiff";
import { deviceActivationBatch } from "../../../provider/resources/batch/deviceActivationBatch";
import { deviceBatch } from "../../../provider/resources/batch/deviceBatch";
import { device } from "../../../provider/resources/device/device";
import { deviceActivation } from "../../../provider/resources/deviceActivation/deviceActivation";
import type { ResourceLogic } from "../../../provider/resources/resource";

const NOTHING = { replaces: [] };

/** The paths that differ, each as `kind`, with `!` for a replacement and `(output)` for what is no input. */
function found(
    { definition }: Pick<ResourceLogic, "definition">,
    olds: object,
    news: object,
    difference: Parameters<typeof detailedDiff>[3] = NOTHING,
): Record<string, string> {
    const paths = detailedDiff(definition, { ...olds }, { ...news }, difference);
    return Object.fromEntries(
        [...paths].map(([path, { kind, isReplacement, isInput }]) => [
            path,
            `${kind}${isReplacement ? "!" : ""}${isInput ? "" : " (output)"}`,
        ]),
    );
}

describe("plugin/detailedDiff", () => {
    it("names what comes, goes and is another, and what replaces", () => {
        const olds = { mac: "020000000001", displayName: "Desk", tags: ["a"] };
        const news = { mac: "020000000002", tags: ["a", "b"], upgradeChannel: "beta" };
        assert.deepEqual(found(device, olds, news, { replaces: ["mac"] }), {
            mac: "update!",
            displayName: "delete",
            tags: "update",
            upgradeChannel: "add",
        });
    });

    it("is silent about values that mean the same", () => {
        const olds = { mac: "02:00:00:00:00:01", tags: ["a", "b"] };
        assert.deepEqual(found(device, olds, { mac: "020000000001", tags: ["b", "a"] }), {});
    });

    it("names what replaces though the inputs do not show it", () => {
        assert.deepEqual(found(device, {}, {}, { replaces: ["deviceId"] }), { deviceId: "update!" });
    });

    it("names a code that is issued anew as an output", () => {
        const renewals = [{ expiresAt: "2026-01-01T00:00:00Z" }];
        assert.deepEqual(found(deviceActivation, {}, {}, { replaces: [], renewals }), { code: "update (output)" });
    });

    describe("of a batch", () => {
        it("names entries that come and go, and what changes inside of the others", () => {
            const olds = { devices: { a: { mac: "1" }, "north wing": { mac: "2" }, c: { mac: "3", tags: ["x"] } } };
            const news = { devices: { "d-1": { mac: "4" }, "north wing": { mac: "5" }, c: { mac: "3", tags: ["y"] } } };
            assert.deepEqual(found(deviceBatch, olds, news), {
                "devices.a": "delete",
                'devices["north wing"].mac': "update",
                "devices.c.tags": "update",
                'devices["d-1"]': "add",
            });
        });

        it("names the codes of entries that are issued anew", () => {
            const renewals = [{ entry: "a b", expiresAt: "2026-01-01T00:00:00Z" }];
            const paths = found(deviceActivationBatch, {}, {}, { replaces: [], renewals });
            assert.deepEqual(paths, { 'codes["a b"]': "update (output)" });
        });
    });
});
