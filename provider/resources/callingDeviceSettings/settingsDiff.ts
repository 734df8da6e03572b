import { CALLING_DEVICE_SETTINGS } from "../../definitions/callingDeviceSettings";
import { inputNames, pick, recordedNames } from "../../definitions/definition";
import { differing, sameInput } from "../difference";
import { isElsewhere, recordedOrganization } from "../organization";
import type { Difference } from "../resource";
import { isUnknown } from "../unknown";
import type { CallingDeviceSettingsInputs } from "./settingsInputs";

/** What the stack records of the settings of a phone, besides the program's inputs. */
export type CallingDeviceSettingsRecord = {
    readonly family?: string | undefined;
    /** The tags that hold a password. */
    readonly passwordTags?: readonly string[] | undefined;
    /** The phone was not told of the last change yet. */
    readonly needsApplying?: true | undefined;
    readonly organization?: string | undefined;
};

/** What the state keeps: the program's inputs by name, with the values that the phone has, and the record. */
export type CallingDeviceSettingsState = CallingDeviceSettingsInputs & CallingDeviceSettingsRecord;

const INPUT_NAMES = inputNames(CALLING_DEVICE_SETTINGS);
const RECORDED_NAMES = recordedNames(CALLING_DEVICE_SETTINGS);

/** The program's inputs as the state knows them. */
export function inputsOf(state: CallingDeviceSettingsState): CallingDeviceSettingsInputs {
    return pick(state, INPUT_NAMES) as CallingDeviceSettingsInputs;
}

/** What the stack records. */
export function recordOf(state: CallingDeviceSettingsState): CallingDeviceSettingsRecord {
    return pick(state, RECORDED_NAMES);
}

/** How a program's inputs differ from what the state knows of the phone. No I/O. */
export function diffCallingDeviceSettings(
    _: string,
    state: CallingDeviceSettingsState,
    inputs: CallingDeviceSettingsInputs,
): Difference {
    const { deviceId, orgId } = inputs;
    const isOther = isUnknown(deviceId) || !sameInput(CALLING_DEVICE_SETTINGS, "deviceId", state.deviceId, deviceId);
    const replaces = [
        ...(isOther ? ["deviceId"] : []),
        ...(isElsewhere(recordedOrganization(state), orgId) ? ["orgId"] : []),
    ];
    const isReplaced = replaces.length > 0;
    const changes =
        isReplaced ||
        differing(CALLING_DEVICE_SETTINGS, "write", state, inputs).length > 0 ||
        (orgId === undefined) !== (state.orgId === undefined) ||
        state.needsApplying === true;
    return {
        changes,
        replaces,
        // On one phone the old half would clear what the new one has just set.
        deleteBeforeReplace: isReplaced && !isOther,
        mustMakeRoom: false,
        freesSeat: false,
        // Settings declare no device.
        kept: [],
        leaving: [],
        departures: [],
    };
}
