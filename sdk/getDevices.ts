import type * as pulumi from "@pulumi/pulumi";
import type { WebexDevice } from "../provider/api/devices/webexDevice";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";
import { programSession } from "./run";

/**
 * Filters of the device list, all of which a device must pass. A text filter matches on a part of the value. From
 * `locationId` on they are known to the `cisco` contract only.
 */
export interface GetDevicesArgs {
    /** The person who owns the devices. */
    readonly personId?: string | undefined;
    /** The workspace that the devices stand in. */
    readonly workspaceId?: string | undefined;
    /** The device's name as Control Hub shows it. */
    readonly displayName?: string | undefined;
    /** The product's name, e.g. `Cisco Webex DX80`. */
    readonly product?: string | undefined;
    /** `roomdesk`, `phone`, `accessory`, `webexgo` or `unknown`. */
    readonly type?: string | undefined;
    /** With `cisco` several, separated by commas, must all be there. */
    readonly tag?: string | undefined;
    /** The connection status, e.g. `connected`, `disconnected` or `connected_with_issues`. */
    readonly connectionStatus?: string | undefined;
    /** The serial number. */
    readonly serial?: string | undefined;
    /** The software version. */
    readonly software?: string | undefined;
    /** The upgrade channel, e.g. `Stable` or `Preview`. */
    readonly upgradeChannel?: string | undefined;
    /** A code among those that a device with issues reports. */
    readonly errorCode?: string | undefined;
    /** What the device can do; Cisco names `xapi`. */
    readonly capability?: string | undefined;
    /** What the caller may do with the device, e.g. `xapi:all`. */
    readonly permission?: string | undefined;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
    /** The location that the devices belong to. */
    readonly locationId?: string | undefined;
    /** Deprecated by Cisco in favour of `locationId`. */
    readonly workspaceLocationId?: string | undefined;
    /** The MAC address. */
    readonly mac?: string | undefined;
    /** `cisco` or `microsoftTeamsRoom`. */
    readonly devicePlatform?: string | undefined;
    /** Whether maintenance is planned: `off`, `on` or `upcoming`. */
    readonly plannedMaintenance?: string | undefined;
    /** The most devices to answer, from 1; default all. Pages are read as needed. */
    readonly max?: number | undefined;
}

/** The answer of `getDevices`. */
export interface GetDevicesResult {
    /** The devices, in the order of Webex's list. */
    readonly devices: readonly WebexDevice[];
}

const devices = lookUp<GetDevicesArgs, GetDevicesResult>({
    name: "getDevices",
    schema: () => {
        const filters = programSession().contract.filters.map((name) => [name, TEXT] as const);
        return { properties: { ...Object.fromEntries(filters), max: { type: "integer", minimum: 1 } } };
    },
    isSentEachTime: true,
    ask: async ({ max, ...filter }, { contract }, orgId) => ({
        devices: await contract.listDevices({ ...filter, orgId }, max),
    }),
});

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
