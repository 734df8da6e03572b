import type * as pulumi from "@pulumi/pulumi";
import { type OwnerDevices, readPersonDevices } from "../provider/api/callingDevices";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

/** Whose devices `getPersonDevices` reads. */
export interface GetPersonDevicesArgs {
    /** The person whose devices are read. */
    readonly personId: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getPersonDevices`: the calling devices, and how many there may be as far as Webex tells. */
export type GetPersonDevicesResult = OwnerDevices;

const devices = lookUp<GetPersonDevicesArgs, GetPersonDevicesResult>({
    name: "getPersonDevices",
    schema: { properties: { personId: TEXT, orgId: TEXT } },
    required: ["personId"],
    subject: ({ personId }) => personId,
    ask: ({ personId }, { client }, orgId) => readPersonDevices(client, personId, orgId),
});

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
