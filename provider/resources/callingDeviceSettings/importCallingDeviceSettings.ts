import { findDevice } from "../device/findDevice";
import { mayBeSecret } from "../deviceConfiguration/ownSettings";
import { kindOfId } from "../importedId";
import { organizationRecord } from "../organization";
import { type Context, type Imported, orgOf } from "../resource";
import { readWholePhone } from "./phone";
import { isPassword } from "./settingRules";
import type { CallingDeviceSettingsState } from "./settingsDiff";

/**
 * The settings of a phone that `pulumi import` names by its `callingDeviceId`, MAC address or serial number: those that
 * were set on this very phone, by whomever. Passwords are left out with a warning. Throws where there are none.
 */
export async function importCallingDeviceSettings(
    given: string,
    context: Context,
): Promise<Imported<CallingDeviceSettingsState>> {
    const { log, run, self, settings } = context;
    const orgId = orgOf({}, settings);
    const deviceId = await deviceIdOf(given.trim(), context);
    const phone = await readWholePhone(context, { deviceId, orgId });
    if (phone === undefined) {
        throw new Error(`Webex knows no device ${deviceId}. Give the callingDeviceId of a phone, or its MAC address`);
    }
    const own = [...phone.told.values()].flatMap(({ tag, value }) =>
        value === undefined ? [] : [[tag, value] as const],
    );
    const isSecret = ([tag, value]: readonly [string, string]) =>
        isPassword(phone.rules?.get(tag)) || mayBeSecret(tag.replace(/%/g, ""), value);
    const secret = own.filter(isSecret).map(([tag]) => tag);
    if (secret.length > 0) {
        log.warn(
            `${self.label}: left out, as their values may be secrets: ${secret.join(", ")}. They stay as they are`,
        );
    }
    const known = own.filter((each) => !isSecret(each)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (known.length === 0) {
        throw new Error(
            `no setting that a program could give is set on device ${deviceId} itself. Declare the settings that the stack ` +
                "should manage; equal values are taken over without a write",
        );
    }
    const organization = await run.organizations.answering(orgId).catch(() => undefined);
    const state: CallingDeviceSettingsState = {
        deviceId,
        settings: Object.fromEntries(known),
        ...(phone.family === undefined ? {} : { family: phone.family }),
        ...organizationRecord(organization, {}),
    };
    return { id: deviceId, state };
}

/** The id that Webex Calling has for the phone: the one given if it is one, else that of the device named. */
async function deviceIdOf(text: string, context: Context): Promise<string> {
    if (kindOfId(text) === "CALLING_DEVICE") {
        return text;
    }
    const { id, callingDeviceId } = await findDevice(text, context);
    return callingDeviceId ?? id;
}
