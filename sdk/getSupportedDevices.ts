import type * as pulumi from "@pulumi/pulumi";
import { listSupportedDevices, type SupportedDevice } from "../provider/api/callingDevices";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

/** Whose devices `getSupportedDevices` reads. */
export interface GetSupportedDevicesArgs {
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getSupportedDevices`. */
export interface GetSupportedDevicesResult {
    /** The models, in the order of Webex's list. */
    readonly devices: readonly SupportedDevice[];
}

const found = lookUp<GetSupportedDevicesArgs, GetSupportedDevicesResult>({
    name: "getSupportedDevices",
    schema: { properties: { orgId: TEXT } },
    ask: async (_, { client }, orgId) => ({ devices: await listSupportedDevices(client, orgId) }),
});

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
