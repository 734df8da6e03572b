import { readAllConfigurations } from "../../api/deviceConfigurations";
import { findDevice } from "../device/findDevice";
import { kindOfId } from "../importedId";
import { type Context, type Imported, orgOf } from "../resource";
import { settingFailures } from "./deviceConfigurationInputs";
import { type DeviceConfigurationState, stateOf } from "./deviceConfigurationState";
import { noSuchDevice, whyNoConfigurations } from "./noConfigurations";
import { ownSettings } from "./ownSettings";
import type { Settings } from "./settingValue";

/**
 * The settings of a device that `pulumi import` names by the device's id, its MAC address or its serial number: those
 * that were set on this very device. What may be a secret is left out with a warning. Throws where there are none.
 */
export async function importDeviceConfiguration(
    given: string,
    context: Context,
): Promise<Imported<DeviceConfigurationState>> {
    const { client, log, run, self, settings } = context;
    const deviceId = await deviceIdOf(given.trim(), context);
    const orgId = orgOf({}, settings);
    const found = await readAllConfigurations(client, deviceId);
    if (found === undefined) {
        throw new Error((await whyNoConfigurations(deviceId, orgId, context)) ?? noSuchDevice(deviceId, false));
    }
    const { values, secret } = ownSettings(found);
    const known = Object.entries(values).filter(([key, value]) => settingFailures({ [key]: value }).length === 0);
    if (secret.length > 0) {
        log.warn(
            `${self.label}: left out, as their values may be secrets: ${secret.join(", ")}. They stay as they are`,
        );
    }
    if (known.length === 0) {
        throw new Error(
            `nothing that a program could give is configured on device ${deviceId} itself. Declare the settings that the ` +
                "stack should manage; equal values are taken over without a write",
        );
    }
    const organization = await run.organizations.answering(orgId).catch(() => undefined);
    const inputs = { deviceId, settings: Object.fromEntries(known) as Settings };
    return { id: deviceId, state: stateOf(inputs, found, organization) };
}

/** The id that Webex keeps the settings under: the one given if it is a device's, else that of the device named. */
async function deviceIdOf(text: string, context: Context): Promise<string> {
    if (kindOfId(text) === "DEVICE") {
        return text;
    }
    const { id, webexDeviceId } = await findDevice(text, context);
    return webexDeviceId ?? id;
}
