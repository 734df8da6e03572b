import { canonicalId } from "../api/identity";

/**
 * What this process knows of devices: those that are in the state already, and those that resources of this run
 * registered or adopted. A second declaration of the same device must not get it too, a resource that was renamed
 * in the program, whose old half goes after the new one adopted its device, must not delete it, and what nobody
 * knows of is left over from a run that died.
 */
const claims = new Map<string, "in the state" | "declared" | "registered" | "adopted">();

/** Notes a device of the state, which the program may declare no longer. */
export function know(deviceId: string): void {
    if (!claims.has(canonicalId(deviceId))) {
        claims.set(canonicalId(deviceId), "in the state");
    }
}

/** Notes a device of the state that the program still declares. */
export function declare(deviceId: string): void {
    if (claims.get(canonicalId(deviceId)) !== "adopted") {
        claims.set(canonicalId(deviceId), "declared");
    }
}

/** Whether the device is one of the state or of this run. */
export function isKnown(deviceId: string): boolean {
    return claims.has(canonicalId(deviceId));
}

/**
 * Marks a device as a new resource's, newly `registered` or `adopted` as it stood; false if another of this run has
 * it.
 */
export function claim(deviceId: string, how: "registered" | "adopted"): boolean {
    const free = !claims.has(canonicalId(deviceId)) || claims.get(canonicalId(deviceId)) === "in the state";
    if (free) {
        claims.set(canonicalId(deviceId), how);
    }
    return free;
}

/** Takes a declaration back: the device's resource is being replaced. */
export function release(deviceId: string): void {
    if (claims.get(canonicalId(deviceId)) === "declared") {
        claims.set(canonicalId(deviceId), "in the state");
    }
}

/** Whether another resource has the device: one of this run adopted it, or the program declares it elsewhere. */
export function isTaken(deviceId: string): boolean {
    return ["adopted", "declared"].includes(claims.get(canonicalId(deviceId)) ?? "");
}
