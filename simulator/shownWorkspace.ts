import { unpadded } from "./ids";
import type { DeviceEntry, Organization } from "./organization";
import type { Workspace } from "./types";

/** What an answer shows of workspaces besides their own fields. */
export interface WorkspaceView {
    includeDevices: boolean;
    includeCapabilities: boolean;
}

const CAPABILITIES = [
    "occupancyDetection",
    "presenceDetection",
    "ambientNoise",
    "soundLevel",
    "temperature",
    "airQuality",
    "relativeHumidity",
];

/** How the query parameters `includeDevices` and `includeCapabilities` ask for workspaces. */
export function viewAsked(query: URLSearchParams): WorkspaceView {
    return {
        includeDevices: query.get("includeDevices") === "true",
        includeCapabilities: query.get("includeCapabilities") === "true",
    };
}

/** Shows workspaces as answers do. The devices are looked up once for all. */
export function workspaceShower(
    organization: Organization,
    view: WorkspaceView,
): (workspace: Readonly<Workspace>) => Record<string, unknown> {
    const devices = view.includeDevices ? devicesByWorkspace(organization) : undefined;
    return (workspace) => ({
        ...fieldsOf(organization, workspace),
        ...(devices && {
            devices: (devices.get(unpadded(workspace.id)) ?? []).map((entry) => organization.shown(entry)),
        }),
        ...(view.includeCapabilities && {
            capabilities: Object.fromEntries(
                CAPABILITIES.map((name) => [name, { supported: true, configured: false }]),
            ),
        }),
    });
}

/** What Webex says that the devices of a workspace can measure; the simulator says the same of all. */
export function shownCapabilities(): Record<string, unknown> {
    return Object.fromEntries(CAPABILITIES.map((name) => [name, { supported: true, configured: false }]));
}

function devicesByWorkspace(organization: Organization): Map<string, DeviceEntry[]> {
    const found = new Map<string, DeviceEntry[]>();
    for (const entry of organization.entries()) {
        const { workspaceId } = entry.device;
        if (workspaceId !== undefined && organization.hasAppeared(entry)) {
            const key = unpadded(workspaceId);
            found.set(key, [...(found.get(key) ?? []), entry]);
        }
    }
    return found;
}

/** `locationId`, `floorId`, `capacity`, `type` and `indoorNavigation` are there only if they are set. */
function fieldsOf({ orgId }: Organization, workspace: Readonly<Workspace>): Record<string, unknown> {
    const { id, displayName, calendar, created, type } = workspace;
    const optional = ["locationId", "floorId", "capacity", "notes", "sipAddress", "supportedDevices"] as const;
    return {
        id,
        orgId,
        displayName,
        created,
        ...Object.fromEntries(
            [...optional, "indoorNavigation" as const]
                .filter((name) => workspace[name] !== undefined)
                .map((name) => [name, workspace[name]]),
        ),
        ...(type !== undefined && type !== "notSet" && { type }),
        calling: shownCalling(workspace),
        calendar: calendar ? { type: calendar.type, emailAddress: calendar.emailAddress } : { type: "none" },
        hotdeskingStatus: workspace.hotdeskingStatus ?? "off",
        deviceHostedMeetings: workspace.deviceHostedMeetings ?? { enabled: false },
        devicePlatform: "cisco",
        health: { level: "ok", issues: [], ...workspace.health },
        plannedMaintenance: workspace.plannedMaintenance ?? { mode: "off" },
    };
}

// Of webexCalling only the licences are ever answered.
function shownCalling({ calling, webexCalling, hybridCalling }: Readonly<Workspace>): Record<string, unknown> {
    return {
        type: calling,
        ...(calling === "webexCalling" && webexCalling && { webexCalling: { licenses: webexCalling.licenses } }),
        ...(calling === "hybridCalling" && hybridCalling && { hybridCalling }),
    };
}
