import { lastingId } from "./ids";
import type { Device, ShownIds } from "./types";

/** What a test has asked for about the answers that show one device. */
export interface AnswerFlaws {
    /** Present while `id` is null; names the other ids that stay. */
    shownIds?: ShownIds;
    /** Fields that an `errors` object stands in for. */
    failedFields?: readonly string[];
}

/** A device as an answer shows it: any field may be null or missing. */
export type ShownDevice = Record<string, unknown>;

// The example that Webex gives of a field it could not answer (developer.webex.com/errors.html).
const FIELD_ERROR = { code: "kms_failure", reason: "Key management server failed to respond appropriately." };

/** The device with the flaws that its answers shall have. */
export function shownDevice(device: Device, { shownIds, failedFields = [] }: AnswerFlaws): ShownDevice {
    const shown: ShownDevice = shownIds ? { ...device, ...idsWithout(device, shownIds) } : { ...device };
    return failedFields.length > 0 ? withErrors(shown, failedFields) : shown;
}

function idsWithout(device: Device, { callingDeviceId, webexDeviceId, deviceId }: ShownIds): ShownDevice {
    return {
        id: null,
        callingDeviceId: callingDeviceId ? device.callingDeviceId : null,
        webexDeviceId: webexDeviceId ? device.webexDeviceId : null,
        deviceId: deviceId ? (device.deviceId ?? lastingId(device.orgId, device.id)) : null,
    };
}

function withErrors(shown: ShownDevice, failedFields: readonly string[]): ShownDevice {
    const answered = Object.entries(shown).filter(([field]) => !failedFields.includes(field));
    const errors = Object.fromEntries(failedFields.map((field) => [field, FIELD_ERROR]));
    return { ...Object.fromEntries(answered), errors };
}
