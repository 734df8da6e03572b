import assert from "node:assert/strict";
import { differencesOf } from "../../../cli/drift/differences";
import { DEVICE } from "../../../provider/definitions/device";
import { DEVICE_CONFIGURATION } from "../../../provider/definitions/deviceConfiguration";
import { WORKSPACE } from "../../../provider/definitions/workspace";

describe("cli/drift/differences", () => {
    it("takes no spelling for a difference", () => {
        const then = { tags: ["a", "b"], mac: "02:00:00:00:00:01", serial: "foc1", model: "DMS Cisco 8865" };
        const now = { tags: ["b", "a", "a"], mac: "020000000001", serial: "FOC1", model: "Cisco 8865" };
        assert.deepEqual(differencesOf(DEVICE, then, now), []);
    });

    it("names an input that has another value, none, or one for the first time", () => {
        const found = differencesOf(
            DEVICE,
            { tags: ["a"], serial: "FOC1" },
            { tags: [], displayName: "x", ip: "moves" },
        );
        assert.deepEqual(found, [
            { path: ["serial"], expected: "FOC1", found: undefined },
            { path: ["displayName"], expected: undefined, found: "x" },
            { path: ["tags"], expected: ["a"], found: [] },
        ]);
    });

    it("names each value of a map", () => {
        const calling = { type: "webexCalling", webexCalling: { extension: "1", locationId: "l" } };
        const now = { calling: { type: "webexCalling", webexCalling: { extension: "2", locationId: "l" } } };
        assert.deepEqual(differencesOf(WORKSPACE, { calling }, now), [
            { path: ["calling", "webexCalling", "extension"], expected: "1", found: "2" },
        ]);
        assert.deepEqual(
            differencesOf(DEVICE_CONFIGURATION, { settings: { a: 1, b: 2, c: 3 } }, { settings: { a: 1, b: null } }),
            [
                { path: ["settings", "b"], expected: 2, found: null },
                { path: ["settings", "c"], expected: 3, found: undefined },
            ],
        );
        assert.deepEqual(differencesOf(DEVICE_CONFIGURATION, { settings: { a: 1 } }, {}), [
            { path: ["settings", "a"], expected: 1, found: undefined },
        ]);
    });
});
