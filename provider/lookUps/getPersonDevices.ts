import { type OwnerDevices, readPersonDevices } from "../api/callingDevices";
import { TEXT } from "../definitions/common";
import { OWNER_DEVICES_FIELDS } from "./callingDeviceType";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";

/** Whose devices `getPersonDevices` reads. */
export interface GetPersonDevicesArgs {
    /** The person whose devices are read. */
    readonly personId: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getPersonDevices`: the calling devices, and how many there may be as far as Webex tells. */
export type GetPersonDevicesResult = OwnerDevices;

/** The calling devices of a person. */
export const GET_PERSON_DEVICES: LookUp<GetPersonDevicesArgs, GetPersonDevicesResult> = {
    name: "getPersonDevices",
    description:
        "The calling devices of a person, and how many there may be. Needs the scope " +
        "`spark-admin:telephony_config_read`. Fails for a person without calling.",
    args: { personId: { schema: TEXT, description: "The person whose devices are read." }, orgId: OWN_ORG_ID },
    result: {
        name: "GetPersonDevicesResult",
        description: "The calling devices, and how many there may be as far as Webex tells.",
        fields: OWNER_DEVICES_FIELDS,
        sure: ["devices"],
    },
    required: ["personId"],
    subject: ({ personId }) => personId,
    ask: ({ personId }, { client }, orgId) => readPersonDevices(client, personId, orgId),
};
