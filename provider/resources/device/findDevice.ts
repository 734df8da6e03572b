import type { WebexDevice } from "../../api/devices/webexDevice";
import { canonicalId, normalizeMac } from "../../api/identity";
import { assertKind, assertNamedOrganization, kindOfId, notKnown } from "../importedId";
import type { Context } from "../resource";

/** The ids that a device may go by. */
const ID_KINDS = ["DEVICE", "CALLING_DEVICE", "DEVICE_ID"] as const;

const WAYS = "the device's id, its MAC address or its serial number";

/**
 * The registered device that somebody names by any of its ids, in Webex's form or as the bare UUID, by its MAC address
 * in any notation, or by its serial number. Throws if there is none, if several have that number, if the id names
 * something else, or if the device is in another organisation than `webex:orgId` names.
 */
export async function findDevice(given: string, context: Context): Promise<WebexDevice> {
    const text = given.trim();
    assertKind(text, ID_KINDS, "a device");
    for (const look of looks(text, context)) {
        const [device, ...others] = await look();
        if (device === undefined) {
            continue;
        }
        if (others.length > 0) {
            const ids = [device, ...others].map(({ id }) => id).join(", ");
            throw new Error(`several devices have the number "${text}": ${ids}. Give the id of the one that you mean`);
        }
        assertNamedOrganization(`device ${device.id}`, device.orgId, context.settings.orgId);
        return device;
    }
    throw new Error(notKnown("device", text, WAYS));
}

/** The ways to look, the cheapest first; the last one reads the whole list. */
function looks(
    text: string,
    { contract, settings: { orgId }, run }: Context,
): (() => Promise<readonly WebexDevice[]>)[] {
    const mac = normalizeMac(text);
    const reads = run.reads(orgId);
    const byId = async () => {
        const device = await reads.byId(text);
        return device === undefined ? [] : [device];
    };
    const kind = kindOfId(text);
    return [
        ...(mac === undefined ? [] : [() => reads.byMac(mac)]),
        ...(kind === "DEVICE" ? [byId] : []),
        ...(kind === undefined ? [() => reads.bySerial(text)] : []),
        async () => {
            const found: WebexDevice[] = [];
            for await (const page of contract.devicePages(orgId)) {
                found.push(...page.filter((device) => isCalled(device, text)));
            }
            return found;
        },
    ];
}

function isCalled({ id, webexDeviceId, callingDeviceId, deviceId }: WebexDevice, text: string): boolean {
    const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
    const wanted = isUuid ? text.toLowerCase() : canonicalId(text);
    return [id, webexDeviceId, callingDeviceId, deviceId].some(
        (own) => own !== undefined && (own === text || canonicalId(own) === wanted),
    );
}
