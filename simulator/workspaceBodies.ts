/** What bodies of the Workspaces API hold, and how routes check them before any rule looks at them. */

/** Calling as a request gives it. */
export interface CallingBody {
    type: string;
    webexCalling?: { phoneNumber?: string; extension?: string; locationId?: string; licenses?: string[] };
}

/** The calendar as a request gives it. Null and an empty object ask for nothing. */
export interface CalendarBody {
    type?: string;
    emailAddress?: string;
    resourceGroupId?: string;
}

/** The fields that PUT takes. */
export interface WorkspaceChange {
    displayName?: string;
    locationId?: string;
    floorId?: string;
    capacity?: number;
    type?: string;
    notes?: string;
    sipAddress?: string;
    calling?: CallingBody;
    calendar?: CalendarBody | null;
    hotdeskingStatus?: string;
    deviceHostedMeetings?: { enabled?: boolean; siteUrl?: string };
    indoorNavigation?: { url?: string | null } | null;
}

/** The fields that POST takes. */
export interface WorkspaceCreation extends WorkspaceChange {
    displayName: string;
    orgId?: string;
    supportedDevices?: string;
}

/** The calling types of the Workspaces API. */
export const CALLING_TYPES = [
    "freeCalling",
    "hybridCalling",
    "webexCalling",
    "webexEdgeForDevices",
    "thirdPartySipCalling",
    "none",
];
/** The kinds of room of the Workspaces API. */
export const WORKSPACE_TYPES = ["notSet", "focus", "huddle", "meetingRoom", "open", "desk", "other"];
/** What a workspace may be for. */
export const SUPPORTED_KINDS = ["collaborationDevices", "phones"];
/** The calendar types of the Workspaces API. */
export const CALENDAR_TYPES = ["none", "google", "microsoft"];

const text = { type: "string" };
const id = { type: "string", minLength: 1 };
const strict = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    type: "object",
    properties,
    additionalProperties: false,
    ...more,
});

const changeProperties = {
    displayName: id,
    locationId: id,
    floorId: id,
    capacity: { type: "integer", minimum: 0 },
    type: { enum: WORKSPACE_TYPES },
    notes: text,
    sipAddress: id,
    calling: strict(
        {
            type: { enum: CALLING_TYPES },
            webexCalling: strict({
                phoneNumber: { type: "string", pattern: "^\\+\\d{5,15}$" },
                extension: { type: "string", pattern: "^\\d{2,10}$" },
                locationId: id,
                licenses: { type: "array", items: id },
            }),
        },
        { required: ["type"] },
    ),
    calendar: {
        ...strict({ type: { enum: CALENDAR_TYPES }, emailAddress: id, resourceGroupId: id }),
        nullable: true,
    },
    hotdeskingStatus: { enum: ["on", "off"] },
    deviceHostedMeetings: strict({ enabled: { type: "boolean" }, siteUrl: text }),
    indoorNavigation: { ...strict({ url: { type: "string", nullable: true } }), nullable: true },
};

/** The body of "Update a Workspace". Whatever GET shows besides is refused, as are fields that nobody documents. */
export const changeBody = { contentType: "application/json", schema: strict(changeProperties) };

/** The body of "Create a Workspace". */
export const creationBody = {
    contentType: "application/json",
    schema: strict(
        { ...changeProperties, orgId: id, supportedDevices: { enum: SUPPORTED_KINDS } },
        { required: ["displayName"] },
    ),
};
