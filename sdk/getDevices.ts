import type * as pulumi from "@pulumi/pulumi";
import type { WebexDevice } from "../provider/api/devices/webexDevice";
import { TEXT } from "../provider/definitions/common";
import { attempt, checkedArgs, type Inputs, outputTwin } from "./dataSource";
import { requireSession } from "./run";

/** Filters of the device list; a text filter matches on a part of the value. The last six are Cisco's only. */
export interface GetDevicesArgs {
    readonly personId?: string | undefined;
    readonly workspaceId?: string | undefined;
    readonly displayName?: string | undefined;
    readonly product?: string | undefined;
    /** `roomdesk`, `phone`, `accessory`, `webexgo` or `unknown`. */
    readonly type?: string | undefined;
    /** With `cisco` several, separated by commas, must all be there. */
    readonly tag?: string | undefined;
    readonly connectionStatus?: string | undefined;
    readonly serial?: string | undefined;
    readonly software?: string | undefined;
    readonly upgradeChannel?: string | undefined;
    readonly errorCode?: string | undefined;
    readonly capability?: string | undefined;
    readonly permission?: string | undefined;
    /** The organisation, for partner administrators; goes before `webex:orgId`. */
    readonly orgId?: string | undefined;
    readonly locationId?: string | undefined;
    /** Deprecated by Cisco in favour of `locationId`. */
    readonly workspaceLocationId?: string | undefined;
    readonly mac?: string | undefined;
    readonly devicePlatform?: string | undefined;
    readonly plannedMaintenance?: string | undefined;
    /** The most devices to answer, from 1; default all. Pages are read as needed. */
    readonly max?: number | undefined;
}

export interface GetDevicesResult {
    readonly devices: readonly WebexDevice[];
}

/** The devices that all given filters let through, every page read. Throws `pulumi.RunError`. */
export async function getDevices(
    args: GetDevicesArgs = {},
    _options?: pulumi.InvokeOptions,
): Promise<GetDevicesResult> {
    const { contract, settings } = requireSession();
    const filters = Object.fromEntries(contract.filters.map((name) => [name, TEXT]));
    const schema = { properties: { ...filters, max: { type: "integer", minimum: 1 } } };
    const { max, ...given } = checkedArgs("getDevices", args, schema, []);
    const filter = { ...given, orgId: given.orgId ?? settings.orgId };
    return { devices: await attempt("getDevices", () => contract.listDevices(filter, max)) };
}

export type GetDevicesOutputArgs = Inputs<GetDevicesArgs>;

/** `getDevices` for arguments that are outputs of other resources. */
export const getDevicesOutput = outputTwin<GetDevicesArgs, GetDevicesResult>((args) => getDevices(args));
