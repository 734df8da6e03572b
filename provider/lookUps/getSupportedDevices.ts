import { listSupportedDevices, type SupportedDevice } from "../api/callingDevices";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";
import { type FieldsOf, flag, type ResultType, text, texts } from "./resultType";

/** Whose devices `getSupportedDevices` reads. */
export interface GetSupportedDevicesArgs {
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getSupportedDevices`. */
export interface GetSupportedDevicesResult {
    /** The models, in the order of Webex's list. */
    readonly devices: readonly SupportedDevice[];
}

const SUPPORTED_DEVICE = {
    name: "SupportedDevice",
    description: "A model that Webex can register, with the words it has for it.",
    fields: {
        model: text("What a phone is registered with, e.g. `DMS Cisco 8875`."),
        displayName: text("The name for people, e.g. `Cisco 8865`."),
        familyDisplayName: text("The family that the model belongs to, as Control Hub names it."),
        type: text("The kind, e.g. `MPP`, `ATA`, `GENERIC_SIP` or `DESK_PHONE`."),
        manufacturer: text("Who makes it, e.g. `CISCO` or `THIRD_PARTY`."),
        managedBy: text("Who manages it, e.g. `CISCO` or `CUSTOMER`."),
        supportedFor: texts("The kinds of owner: `PEOPLE` and `PLACE`."),
        onboardingMethod: texts("How it is registered: `MAC_ADDRESS`, `ACTIVATION_CODE` or `NONE`."),
        deviceSettingsConfiguration: text("Where its settings are kept, as Webex names it."),
        supportsApplyChangesEnabled: flag("Whether a phone can be told to download its settings."),
    } satisfies FieldsOf<SupportedDevice>,
    sure: ["model"],
} as const satisfies ResultType;

/** The models that an organisation can register. */
export const GET_SUPPORTED_DEVICES: LookUp<GetSupportedDevicesArgs, GetSupportedDevicesResult> = {
    name: "getSupportedDevices",
    description:
        "The models that an organisation can register, with the words that a device's `model` takes. Needs the scope " +
        "`spark-admin:telephony_config_read`.",
    args: { orgId: OWN_ORG_ID },
    result: {
        name: "GetSupportedDevicesResult",
        description: "The answer of `getSupportedDevices`.",
        fields: { devices: { listOf: SUPPORTED_DEVICE, description: "The models, in the order of Webex's list." } },
        sure: ["devices"],
    },
    ask: async (_, { client }, orgId) => ({ devices: await listSupportedDevices(client, orgId) }),
};
