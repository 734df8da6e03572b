import type * as pulumi from "@pulumi/pulumi";
import {
    GET_PERSON_DEVICE_COUNT,
    type GetPersonDeviceCountArgs,
    type GetPersonDeviceCountResult,
} from "../provider/lookUps/getPersonDeviceCount";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetPersonDeviceCountArgs, GetPersonDeviceCountResult };

const count = lookUp(GET_PERSON_DEVICE_COUNT);

/**
 * How many devices a person has ("Get User Devices Count" of Cisco's Device Call Settings API). Needs the scope
 * `spark-admin:telephony_config_read`. Throws `pulumi.RunError`.
 */
export function getPersonDeviceCount(
    args: GetPersonDeviceCountArgs,
    _options?: pulumi.InvokeOptions,
): Promise<GetPersonDeviceCountResult> {
    return count.plain(args);
}

/** The arguments of `getPersonDeviceCount`, each of which may be an output. */
export type GetPersonDeviceCountOutputArgs = Inputs<GetPersonDeviceCountArgs>;

/** `getPersonDeviceCount` for arguments that are outputs of other resources. */
export function getPersonDeviceCountOutput(
    args: GetPersonDeviceCountOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPersonDeviceCountResult> {
    return count.output(args, options);
}
