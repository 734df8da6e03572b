import { page, pageQuery } from "./deviceList";
import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { Organization } from "./organization";
import { isOwn } from "./peopleRoutes";
import type { Call, QueryRule, Route } from "./router";
import type { Workspace } from "./types";

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

/** Workspaces and locations, read only. Served under both contracts. */
export function workspaceRoutes(organization: Organization, settings: WorkspaceRouteSettings): Route[] {
    return [
        workspaceList(organization, settings),
        {
            method: "GET",
            path: "/workspaces/{workspaceId}",
            scopes: ["spark-admin:workspaces_read"],
            query: { includeDevices: { type: "boolean" }, includeCapabilities: { type: "boolean" } },
            handle: (call) => ({
                status: 200,
                body: shownWorkspace(organization, workspaceOf(organization, call)),
            }),
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
        scopes: ["spark-admin:workspaces_read"],
        query: {
            ...pageQuery,
            orgId: text,
            locationId: text,
            displayName: text,
            calling: text,
            supportedDevices: text,
        },
        handle: (call) => {
            const { query } = call;
            const part = query.get("displayName")?.toLowerCase() ?? "";
            const found = organization
                .workspaces()
                .filter(() => isOwn(organization, query.get("orgId")))
                .filter(({ displayName }) => displayName.toLowerCase().includes(part))
                .filter(({ locationId }) => !query.has("locationId") || sameId(locationId, query.get("locationId")))
                .filter(({ calling }) => calling === (query.get("calling") ?? calling))
                .filter(({ supportedDevices: kind }) => kind === (query.get("supportedDevices") ?? kind));
            return page(found, call, {
                pageCap,
                sendLink: linkWorkspaces,
                view: (workspace) => shownWorkspace(organization, workspace),
                url: `${baseUrl()}/workspaces`,
            });
        },
    };
}

function shownWorkspace({ orgId }: Organization, workspace: Workspace): Record<string, unknown> {
    const { id, displayName, locationId, calling, supportedDevices, created } = workspace;
    return {
        id,
        orgId,
        ...(locationId !== undefined && { locationId }),
        displayName,
        created,
        calling: { type: calling },
        hotdeskingStatus: "off",
        ...(supportedDevices !== undefined && { supportedDevices }),
        devicePlatform: "cisco",
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
