import type { Configuration, Configurations } from "../../api/deviceConfigurations";
import { organizationRecord } from "../organization";
import type { DeviceConfigurationInputs } from "./deviceConfigurationInputs";
import { type SettingValue, sameSetting } from "./settingValue";

/** What the state keeps of the settings of a device. */
export type DeviceConfigurationState = Omit<DeviceConfigurationInputs, "settings"> & {
    /**
     * The configured values of the managed settings, in the program's form where they mean the same. Null, in a batch
     * alone: the device has something that the state does not record.
     */
    readonly settings: Readonly<Record<string, SettingValue | null>>;
    /** The settings whose value the device has not confirmed, sorted. */
    readonly pending: readonly string[];
    readonly organization?: string | undefined;
};

/** The state after Webex told the settings of a device, for a program that gave `inputs`. */
export function stateOf(
    { deviceId, settings, orgId, ownKeys }: Omit<DeviceConfigurationState, "pending">,
    found: Configurations,
    organization: string | undefined,
): DeviceConfigurationState {
    const told = Object.keys(settings)
        .sort()
        .flatMap((key) => {
            const { configured } = found.get(key) ?? {};
            // Webex's value is one of those that a program gives.
            const value = sameSetting(settings[key], configured) ? settings[key] : (configured as SettingValue);
            return configured === undefined ? [] : [[key, value] as const];
        });
    return {
        deviceId,
        settings: Object.fromEntries(told) as DeviceConfigurationState["settings"],
        ...(orgId === undefined ? {} : { orgId }),
        ...(ownKeys === undefined ? {} : { ownKeys }),
        pending: told.map(([key]) => key).filter((key) => isPending(found.get(key))),
        ...organizationRecord(organization, { orgId }),
    };
}

/** Whether a device has not confirmed its configured value. Of macros Webex tells a digest, which says nothing. */
function isPending(configuration: Configuration | undefined): boolean {
    const { configured, applied } = configuration ?? {};
    const isDigest = Array.isArray(configured) && typeof applied === "string";
    return configured !== undefined && !isDigest && !sameSetting(configured, applied);
}
