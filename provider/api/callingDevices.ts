import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
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
    const answer = await client.request({ method: "GET", path: `${devicesOf(personId)}/count`, query: { orgId } });
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

/** How many devices a person may have, as far as Webex tells. */
export type PersonDeviceLimits = {
    readonly [name in "maxDeviceCount" | "maxOwnedDeviceCount"]?: number;
};

/**
 * Asks Webex for a person's limits ("Get Person Devices"; scope `spark-admin:telephony_config_read`). Without either
 * where the API has no such route, or says neither of the person. Throws `WebexError`.
 */
export async function readPersonDeviceLimits(
    client: WebexClient,
    personId: string,
    orgId: string | undefined,
): Promise<PersonDeviceLimits> {
    const answer = await ifOffered(client.request({ method: "GET", path: devicesOf(personId), query: { orgId } }));
    const { maxDeviceCount, maxOwnedDeviceCount } = isObject(answer?.json) ? answer.json : {};
    return {
        ...(typeof maxDeviceCount === "number" && { maxDeviceCount }),
        ...(typeof maxOwnedDeviceCount === "number" && { maxOwnedDeviceCount }),
    };
}

/** A model that Webex can register, with the words it has for it. */
export interface SupportedDevice {
    /** What a phone is registered with, e.g. `DMS Cisco 8875`. */
    readonly model: string;
    /** The name that people know, e.g. `Cisco Video Phone 8875`. */
    readonly displayName?: string;
    /** `CISCO`, `CUSTOMER` or `PARTNER`. */
    readonly managedBy?: string;
    /** The kinds of owners: `PEOPLE`, `PLACE`. */
    readonly supportedFor?: readonly string[];
    /** `MAC_ADDRESS`, `ACTIVATION_CODE`, `NONE`. */
    readonly onboardingMethod?: readonly string[];
}

/**
 * The models that an organisation can register ("Read the List of Supported Devices"; scope
 * `spark-admin:telephony_config_read`). None where the API has no such route or refuses it. Throws `WebexError`.
 */
export async function readSupportedDevices(
    client: WebexClient,
    orgId: string | undefined,
): Promise<readonly SupportedDevice[]> {
    const path = "/telephony/config/supportedDevices";
    const answer = await ifOffered(client.request({ method: "GET", path, query: { orgId } }), [403]);
    const rows = isObject(answer?.json) && Array.isArray(answer.json.devices) ? answer.json.devices : [];
    return rows.map(toSupportedDevice).filter((device) => device !== undefined);
}

function toSupportedDevice(row: unknown): SupportedDevice | undefined {
    if (!isObject(row) || typeof row.model !== "string") {
        return undefined;
    }
    const { model, displayName, managedBy, supportedFor, onboardingMethod } = row;
    return {
        model,
        ...(typeof displayName === "string" && { displayName }),
        ...(typeof managedBy === "string" && { managedBy }),
        ...(isTexts(supportedFor) && { supportedFor }),
        ...(isTexts(onboardingMethod) && { onboardingMethod }),
    };
}

function devicesOf(personId: string): string {
    return `/telephony/config/people/${encodeURIComponent(personId)}/devices`;
}

function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isCount(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
