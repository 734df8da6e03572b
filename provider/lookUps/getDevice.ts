import type { DeviceFilter } from "../api/devices/contract";
import type { WebexDevice } from "../api/devices/webexDevice";
import { normalizeMac } from "../api/identity";
import { TEXT } from "../definitions/common";
import type { Session } from "../session";
import { OWN_ORG_ID } from "./common";
import { DEVICE_TYPE } from "./deviceType";
import type { LookUp } from "./lookUp";
import { LookUpFailed } from "./lookUpFailed";
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

/** One device by its id, serial number, MAC address or name. */
export const GET_DEVICE: LookUp<GetDeviceArgs, GetDeviceResult> = {
    name: "getDevice",
    description:
        "One device by its id, serial number, MAC address or name. Fails if there is none, with the nearest names, or if " +
        "several have it, with all of them.",
    args: {
        deviceId: { schema: TEXT, description: "Webex's id of the device." },
        serial: { schema: TEXT, description: "The serial number, in upper or lower case." },
        mac: { schema: TEXT, description: "The MAC address, in any notation." },
        name: {
            schema: TEXT,
            description: "The whole name that Control Hub shows (`displayName`), in upper or lower case.",
        },
        orgId: OWN_ORG_ID,
    },
    result: DEVICE_TYPE,
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
};

async function byId(deviceId: string, { contract }: Session, orgId: string | undefined): Promise<WebexDevice> {
    const found = await contract.getDevice(deviceId, orgId);
    if (found === undefined) {
        throw new LookUpFailed(`getDevice: there is no device ${deviceId}`);
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
        throw new LookUpFailed(`getDevice: "${mac}" is no MAC address`);
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
