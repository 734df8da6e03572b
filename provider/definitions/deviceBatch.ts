import { ALLOW_REMOVALS, ORG_ID, UNREGISTER_ON_DELETE } from "./common";
import type { BatchDefinition } from "./definition";
import { DEVICE } from "./device";

const MAP_OF_TEXTS = { type: "object", additionalProperties: { type: "string" } } as const;

/** What an entry of a batch has of a `Device`. */
const { mac, model, personId, workspaceId, deviceId, serial, tags } = DEVICE.properties;

/** Many devices as one resource. */
export const DEVICE_BATCH = {
    name: "DeviceBatch",
    description: "Many devices as one resource, each with a life of its own.",
    entries: "devices",
    entry: {
        name: "DeviceBatchEntry",
        description: "One device of a batch.",
        properties: { mac, model, personId, workspaceId, deviceId, serial, tags },
    },
    properties: {
        devices: {
            schema: { type: "object" },
            description:
                "The devices, by names of the program's own. Under another name a device with the same MAC address is the " +
                "same.",
            input: true,
            required: true,
            change: "write",
        },
        orgId: ORG_ID,
        unregisterOnDelete: UNREGISTER_ON_DELETE,
        allowRemovals: ALLOW_REMOVALS,
        ids: { schema: MAP_OF_TEXTS, description: "Webex's ids of the devices, by the entries' names.", output: true },
        connectionStatuses: {
            schema: MAP_OF_TEXTS,
            description: "The devices' connection statuses, by the entries' names, as of the last `up` or `refresh`.",
            output: true,
        },
        products: { schema: MAP_OF_TEXTS, description: "The products' names, by the entries' names.", output: true },
        activationCodes: {
            schema: MAP_OF_TEXTS,
            description: "The codes that bring the devices online, by the entries' names; `crud` only. Secret.",
            output: true,
            secret: true,
            contracts: ["crud"],
        },
        entries: {
            schema: { type: "string" },
            description: "The stack's own record of each entry (`origin` and so on), as JSON by the entries' names.",
            output: true,
        },
    },
} as const satisfies BatchDefinition;
