import { ALLOW_REMOVALS, ORG_ID } from "./common";
import type { BatchDefinition } from "./definition";
import { DEVICE_ACTIVATION, RENEW } from "./deviceActivation";

const MAP_OF_TEXTS = { type: "object", additionalProperties: { type: "string" } } as const;

const { personId, workspaceId, model, unregisterOnDelete } = DEVICE_ACTIVATION.properties;

/** Many activation codes as one resource. */
export const DEVICE_ACTIVATION_BATCH = {
    name: "DeviceActivationBatch",
    description: "Many activation codes as one resource, each with a life of its own.",
    entries: "activations",
    entry: {
        name: "DeviceActivationBatchEntry",
        description: "One code of a batch.",
        properties: { personId, workspaceId, model },
    },
    properties: {
        activations: {
            schema: { type: "object" },
            description: "The owners and models that the codes are for, by names of the program's own.",
            input: true,
            required: true,
            change: "write",
        },
        orgId: ORG_ID,
        renew: RENEW,
        unregisterOnDelete,
        allowRemovals: ALLOW_REMOVALS,
        codes: {
            schema: MAP_OF_TEXTS,
            description:
                "The activation codes, by the entries' names. Secret: masked on the console, encrypted in the state.",
            output: true,
            secret: true,
        },
        statuses: {
            schema: MAP_OF_TEXTS,
            description:
                "Whether each code is `pending`, `redeemed`, `expired` or `gone`, by the entries' names, as of the last `up` or " +
                "`refresh`.",
            output: true,
        },
        expiries: {
            schema: MAP_OF_TEXTS,
            description: "When each code ends, by the entries' names, as Webex says it; ISO 8601.",
            output: true,
        },
        deviceIds: {
            schema: MAP_OF_TEXTS,
            description:
                "The devices that the codes are for, or that used them, by the entries' names, as far as known.",
            output: true,
        },
        entries: {
            schema: { type: "string" },
            description: "The stack's own record of each entry (`origin` and so on), as JSON by the entries' names.",
            output: true,
        },
    },
} as const satisfies BatchDefinition;
