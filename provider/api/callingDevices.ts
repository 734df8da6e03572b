import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
import { type Fields, readFields } from "./fields";
import { ifOffered } from "./ifOffered";

/** Webex's group "Device Call Settings" (https://developer.webex.com/docs/api/v1/device-call-settings). */

/** How many devices a person has. */
export interface PersonDeviceCount {
    readonly personId: string;
    /** Physical devices, plus one if there are any applications, however many. */
    readonly totalDeviceCount: number;
    /** Webex applications (desktop, mobile, …), which may be more than the total. */
    readonly applicationsCount: number;
    /** Physical devices alone, from 0. */
    readonly physicalDeviceCount: number;
}

/**
 * Asks Webex for a person's device count ("Get User Devices Count"; scope `spark-admin:telephony_config_read`).
 * Throws `WebexError`.
 */
export async function readPersonDeviceCount(
    client: WebexClient,
    personId: string,
    orgId: string | undefined,
): Promise<PersonDeviceCount> {
    const answer = await client.request({
        method: "GET",
        path: `${devicesOf("people", personId)}/count`,
        query: { orgId },
    });
    const { totalDeviceCount, applicationsCount } = isObject(answer.json) ? answer.json : {};
    if (!isCount(totalDeviceCount) || !isCount(applicationsCount)) {
        throw answer.notUnderstood("the answer lacks totalDeviceCount or applicationsCount");
    }
    return {
        personId,
        totalDeviceCount,
        applicationsCount,
        physicalDeviceCount: physicalDevices(totalDeviceCount, applicationsCount),
    };
}

/** All applications together count as one device in Webex's total. */
export function physicalDevices(totalDeviceCount: number, applicationsCount: number): number {
    return Math.max(0, totalDeviceCount - (applicationsCount > 0 ? 1 : 0));
}

const LIMITS = {
    /** How many devices the owner may have, applications counted as one. */
    maxDeviceCount: "number",
    /** How many devices may be the owner's own, rather than shared. */
    maxOwnedDeviceCount: "number",
} as const;

/** How many devices a person or a workspace may have, as far as Webex tells: in all, and owned rather than shared. */
export type DeviceCountLimits = Fields<typeof LIMITS>;

const CALLING_DEVICE = {
    /** The model, e.g. `DMS Cisco 8865`. */
    model: "text",
    /** The kind of model. */
    modelType: "text",
    /** The device's name. */
    displayName: "text",
    /** What Webex Calling says of the device. */
    descriptions: "texts",
    /** The MAC address. */
    mac: "text",
    /** The address in its network. */
    ipAddress: "text",
    /** `PRIMARY`, `SHARED_CALL_APPEARANCE`, `MOBILITY` or `HOTDESKING_GUEST`. */
    type: "text",
    /** Whether the device belongs to this owner, rather than being shared with it. */
    primaryOwner: "boolean",
    /** `activating`, `activated` or `deactivated`; of workspaces in upper case. */
    activationState: "text",
} as const;

/**
 * A device as Webex Calling tells it. `type` is `PRIMARY`, `SHARED_CALL_APPEARANCE`, `MOBILITY` or `HOTDESKING_GUEST`.
 * `activationState` is `activating`, `activated` or `deactivated`: in lower case for people, in upper case for
 * workspaces. `primaryOwner` is true for whoever the phone belongs to.
 */
export interface CallingDevice extends Fields<typeof CALLING_DEVICE> {
    /** The `callingDeviceId` of the Devices API. */
    readonly id: string;
}

/** The calling devices of a person or a workspace, and how many there may be. */
export interface OwnerDevices extends DeviceCountLimits {
    /** The devices, applications aside. */
    readonly devices: readonly CallingDevice[];
}

/**
 * The calling devices of a person ("Get Person Devices"; scope `spark-admin:telephony_config_read`). Throws
 * `WebexError`, also for a person without calling.
 */
export function readPersonDevices(
    client: WebexClient,
    personId: string,
    orgId: string | undefined,
): Promise<OwnerDevices> {
    return readOwnerDevices(client, devicesOf("people", personId), orgId);
}

/**
 * The calling devices of a workspace ("Get Workspace Devices"; scope `spark-admin:telephony_config_read`). Throws
 * `WebexError`, also for a workspace without calling.
 */
