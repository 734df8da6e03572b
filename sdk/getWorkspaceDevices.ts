import type * as pulumi from "@pulumi/pulumi";
import { type OwnerDevices, readWorkspaceDevices } from "../provider/api/callingDevices";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

/** Whose devices `getWorkspaceDevices` reads. */
export interface GetWorkspaceDevicesArgs {
    /** The workspace whose devices are read. */
    readonly workspaceId: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getWorkspaceDevices`: the calling devices, and how many there may be as far as Webex tells. */
export type GetWorkspaceDevicesResult = OwnerDevices;

const devices = lookUp<GetWorkspaceDevicesArgs, GetWorkspaceDevicesResult>({
    name: "getWorkspaceDevices",
    schema: { properties: { workspaceId: TEXT, orgId: TEXT } },
    required: ["workspaceId"],
    subject: ({ workspaceId }) => workspaceId,
    ask: ({ workspaceId }, { client }, orgId) => readWorkspaceDevices(client, workspaceId, orgId),
});

/**
 * The calling devices of a workspace, with `maxDeviceCount` and `maxOwnedDeviceCount`. Needs the scope
 * `spark-admin:telephony_config_read`. Throws `pulumi.RunError`, also for a workspace without calling. Source:
 * "Get Workspace Devices" of Cisco's Device Call Settings API.
 */
export function getWorkspaceDevices(
    args: GetWorkspaceDevicesArgs,
    _options?: pulumi.InvokeOptions,
): Promise<GetWorkspaceDevicesResult> {
    return devices.plain(args);
}

/** `GetWorkspaceDevicesArgs` of which each may be an output. */
export type GetWorkspaceDevicesOutputArgs = Inputs<GetWorkspaceDevicesArgs>;

/** `getWorkspaceDevices` for arguments that are outputs of other resources. */
export function getWorkspaceDevicesOutput(
    args: GetWorkspaceDevicesOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetWorkspaceDevicesResult> {
    return devices.output(args, options);
}
