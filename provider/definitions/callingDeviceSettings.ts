import { CISCO_ONLY, ORG_ID, ORGANIZATION, TEXT } from "./common";
import type { Definition } from "./definition";

/** Settings of a phone that Webex Calling manages by tags. Only the named ones are managed. */
export const CALLING_DEVICE_SETTINGS = {
    name: "CallingDeviceSettings",
    description: "Settings of a phone that Webex Calling manages by tags. Others are left alone.",
    contracts: CISCO_ONLY,
    properties: {
        deviceId: {
            schema: TEXT,
            description:
                "The phone, by its `callingDeviceId`. A change clears the settings on the old phone and replaces the resource.",
            input: true,
            required: true,
            change: "replace",
            same: "id",
        },
        settings: {
            schema: { type: "object", additionalProperties: TEXT },
            description:
                "The values by their tags, e.g. `%ENABLE_BLUETOOTH%`; every value is a text. A tag that leaves the program " +
                "is cleared, so that the location's or organisation's value shows.",
            input: true,
            required: true,
            change: "write",
        },
        orgId: ORG_ID,
        family: {
            schema: { type: "string" },
            description: "The family or model that Webex finds the phone's settings under, e.g. `Poly`.",
            output: true,
        },
        passwordTags: {
            schema: { type: "array", items: { type: "string" } },
            description:
                "The tags that hold a password. Webex need not tell it back, so drift is seen where none is set any more.",
            output: true,
        },
        needsApplying: {
            schema: { type: "boolean" },
            description:
                "Whether Webex has the settings, but refused to have the phone download them; the next `up` asks again.",
            output: true,
        },
        organization: { ...ORGANIZATION, description: "The organisation that answered when the settings were made." },
    },
} as const satisfies Definition;
