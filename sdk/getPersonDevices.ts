import type * as pulumi from "@pulumi/pulumi";
import {
    GET_PERSON_DEVICES,
    type GetPersonDevicesArgs,
    type GetPersonDevicesResult,
} from "../provider/lookUps/getPersonDevices";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetPersonDevicesArgs, GetPersonDevicesResult };

const devices = lookUp(GET_PERSON_DEVICES);

/**
 * The calling devices of a person, with `maxDeviceCount` and `maxOwnedDeviceCount`. Needs the scope
 * `spark-admin:telephony_config_read`. Throws `pulumi.RunError`, also for a person without calling. Source:
 * "Get Person Devices" of Cisco's Device Call Settings API.
 */
export function getPersonDevices(
    args: GetPersonDevicesArgs,
    _options?: pulumi.InvokeOptions,
): Promise<GetPersonDevicesResult> {
    return devices.plain(args);
}

/** `GetPersonDevicesArgs` of which each may be an output. */
export type GetPersonDevicesOutputArgs = Inputs<GetPersonDevicesArgs>;

/** `getPersonDevices` for arguments that are outputs of other resources. */
export function getPersonDevicesOutput(
    args: GetPersonDevicesOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPersonDevicesResult> {
    return devices.output(args, options);
}
