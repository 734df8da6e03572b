/**
 * Devices that resources of this run obtained. A second declaration of the same device must not get it too, and a
 * resource that was renamed in the program, whose old half goes after the new one adopted its device, must not delete it.
 */
const claims = new Map<string, "registered" | "adopted">();

/** Marks a device as some resource's, newly `registered` or `adopted` as it stood; false if it already is. */
export function claim(deviceId: string, how: "registered" | "adopted"): boolean {
    if (claims.has(deviceId)) return false;
    claims.set(deviceId, how);
    return true;
}

/** Whether a resource of this run adopted the device from whatever had it before. */
export function wasAdopted(deviceId: string): boolean {
    return claims.get(deviceId) === "adopted";
}
