import { CISCO_ONLY, ORG_ID, ORGANIZATION, TEXT } from "./common";
import type { Definition } from "./definition";

/** Settings of a device that runs RoomOS or PhoneOS. Only the named ones are managed. */
export const DEVICE_CONFIGURATION = {
    name: "DeviceConfiguration",
    description: "Settings of a device that runs RoomOS or PhoneOS, by their names. Others are left alone.",
    contracts: CISCO_ONLY,
    properties: {
        deviceId: {
            schema: TEXT,
            description:
                "The device, by its `webexDeviceId`, or its `id` where Webex tells no other. A change clears the settings on " +
                "the old device.",
            input: true,
            required: true,
            change: "replace",
            same: "id",
        },
        settings: {
            schema: { type: "object" },
            description:
                "The values by the names of the settings, e.g. `Audio.DefaultVolume`: texts, whole numbers, or a list for " +
                "`Macros.Macros`. A setting that leaves the program is cleared.",
            input: true,
            required: true,
            change: "write",
        },
        orgId: ORG_ID,
        pending: {
            schema: { type: "array", items: { type: "string" } },
            description:
                "The settings whose value the device has not confirmed, as of the last `up` or `refresh`. A device that is " +
                "offline takes them when it is back.",
            output: true,
        },
        organization: { ...ORGANIZATION, description: "The organisation that answered when the settings were made." },
    },
} as const satisfies Definition;
