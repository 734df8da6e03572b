import type { SupportedDevice } from "../../api/callingDevices";
import type { WebexDevice } from "../../api/devices/webexDevice";
import { type CallingDeviceRef, readTagValues, type SettingRule, type TagValue } from "../../api/dynamicSettings";
import { sameModel } from "../../api/identity";
import { unlessRefused } from "../../api/ifOffered";
import { describeDevice } from "../device/deviceSearch";
import type { Context } from "../resource";
import type { KnownTags } from "./settingRules";

/** How Webex is asked. */
type Around = Pick<Context, "client" | "contract" | "names">;

/** The values of a phone's settings, by their tags. */
export type TagValues = ReadonlyMap<string, TagValue>;

/** A phone with the values of its settings and the rules for them. */
export interface Phone extends KnownTags {
    readonly told: TagValues;
}

/** The device is there, but its settings are none that Webex Calling has tags for; says what to use instead. */
export class NoTagsHere extends Error {}

/** The statuses by which Webex says that it keeps no such settings of a device, or that there is no such device. */
export const NONE_HERE: readonly number[] = [400, 404, 405, 410, 501];

/** Where the settings of a model are kept, in the words of "Read the List of Supported Devices". */
const KEPT = {
    configurations: "WEBEX_DEVICE_CONFIGURATION",
    wholeObject: "WEBEX_CALLING_DEVICE_CONFIGURATION",
} as const;

/**
 * The values of the settings that `tags` name; undefined where Webex knows no such device. Throws `NoTagsHere`, or
 * `WebexError`.
 */
export async function readValues(
    around: Around,
    device: CallingDeviceRef,
    tags: readonly string[],
): Promise<TagValues | undefined> {
    const rows = tags.length === 0 ? [] : await readRows(around, device, tags);
    return rows === undefined ? undefined : valuesIn(rows, tags);
}

/**
 * The values of the settings that `tags` name, with the rules for all settings of the phone's family; undefined where
 * Webex knows no such device. Without any tag nothing is asked. Throws `NoTagsHere`, or `WebexError`.
 */
export async function readPhone(
    around: Around,
    device: CallingDeviceRef,
    tags: readonly string[],
): Promise<Phone | undefined> {
    const rows = tags.length === 0 ? [] : await readRows(around, device, tags);
    if (rows === undefined || tags.length === 0) {
        return rows === undefined ? undefined : { family: undefined, told: new Map(), rules: undefined };
    }
    return phoneOf(around, device, { rows, tags });
}

/** The values of all settings of a phone, with the rules for them; else as `readPhone`. */
export async function readWholePhone(around: Around, device: CallingDeviceRef): Promise<Phone | undefined> {
    const rows = await readRows(around, device, []);
    return rows === undefined ? undefined : phoneOf(around, device, { rows, tags: rows.map(({ tag }) => tag) });
}

/** What Webex told, and which tags it was asked for. */
interface Rows {
    readonly rows: readonly TagValue[];
    readonly tags: readonly string[];
}

async function phoneOf(around: Around, device: CallingDeviceRef, { rows, tags }: Rows): Promise<Phone> {
    const told = new Set(rows.flatMap(({ familyOrModelDisplayName: family }) => family ?? []));
    const families = told.size > 0 ? [...told] : await familyOf(around, device);
    const rules = await Promise.all(families.map((family) => around.contract.settingRules(family, device.orgId)));
    const known = rules.filter((each) => each !== undefined);
    return {
        family: families.length === 0 ? undefined : families.join(", "),
        told: valuesIn(rows, tags),
        rules: known.length === 0 ? undefined : rulesByTag(known.flat()),
    };
}

/**
 * Whether a phone can be told to download its settings; undefined where Webex does not say. The device itself is asked
 * after only where the models of its family differ.
 */
