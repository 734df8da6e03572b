import { ORG_ID, ORGANIZATION, PERSON_ID, TEXT, UNREGISTER_ON_DELETE, WORKSPACE_ID } from "./common";
import type { Definition, PropertyDefinition } from "./definition";

export const RENEW = {
    schema: { type: "string", enum: ["whenExpired", "whenNeeded", "never"] },
    description:
        "When the next `up` issues a new code: `whenExpired` (default) where one ended unused; `whenNeeded` also where " +
        "the device that used it is gone; or `never`.",
    input: true,
    change: "nothing",
} as const satisfies PropertyDefinition;

/** A code that brings one device online. */
export const DEVICE_ACTIVATION = {
    name: "DeviceActivation",
    description: "A 16-digit code that a technician enters on a device to bring it online.",
    properties: {
        personId: { ...PERSON_ID, description: "The person who will own the device. A change replaces the code." },
        workspaceId: {
            ...WORKSPACE_ID,
            description: "The workspace that the device will stand in. A change replaces the code.",
        },
        model: {
            schema: TEXT,
            description:
                "The model, needed for phones; without one the code is good for RoomOS devices only. A change replaces " +
                "the code.",
            input: true,
            change: "replace",
            same: "exact",
        },
        orgId: ORG_ID,
        renew: RENEW,
        redeemedBy: {
            schema: TEXT,
            description:
                "A device that the program found with the owner. The next `up` looks whether that device used the code, and " +
                "issues none while it is there. A change of it writes nothing.",
            input: true,
            change: "nothing",
            same: "id",
        },
        unregisterOnDelete: {
            ...UNREGISTER_ON_DELETE,
            description:
                "Whether what the code made leaves Webex when its declaration goes. Unset: an unused code is revoked; a " +
                "device that used the code stays. `true` unregisters that device, too; `false` leaves both.",
        },
        code: {
            schema: { type: "string" },
            description:
                "The activation code; empty where none was needed. Secret: masked on the console, encrypted in the state.",
            output: true,
            secret: true,
        },
        expiresAt: {
            schema: { type: "string" },
            description: "When the code ends, as Webex says it; ISO 8601. Empty where none was needed.",
            output: true,
        },
        issuedAt: {
            schema: { type: "string" },
            description: "When the code was issued, by Webex's clock; ISO 8601. Empty where none was needed.",
            output: true,
        },
        status: {
            schema: { type: "string", enum: ["pending", "redeemed", "expired", "gone", "notNeeded"] },
            description:
                "Where the code stands, as of the last `up` or `refresh`. `gone` says that its device is gone, `notNeeded` that a " +
                "device was there already.",
            output: true,
        },
        entryId: {
            schema: { type: "string" },
            description: "The device entry that stands for the code, where Webex showed one when it was issued.",
            output: true,
        },
        deviceId: {
            schema: { type: "string" },
            description: "The device that the code is for, that used it, or that was there, once known.",
            output: true,
        },
        origin: {
            schema: { type: "string", enum: ["issued"] },
            description: "Where the code came from: `issued` by this stack. Not there where no code was needed.",
            output: true,
        },
        organization: { ...ORGANIZATION, description: "The organisation that Webex said the code is in." },
    },
} as const satisfies Definition;
