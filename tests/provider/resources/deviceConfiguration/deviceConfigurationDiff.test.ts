import assert from "node:assert/strict";
import {
    changesFor,
    diffDeviceConfiguration,
    isChanged,
    settingsDifference,
} from "../../../../provider/resources/deviceConfiguration/deviceConfigurationDiff";
import type { DeviceConfigurationInputs } from "../../../../provider/resources/deviceConfiguration/deviceConfigurationInputs";
import type { DeviceConfigurationState } from "../../../../provider/resources/deviceConfiguration/deviceConfigurationState";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";
import { configuration, configured } from "./configurations";

const DEVICE = webexId("DEVICE", "1");

function stateWith(settings: DeviceConfigurationState["settings"], more: object = {}): DeviceConfigurationState {
    return { deviceId: DEVICE, settings, pending: [], organization: "o", ...more };
}

function inputsWith(settings: unknown, more: object = {}): DeviceConfigurationInputs {
    return { deviceId: DEVICE, settings: settings as DeviceConfigurationInputs["settings"], ...more };
}

describe("resources/deviceConfiguration/deviceConfigurationDiff", () => {
    const rows: [string, DeviceConfigurationState["settings"], unknown, { written: string[]; cleared: string[] }][] = [
        ["the same", { a: 1, b: "x" }, { b: "x", a: 1 }, { written: [], cleared: [] }],
        ["another value", { a: 1 }, { a: 2 }, { written: ["a"], cleared: [] }],
        ["a text for a number", { a: 1 }, { a: "1" }, { written: ["a"], cleared: [] }],
        ["one more", { a: 1 }, { a: 1, b: 2 }, { written: ["b"], cleared: [] }],
        ["one less", { a: 1, b: 2 }, { a: 1 }, { written: [], cleared: ["b"] }],
        ["one that the device has otherwise", { a: null }, { a: 1 }, { written: ["a"], cleared: [] }],
        ["one less that the device has otherwise", { a: 1, b: null }, { a: 1 }, { written: [], cleared: ["b"] }],
        ["what is not known", { a: 1 }, { a: UNKNOWN }, { written: ["a"], cleared: [] }],
        [
            "a list with something that is not known",
            { a: [] },
            { a: [{ x: UNKNOWN }] },
            { written: ["a"], cleared: [] },
        ],
        ["all unknown", { a: 1 }, UNKNOWN, { written: [], cleared: [] }],
        ["an export's text for the number", { a: 60 }, { a: { untyped: "60" } }, { written: [], cleared: [] }],
        [
            "the export's text as it was",
            { a: { untyped: "60" } },
            { a: { untyped: "60" } },
            { written: [], cleared: [] },
        ],
    ];
    for (const [name, known, wanted, expected] of rows) {
        it(`of settings: ${name}`, () => {
            assert.deepEqual(settingsDifference({ settings: known }, inputsWith(wanted)), expected);
        });
    }

    const diffs: [string, object, object, { changes: boolean; replaces: string[] }][] = [
        ["nothing", {}, {}, { changes: false, replaces: [] }],
        [
            "another spelling of the device",
            {},
            { deviceId: webexId("DEVICE", "1", "urn:x") },
            { changes: false, replaces: [] },
        ],
        ["another device", {}, { deviceId: "other" }, { changes: true, replaces: ["deviceId"] }],
        ["a device that is not known", {}, { deviceId: UNKNOWN }, { changes: true, replaces: ["deviceId"] }],
        ["the organisation that is recorded", {}, { orgId: "o" }, { changes: true, replaces: [] }],
        ["another organisation", {}, { orgId: "p" }, { changes: true, replaces: ["orgId"] }],
        ["no organisation any more", { orgId: "o", organization: undefined }, {}, { changes: true, replaces: [] }],
        ["settings that are not known", {}, { settings: UNKNOWN }, { changes: true, replaces: [] }],
        ["other settings", {}, { settings: { a: 2 } }, { changes: true, replaces: [] }],
        ["a setting that is the entry's own now", { ownKeys: [] }, { ownKeys: ["a"] }, { changes: true, replaces: [] }],
    ];
    for (const [name, known, given, expected] of diffs) {
        it(`of a resource: ${name}`, () => {
            const difference = diffDeviceConfiguration("id", stateWith({ a: 1 }, known), inputsWith({ a: 1 }, given));
            const { changes, replaces, deleteBeforeReplace, kept, leaving } = difference;
            assert.deepEqual({ changes, replaces }, expected);
            // Settings hold no device that others could take or wait for.
            assert.deepEqual([deleteBeforeReplace, kept, leaving], [false, [], []]);
        });
    }

    it("changes what differs on the device, and nothing else", () => {
        const found = configured({ a: 1, b: 2 });
        assert.deepEqual(changesFor({ a: 1, b: 3 }, [], found), [{ key: "b", op: "replace", value: 3 }]);
        assert.deepEqual(changesFor({ a: 1, b: 2 }, [], found), []);
    });

    it("sends the text of an export as the device's type", () => {
        const found = new Map([["a", configuration()]]);
        assert.deepEqual(changesFor({ a: { untyped: "60" } }, [], found), [{ key: "a", op: "replace", value: 60 }]);
    });

    it("clears what is configured and may be changed", () => {
        const found = new Map([
            ["set", configuration({ configured: 1 })],
            ["unset", configuration()],
            ["fixed", configuration({ configured: 1, isEditable: false })],
        ]);
        assert.deepEqual(changesFor({}, ["set", "unset", "fixed", "unheardOf"], found), [{ key: "set", op: "remove" }]);
    });

    it("knows whether changes are done", () => {
        const changes = [
            { key: "a", op: "replace", value: 1 },
            { key: "b", op: "remove" },
        ] as const;
        assert.equal(isChanged(changes, configured({ a: 1 })), true);
        assert.equal(isChanged(changes, configured({ a: 1, b: 2 })), false);
        assert.equal(isChanged(changes, configured({})), false);
    });
});