export async function supportsApplying(
    around: Around,
    device: CallingDeviceRef,
    family: string | undefined,
): Promise<boolean | undefined> {
    const models = await around.contract.supportedDevices(device.orgId);
    const related = models.filter(({ familyDisplayName, displayName }) =>
        [familyDisplayName, displayName].some((name) => name !== undefined && name === family),
    );
    const answers = new Set(related.map(({ supportsApplyChangesEnabled = false }) => supportsApplyChangesEnabled));
    if (answers.size === 1) {
        return answers.has(true);
    }
    const found = await around.contract.getDevice(device.deviceId, device.orgId);
    return found === undefined ? undefined : modelOf(found, models)?.supportsApplyChangesEnabled;
}

function valuesIn(rows: readonly TagValue[], tags: readonly string[]): TagValues {
    return new Map(rows.filter(({ tag }) => tags.includes(tag)).map((row) => [row.tag, row]));
}

function rulesByTag(rules: readonly SettingRule[]): ReadonlyMap<string, SettingRule> {
    return new Map(rules.map((rule) => [rule.tag, rule]));
}

/** What Webex tells of the tags, or of all settings; undefined where it knows no such device. */
async function readRows(
    around: Around,
    device: CallingDeviceRef,
    tags: readonly string[],
): Promise<readonly TagValue[] | undefined> {
    const read = (asked: readonly string[]) => readTagValues(around.client, device, asked);
    // A tag that the phone does not know may spoil the question for all.
    const anyhow = async () => (await unlessRefused(read(tags), [400])) ?? read([]);
    const rows = await unlessRefused(anyhow(), NONE_HERE);
    if (rows !== undefined) {
        return rows;
    }
    const found = await around.contract.getDevice(device.deviceId, device.orgId);
    if (found === undefined) {
        return undefined;
    }
    throw await noTagsHere(around, device, found);
}

/** The family of a phone of which Webex told no setting. Throws `NoTagsHere` where its settings are kept elsewhere. */
async function familyOf(around: Around, device: CallingDeviceRef): Promise<string[]> {
    const { contract } = around;
    const found = await contract.getDevice(device.deviceId, device.orgId);
    const model = found === undefined ? undefined : modelOf(found, await contract.supportedDevices(device.orgId));
    if (found !== undefined && model?.deviceSettingsConfiguration === KEPT.configurations) {
        throw await noTagsHere(around, device, found);
    }
    const family = model?.familyDisplayName ?? model?.displayName;
    return family === undefined ? [] : [family];
}

function modelOf({ product }: WebexDevice, models: readonly SupportedDevice[]): SupportedDevice | undefined {
    return product === undefined ? undefined : models.find((row) => sameModel(product, row.model, [row]));
}

async function noTagsHere(
    { contract, names }: Around,
    { deviceId, orgId }: CallingDeviceRef,
    device: WebexDevice,
): Promise<NoTagsHere> {
    const model = modelOf(device, await contract.supportedDevices(orgId));
    await names.ask(device);
    return new NoTagsHere(elsewhere(deviceId, device, describeDevice(device, names), model));
}

/** Where the settings of a device are kept instead, and what to do. */
function elsewhere(
    deviceId: string,
    { id, callingDeviceId, webexDeviceId, type }: WebexDevice,
    inWords: string,
    model: SupportedDevice | undefined,
): string {
    const kept = model?.deviceSettingsConfiguration;
    if (kept === KEPT.configurations || type === "roomdesk") {
        return (
            `${inWords} has the settings of RoomOS and PhoneOS, which have no tags. Use DeviceConfiguration instead, with ` +
            `deviceId "${webexDeviceId ?? id}"`
        );
    }
    if (callingDeviceId !== undefined && callingDeviceId.replace(/=+$/, "") !== deviceId.replace(/=+$/, "")) {
        return `Webex Calling knows ${inWords} by its callingDeviceId: give deviceId "${callingDeviceId}"`;
    }
    if (kept === KEPT.wholeObject) {
        return (
            `Webex Calling keeps the settings of ${inWords} as one whole object without tags, which no resource manages (see ` +
            "docs/calling-device-settings.md). Change them in Control Hub"
        );
    }
    return `Webex Calling has no settings with tags for ${inWords}. Control Hub shows the settings that it has`;
}
