import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";

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
 * Asks Webex for a person's device count ("Get User Devices Count",
 * https://developer.webex.com/docs/api/v1/device-call-settings; scope `spark-admin:telephony_config_read`).
 * Throws `WebexError`.
 */
export async function readPersonDeviceCount(
    client: WebexClient,
    personId: string,
    orgId: string | undefined,
): Promise<PersonDeviceCount> {
    const answer = await client.request({
        method: "GET",
        path: `/telephony/config/people/${encodeURIComponent(personId)}/devices/count`,
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

function isCount(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
