import type * as pulumi from "@pulumi/pulumi";
import { GET_DEVICE, type GetDeviceArgs, type GetDeviceResult } from "../provider/lookUps/getDevice";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetDeviceArgs, GetDeviceResult };

const device = lookUp(GET_DEVICE);

/**
 * One device by its id, serial number, MAC address or name. Throws `pulumi.RunError`, also if there is none, with the
 * nearest names, or if several have it, with all of them.
 */
export function getDevice(args: GetDeviceArgs, _options?: pulumi.InvokeOptions): Promise<GetDeviceResult> {
    return device.plain(args);
}

/** `GetDeviceArgs` of which each may be an output. */
export type GetDeviceOutputArgs = Inputs<GetDeviceArgs>;

/** `getDevice` for arguments that are outputs of other resources. */
export function getDeviceOutput(
    args: GetDeviceOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDeviceResult> {
    return device.output(args, options);
}
