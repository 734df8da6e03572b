import type * as pulumi from "@pulumi/pulumi";
import {
    GET_SUPPORTED_DEVICES,
    type GetSupportedDevicesArgs,
    type GetSupportedDevicesResult,
} from "../provider/lookUps/getSupportedDevices";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetSupportedDevicesArgs, GetSupportedDevicesResult };

const found = lookUp(GET_SUPPORTED_DEVICES);

/**
 * The models that an organisation can register, with the words that `Device.model` takes ("Read the List of Supported
 * Devices"). Needs the scope `spark-admin:telephony_config_read`. Throws `pulumi.RunError`.
 */
export function getSupportedDevices(
    args: GetSupportedDevicesArgs = {},
    _options?: pulumi.InvokeOptions,
): Promise<GetSupportedDevicesResult> {
    return found.plain(args);
}

/** `GetSupportedDevicesArgs` of which each may be an output. */
export type GetSupportedDevicesOutputArgs = Inputs<GetSupportedDevicesArgs>;

/** `getSupportedDevices` for arguments that are outputs of other resources. */
export function getSupportedDevicesOutput(
    args: GetSupportedDevicesOutputArgs = {},
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetSupportedDevicesResult> {
    return found.output(args, options);
}
