import type * as pulumi from "@pulumi/pulumi";
import {
    GET_WORKSPACE_DEVICES,
    type GetWorkspaceDevicesArgs,
    type GetWorkspaceDevicesResult,
} from "../provider/lookUps/getWorkspaceDevices";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetWorkspaceDevicesArgs, GetWorkspaceDevicesResult };

const devices = lookUp(GET_WORKSPACE_DEVICES);

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
