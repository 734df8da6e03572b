import type { Entries } from "../../../../provider/resources/batch/batchState";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { DeviceActivationState } from "../../../../provider/resources/deviceActivation/deviceActivation";

/** A phone of a workspace, by a number of up to three digits. */
export function phone(at: number) {
    return { workspaceId: "w", mac: `02AB00000${String(at).padStart(3, "0")}`, model: "DMS Cisco 8865" };
}

/** The state of a device that the stack registered. */
export function registered(inputs: object, more: Partial<DeviceState> = {}): DeviceState {
    return { ...inputs, details: {}, origin: "registered", ...more };
}

/** Entries of a batch of devices; the id of each is `id-NAME`. */
export function devicesWith(states: Readonly<Record<string, DeviceState>>): Entries<DeviceState> {
    return new Map(Object.entries(states).map(([key, state]) => [key, { id: `id-${key}`, state }]));
}

/** Entries of a batch of codes, pending unless told otherwise; the device entry of each is `entry-NAME`. */
export function codesWith(
    states: Readonly<Record<string, Partial<DeviceActivationState>>>,
): Entries<DeviceActivationState> {
    return new Map(
        Object.entries(states).map(([key, own]) => {
            const state: DeviceActivationState = {
                code: "1234",
                expiresAt: "2099-01-01T00:00:00.000Z",
                issuedAt: "2026-01-01T00:00:00.000Z",
                status: "pending",
                entryId: `entry-${key}`,
                deviceId: `entry-${key}`,
                origin: "issued",
                ...own,
            };
            return [key, { id: `activation-${key}`, state }];
        }),
    );
}
