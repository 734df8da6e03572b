import { page, pageQuery } from "./deviceList";
import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { Organization } from "./organization";
import { isOwn } from "./peopleRoutes";
import type { Call, QueryRule, Route } from "./router";
import { shownCapabilities, viewAsked, workspaceShower } from "./shownWorkspace";
import type { Workspace } from "./types";
import { CALENDAR_TYPES, CALLING_TYPES, SUPPORTED_KINDS, WORKSPACE_TYPES } from "./workspaceBodies";

/** How lists of workspaces and locations are cut into pages. */
export interface WorkspaceRouteSettings {
    pageCap: number;
    /** Cisco's document gives "List Workspaces" no Link header: it has one only if this is true. */
    linkWorkspaces: boolean;
    linkLocations: boolean;
    /** Absolute base URL, ending in /v1. */
    baseUrl: () => string;
}

const text: QueryRule = { type: "string" };
const READ = ["spark-admin:workspaces_read"];
const view: Record<string, QueryRule> = {
    includeDevices: { type: "boolean" },
    includeCapabilities: { type: "boolean" },
};

const listQuery: Record<string, QueryRule> = {
    ...pageQuery,
    ...view,
    orgId: text,
    locationId: text,
    floorId: text,
    displayName: text,
    capacity: { type: "integer", minimum: -1 },
    type: { type: "string", enum: WORKSPACE_TYPES },
    calling: { type: "string", enum: CALLING_TYPES },
    supportedDevices: { type: "string", enum: SUPPORTED_KINDS },
    calendar: { type: "string", enum: CALENDAR_TYPES },
    deviceHostedMeetingsEnabled: { type: "boolean" },
    devicePlatform: { type: "string", enum: ["cisco", "microsoftTeamsRoom"] },
    healthLevel: { type: "string", enum: ["error", "warning", "info", "ok"] },
    plannedMaintenance: { type: "string", enum: ["off", "on", "upcoming"] },
    customAttribute: text,
};

type Filter = (workspace: Readonly<Workspace>, wanted: string) => boolean;

// How the name is compared is not documented; a part of it in any case is what the other lists do. A capacity of -1 and
// the type "notSet" mean that nothing is set. No workspace here has custom attributes.
const FILTERS: Record<string, Filter> = {
    displayName: ({ displayName }, wanted) => displayName.toLowerCase().includes(wanted.toLowerCase()),
    locationId: ({ locationId }, wanted) => sameId(locationId, wanted),
    floorId: ({ floorId }, wanted) => sameId(floorId, wanted),
    capacity: ({ capacity = -1 }, wanted) => capacity === Number(wanted),
    type: ({ type = "notSet" }, wanted) => type === wanted,
    calling: ({ calling }, wanted) => calling === wanted,
    supportedDevices: ({ supportedDevices }, wanted) => supportedDevices === wanted,
    calendar: ({ calendar }, wanted) => (calendar?.type ?? "none") === wanted,
    deviceHostedMeetingsEnabled: ({ deviceHostedMeetings }, wanted) =>
        String(deviceHostedMeetings?.enabled ?? false) === wanted,
    devicePlatform: (_, wanted) => wanted === "cisco",
    healthLevel: ({ health }, wanted) => (health?.level ?? "ok") === wanted,
    plannedMaintenance: ({ plannedMaintenance }, wanted) => (plannedMaintenance?.mode ?? "off") === wanted,
    customAttribute: () => false,
};

/** Workspaces and locations, read only. Served under both contracts. */
export function workspaceRoutes(organization: Organization, settings: WorkspaceRouteSettings): Route[] {
    return [
        workspaceList(organization, settings),
        {
            method: "GET",
            path: "/workspaces/{workspaceId}",
            scopes: READ,
            query: view,
            handle: (call) => {
                const show = workspaceShower(organization, viewAsked(call.query));
                return { status: 200, body: show(workspaceOf(organization, call)) };
            },
        },
        {
            method: "GET",
            path: "/workspaces/{workspaceId}/capabilities",
            scopes: READ,
            handle: (call) => {
                workspaceOf(organization, call);
                return { status: 200, body: { capabilities: shownCapabilities() } };
            },
        },
        locationList(organization, settings),
    ];
}

/** The workspace that a route names. Throws 404 if there is none. */
export function workspaceOf(organization: Organization, call: Call): Workspace {
    const workspace = organization.workspace(call.params.workspaceId ?? "");
    if (!workspace) {
        throw new Refusal(404, "The workspace could not be found.");
    }
    return workspace;
}

function workspaceList(organization: Organization, settings: WorkspaceRouteSettings): Route {
    const { pageCap, linkWorkspaces, baseUrl } = settings;
    return {
        method: "GET",
        path: "/workspaces",
        scopes: READ,
        query: listQuery,
        handle: (call) => {
            const { query } = call;
            const filters = [...query].flatMap(([name, wanted]) => {
                const filter = FILTERS[name];
                return filter ? [(workspace: Readonly<Workspace>) => filter(workspace, wanted)] : [];
            });
            const own = isOwn(organization, query.get("orgId")) ? [...organization.eachWorkspace()] : [];
            return page(
                own.filter((workspace) => filters.every((fits) => fits(workspace))),
                call,
                {
                    pageCap,
                    sendLink: linkWorkspaces,
                    view: workspaceShower(organization, viewAsked(query)),
                    url: `${baseUrl()}/workspaces`,
                },
            );
        },
    };
}

function locationList(organization: Organization, settings: WorkspaceRouteSettings): Route {
    const { pageCap, linkLocations, baseUrl } = settings;
    return {
        method: "GET",
        path: "/locations",
        anyScope: ["spark-admin:locations_read", "spark-admin:people_read", "spark-admin:device_read"],
        query: { ...pageQuery, orgId: text, name: text, id: text },
        handle: (call) => {
            const { query } = call;
            const part = query.get("name")?.toLowerCase() ?? "";
            const found = organization
                .locations()
                .filter(() => isOwn(organization, query.get("orgId")))
                .filter(({ name }) => name.toLowerCase().includes(part))
                .filter(({ id }) => !query.has("id") || sameId(id, query.get("id")));
            return page(found, call, {
                pageCap,
                sendLink: linkLocations,
                view: (location) => ({ ...location, orgId: organization.orgId }),
                url: `${baseUrl()}/locations`,
            });
        },
    };
}
