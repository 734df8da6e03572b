import { readPersonDeviceCount } from "../api/callingDevices";
import { TEXT } from "../definitions/common";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";
import { type FieldsOf, text, whole } from "./resultType";

/** Whose devices `getPersonDeviceCount` counts. */
export interface GetPersonDeviceCountArgs {
    /** The person whose devices are counted. */
    readonly personId: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The devices of a person, as Webex counts them. */
export interface GetPersonDeviceCountResult {
    /** The person, as asked for. */
    readonly personId: string;
    /** Physical devices, plus one if there are any applications, however many. */
    readonly totalDeviceCount: number;
    /** Webex applications (desktop, mobile, …), which may be more than the total. */
    readonly applicationsCount: number;
    /** Physical devices alone, from 0. */
    readonly physicalDeviceCount: number;
}

/** How many devices a person has. */
export const GET_PERSON_DEVICE_COUNT: LookUp<GetPersonDeviceCountArgs, GetPersonDeviceCountResult> = {
    name: "getPersonDeviceCount",
    description: "How many devices a person has. Needs the scope `spark-admin:telephony_config_read`.",
    args: { personId: { schema: TEXT, description: "The person whose devices are counted." }, orgId: OWN_ORG_ID },
    result: {
        name: "GetPersonDeviceCountResult",
        description: "The devices of a person, as Webex counts them.",
        fields: {
            personId: text("The person, as asked for."),
            totalDeviceCount: whole("Physical devices, plus one if there are any applications, however many."),
            applicationsCount: whole("Webex applications (desktop, mobile, …), which may be more than the total."),
            physicalDeviceCount: whole("Physical devices alone, from 0."),
        } satisfies FieldsOf<GetPersonDeviceCountResult>,
        sure: ["personId", "totalDeviceCount", "applicationsCount", "physicalDeviceCount"],
    },
    required: ["personId"],
    subject: ({ personId }) => personId,
    isSentEachTime: true,
    ask: ({ personId }, { client }, orgId) => readPersonDeviceCount(client, personId, orgId),
};
