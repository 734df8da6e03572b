import type { TagValue } from "../api/dynamicSettings";
import { isObject } from "../client/answer";
import { NoTagsHere, type Phone, readPhone } from "../resources/callingDeviceSettings/phone";
import { isPassword, settingProblems } from "../resources/callingDeviceSettings/settingRules";
import { knownText } from "../resources/unknown";
import type { Looker, LookerSurroundings, PlannedChange, Remark } from "./lookers";

/** Where a value comes from that shows when a phone has none of its own, in Webex's words and ours. */
const LEVELS: Readonly<Record<string, string>> = {
    SYSTEM_DEFAULT: "Webex's default",
    REGIONAL_DEFAULT: "the region's default",
    ORGANIZATION: "the organisation's value",
    LOCATION: "the location's value",
};

/**
 * Looks whether phones have the settings that a plan gives them and take the values, and tells what shows instead of
 * those that leave. A setting that is not known yet is looked at as far as its tag goes.
 */
export const lookAtCallingDeviceSettings: Looker = async (changes, around) => {
    const remarks = await Promise.all(changes.map((change) => remarksOn(change, around)));
    return remarks.flat();
};

async function remarksOn(change: PlannedChange, { asking, contract, names }: LookerSurroundings): Promise<Remark[]> {
    const { inputs, state = {}, orgId } = change;
    const deviceId = knownText(inputs.deviceId);
    if (deviceId === undefined || !isObject(inputs.settings)) {
        return [];
    }
    const settings = inputs.settings as Readonly<Record<string, string>>;
    const known = isObject(state.settings) ? Object.keys(state.settings) : [];
    const leaving = known.filter((tag) => settings[tag] === undefined).sort();
    const around = { client: asking.client, contract, names };
    try {
        const look = readPhone(around, { deviceId, orgId }, [...Object.keys(settings), ...leaving]);
        const answer = await asking.tolerant(
            look.then((phone) => ({ phone })),
            undefined,
        );
        if (answer === undefined) {
            return [];
        }
        const { phone } = answer;
        if (phone === undefined) {
            return [{ change, kind: "problem", text: `Webex knows no device ${deviceId}` }];
        }
        return [
            ...settingProblems(settings, phone).map((text): Remark => ({ change, kind: "problem", text })),
            ...leaving
                .flatMap((tag) => clearedWords(tag, phone))
                .map((text): Remark => ({ change, kind: "news", text })),
        ];
    } catch (error) {
        if (error instanceof NoTagsHere) {
            return [{ change, kind: "problem", text: error.message }];
        }
        throw error;
    }
}

/** What shows when a setting is cleared; nothing where it is not set. */
function clearedWords(tag: string, { told, rules }: Phone): string[] {
    const setting = told.get(tag);
    if (setting?.value === undefined) {
        return [];
    }
    const shown = inheritedWords(setting, isPassword(rules?.get(tag)));
    return [`clears ${tag}; ${shown}`];
}

function inheritedWords({ parentLevel, parentValue }: TagValue, isHidden: boolean): string {
    if (parentLevel === undefined) {
        return "no other value shows then";
    }
    const value = parentValue === undefined || isHidden ? "" : `, "${parentValue}",`;
    return `${LEVELS[parentLevel] ?? `the value of ${parentLevel}`}${value} shows then`;
}
