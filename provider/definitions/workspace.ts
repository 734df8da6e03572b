import { CISCO_ONLY, ORG_ID, ORGANIZATION, TEXT, textDetail } from "./common";
import type { Definition } from "./definition";

/** The kinds of calling of the Workspaces API. Webex sets up `hybridCalling` and `webexEdgeForDevices` elsewhere. */
export const CALLING_TYPES = [
    "freeCalling",
    "webexCalling",
    "thirdPartySipCalling",
    "none",
    "hybridCalling",
    "webexEdgeForDevices",
] as const;

const CALLING = {
    type: "object",
    properties: {
        type: { type: "string", enum: CALLING_TYPES },
        webexCalling: {
            type: "object",
            properties: {
                phoneNumber: TEXT,
                extension: TEXT,
                locationId: TEXT,
                licenses: { type: "array", items: TEXT },
            },
            additionalProperties: false,
        },
    },
    required: ["type"],
    additionalProperties: false,
} as const;

const CALENDAR = {
    type: "object",
    properties: {
        type: { type: "string", enum: ["none", "google", "microsoft"] },
        emailAddress: TEXT,
        resourceGroupId: TEXT,
    },
    required: ["type"],
    additionalProperties: false,
} as const;

const DEVICE_HOSTED_MEETINGS = {
    type: "object",
    properties: { enabled: { type: "boolean" }, siteUrl: TEXT },
    required: ["enabled"],
    additionalProperties: false,
} as const;

const INDOOR_NAVIGATION = {
    type: "object",
    properties: { url: { type: "string" } },
    required: ["url"],
    additionalProperties: false,
} as const;

/**
 * A Webex workspace. The names of the fields in `details` are Webex's own. Source:
 * https://developer.webex.com/docs/api/v1/workspaces
 */
export const WORKSPACE = {
    name: "Workspace",
    description: "A Webex workspace: a meeting room, a desk or another place that devices stand in.",
    contracts: CISCO_ONLY,
    properties: {
        displayName: {
            schema: TEXT,
            description:
                "The name, as Control Hub and the devices inside show it. Needed unless `workspaceId` takes a workspace over. " +
                "Names may repeat.",
            input: true,
            change: "write",
            detail: true,
        },
        workspaceId: {
            schema: TEXT,
            description:
                "The id of a workspace that is there already, to take it over. A workspace that is taken over stays when its " +
                "declaration goes. Another id replaces the resource.",
            input: true,
            change: "replace",
            same: "id",
        },
        orgId: { ...ORG_ID, detail: true },
        locationId: {
            schema: TEXT,
            description:
                "The location that the workspace is in. Webex sets it once, with `webexCalling` by itself. A change replaces " +
                "the workspace.",
            input: true,
            change: "replace",
            same: "id",
            detail: true,
        },
        floorId: {
            schema: TEXT,
            description: "The floor of the location. Needs `locationId`.",
            input: true,
            change: "write",
            same: "id",
            detail: true,
        },
        capacity: {
            schema: { type: "integer", minimum: 0 },
            description: "How many people the workspace is for; 0 or more.",
            input: true,
            change: "write",
            detail: true,
        },
        type: {
            schema: {
                type: "string",
                enum: ["notSet", "focus", "huddle", "meetingRoom", "open", "desk", "other"],
            },
            description: "The kind of room, e.g. `huddle` or `meetingRoom`. `notSet` clears it.",
            input: true,
            change: "write",
            detail: true,
        },
        notes: {
            schema: { type: "string" },
            description:
                "Notes for administrators; an empty text clears them. Unset: a new workspace gets one line that names the stack " +
                "and the resource.",
            input: true,
            change: "write",
            detail: true,
        },
        sipAddress: {
            schema: TEXT,
            description:
                "The SIP address that the workspace is called by. A program gives one with `thirdPartySipCalling` only; else " +
                "Webex makes one.",
            input: true,
            change: "write",
            same: "caseless",
            detail: true,
        },
        calling: {
            schema: CALLING,
            description:
                "How the workspace calls. Unset: a new workspace gets `freeCalling`. `webexCalling` needs a location, and a " +
                "phone number, an extension or both.",
            input: true,
            change: "write",
            detail: true,
        },
        calendar: {
            schema: CALENDAR,
            description:
                "The calendar that shows when the room is taken. Webex never tells the `resourceGroupId` of a Microsoft calendar.",
            input: true,
            change: "write",
            detail: true,
        },
        hotdeskingStatus: {
            schema: { type: "string", enum: ["on", "off"] },
            description: "Whether people can use the workspace as a hot desk.",
            input: true,
            change: "write",
            detail: true,
        },
        deviceHostedMeetings: {
            schema: DEVICE_HOSTED_MEETINGS,
            description: "Whether devices host meetings themselves, and the Webex site that they host them on.",
            input: true,
            change: "write",
            detail: true,
        },
        supportedDevices: {
            schema: { type: "string", enum: ["collaborationDevices", "phones"] },
            description:
                "The devices that the workspace is for: `collaborationDevices` (Webex's default) or `phones`, which MPP phones " +
                "need. A change replaces the workspace.",
            input: true,
            change: "replace",
            detail: true,
        },
        indoorNavigation: {
            schema: INDOOR_NAVIGATION,
            description: "The map that leads to the workspace; an empty `url` clears it.",
            input: true,
            change: "write",
            detail: true,
        },
        deleteOnDestroy: {
            schema: { type: "boolean" },
            description:
                "Whether the workspace leaves Webex when its declaration goes. Unset: a workspace that this stack made is " +
                "deleted; one that was taken over stays.",
            input: true,
            change: "nothing",
            forRemovals: true,
        },
        deleteDevices: {
            schema: { type: "boolean" },
            description:
                "Whether devices inside go with the workspace, also those that this stack does not manage. Unset: a workspace " +
                "with such devices is not deleted.",
            input: true,
            change: "nothing",
            forRemovals: true,
        },
        origin: {
            schema: { type: "string", enum: ["created", "takenOver"] },
            description: "Where the workspace came from: `created` by this stack, or `takenOver` by `workspaceId`.",
            output: true,
        },
        organization: {
            ...ORGANIZATION,
            description: "The organisation that Webex said the workspace is in, where `details` has no `orgId`.",
        },
        created: textDetail("When the workspace was made; ISO 8601."),
        devicePlatform: textDetail("The platform of the devices inside: `cisco` or `microsoftTeamsRoom`."),
        workspaceLocationId: textDetail("The location by its old name; Cisco wants `locationId` used instead."),
        plannedMaintenance: textDetail("Whether maintenance of the workspace is `off`, `on` or `upcoming`."),
        health: {
            schema: { type: "object", properties: { level: { type: "string" } } },
            description: "How well the workspace does: `level` is `ok`, `info`, `warning` or `error`.",
            output: true,
            detail: true,
        },
    },
} as const satisfies Definition;
