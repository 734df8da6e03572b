import { isOnceSeen, type WebexDevice } from "../../provider/api/devices/webexDevice";
import { canonicalId } from "../../provider/api/identity";
import { roomDevicesOf } from "../../provider/resources/deviceActivation/codeFate";
import { grouped } from "../grouped";
import type { StackCode } from "./stackCode";

/**
 * The devices that used codes, as far as these devices tell, by the rules of a refresh: the device entry of a code
 * tells for certain; a code without one counts as used by a room device that came online with its owner since. Each
 * device counts for one code, the one that was issued first.
 */
export function devicesByCode(
    codes: readonly StackCode[],
    devices: readonly WebexDevice[],
): ReadonlyMap<StackCode, WebexDevice> {
    const byId = new Map(devices.map((device) => [canonicalId(device.id), device]));
    const byOwner = grouped(devices, ownerKey);
    const found = new Map<StackCode, WebexDevice>();
    const taken = new Set<WebexDevice>();
    const note = (code: StackCode, device: WebexDevice | undefined): void => {
        if (device !== undefined) {
            found.set(code, device);
            taken.add(device);
        }
    };
    for (const code of codes) {
        const device = byId.get(canonicalId(recordedDevice(code) ?? ""));
        note(code, device !== undefined && isOnceSeen(device) ? device : undefined);
    }
    for (const code of codes.filter((each) => recordedDevice(each) === undefined).sort(byIssue)) {
        const own = byOwner.get(ownerKey(code.state)) ?? [];
        const free = own.filter((device) => !taken.has(device));
        note(code, roomDevicesOf(free, code.state)[0]);
    }
    return found;
}

/** The device that a state names: the entry of the code, or the device that used it. */
function recordedDevice({ state: { entryId, deviceId } }: StackCode): string | undefined {
    return entryId ?? deviceId;
}

function byIssue({ state: a }: StackCode, { state: b }: StackCode): number {
    return Date.parse(a.issuedAt) - Date.parse(b.issuedAt);
}

/** What devices and codes of one person or room have in common. */
export function ownerKey({
    personId,
    workspaceId,
}: {
    readonly personId?: string | undefined;
    readonly workspaceId?: string | undefined;
}): string {
    return canonicalId(workspaceId ?? personId ?? "");
}
