import { Refusal } from "./errors";
import { appearsLate, isPhone } from "./hardware";
import type { Device, SupportedDevice, Workspace } from "./types";

/** What `deviceSettingsConfiguration` says of a model: where Webex keeps the settings of its devices. */
export const SETTINGS = {
    /** /deviceConfigurations. */
    configurations: "WEBEX_DEVICE_CONFIGURATION",
    /** /telephony/config/devices/{id}/dynamicSettings. */
    dynamic: "WEBEX_CALLING_DYNAMIC_DEVICE_CONFIGURATION",
    /** /telephony/config/devices/{id}/settings, which takes a whole object. */
    whole: "WEBEX_CALLING_DEVICE_CONFIGURATION",
    none: "NONE",
} as const;

/** The row of "Read the List of Supported Devices" for a device; undefined for a room device and an unknown model. */
export function modelOf({ product }: Device, models: readonly SupportedDevice[]): SupportedDevice | undefined {
    return product === undefined ? undefined : modelNamed(product, models);
}

/** The row for a name as devices and requests have it, with or without `DMS`; undefined if there is none. */
export function modelNamed(name: string, models: readonly SupportedDevice[]): SupportedDevice | undefined {
    const plain = (text: string): string => text.replace(/^DMS /i, "").toLowerCase();
    return models.find((row) => [row.model, row.displayName].some((known) => plain(known) === plain(name)));
}

/** Where the settings of a device are kept, by its model; peripherals have none. */
export function settingsOf(device: Device, models: readonly SupportedDevice[]): string {
    if (isPhoneDevice(device)) {
        const late = appearsLate(device.product ?? "");
        return (
            modelOf(device, models)?.deviceSettingsConfiguration ?? (late ? SETTINGS.configurations : SETTINGS.dynamic)
        );
    }
    return (device.type ?? "roomdesk") === "roomdesk" ? SETTINGS.configurations : SETTINGS.none;
}

/** Whether a device is a desk phone rather than a room device or a peripheral. */
export function isPhoneDevice({ type, product }: Device): boolean {
    return type === undefined ? isPhone(product) : type === "phone";
}

/**
 * Throws 400 where a workspace is not for such a device. An MPP phone needs one for `phones`. A code without a model is
 * for a room device, which needs one for `collaborationDevices`. A workspace that says neither takes anything.
 */
export function checkWorkspaceTakes(
    workspace: Pick<Workspace, "supportedDevices"> | undefined,
    model: string | undefined,
    models: readonly SupportedDevice[],
): void {
    const isMpp = (name: string): boolean => modelNamed(name, models)?.type === "MPP";
    if (workspace?.supportedDevices === "collaborationDevices" && model !== undefined && isMpp(model)) {
        throw new Refusal(400, "The workspace does not support phones.");
    }
    if (workspace?.supportedDevices === "phones" && model === undefined) {
        throw new Refusal(400, "The workspace supports phones only.");
    }
}
