import { Refusal } from "./errors";
import { sameId } from "./ids";
import type { Organization } from "./organization";
import { isOwn } from "./peopleRoutes";
import type { Reply, Route } from "./router";
import { workspaceShower } from "./shownWorkspace";
import type { Workspace } from "./types";
import { changeBody, creationBody, type WorkspaceChange, type WorkspaceCreation } from "./workspaceBodies";
import { workspaceOf } from "./workspaceRoutes";
import { changedWorkspace, newWorkspace, type WorkspaceSurroundings } from "./workspaceRules";

const WRITE = ["spark-admin:workspaces_write"];

/** How the writing routes of workspaces behave where Cisco's document leaves it open. */
export interface WorkspaceWriteSettings {
    /** Whether PUT clears `hotdeskingStatus`, `deviceHostedMeetings` and `indoorNavigation` where left out. */
    clearUnsaid: boolean;
}

/** What "Workspaces" writes, and the numbers of a workspace ("Workspace Call Settings"). */
export function workspaceWriteRoutes(organization: Organization, settings: WorkspaceWriteSettings): Route[] {
    const show = (status: number, workspace: Workspace): Reply => ({
        status,
        body: workspaceShower(organization, { includeDevices: false, includeCapabilities: false })(workspace),
    });
    return [
        {
            method: "POST",
            path: "/workspaces",
            scopes: WRITE,
            body: creationBody,
            handle: ({ body }) => {
                const { orgId = null, ...fields } = body as WorkspaceCreation;
                if (!isOwn(organization, orgId)) {
                    throw new Refusal(403, "This organization is not managed by the owner of the access token.");
                }
                const around = surroundings(organization, undefined, settings);
                return show(201, organization.addWorkspace(newWorkspace(fields, around)));
            },
        },
        {
            method: "PUT",
            path: "/workspaces/{workspaceId}",
            scopes: WRITE,
            body: changeBody,
            handle: (call) => {
                const current = workspaceOf(organization, call);
                const around = surroundings(organization, current, settings);
                const patch = changedWorkspace(current, call.body as WorkspaceChange, around);
                return show(200, organization.updateWorkspace(current.id, patch));
            },
        },
        {
            method: "DELETE",
            path: "/workspaces/{workspaceId}",
            scopes: WRITE,
            handle: (call) => {
                organization.removeWorkspace(workspaceOf(organization, call).id);
                return { status: 204 };
            },
        },
        numbers(organization),
    ];
}

function surroundings(
    organization: Organization,
    current: Workspace | undefined,
    { clearUnsaid }: WorkspaceWriteSettings,
): WorkspaceSurroundings {
    return {
        clearUnsaid,
        licenses: organization.licenses().map(({ id, name, totalUnits }) => {
            const { users, workspaces } = organization.licenseUse(id);
            return { id, name, free: totalUnits - users - workspaces };
        }),
        others: () => [...organization.eachWorkspace()].filter(({ id }) => !sameId(id, current?.id)),
        hasLocation: (wanted) => organization.locations().some(({ id }) => sameId(id, wanted)),
        hasDevices: current !== undefined && organization.devicesIn(current.id).length > 0,
    };
}

/**
 * GET /workspaces/{workspaceId}/features/numbers. No public answer shows what a workspace without Webex calling is
 * answered; 404 is what the other call settings say of such owners.
 */
function numbers(organization: Organization): Route {
    return {
        method: "GET",
        path: "/workspaces/{workspaceId}/features/numbers",
        scopes: ["spark-admin:workspaces_read"],
        query: { orgId: { type: "string" } },
        handle: (call) => {
            const { id, calling, webexCalling, locationId } = workspaceOf(organization, call);
            if (calling !== "webexCalling") {
                throw new Refusal(404, "The workspace has no Webex Calling.");
            }
            const { phoneNumber, extension } = webexCalling ?? {};
            const hasNumber = phoneNumber !== undefined || extension !== undefined;
            const place = webexCalling?.locationId ?? locationId;
            const location = organization.locations().find((each) => sameId(each.id, place));
            return {
                status: 200,
                body: {
                    phoneNumbers: hasNumber
                        ? [
                              {
                                  ...(phoneNumber !== undefined && { external: phoneNumber }),
                                  ...(extension !== undefined && { extension }),
                                  primary: true,
                              },
                          ]
                        : [],
                    workspace: { id },
                    ...(location && { location: { id: location.id, name: location.name } }),
                    organization: { id: organization.orgId, name: "Example Organization" },
                },
            };
        },
    };
}
