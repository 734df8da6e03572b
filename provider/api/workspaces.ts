import { isObject } from "../client/answer";
import { eachPage, listAll } from "../client/paging";
import type { WebexClient, WebexRequest } from "../client/webexClient";
import { type Fields, readFields } from "./fields";
import { ifOffered } from "./ifOffered";

/** Webex's group "Workspaces" (https://developer.webex.com/docs/api/v1/workspaces). Scope `spark-admin:workspaces_read`. */

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

/**
 * A workspace as the API tells it; only `id` is sure to be there. `supportedDevices` is `collaborationDevices` or
 * `phones`, `hotdeskingStatus` is `on` or `off`, `capacity` is absent where nobody set it.
 */
export interface Workspace extends Fields<typeof FIELDS> {
    /** The workspace's id. */
    readonly id: string;
    /** How the workspace calls: `freeCalling`, `webexCalling`, `none` and others. */
    readonly calling?: {
        /** The kind of calling. */
        readonly type?: string;
    };
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
export async function readWorkspace(client: WebexClient, id: string): Promise<Workspace | undefined> {
    const path = `/workspaces/${encodeURIComponent(id)}`;
    const answer = await ifOffered(client.request({ method: "GET", path }));
    if (answer === undefined) {
        return undefined;
    }
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
    const { calling } = json;
    return {
        id: json.id,
        ...readFields(json, FIELDS),
        ...(isObject(calling) && { calling: readFields(calling, { type: "text" }) }),
    };
}
