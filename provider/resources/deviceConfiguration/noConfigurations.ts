import type { SupportedDevice } from "../../api/callingDevices";
import type { WebexDevice } from "../../api/devices/webexDevice";
import { sameId, sameModel } from "../../api/identity";
import { describeDevice } from "../device/deviceSearch";
import type { Surroundings } from "../resource";

/**
 * Why Webex keeps no configurations of a device, and what to do instead; undefined where Webex knows no such device.
 * Throws `WebexError`.
 */
export async function whyNoConfigurations(
    deviceId: string,
    orgId: string | undefined,
    { contract, names }: Pick<Surroundings, "contract" | "names">,
): Promise<string | undefined> {
    const device = await contract.getDevice(deviceId, orgId);
    if (device === undefined) {
        return undefined;
    }
    await names.ask(device);
    return familyWord(deviceId, device, describeDevice(device, names), await contract.supportedDevices(orgId));
}

/** Where the settings of a device are kept, if not where they were looked for. No I/O. */
export function familyWord(
    deviceId: string,
    { id, webexDeviceId, callingDeviceId, product = "", type }: WebexDevice,
    inWords: string,
    supported: readonly SupportedDevice[],
): string {
    const kept = supported.find((row) => sameModel(product, row.model, [row]))?.deviceSettingsConfiguration;
    const isCalling = kept?.includes("CALLING") === true;
    if (!isCalling && webexDeviceId !== undefined && !sameId(webexDeviceId, deviceId)) {
        return `Webex keeps the settings of ${inWords} under its webexDeviceId: give deviceId "${webexDeviceId}"`;
    }
    if (isCalling || (kept === undefined && type === "phone")) {
        return (
            `${inWords} is a phone whose settings Webex Calling keeps, not those of RoomOS and PhoneOS. Use ` +
            `CallingDeviceSettings instead, with deviceId "${callingDeviceId ?? id}"`
        );
    }
    return (
        `Webex keeps no settings of ${inWords}. Devices with RoomOS, the 9800 series and the 8875 have some, once they ` +
        "have been online"
    );
}

/** What is said of a device that Webex does not know. */
export function noSuchDevice(deviceId: string, isRecorded: boolean): string {
    return isRecorded
        ? `Webex knows no device ${deviceId} any more: \`pulumi refresh\` takes it out of the state`
        : `Webex knows no device ${deviceId}. Correct the id, which is the webexDeviceId that getDevice tells, or set orgId ` +
              "if the device belongs to another organisation that the token manages";
}
