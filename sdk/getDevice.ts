import type * as pulumi from "@pulumi/pulumi";
import type { WebexDevice } from "../provider/api/devices/webexDevice";
import { TEXT } from "../provider/definitions/common";
import { attempt, checkedArgs, type Inputs, outputTwin, plainError } from "./dataSource";
import { requireSession } from "./run";

export interface GetDeviceArgs {
    /** Webex's id of the device. */
    readonly deviceId: string;
    /** The organisation, for partner administrators; goes before `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** A device as the API tells it; only `id` is sure to be there. */
export type GetDeviceResult = WebexDevice;

/** One device by its id. Throws `pulumi.RunError`, also if there is none. */
export async function getDevice(args: GetDeviceArgs, _options?: pulumi.InvokeOptions): Promise<GetDeviceResult> {
    const given = checkedArgs("getDevice", args, { properties: { deviceId: TEXT, orgId: TEXT } }, ["deviceId"]);
    const { contract, settings } = requireSession();
    const device = await attempt(`getDevice of ${given.deviceId}`, () =>
        contract.getDevice(given.deviceId, given.orgId ?? settings.orgId),
    );
    if (device === undefined) {
        throw plainError(`getDevice: there is no device ${given.deviceId}`);
    }
    return device;
}

export type GetDeviceOutputArgs = Inputs<GetDeviceArgs>;

/** `getDevice` for arguments that are outputs of other resources. */
export const getDeviceOutput = outputTwin<GetDeviceArgs, GetDeviceResult>((args) => getDevice(args));
