import type * as pulumi from "@pulumi/pulumi";
import { readPersonDeviceCount } from "../provider/api/callingDevices";
import { TEXT } from "../provider/definitions/common";
import { attempt, checkedArgs, type Inputs, outputTwin } from "./dataSource";
import { requireSession } from "./run";

export interface GetPersonDeviceCountArgs {
    /** The person whose devices are counted. */
    readonly personId: string;
    /** The person's organisation, for partner administrators; goes before `webex:orgId`. */
    readonly orgId?: string | undefined;
}

export interface GetPersonDeviceCountResult {
    readonly personId: string;
    /** Physical devices, plus one if there are any applications, however many. */
    readonly totalDeviceCount: number;
    /** Webex applications (desktop, mobile, …), which may be more than the total. */
    readonly applicationsCount: number;
    /** Physical devices alone, from 0. */
    readonly physicalDeviceCount: number;
}

/**
 * How many devices a person has ("Get User Devices Count" of Cisco's Device Call Settings API). Needs the scope
 * `spark-admin:telephony_config_read`. Throws `pulumi.RunError`.
 */
export async function getPersonDeviceCount(
    args: GetPersonDeviceCountArgs,
    _options?: pulumi.InvokeOptions,
): Promise<GetPersonDeviceCountResult> {
    const given = checkedArgs("getPersonDeviceCount", args, { properties: { personId: TEXT, orgId: TEXT } }, [
        "personId",
    ]);
    const { client, settings } = requireSession();
    return attempt(`getPersonDeviceCount of ${given.personId}`, () =>
        readPersonDeviceCount(client, given.personId, given.orgId ?? settings.orgId),
    );
}

export type GetPersonDeviceCountOutputArgs = Inputs<GetPersonDeviceCountArgs>;

/** `getPersonDeviceCount` for arguments that are outputs of other resources. */
export const getPersonDeviceCountOutput = outputTwin<GetPersonDeviceCountArgs, GetPersonDeviceCountResult>((args) =>
    getPersonDeviceCount(args),
);
