import { type OwnerDevices, readWorkspaceDevices } from "../api/callingDevices";
import { TEXT } from "../definitions/common";
import { OWNER_DEVICES_FIELDS } from "./callingDeviceType";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";

/** Whose devices `getWorkspaceDevices` reads. */
export interface GetWorkspaceDevicesArgs {
    /** The workspace whose devices are read. */
    readonly workspaceId: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getWorkspaceDevices`: the calling devices, and how many there may be as far as Webex tells. */
export type GetWorkspaceDevicesResult = OwnerDevices;

/** The calling devices of a workspace. */
export const GET_WORKSPACE_DEVICES: LookUp<GetWorkspaceDevicesArgs, GetWorkspaceDevicesResult> = {
    name: "getWorkspaceDevices",
    description:
        "The calling devices of a workspace, and how many there may be. Needs the scope " +
        "`spark-admin:telephony_config_read`. Fails for a workspace without calling.",
    args: { workspaceId: { schema: TEXT, description: "The workspace whose devices are read." }, orgId: OWN_ORG_ID },
    result: {
        name: "GetWorkspaceDevicesResult",
        description: "The calling devices, and how many there may be as far as Webex tells.",
        fields: OWNER_DEVICES_FIELDS,
        sure: ["devices"],
    },
    required: ["workspaceId"],
    subject: ({ workspaceId }) => workspaceId,
    ask: ({ workspaceId }, { client }, orgId) => readWorkspaceDevices(client, workspaceId, orgId),
};
