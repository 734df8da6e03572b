import assert from "node:assert/strict";
import {
    type CallingDeviceSettingsState,
    diffCallingDeviceSettings,
} from "../../../../provider/resources/callingDeviceSettings/settingsDiff";
import type { CallingDeviceSettingsInputs } from "../../../../provider/resources/callingDeviceSettings/settingsInputs";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";

const DEVICE = webexId("CALLING_DEVICE", "8f3c");
const ORG = webexId("ORGANIZATION", "o1");
const STATE: CallingDeviceSettingsState = {
    deviceId: DEVICE,
    settings: { "%A%": "1", "%B%": "2" },
    family: "Poly",
    organization: ORG,
};

function diff(changes: object, state: CallingDeviceSettingsState = STATE) {
    const { deviceId, settings } = STATE;
    const inputs = { deviceId, settings, ...changes } as CallingDeviceSettingsInputs;
    const { changes: isChanged, replaces, deleteBeforeReplace } = diffCallingDeviceSettings("", state, inputs);
    return [isChanged, replaces, deleteBeforeReplace];
}

describe("resources/callingDeviceSettings/settingsDiff", () => {
    const rows: readonly (readonly [string, object, readonly unknown[]])[] = [
        ["the same in another order is no difference", { settings: { "%B%": "2", "%A%": "1" } }, [false, [], false]],
        ["another spelling of the id is none", { deviceId: DEVICE.replace(/=+$/, "") }, [false, [], false]],
        ["another value is written", { settings: { "%A%": "9", "%B%": "2" } }, [true, [], false]],
        ["a tag that leaves is written", { settings: { "%A%": "1" } }, [true, [], false]],
        ["a value that is not known is written", { settings: { "%A%": UNKNOWN, "%B%": "2" } }, [true, [], false]],
        ["settings that are not known are written", { settings: UNKNOWN }, [true, [], false]],
        ["another phone replaces", { deviceId: webexId("CALLING_DEVICE", "0000") }, [true, ["deviceId"], false]],
        ["a phone that is not known replaces", { deviceId: UNKNOWN }, [true, ["deviceId"], false]],
        ["the present organisation, named, is saved", { orgId: ORG }, [true, [], false]],
        [
            "another organisation replaces, and the old half goes first",
            { orgId: webexId("ORGANIZATION", "o2") },
            [true, ["orgId"], true],
        ],
    ];
    for (const [name, changes, expected] of rows) {
        it(name, () => {
            assert.deepEqual(diff(changes), expected);
        });
    }

    it("a phone that was not told yet is an update", () => {
        assert.deepEqual(diff({}, { ...STATE, needsApplying: true }), [true, [], false]);
    });
});
