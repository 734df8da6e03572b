import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
import { type Fields, readFields } from "./fields";
import { ifOffered } from "./ifOffered";

/**
 * Webex's group "Device Call Settings With Device Dynamic Settings"
 * (https://developer.webex.com/docs/api/v1/device-call-settings). Scopes `spark-admin:telephony_config_read` and, to
 * write, `spark-admin:telephony_config_write`.
 */

const VALUE = {
    /** The family or model that Webex finds the setting under, e.g. `Poly`. */
    familyOrModelDisplayName: "text",
    /** The value that was set on this very device; absent where none was. */
    value: "text",
    /** The value that shows where none is set. */
    parentValue: "text",
    /** Where that comes from: `SYSTEM_DEFAULT`, `REGIONAL_DEFAULT`, `ORGANIZATION` or `LOCATION`. */
    parentLevel: "text",
} as const;

/** A setting of a phone as Webex tells it. */
export interface TagValue extends Fields<typeof VALUE> {
    /** The setting's name, e.g. `%ENABLE_BLUETOOTH%`. */
    readonly tag: string;
}

const RULE = {
    /** `string`, `integer` (or `int`), `boolean`, `enum`, `password`, `network`, or a newer word. */
    type: "text",
    /** The values that there are. */
    values: "texts",
    /** The least number. */
    min: "number",
    /** The greatest number. */
    max: "number",
    /** The step from one number to the next. */
    increment: "number",
    /** The regular expression of the whole value. */
    regex: "text",
    /** The most characters. */
    maxLength: "number",
    /** How a value looks, for people, e.g. `#RRGGBB`. */
    validationHint: "text",
} as const;

const SETTING = {
    /** The name that Control Hub groups the setting by, e.g. `feature.bluetooth.enabled`. */
    friendlyName: "text",
    /** Where the setting can be set: `organization`, `location`, `device`. */
    level: "texts",
} as const;

/** What values a setting takes, as the validation schema tells it. */
export interface SettingRule extends Fields<typeof SETTING>, Fields<typeof RULE> {
    /** The setting's name, e.g. `%ENABLE_BLUETOOTH%`. */
    readonly tag: string;
}

/** A change of one setting: `CLEAR` takes the device's own value away, so that the parent's shows. */
export type TagChange =
    | { readonly tag: string; readonly action: "SET"; readonly value: string }
    | { readonly tag: string; readonly action: "CLEAR" };

/** A phone, by the id that the calling routes know it by. */
export interface CallingDeviceRef {
    /** The phone's `callingDeviceId`. */
    readonly deviceId: string;
    /** The organisation; undefined for the token's own. */
    readonly orgId: string | undefined;
}

/**
 * The settings of a phone that `tags` name, as far as it has them; without any tag, all of them ("Get Device Dynamic
 * Settings"). Throws `WebexError`.
 */
export async function readTagValues(
    client: WebexClient,
    { deviceId, orgId }: CallingDeviceRef,
    tags: readonly string[],
): Promise<readonly TagValue[]> {
    const answer = await client.request({
        method: "POST",
        path: `/telephony/config/lists/devices/${encodeURIComponent(deviceId)}/dynamicSettings/actions/getSettings/invoke`,
        query: { orgId },
        body: { tags },
        isRepeatable: true,
    });
    if (!isObject(answer.json) || !Array.isArray(answer.json.tags)) {
        throw answer.notUnderstood("the answer has no tags");
    }
    return answer.json.tags.flatMap((row: unknown) =>
        isObject(row) && typeof row.tag === "string" ? [{ tag: row.tag, ...readFields(row, VALUE) }] : [],
    );
}

/** Sets and clears settings of a phone, and leaves all others alone ("Update Device Dynamic Settings"). */
export async function changeTagValues(
    client: WebexClient,
    { deviceId, orgId }: CallingDeviceRef,
    changes: readonly TagChange[],
): Promise<void> {
    const path = `${pathOf(deviceId)}/dynamicSettings`;
    await client.request({ method: "PUT", path, query: { orgId }, body: { tags: changes } });
}

/**
 * Has a phone download its settings ("Apply Changes for a specific device"), which asks for a full administrator.
 * Throws `WebexError`.
 */
export async function applyChanges(client: WebexClient, { deviceId, orgId }: CallingDeviceRef): Promise<void> {
    const path = `${pathOf(deviceId)}/actions/applyChanges/invoke`;
    // Done twice it does no more than done once.
    await client.request({ method: "POST", path, query: { orgId }, isRepeatable: true });
}

/**
 * The rules for the settings of a family or model ("Get Validation Schema", which Cisco calls a beta); undefined where
 * Webex does not tell them, or not to this token. Throws `WebexError`.
 */
export async function readSettingRules(
    client: WebexClient,
    familyOrModelDisplayName: string,
    orgId: string | undefined,
): Promise<readonly SettingRule[] | undefined> {
    const path = "/telephony/config/devices/dynamicSettings/validationSchema";
    const query = { familyOrModelDisplayName, orgId };
    const answer = await ifOffered(client.request({ method: "GET", path, query }), [403]);
    if (answer === undefined) {
        return undefined;
    }
    if (!isObject(answer.json) || !Array.isArray(answer.json.tags)) {
        throw answer.notUnderstood("the answer has no tags");
    }
    return answer.json.tags.flatMap((row: unknown) => toRule(row, familyOrModelDisplayName));
}

function toRule(row: unknown, family: string): SettingRule[] {
    if (!isObject(row) || typeof row.tag !== "string") {
        return [];
    }
    const { familyOrModelDisplayName = family, validationRule = {} } = row;
    const rule = isObject(validationRule) ? validationRule : {};
    return familyOrModelDisplayName === family
        ? [{ tag: row.tag, ...readFields(row, SETTING), ...readFields(rule, RULE) }]
        : [];
}

function pathOf(deviceId: string): string {
    return `/telephony/config/devices/${encodeURIComponent(deviceId)}`;
}
