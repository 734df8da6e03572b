import { CISCO_ONLY, TAGS, TEXT, UNREGISTER_ON_DELETE } from "./common";
import { type Definition, inputNames, type PropertyDefinition } from "./definition";
import { DEVICE_ACTIVATION } from "./deviceActivation";
import { DEVICE_CONFIGURATION } from "./deviceConfiguration";
import { WORKSPACE } from "./workspace";

/** The arguments that only a workspace has which the room makes. */
export const OF_WORKSPACE: readonly string[] = inputNames(WORKSPACE).filter(
    (name) => !["workspaceId", "orgId", "deleteOnDestroy"].includes(name),
);

const WORKSPACE_PROPERTIES: Readonly<Record<string, PropertyDefinition>> = WORKSPACE.properties;

/** A meeting room, made of the other resources. */
export const ROOM: Definition = {
    name: "Room",
    description:
        "A meeting room: its workspace, the code that brings a device online there, and the device's tags and settings once " +
        "the device is there.",
    contracts: CISCO_ONLY,
    properties: {
        ...Object.fromEntries([...OF_WORKSPACE, "orgId"].map((name) => [name, propertyOfWorkspace(name)])),
        workspaceId: {
            schema: TEXT,
            description:
                "A workspace that is there. The room leaves it as it is, and it stays when the room goes. As an output: the " +
                "room's workspace.",
            input: true,
            output: true,
        },
        model: {
            schema: TEXT,
            description:
                "The model of a phone, e.g. `Cisco 9861`; unset for RoomOS devices. With a change the room waits for another.",
            input: true,
        },
        tags: {
            schema: TAGS,
            description: "The tags of the room's device, a set. Unset: they are not managed.",
            input: true,
        },
        settings: {
            schema: DEVICE_CONFIGURATION.properties.settings.schema,
            description:
                "The settings of the room's device by their names, e.g. `Audio.DefaultVolume`. Others are left alone.",
            input: true,
        },
        renew: {
            schema: DEVICE_ACTIVATION.properties.renew.schema,
            description:
                "When an `up` issues a new code: `whenNeeded` (default) where one ended unused, or where the device that used " +
                "it is gone; `whenExpired` only where one ended unused; or `never`.",
            input: true,
        },
        unregisterOnDelete: {
            schema: UNREGISTER_ON_DELETE.schema,
            description:
                "Whether the device leaves Webex with the room. Unset: it does if it used the room's code in a workspace that " +
                "the room made; any other device stays.",
            input: true,
        },
        activationCode: {
            schema: { type: "string" },
            description: "The code to enter on the room's device. Secret. Undefined once a device is there.",
            output: true,
            secret: true,
        },
        expiresAt: {
            schema: { type: "string" },
            description: "When the code ends, as Webex says it; ISO 8601. Undefined once a device is there.",
            output: true,
        },
        status: {
            schema: { type: "string" },
            description:
                "`waiting` for a device, `expired` with its code, `online`, `offline`, or Webex's own word for the device's " +
                "connection, as this run found it.",
            output: true,
        },
        deviceId: {
            schema: { type: "string" },
            description: "The room's device; undefined before there is one.",
            output: true,
        },
    },
};

/** A property of a workspace as the room's arguments have it. */
function propertyOfWorkspace(name: string): PropertyDefinition {
    const { schema = TEXT, description = "" } = WORKSPACE_PROPERTIES[name] ?? {};
    return { schema, description, input: true };
}
