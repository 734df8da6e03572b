import type * as pulumi from "@pulumi/pulumi";
import type { DeviceFilter } from "../provider/api/devices/contract";
import type { WebexDevice } from "../provider/api/devices/webexDevice";
import { normalizeMac } from "../provider/api/identity";
import { TEXT } from "../provider/definitions/common";
import type { Session } from "../provider/session";
import { type Inputs, plainError } from "./dataSource";
import { lookUp } from "./lookUp";
import { firstOf, theOne } from "./oneOfMany";

/** The device that `getDevice` looks for: exactly one of `deviceId`, `serial`, `mac` and `name`. */
export interface GetDeviceArgs {
    /** Webex's id of the device. */
    readonly deviceId?: string | undefined;
    /** The serial number, in upper or lower case. */
    readonly serial?: string | undefined;
    /** The MAC address, in any notation. */
    readonly mac?: string | undefined;
    /** The whole name that Control Hub shows (`displayName`), in upper or lower case. */
    readonly name?: string | undefined;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** A device as the API tells it; only `id` is sure to be there. */
export type GetDeviceResult = WebexDevice;

const device = lookUp<GetDeviceArgs, GetDeviceResult>({
    name: "getDevice",
    schema: { properties: { deviceId: TEXT, serial: TEXT, mac: TEXT, name: TEXT, orgId: TEXT } },
    oneOf: ["deviceId", "serial", "mac", "name"],
    subject: ({ deviceId, serial, mac, name }) => deviceId ?? serial ?? mac ?? `"${name ?? ""}"`,
    ask: ({ deviceId, serial, mac, name = "" }, session, orgId) => {
        if (deviceId !== undefined) {
            return byId(deviceId, session, orgId);
        }
        if (serial !== undefined) {
            return byText("serial", `device with the serial number ${serial}`, serial, session, orgId);
        }
        return mac === undefined
            ? byText("displayName", `device named "${name}"`, name, session, orgId)
            : byMac(mac, session, orgId);
    },
});

/**
 * One device by its id, serial number, MAC address or name. Throws `pulumi.RunError`, also if there is none, with the
 * nearest names, or if several have it, with all of them.
 */
export function getDevice(args: GetDeviceArgs, _options?: pulumi.InvokeOptions): Promise<GetDeviceResult> {
    return device.plain(args);
}

/** `GetDeviceArgs` of which each may be an output. */
export type GetDeviceOutputArgs = Inputs<GetDeviceArgs>;

/** `getDevice` for arguments that are outputs of other resources. */
export function getDeviceOutput(
    args: GetDeviceOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDeviceResult> {
    return device.output(args, options);
}

async function byId(deviceId: string, { contract }: Session, orgId: string | undefined): Promise<WebexDevice> {
    const found = await contract.getDevice(deviceId, orgId);
    if (found === undefined) {
        throw plainError(`getDevice: there is no device ${deviceId}`);
    }
    return found;
}

/** The device whose text is the wanted one: the list's filter matches on a part of it. */
async function byText(
    field: "serial" | "displayName",
    what: string,
    text: string,
    session: Session,
    orgId: string | undefined,
): Promise<WebexDevice> {
    const { contract } = session;
    const filter: DeviceFilter = { [field]: text, orgId };
    const namesOf = (one: WebexDevice) => [one[field]].filter((name) => name !== undefined);
    const wanted = { ...wording(session), what, name: text, namesOf };
    return theOne(wanted, await contract.listDevices(filter), () => firstOf(contract.devicePages(orgId)));
}

async function byMac(mac: string, session: Session, orgId: string | undefined): Promise<WebexDevice> {
    const address = normalizeMac(mac);
    if (address === undefined) {
        throw plainError(`getDevice: "${mac}" is no MAC address`);
    }
    const found = await session.contract.findByMac(address, orgId);
    // The contract has compared the addresses, and near ones are no hint: phones of one delivery differ in one digit.
    const wanted = {
        ...wording(session),
        what: `device with the MAC address ${address}`,
        name: address,
        namesOf: () => [address],
    };
    return theOne(wanted, found, () => Promise.resolve([]));
}

function wording({ names }: Session) {
    return {
        fn: "getDevice",
        instead: "deviceId",
        describe: ({ id, displayName, product, ...owner }: WebexDevice) =>
            `"${displayName ?? product ?? ""}" of ${names.describe(owner)} (${id})`,
    };
}
