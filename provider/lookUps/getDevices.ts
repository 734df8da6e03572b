import type { WebexDevice } from "../api/devices/webexDevice";
import { TEXT } from "../definitions/common";
import { OWN_ORG_ID } from "./common";
import { DEVICE_TYPE } from "./deviceType";
import type { LookUp } from "./lookUp";

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

/** The devices that filters let through. */
export const GET_DEVICES: LookUp<GetDevicesArgs, GetDevicesResult> = {
    name: "getDevices",
    description: "The devices that all given filters let through, every page read.",
    args: {
        personId: { schema: TEXT, description: "The person who owns the devices." },
        workspaceId: { schema: TEXT, description: "The workspace that the devices stand in." },
        displayName: { schema: TEXT, description: "The device's name as Control Hub shows it." },
        product: { schema: TEXT, description: "The product's name, e.g. `Cisco Webex DX80`." },
        type: { schema: TEXT, description: "`roomdesk`, `phone`, `accessory`, `webexgo` or `unknown`." },
        tag: { schema: TEXT, description: "With `cisco` several, separated by commas, must all be there." },
        connectionStatus: {
            schema: TEXT,
            description: "The connection status, e.g. `connected`, `disconnected` or `connected_with_issues`.",
        },
        serial: { schema: TEXT, description: "The serial number." },
        software: { schema: TEXT, description: "The software version." },
        upgradeChannel: { schema: TEXT, description: "The upgrade channel, e.g. `Stable` or `Preview`." },
        errorCode: { schema: TEXT, description: "A code among those that a device with issues reports." },
        capability: { schema: TEXT, description: "What the device can do; Cisco names `xapi`." },
        permission: { schema: TEXT, description: "What the caller may do with the device, e.g. `xapi:all`." },
        locationId: { schema: TEXT, description: "The location that the devices belong to." },
        workspaceLocationId: { schema: TEXT, description: "Deprecated by Cisco in favour of `locationId`." },
        mac: { schema: TEXT, description: "The MAC address." },
        devicePlatform: { schema: TEXT, description: "`cisco` or `microsoftTeamsRoom`." },
        plannedMaintenance: { schema: TEXT, description: "Whether maintenance is planned: `off`, `on` or `upcoming`." },
        max: {
            schema: { type: "integer", minimum: 1 },
            description: "The most devices to answer, from 1; default all. Pages are read as needed.",
        },
        orgId: OWN_ORG_ID,
    },
    result: {
        name: "GetDevicesResult",
        description: "The answer of `getDevices`.",
        fields: { devices: { listOf: DEVICE_TYPE, description: "The devices, in the order of Webex's list." } },
        sure: ["devices"],
    },
    knownArgs: ({ contract }) => [...contract.filters, "max"],
    isSentEachTime: true,
    ask: async ({ max, ...filter }, { contract }, orgId) => ({
        devices: await contract.listDevices({ ...filter, orgId }, max),
    }),
};
