import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { Workspace, WorkspaceCalendar, WorkspaceInit, WorkspacePatch } from "./types";
import type { CalendarBody, WorkspaceChange, WorkspaceCreation } from "./workspaceBodies";
import { type Calling, type CallingSurroundings, callingAfter, isForHotDesks } from "./workspaceCalling";

/** What the rules of workspaces need to know of the organisation and of the simulator's settings. */
export interface WorkspaceSurroundings extends CallingSurroundings {
    /** Whether PUT also clears the fields of which the document does not say what leaving them out does. */
    clearUnsaid: boolean;
}

/**
 * The workspace that "Create a Workspace" makes. Throws 400 for what Webex refuses. `phones` without webexCalling is
 * accepted, as at Webex today, although such a workspace is good for nothing.
 */
export function newWorkspace(body: WorkspaceCreation, around: WorkspaceSurroundings): WorkspaceInit {
    const { displayName, supportedDevices = "collaborationDevices" } = body;
    return { displayName, ...definedOnly(fieldsAfter({ supportedDevices }, body, around)) };
}

/**
 * What "Update a Workspace" makes of a workspace: `capacity`, `type` and `notes` are cleared where left out, the other
 * fields stay. Throws 400 for what Webex refuses.
 */
export function changedWorkspace(
    current: Workspace,
    body: WorkspaceChange,
    around: WorkspaceSurroundings,
): WorkspacePatch {
    if (body.locationId !== undefined && current.locationId !== undefined) {
        if (!sameId(body.locationId, current.locationId)) {
            throw new Refusal(400, "The locationId cannot be changed once it is set.");
        }
    }
    const { displayName = current.displayName } = body;
    return { displayName, ...fieldsAfter(current, body, around) };
}

/** The part of a workspace that is there before a request; next to nothing of a new one. */
type Before = Partial<Workspace> & Pick<Workspace, "supportedDevices">;

function fieldsAfter(before: Before, body: WorkspaceChange, around: WorkspaceSurroundings): WorkspacePatch {
    const unsaid = around.clearUnsaid ? {} : before;
    const { hotdeskingStatus = unsaid.hotdeskingStatus, deviceHostedMeetings = unsaid.deviceHostedMeetings } = body;
    const { calling, webexCalling } = callingAfter(
        body.calling,
        {
            current: before.calling === undefined ? undefined : (before as Calling),
            supportedDevices: before.supportedDevices,
            hotDesking: hotdeskingStatus === "on",
        },
        around,
    );
    const locationId = locationAfter(before, body, around) ?? webexCalling?.locationId;
    const after: WorkspacePatch = {
        supportedDevices: before.supportedDevices,
        calling,
        webexCalling,
        locationId,
        floorId: body.floorId ?? before.floorId,
        capacity: body.capacity,
        type: body.type === "notSet" ? undefined : body.type,
        notes: body.notes,
        calendar: calendarAfter(before.calendar, body.calendar),
        hotdeskingStatus,
        deviceHostedMeetings,
        indoorNavigation: navigationAfter(unsaid.indoorNavigation, body.indoorNavigation),
    };
    return { ...hotDeskOnly(after, body, around), sipAddress: sipAddressAfter(before, body, calling) };
}

function locationAfter(before: Before, body: WorkspaceChange, around: CallingSurroundings): string | undefined {
    if (body.floorId !== undefined && body.locationId === undefined) {
        throw new Refusal(400, "A locationId must be provided when the floorId is set.");
    }
    if (body.locationId !== undefined && !around.hasLocation(body.locationId)) {
        throw new Refusal(400, "The location does not exist.");
    }
    return before.locationId ?? body.locationId;
}

function calendarAfter(
    before: WorkspaceCalendar | undefined,
    asked: CalendarBody | null | undefined,
): WorkspaceCalendar | undefined {
    if (asked === undefined || asked === null || Object.keys(asked).length === 0) {
        return before;
    }
    const { type, emailAddress, resourceGroupId } = asked;
    if (type === undefined) {
        throw new Refusal(400, "A calendar needs a type.");
    }
    if (type === "none") {
        return undefined;
    }
    if (emailAddress === undefined) {
        throw new Refusal(400, `A calendar of the type ${type} needs an emailAddress.`);
    }
    return { type, emailAddress, ...(resourceGroupId !== undefined && { resourceGroupId }) };
}

function navigationAfter(
    before: Workspace["indoorNavigation"],
    asked: WorkspaceChange["indoorNavigation"],
): Workspace["indoorNavigation"] {
    if (asked === null || asked?.url === null) {
        return undefined;
    }
    return asked?.url === undefined ? before : { url: asked.url };
}

/** Only with third-party SIP calling is the address for the administrator to say; room devices get one from Webex. */
function sipAddressAfter(before: Before, body: WorkspaceChange, calling: string): string | undefined {
    if (calling === "thirdPartySipCalling") {
        return body.sipAddress ?? (before.calling === calling ? before.sipAddress : undefined);
    }
    if (body.sipAddress !== undefined) {
        throw new Refusal(400, "The sipAddress can only be provided when the calling type is thirdPartySipCalling.");
    }
    const kept = before.calling === "thirdPartySipCalling" ? undefined : before.sipAddress;
    return kept ?? madeSipAddress(calling, before.supportedDevices, body.displayName ?? before.displayName ?? "");
}

/** The address that Webex makes for the room devices of a workspace; undefined where it makes none. */
export function madeSipAddress(
    calling: string,
    supportedDevices: string | undefined,
    displayName: string,
): string | undefined {
    if (supportedDevices !== "collaborationDevices" || calling === "none") {
        return undefined;
    }
    const name = displayName
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_|_$/g, "");
    return `${name || "workspace"}@example.rooms.webex.example`;
}

/** A hot-desk-only workspace loses what it cannot have. Throws 400 if the request asks for it. */
function hotDeskOnly(after: WorkspacePatch, body: WorkspaceChange, { licenses }: CallingSurroundings): WorkspacePatch {
    const applied = after.webexCalling?.licenses.map((id) => licenses.find((each) => sameId(each.id, id))) ?? [];
    if (!applied.some((license) => license !== undefined && isForHotDesks(license))) {
        return after;
    }
    if (after.hotdeskingStatus !== "on") {
        throw new Refusal(400, "A workspace with a hot desk licence needs the hotdeskingStatus on.");
    }
    if ((body.calendar?.type ?? "none") !== "none" || body.deviceHostedMeetings?.enabled === true) {
        throw new Refusal(400, "A hot desk only workspace takes neither a calendar nor deviceHostedMeetings.");
    }
    return { ...after, calendar: undefined, deviceHostedMeetings: { enabled: false } };
}

function definedOnly(patch: WorkspacePatch): WorkspaceInit {
    return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
