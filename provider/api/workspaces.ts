import { isObject } from "../client/answer";
import { eachPage, listAll } from "../client/paging";
import type { WebexAnswer, WebexClient, WebexRequest } from "../client/webexClient";
import { type Fields, readFields } from "./fields";
import { ifOffered, unlessRefused } from "./ifOffered";

/**
 * Webex's group "Workspaces" (https://developer.webex.com/docs/api/v1/workspaces). Scopes `spark-admin:workspaces_read`
 * and, to write, `spark-admin:workspaces_write`.
 */

const FIELDS = {
    /** The name, as Control Hub shows it. */
    displayName: "text",
    /** The organisation. */
    orgId: "text",
    /** The location. */
    locationId: "text",
    /** The location, by the id that Cisco used before `locationId`. */
    workspaceLocationId: "text",
    /** The floor. */
    floorId: "text",
    /** The kind of room, e.g. `meetingRoom` or `desk`. */
    type: "text",
    /** How many people it holds. */
    capacity: "number",
    /** The SIP address that it is called by. */
    sipAddress: "text",
    /** What administrators noted. */
    notes: "text",
    /** Whether it can be used as a hot desk: `on` or `off`. */
    hotdeskingStatus: "text",
    /** What it is for: `phones` or `collaborationDevices`. */
    supportedDevices: "text",
    /** `cisco` or `microsoftTeamsRoom`. */
    devicePlatform: "text",
    /** When it was made. */
    created: "text",
} as const;

const CALENDAR = {
    /** `none`, `google` or `microsoft`. */
    type: "text",
    /** The address that the room is booked by. */
    emailAddress: "text",
} as const;

const MEETINGS = {
    /** Whether devices host meetings themselves. */
    enabled: "boolean",
    /** The Webex site that they are hosted on. */
    siteUrl: "text",
} as const;

/**
 * A workspace as the API tells it; only `id` is sure to be there. `supportedDevices` is `collaborationDevices` or
 * `phones`, `hotdeskingStatus` is `on` or `off`, `capacity` is absent where nobody set it.
 */
export interface Workspace extends Fields<typeof FIELDS> {
    /** The workspace's id. */
    readonly id: string;
    /** How the workspace calls; numbers are never told. */
    readonly calling?: {
        /** The kind of calling: `freeCalling`, `webexCalling`, `none` and others. */
        readonly type?: string;
        /** Webex Calling. */
        readonly webexCalling?: {
            /** The ids of the licences; Webex applies one. */
            readonly licenses?: readonly string[];
        };
        /** Calling by the company's own Unified CM. */
        readonly hybridCalling?: {
            /** Whom it calls for. */
            readonly emailAddress?: string;
        };
    };
    /** The calendar that shows when the room is taken. */
    readonly calendar?: Fields<typeof CALENDAR>;
    /** Whether devices host meetings themselves. */
    readonly deviceHostedMeetings?: Fields<typeof MEETINGS>;
    /** The map that leads to the workspace. */
    readonly indoorNavigation?: {
        /** The map's address. */
        readonly url?: string;
    };
    /** Whether maintenance is `off`, `on` or `upcoming`. */
    readonly plannedMaintenance?: string;
    /** How well the workspace does. */
    readonly health?: {
        /** `ok`, `info`, `warning` or `error`. */
        readonly level?: string;
    };
}

/** How a workspace is to call. */
export interface WorkspaceCalling {
    readonly type: string;
    readonly webexCalling?: {
        /** E.164. */
        readonly phoneNumber?: string | undefined;
        readonly extension?: string | undefined;
        /** The calling location. */
        readonly locationId?: string | undefined;
        /** Ids of licences; the oldest that suits is applied. */
        readonly licenses?: readonly string[] | undefined;
    };
}

/** What PUT takes. It clears `capacity`, `type` and `notes` where they are left out, and keeps the other fields. */
export interface WorkspaceFields {
    readonly displayName?: string | undefined;
    /** Can be set once. */
    readonly locationId?: string | undefined;
    /** Asks for `locationId`, too. */
    readonly floorId?: string | undefined;
    readonly capacity?: number | undefined;
    readonly type?: string | undefined;
    readonly notes?: string | undefined;
    readonly sipAddress?: string | undefined;
    readonly calling?: WorkspaceCalling | undefined;
    readonly calendar?: { readonly type: string } | undefined;
    readonly hotdeskingStatus?: string | undefined;
    readonly deviceHostedMeetings?: Workspace["deviceHostedMeetings"] | undefined;
    /** A `url` of null removes it. */
    readonly indoorNavigation?: { readonly url: string | null } | undefined;
}

/** What POST takes. */
export interface NewWorkspace extends WorkspaceFields {
    readonly displayName: string;
    /** For partner administrators. */
    readonly orgId?: string | undefined;
    readonly supportedDevices?: string | undefined;
}

/** The primary number of a workspace with Webex Calling, as far as Webex tells. */
export interface WorkspaceNumbers {
    readonly phoneNumber?: string;
    readonly extension?: string;
    /** The calling location. */
    readonly locationId?: string;
}

/** Filters of "List Workspaces". */
export interface WorkspaceFilter {
    readonly orgId: string | undefined;
    /** Matches on a part of the name. */
    readonly displayName?: string | undefined;
    readonly locationId?: string | undefined;
}

/** The workspaces that the filter lets through, page by page. Throws `WebexError`. */
export async function* pagesOfWorkspaces(
    client: WebexClient,
    filter: WorkspaceFilter,
): AsyncGenerator<Workspace[], void, undefined> {
    for await (const rows of eachPage(client, listWith(filter))) {
        yield rows.map(toWorkspace).filter((workspace) => workspace !== undefined);
    }
}

