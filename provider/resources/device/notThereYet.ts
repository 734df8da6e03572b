import type { Contract } from "../../api/devices/contract";
import { isNeverSeen, isOnItsWay, type WebexDevice } from "../../api/devices/webexDevice";

/**
 * Whether a device is the entry of an unused code, or a phone that Webex confirmed and still sets up. Where codes have
 * no status of their own, it is one that was never seen and has no MAC address.
 */
export function isNotThereYet(device: WebexDevice, { unusedCodeStatus }: Pick<Contract, "unusedCodeStatus">): boolean {
    const isCode =
        unusedCodeStatus === undefined
            ? device.mac === undefined && isNeverSeen(device)
            : device.connectionStatus === unusedCodeStatus;
    return isCode || isOnItsWay(device);
}