export function readWorkspaceDevices(
    client: WebexClient,
    workspaceId: string,
    orgId: string | undefined,
): Promise<OwnerDevices> {
    return readOwnerDevices(client, devicesOf("workspaces", workspaceId), orgId);
}

async function readOwnerDevices(client: WebexClient, path: string, orgId: string | undefined): Promise<OwnerDevices> {
    const answer = await client.request({ method: "GET", path, query: { orgId } });
    const json = isObject(answer.json) ? answer.json : {};
    const rows = Array.isArray(json.devices) ? json.devices : [];
    return { devices: rows.map(toCallingDevice).filter((device) => device !== undefined), ...readFields(json, LIMITS) };
}

function toCallingDevice(row: unknown): CallingDevice | undefined {
    return isObject(row) && typeof row.id === "string" && row.id !== ""
        ? { id: row.id, ...readFields(row, CALLING_DEVICE) }
        : undefined;
}

/**
 * Asks Webex for a person's limits ("Get Person Devices"; scope `spark-admin:telephony_config_read`). Without either
 * where the API has no such route, or says neither of the person. Throws `WebexError`.
 */
export async function readPersonDeviceLimits(
    client: WebexClient,
    personId: string,
    orgId: string | undefined,
): Promise<DeviceCountLimits> {
    const { devices: _, ...limits } = (await ifOffered(readPersonDevices(client, personId, orgId))) ?? { devices: [] };
    return limits;
}

const SUPPORTED_DEVICE = {
    /** The name for people, e.g. `Cisco 8865`. */
    displayName: "text",
    /** The family that the model belongs to, as Control Hub names it. */
    familyDisplayName: "text",
    /** The kind, e.g. `MPP`, `ATA`, `GENERIC_SIP` or `DESK_PHONE`. */
    type: "text",
    /** Who makes it, e.g. `CISCO` or `THIRD_PARTY`. */
    manufacturer: "text",
    /** Who manages it, e.g. `CISCO` or `CUSTOMER`. */
    managedBy: "text",
    /** The kinds of owner: `PEOPLE` and `PLACE`. */
    supportedFor: "texts",
    /** How it is registered: `MAC_ADDRESS`, `ACTIVATION_CODE` or `NONE`. */
    onboardingMethod: "texts",
    /** Where its settings are kept, as Webex names it. */
    deviceSettingsConfiguration: "text",
    /** Whether a phone can be told to download its settings. */
    supportsApplyChangesEnabled: "boolean",
} as const;

/**
 * A model that Webex can register, with the words it has for it. `displayName` is the name that people know, e.g.
 * `Cisco Video Phone 8875`; `managedBy` is `CISCO`, `CUSTOMER` or `PARTNER`; `supportedFor` holds the kinds of owners,
 * `PEOPLE` and `PLACE`; `onboardingMethod` holds `MAC_ADDRESS`, `ACTIVATION_CODE` or `NONE`.
 */
export interface SupportedDevice extends Fields<typeof SUPPORTED_DEVICE> {
    /** What a phone is registered with, e.g. `DMS Cisco 8875`. */
    readonly model: string;
}

/**
 * The models that an organisation can register ("Read the List of Supported Devices"; scope
 * `spark-admin:telephony_config_read`). None where the API has no such route or refuses it. Throws `WebexError`.
 */
export async function readSupportedDevices(
    client: WebexClient,
    orgId: string | undefined,
): Promise<readonly SupportedDevice[]> {
    return (await ifOffered(listSupportedDevices(client, orgId), [403])) ?? [];
}

/** As `readSupportedDevices`, but throws `WebexError` also where the API has no such route or refuses it. */
export async function listSupportedDevices(
    client: WebexClient,
    orgId: string | undefined,
): Promise<readonly SupportedDevice[]> {
    const path = "/telephony/config/supportedDevices";
    const answer = await client.request({ method: "GET", path, query: { orgId } });
    const rows = isObject(answer.json) && Array.isArray(answer.json.devices) ? answer.json.devices : [];
    return rows.map(toSupportedDevice).filter((device) => device !== undefined);
}

function toSupportedDevice(row: unknown): SupportedDevice | undefined {
    return isObject(row) && typeof row.model === "string"
        ? { model: row.model, ...readFields(row, SUPPORTED_DEVICE) }
        : undefined;
}

function devicesOf(owners: "people" | "workspaces", id: string): string {
    return `/telephony/config/${owners}/${encodeURIComponent(id)}/devices`;
}

function isCount(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
