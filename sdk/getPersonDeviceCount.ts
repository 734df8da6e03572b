import type * as pulumi from "@pulumi/pulumi";
import { readPersonDeviceCount } from "../provider/api/callingDevices";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

/** Whose devices `getPersonDeviceCount` counts. */
export interface GetPersonDeviceCountArgs {
    /** The person whose devices are counted. */
    readonly personId: string;
    /** The person's organisation, for partner administrators; goes before `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The devices of a person, as Webex counts them. */
export interface GetPersonDeviceCountResult {
    /** The person, as asked for. */
    readonly personId: string;
    /** Physical devices, plus one if there are any applications, however many. */
    readonly totalDeviceCount: number;
    /** Webex applications (desktop, mobile, …), which may be more than the total. */
    readonly applicationsCount: number;
    /** Physical devices alone, from 0. */
    readonly physicalDeviceCount: number;
}

const count = lookUp<GetPersonDeviceCountArgs, GetPersonDeviceCountResult>({
    name: "getPersonDeviceCount",
    schema: { properties: { personId: TEXT, orgId: TEXT } },
    required: ["personId"],
    subject: ({ personId }) => personId,
    isSentEachTime: true,
    ask: ({ personId }, { client }, orgId) => readPersonDeviceCount(client, personId, orgId),
});

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
