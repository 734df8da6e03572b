import { canonicalId } from "../../api/identity";
import { isObject } from "../../client/answer";
import { CALLING_DEVICE_SETTINGS } from "../../definitions/callingDeviceSettings";
import { withoutValues } from "../deviceConfiguration/deviceConfigurationInputs";
import { definitionChecker, givenInputs, isMistyped } from "../inputCheck";
import type { CheckFailure, CheckResult, Declaration, Properties } from "../resource";
import { isUnknown } from "../unknown";

/** What a program says about the settings of a phone. */
export type CallingDeviceSettingsInputs = {
    readonly deviceId: string;
    /** The values by their tags. */
    readonly settings: Readonly<Record<string, string>>;
    readonly orgId?: string;
};

/** The most characters that PUT takes of a tag and of a value, as Cisco's document says. */
const LONGEST = { tag: 64, value: 256 } as const;

const NEEDED: Readonly<Record<string, string>> = {
    deviceId: "is missing: the phone's callingDeviceId, which Device has as an output once Webex tells it",
    settings: 'is missing: give the values by their tags, e.g. { "%ENABLE_BLUETOOTH%": "1" }',
};

const checkTypes = definitionChecker(CALLING_DEVICE_SETTINGS);

/** Says what is wrong with the inputs; the rules for the values are Webex's, which a look asks for. No I/O. */
export function checkCallingDeviceSettings(_: Properties, newInputs: Properties): CheckResult {
    const given = givenInputs(newInputs);
    const settings = isObject(given.settings) ? givenInputs(given.settings) : undefined;
    const inputs = settings === undefined ? given : { ...given, settings };
    const missing = Object.entries(NEEDED).filter(
        ([name]) => inputs[name] === undefined && !isMistyped(name, inputs, CALLING_DEVICE_SETTINGS),
    );
    const failures = [
        ...checkTypes(inputs),
        ...missing.map(([property, reason]) => ({ property, reason })),
        ...Object.entries(settings ?? {}).flatMap(lengthFailures),
    ];
    return { inputs, failures: withoutValues(failures, "settings") };
}

function lengthFailures([tag, value]: [string, unknown]): CheckFailure[] {
    const isLong = typeof value === "string" && value.length > LONGEST.value;
    return [
        ...(tag.length > LONGEST.tag ? [`${tag} has more than ${LONGEST.tag} characters`] : []),
        ...(isLong ? [`the value of ${tag} has more than ${LONGEST.value} characters`] : []),
    ].map((reason) => ({ property: "settings", reason }));
}

/** What no other resource may declare: each setting of the phone. */
export function settingDeclarations({ deviceId, settings }: Properties): Declaration[] {
    if (typeof deviceId !== "string" || isUnknown(deviceId) || !isObject(settings)) {
        return [];
    }
    return Object.keys(settings).map((tag) => ({
        key: settingKey(deviceId, tag),
        what: `the setting ${tag}`,
        once: "a setting",
    }));
}

/** What no other setting of any phone has. */
export function settingKey(deviceId: string, tag: string): string {
    return `the setting ${tag} of ${canonicalId(deviceId)}`;
}
