import { isObject } from "../../client/answer";

/** The fields of a device that are plain text in an answer. The first 17 are the 1.0 document's, the rest Cisco's. */
export const TEXT_FIELDS = [
    "displayName",
    "workspaceId",
    "personId",
    "orgId",
    "connectionStatus",
    "product",
    "type",
    "ip",
    "mac",
    "serial",
    "software",
    "upgradeChannel",
    "primarySipUrl",
    "created",
    "firstSeen",
    "lastSeen",
    "callingDeviceId",
    "webexDeviceId",
    "deviceId",
    "placeId",
    "activeInterface",
    "locationId",
    "workspaceLocationId",
    "managedBy",
    "devicePlatform",
    "plannedMaintenance",
    "lifecycle",
] as const;

/** The fields of a device that are lists of texts. */
export const LIST_FIELDS = ["capabilities", "permissions", "tags", "sipUrls", "errorCodes"] as const;

/**
 * A device as either contract tells it. Only `id` is sure to be there: Cisco marks no other field as required that a
 * client could use, and new values of enumerations appear without notice, so all of them are plain text.
 */
export type WebexDevice = { readonly id: string } & {
    readonly [field in (typeof TEXT_FIELDS)[number]]?: string;
} & { readonly [field in (typeof LIST_FIELDS)[number]]?: readonly string[] };

/**
 * The device in an answer, or undefined if it is none (no object, or without its id). Fields that are unknown, null or
 * of another type than documented are left out.
 */
export function toWebexDevice(json: unknown): WebexDevice | undefined {
    if (!isObject(json) || typeof json.id !== "string" || json.id === "") {
        return undefined;
    }
    const device: Record<string, string | string[]> = { id: json.id };
    for (const field of TEXT_FIELDS) {
        const value = json[field];
        // Cisco's schema has an object {mode}, its example a bare text.
        const text = field === "plannedMaintenance" && isObject(value) ? value.mode : value;
        if (typeof text === "string" && text !== "") {
            device[field] = text;
        }
    }
    for (const field of LIST_FIELDS) {
        const value = json[field];
        if (Array.isArray(value)) {
            device[field] = value.filter((item) => typeof item === "string");
        }
    }
    return device as unknown as WebexDevice;
}

/**
 * Whether a device has been on the network: the sign that a code was used. A declaration of a device alone gives it
 * none of these, and an unused code of a phone shows as `activating` (https://developer.webex.com/docs/devices).
 */
export function isOnceSeen(device: WebexDevice): boolean {
    if (device.connectionStatus === "activating" || device.connectionStatus === "pending") {
        return false;
    }
    return (
        device.firstSeen !== undefined ||
        device.lastSeen !== undefined ||
        device.serial !== undefined ||
        device.connectionStatus === "connected" ||
        device.connectionStatus === "connected_with_issues"
    );
}

/**
 * Whether a device shows no trace of having been on the network: what may be deleted as an unused code. Stricter than
 * `!isOnceSeen`, because the status lags behind by up to ten minutes (https://help.webex.com/n9r1aac).
 */
export function isNeverSeen(device: WebexDevice): boolean {
    const { firstSeen, lastSeen, serial } = device;
    return firstSeen === undefined && lastSeen === undefined && serial === undefined && !isOnceSeen(device);
}
