import { type Configurations, readConfigurations } from "../api/deviceConfigurations";
import { sameId } from "../api/identity";
import { isObject } from "../client/answer";
import { type Nearest, nearestSetting, unknownWords } from "../resources/deviceConfiguration/nearestSetting";
import { noSuchDevice, whyNoConfigurations } from "../resources/deviceConfiguration/noConfigurations";
import { inheritedInWords, reasonInWords, settingProblems } from "../resources/deviceConfiguration/settingProblems";
import { answersInstead } from "../resources/organization";
import type { Properties } from "../resources/resource";
import { knownText } from "../resources/unknown";
import type { Looker, LookerSurroundings, PlannedChange, Remark } from "./lookers";

/**
 * Looks whether devices have the settings that a plan gives them and take the values, and tells what shows instead of
 * those that leave. A value that is not known yet is looked at as far as its setting goes.
 */
export const lookAtDeviceConfigurations: Looker = async (changes, around) => {
    // A thousand devices with the same mistake are asked once.
    const asked = new Map<string, ReturnType<Nearest>>();
    const nearest: Nearest = (client, deviceId, key) => {
        const near = asked.get(key) ?? nearestSetting(client, deviceId, key);
        asked.set(key, near);
        return near;
    };
    const remarks = await Promise.all(changes.map((change) => remarksOn(change, nearest, around)));
    return remarks.flat();
};

async function remarksOn(change: PlannedChange, nearest: Nearest, around: LookerSurroundings): Promise<Remark[]> {
    const { inputs, state } = change;
    const deviceId = knownText(inputs.deviceId);
    const wanted = inputs.settings;
    if (deviceId === undefined || !isObject(wanted)) {
        return [];
    }
    const leaving = leavingOf(state, wanted);
    const { client } = around.asking;
    const look = readConfigurations(client, deviceId, [...Object.keys(wanted), ...leaving]);
    const answer = await around.asking.tolerant(
        look.then((found) => ({ found })),
        undefined,
    );
    if (answer === undefined) {
        return [];
    }
    if (answer.found === undefined) {
        const text = await whyNone(change, deviceId, around);
        return text === undefined ? [] : [{ change, kind: "problem", text }];
    }
    const { unknown, others } = settingProblems(wanted, answer.found);
    const misspelt = await unknownWords(client, deviceId, unknown, nearest);
    return [
        ...[...misspelt, ...others].map((text): Remark => ({ change, kind: "problem", text })),
        ...leaving.flatMap((key) => leavingWord(key, change, answer.found)),
    ];
}

/** The settings that leave the program. */
function leavingOf(state: Properties | undefined, wanted: Properties): string[] {
    const known = state?.settings;
    return isObject(known) ? Object.keys(known).filter((key) => wanted[key] === undefined) : [];
}

/** What becomes of a setting that leaves the program; nothing where the device has none of its own. */
function leavingWord(key: string, change: PlannedChange, found: Configurations | undefined): Remark[] {
    const { configured, isEditable, reason, inherited } = found?.get(key) ?? {};
    if (configured === undefined) {
        return [];
    }
    if (isEditable === false) {
        return [{ change, kind: "warning", text: `${key} stays as it is on the device: ${reasonInWords(reason)}` }];
    }
    return [{ change, kind: "news", text: `${key} then follows ${inheritedInWords(inherited)}` }];
}

/** Why a device has no configurations; undefined where that cannot be told. */
async function whyNone(
    { name, id, state, orgId }: PlannedChange,
    deviceId: string,
    { asking, contract, names }: LookerSurroundings,
): Promise<string | undefined> {
    const look = whyNoConfigurations(deviceId, orgId, { contract, names });
    const answer = await asking.tolerant(
        look.then((why) => ({ why })),
        undefined,
    );
    if (answer === undefined || answer.why !== undefined) {
        return answer?.why;
    }
    // With the token of another organisation every device is missing.
    const recorded = knownText(state?.organization);
    const own = recorded === undefined ? undefined : await asking.tolerant(contract.ownOrganization(), undefined);
    if (orgId === undefined && recorded !== undefined && own !== undefined && !sameId(recorded, own)) {
        return answersInstead(name, recorded, own, asking.client.settings.credentialSource);
    }
    return noSuchDevice(deviceId, id !== undefined);
}
