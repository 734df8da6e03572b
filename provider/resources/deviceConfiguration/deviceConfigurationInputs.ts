import { canonicalId } from "../../api/identity";
import { isObject } from "../../client/answer";
import { DEVICE_CONFIGURATION } from "../../definitions/deviceConfiguration";
import { definitionChecker, givenInputs, isMistyped } from "../inputCheck";
import type { CheckFailure, CheckResult, Declaration, Properties } from "../resource";
import { isUnknown, knownText } from "../unknown";
import { isUntyped, type Settings } from "./settingValue";

/** What a program says about the settings of a device. */
export type DeviceConfigurationInputs = {
    readonly deviceId: string;
    readonly settings: Settings;
    readonly orgId?: string | undefined;
    /** In a batch: the settings that the entry names itself, sorted; the others are those of all devices. */
    readonly ownKeys?: readonly string[] | undefined;
};

const checkTypes = definitionChecker(DEVICE_CONFIGURATION);

const NEEDED: Readonly<Record<string, string>> = {
    deviceId: "is missing: the device's webexDeviceId, or its id where Webex tells no other",
    settings: 'is missing: give the values by the names of the settings, e.g. { "Audio.DefaultVolume": 60 }',
};

/** Says what is wrong with the inputs, as far as that can be told without the device. No I/O. */
export function checkDeviceConfiguration(_: Properties, newInputs: Properties): CheckResult {
    const inputs = givenInputs(newInputs);
    const missing = Object.entries(NEEDED)
        .filter(([name]) => inputs[name] === undefined && !isMistyped(name, inputs, DEVICE_CONFIGURATION))
        .map(([property, reason]) => ({ property, reason }));
    const { settings } = inputs;
    const isEmpty = isObject(settings) && Object.keys(givenInputs(settings)).length === 0;
    const failures = [
        ...withoutValues(checkTypes(inputs), "settings"),
        ...missing,
        ...(isEmpty ? [{ property: "", reason: "settings has no setting in it" }] : []),
        ...settingFailures(settings),
    ];
    return { inputs: isObject(settings) ? { ...inputs, settings: givenInputs(settings) } : inputs, failures };
}

/**
 * Failures that name a map in the reason and not as property: Pulumi prints the value of a property, and any in the map
 * may be a secret.
 */
export function withoutValues(failures: readonly CheckFailure[], map: string): CheckFailure[] {
    return failures.map(({ property, reason }) =>
        property === map ? { property: "", reason: `${property} ${reason}` } : { property, reason },
    );
}

/** What is wrong with names and values of settings, whatever the device; by the name, without the value. */
export function settingFailures(settings: unknown): CheckFailure[] {
    if (!isObject(settings)) {
        return [];
    }
    return Object.entries(settings).flatMap(([key, value]) => {
        const problem = keyProblem(key) ?? valueProblem(value);
        return problem === undefined ? [] : [{ property: "", reason: `${key} ${problem}` }];
    });
}

function keyProblem(key: string): string | undefined {
    if (/\*|\.\.|\[n?\]/.test(key)) {
        return "names several settings; name each by itself";
    }
    if (/[\s/]/.test(key) || /^\.|\.$/.test(key) || key === "") {
        return "is no name of a setting; its parts are joined by dots, e.g. Audio.DefaultVolume";
    }
    return undefined;
}

function valueProblem(value: unknown): string | undefined {
    if (typeof value === "boolean") {
        return 'is true or false, which no setting is: Webex has texts in their place, e.g. "On" and "Off" or "True" and "False"';
    }
    const isSetting = typeof value === "string" || typeof value === "number" || Array.isArray(value);
    // A null is no value.
    return isSetting || value === null || isUntyped(value) ? undefined : "must be a text, a whole number or a list";
}

/** The settings of a device, which no other resource may declare. */
export function settingDeclarations({ deviceId, settings }: Properties): Declaration[] {
    const device = knownText(deviceId);
    if (device === undefined || !isObject(settings) || isUnknown(settings)) {
        return [];
    }
    return Object.keys(givenInputs(settings)).map((key) => ({
        key: settingKey(device, key),
        what: `the setting ${key}`,
        once: "a setting of a device",
    }));
}

/** What two declarations of one setting of one device have in common. */
export function settingKey(deviceId: string, key: string): string {
    return `setting ${canonicalId(deviceId)} ${key}`;
}