/** The workspaces that the filter lets through, all pages. Throws `WebexError`. */
export async function readWorkspaces(client: WebexClient, filter: WorkspaceFilter): Promise<readonly Workspace[]> {
    const rows = await listAll(client, listWith(filter));
    return rows.map(toWorkspace).filter((workspace) => workspace !== undefined);
}

function listWith({ orgId, displayName, locationId }: WorkspaceFilter): WebexRequest {
    return { method: "GET", path: "/workspaces", query: { orgId, displayName, locationId } };
}

/**
 * One workspace; undefined where Webex knows none by this id, or has no such route. "Get Workspace Details" takes no
 * `orgId`. Throws `WebexError`.
 */
export function readWorkspace(client: WebexClient, id: string): Promise<Workspace | undefined> {
    return ifOffered(requestWorkspace(client, id));
}

/** As `readWorkspace`, but undefined only where Webex answers 404. */
export function readWorkspaceUnlessGone(client: WebexClient, id: string): Promise<Workspace | undefined> {
    return unlessRefused(requestWorkspace(client, id), [404]);
}

async function requestWorkspace(client: WebexClient, id: string): Promise<Workspace> {
    return workspaceIn(await client.request({ method: "GET", path: pathOf(id) }));
}

/** Makes a workspace ("Create a Workspace"). Throws `WebexError`. */
export async function postWorkspace(client: WebexClient, workspace: NewWorkspace): Promise<Workspace> {
    return workspaceIn(await client.request({ method: "POST", path: "/workspaces", body: workspace }));
}

/** Changes a workspace ("Update a Workspace"), see `WorkspaceFields`. Throws `WebexError`. */
export async function putWorkspace(client: WebexClient, id: string, fields: WorkspaceFields): Promise<Workspace> {
    return workspaceIn(await client.request({ method: "PUT", path: pathOf(id), body: fields }));
}

/**
 * Deletes a workspace with all devices inside ("Delete a Workspace"); false where Webex knows none by this id. Throws
 * `WebexError`.
 */
export async function deleteWorkspace(client: WebexClient, id: string): Promise<boolean> {
    return (await unlessRefused(client.request({ method: "DELETE", path: pathOf(id) }), [404])) !== undefined;
}

/**
 * The numbers of a workspace ("Retrieve list of Numbers assigned to a Workspace" of the calling settings); undefined
 * where Webex has none to tell: without Webex Calling, with a licence that is too small, or without the right to ask.
 * Throws `WebexError`.
 */
export async function readNumbers(client: WebexClient, id: string): Promise<WorkspaceNumbers | undefined> {
    const path = `${pathOf(id)}/features/numbers`;
    const answer = await ifOffered(client.request({ method: "GET", path }), [403]);
    if (!isObject(answer?.json)) {
        return undefined;
    }
    const { phoneNumbers, location } = answer.json;
    const rows = Array.isArray(phoneNumbers) ? phoneNumbers.filter(isObject) : [];
    const primary = rows.find((row) => row.primary === true) ?? rows[0] ?? {};
    const { external, extension } = readFields(primary, { external: "text", extension: "text" });
    const place = isObject(location) ? readFields(location, { id: "text" }).id : undefined;
    return {
        ...(external !== undefined && { phoneNumber: external }),
        ...(extension !== undefined && { extension }),
        ...(place !== undefined && { locationId: place }),
    };
}

function pathOf(id: string): string {
    return `/workspaces/${encodeURIComponent(id)}`;
}

function workspaceIn(answer: WebexAnswer): Workspace {
    const workspace = toWorkspace(answer.json);
    if (workspace === undefined) {
        throw answer.notUnderstood("the answer has no workspace's id");
    }
    return workspace;
}

function toWorkspace(json: unknown): Workspace | undefined {
    if (!isObject(json) || typeof json.id !== "string" || json.id === "") {
        return undefined;
    }
    const { calling, calendar, deviceHostedMeetings, indoorNavigation, plannedMaintenance, health } = json;
    // Cisco's schema has an object {mode}, as of a device.
    const maintenance = isObject(plannedMaintenance) ? plannedMaintenance.mode : plannedMaintenance;
    return {
        id: json.id,
        ...readFields(json, FIELDS),
        ...(isObject(calling) && { calling: callingIn(calling) }),
        ...(isObject(calendar) && { calendar: readFields(calendar, CALENDAR) }),
        ...(isObject(deviceHostedMeetings) && { deviceHostedMeetings: readFields(deviceHostedMeetings, MEETINGS) }),
        ...(isObject(indoorNavigation) && { indoorNavigation: readFields(indoorNavigation, { url: "text" }) }),
        ...readFields({ plannedMaintenance: maintenance }, { plannedMaintenance: "text" }),
        ...(isObject(health) && { health: readFields(health, { level: "text" }) }),
    };
}

/** Licences stand below `webexCalling` in Cisco's document, and beside it in answers that were seen. */
function callingIn(calling: Readonly<Record<string, unknown>>): NonNullable<Workspace["calling"]> {
    const { webexCalling, hybridCalling } = calling;
    const places = [webexCalling, calling].filter(isObject);
    const { licenses } = places.map((place) => readFields(place, { licenses: "texts" })).find(hasLicenses) ?? {};
    return {
        ...readFields(calling, { type: "text" }),
        ...(licenses !== undefined && { webexCalling: { licenses } }),
        ...(isObject(hybridCalling) && { hybridCalling: readFields(hybridCalling, { emailAddress: "text" }) }),
    };
}

function hasLicenses({ licenses }: { readonly licenses?: readonly string[] }): boolean {
    return licenses !== undefined;
}
