import type { CallingDevice, OwnerDevices } from "../api/callingDevices";
import { type FieldsOf, flag, type ResultType, text, texts, whole } from "./resultType";

const CALLING_DEVICE = {
    name: "CallingDevice",
    description: "A device as Webex Calling tells it; only `id` is sure to be there.",
    fields: {
        id: text("The `callingDeviceId` of the Devices API."),
        model: text("The model, e.g. `DMS Cisco 8865`."),
        modelType: text("The kind of model."),
        displayName: text("The device's name."),
        descriptions: texts("What Webex Calling says of the device."),
        mac: text("The MAC address."),
        ipAddress: text("The address in its network."),
        type: text("`PRIMARY`, `SHARED_CALL_APPEARANCE`, `MOBILITY` or `HOTDESKING_GUEST`."),
        primaryOwner: flag("Whether the device belongs to this owner, rather than being shared with it."),
        activationState: text("`activating`, `activated` or `deactivated`; of workspaces in upper case."),
    } satisfies FieldsOf<CallingDevice>,
    sure: ["id"],
} as const satisfies ResultType;

/** The fields of `OwnerDevices`. */
export const OWNER_DEVICES_FIELDS = {
    devices: { listOf: CALLING_DEVICE, description: "The devices, applications aside." },
    maxDeviceCount: whole("How many devices the owner may have, applications counted as one."),
    maxOwnedDeviceCount: whole("How many devices may be the owner's own, rather than shared."),
} as const satisfies FieldsOf<OwnerDevices>;
