import { CISCO_ONLY, ORG_ID } from "./common";
import type { BatchDefinition } from "./definition";
import { DEVICE_CONFIGURATION } from "./deviceConfiguration";

const { deviceId, settings } = DEVICE_CONFIGURATION.properties;

/** The settings of many devices as one resource. */
export const DEVICE_CONFIGURATION_BATCH = {
    name: "DeviceConfigurationBatch",
    description: "The settings of many devices as one resource, each device with a life of its own.",
    contracts: CISCO_ONLY,
    entries: "devices",
    entry: {
        name: "DeviceConfigurationBatchEntry",
        description: "The settings of one device of a batch.",
        properties: { deviceId, settings },
    },
    properties: {
        devices: {
            schema: { type: "object" },
            description:
                "The devices, by names of the program's own. An entry without `deviceId` has the device's id for a name.",
            input: true,
            required: true,
            change: "write",
        },
        defaults: {
            schema: { type: "object" },
            description: "Settings of all devices of the batch. An entry's own take precedence.",
            input: true,
            change: "write",
        },
        orgId: ORG_ID,
        pending: {
            schema: { type: "object", additionalProperties: { type: "string" } },
            description:
                "The settings that devices have not confirmed, by the entries' names, as of the last `up` or `refresh`. " +
                "Commas stand between them.",
            output: true,
        },
        entries: {
            schema: { type: "string" },
            description: "The stack's own record of each entry (`organization` and so on), as JSON by their names.",
            output: true,
        },
    },
} as const satisfies BatchDefinition;
