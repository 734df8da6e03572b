/**
 * Devices that a resource of this run created or took: a second declaration of the same device must not take it too, and
 * a resource that was renamed in the program, whose old half goes after the new one took its device, must not delete it.
 */
const claimed = new Set<string>();

/** Marks a device as somebody's; false if it already is. */
export function claim(deviceId: string): boolean {
    if (claimed.has(deviceId)) return false;
    claimed.add(deviceId);
    return true;
}

/** Whether a resource created or took this device in this run. */
export function isClaimed(deviceId: string): boolean {
    return claimed.has(deviceId);
}
