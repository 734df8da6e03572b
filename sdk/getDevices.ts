import type * as pulumi from "@pulumi/pulumi";
import { GET_DEVICES, type GetDevicesArgs, type GetDevicesResult } from "../provider/lookUps/getDevices";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetDevicesArgs, GetDevicesResult };

const devices = lookUp(GET_DEVICES);

/** The devices that all given filters let through, every page read. Throws `pulumi.RunError`. */
export function getDevices(args: GetDevicesArgs = {}, _options?: pulumi.InvokeOptions): Promise<GetDevicesResult> {
    return devices.plain(args);
}

/** The arguments of `getDevices`, each of which may be an output. */
export type GetDevicesOutputArgs = Inputs<GetDevicesArgs>;

/** `getDevices` for arguments that are outputs of other resources. */
export function getDevicesOutput(
    args: GetDevicesOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDevicesResult> {
    return devices.output(args, options);
}
