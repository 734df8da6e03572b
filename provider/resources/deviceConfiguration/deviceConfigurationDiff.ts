import { isDeepStrictEqual } from "node:util";
import type { ConfigurationChange, Configurations } from "../../api/deviceConfigurations";
import { isObject } from "../../client/answer";
import { DEVICE_CONFIGURATION } from "../../definitions/deviceConfiguration";
import { differing } from "../difference";
import { recordedOrganization } from "../organization";
import type { Difference } from "../resource";
import { hasUnknown } from "../unknown";
import type { DeviceConfigurationInputs } from "./deviceConfigurationInputs";
import type { DeviceConfigurationState } from "./deviceConfigurationState";
import { type Settings, sameSetting, typedValue } from "./settingValue";

/** How settings differ from those that the state knows, by their names. */
export interface SettingsDifference {
    /** Those to write. */
    readonly written: readonly string[];
    /** Those to clear: they leave the program. */
    readonly cleared: readonly string[];
}

/** How a program's settings differ from what the state knows of the device. What is unknown differs. No I/O. */
export function settingsDifference(
    { settings: known }: Pick<DeviceConfigurationState, "settings">,
    { settings: wanted }: Pick<DeviceConfigurationInputs, "settings">,
): SettingsDifference {
    const isTold = isObject(wanted);
    const written = Object.entries(isTold ? wanted : {})
        .filter(([key, value]) => hasUnknown(value) || !isSameInState(value, known[key]))
        .map(([key]) => key);
    const cleared = isTold ? Object.keys(known).filter((key) => wanted[key] === undefined) : [];
    return { written, cleared };
}

/** Whether a value is the one in the state, which keeps the program's form where the device has what that means. */
function isSameInState(wanted: unknown, known: unknown): boolean {
    return isDeepStrictEqual(wanted, known) || sameSetting(wanted, known);
}

/** How a program's inputs differ from what the state knows. No I/O. */
export function diffDeviceConfiguration(
    _: string,
    state: DeviceConfigurationState,
    inputs: DeviceConfigurationInputs,
): Difference {
    const { orgId } = inputs;
    const organization = orgId === undefined ? undefined : (recordedOrganization(state) ?? orgId);
    const replaces = differing(DEVICE_CONFIGURATION, "replace", { ...state, orgId: organization }, inputs);
    const { written, cleared } = settingsDifference(state, inputs);
    // The state holds the inputs by name, so a program that gives others has something to save.
    const isToldOtherwise =
        (state.orgId === undefined) !== (orgId === undefined) || !isDeepStrictEqual(state.ownKeys, inputs.ownKeys);
    return {
        changes:
            replaces.length > 0 ||
            written.length > 0 ||
            cleared.length > 0 ||
            hasUnknown(inputs.settings) ||
            isToldOtherwise,
        replaces,
        // Both can be there beside each other: they are about different devices.
        deleteBeforeReplace: false,
        mustMakeRoom: false,
        freesSeat: false,
        // Settings declare no device.
        kept: [],
        leaving: [],
        departures: [],
    };
}

/** The changes that make settings of a device what the program says, as Webex told them a moment ago. No I/O. */
export function changesFor(wanted: Settings, cleared: readonly string[], found: Configurations): ConfigurationChange[] {
    const replaced = Object.entries(wanted).flatMap(([key, value]): ConfigurationChange[] => {
        const configuration = found.get(key);
        return configuration === undefined || sameSetting(value, configuration.configured)
            ? []
            : [{ key, op: "replace", value: typedValue(value, configuration.valueSpace) }];
    });
    const removed = cleared.flatMap((key): ConfigurationChange[] => {
        const configuration = found.get(key);
        const isSet = configuration?.configured !== undefined && configuration.isEditable;
        return isSet ? [{ key, op: "remove" }] : [];
    });
    return [...replaced, ...removed];
}

/** Whether a device has what the changes ask for. */
export function isChanged(changes: readonly ConfigurationChange[], found: Configurations): boolean {
    return changes.every((change) => {
        const configuration = found.get(change.key);
        return change.op === "replace"
            ? sameSetting(change.value, configuration?.configured)
            : configuration?.configured === undefined;
    });
}
