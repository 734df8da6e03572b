import { ALLOW_REMOVALS, CISCO_ONLY, ORG_ID } from "./common";
import type { BatchDefinition } from "./definition";
import { WORKSPACE } from "./workspace";

const MAP_OF_TEXTS = { type: "object", additionalProperties: { type: "string" } } as const;

const { displayName, workspaceId, locationId, floorId, capacity, type, notes } = WORKSPACE.properties;
const { sipAddress, calling, calendar, hotdeskingStatus, deviceHostedMeetings } = WORKSPACE.properties;
const { supportedDevices, indoorNavigation, deleteOnDestroy, deleteDevices } = WORKSPACE.properties;

/** Many workspaces as one resource. */
export const WORKSPACE_BATCH = {
    name: "WorkspaceBatch",
    description: "Many workspaces as one resource, each with a life of its own.",
    contracts: CISCO_ONLY,
    entries: "workspaces",
    entry: {
        name: "WorkspaceBatchEntry",
        description: "One workspace of a batch.",
        properties: {
            ...{ displayName, workspaceId, locationId, floorId, capacity, type, notes },
            ...{ sipAddress, calling, calendar, hotdeskingStatus, deviceHostedMeetings },
            ...{ supportedDevices, indoorNavigation },
        },
    },
    properties: {
        workspaces: {
            schema: { type: "object" },
            description:
                "The workspaces, by names of the program's own. An entry whose name is new continues the one that left, if " +
                "display name and location are the same.",
            input: true,
            required: true,
            change: "write",
        },
        orgId: ORG_ID,
        deleteOnDestroy,
        deleteDevices,
        allowRemovals: ALLOW_REMOVALS,
        ids: {
            schema: MAP_OF_TEXTS,
            description: "Webex's ids of the workspaces, by the entries' names.",
            output: true,
        },
        sipAddresses: {
            schema: MAP_OF_TEXTS,
            description:
                "The SIP addresses that the workspaces are called by, by the entries' names, once Webex tells them.",
            output: true,
        },
        entries: {
            schema: { type: "string" },
            description: "The stack's own record of each entry (`origin` and so on), as JSON by the entries' names.",
            output: true,
        },
    },
} as const satisfies BatchDefinition;
