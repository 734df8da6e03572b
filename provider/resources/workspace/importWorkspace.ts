import { pick } from "../../definitions/definition";
import { assertKind, assertNamedOrganization, notKnown } from "../importedId";
import { type Context, type Imported, orgOf } from "../resource";
import { isSaid } from "../saidText";
import type { WorkspaceInputs } from "./workspaceInputs";
import { stateOf, type WorkspaceState } from "./workspaceState";

/** The inputs that Webex tells whole. Calling and calendar are written only, in part, and stay as they are. */
const IMPORTED = ["displayName", "locationId", "floorId", "capacity", "type", "notes", "supportedDevices"] as const;

/**
 * A workspace that `pulumi import` names by its id, with the inputs that a program should give from then on. Throws
 * where there is none.
 */
export async function importWorkspace(given: string, context: Context): Promise<Imported<WorkspaceState>> {
    const { client, run, settings, self } = context;
    const text = given.trim();
    assertKind(text, ["PLACE"], "a workspace");
    const orgId = orgOf({}, settings);
    const workspace = await run.workspaces(orgId, client).byId(text);
    if (workspace === undefined) {
        throw new Error(notKnown("workspace", text, "the workspace's id"));
    }
    assertNamedOrganization(`workspace ${workspace.id}`, workspace.orgId, settings.orgId);
    run.claims.know(workspace.id, self);
    run.organizations.learn(orgId, workspace.orgId);
    const told = Object.entries(pick({ ...workspace }, IMPORTED)).filter(
        ([, value]) => typeof value !== "string" || isSaid(value),
    );
    const inputs: WorkspaceInputs = { workspaceId: workspace.id, ...Object.fromEntries(told) };
    return { id: workspace.id, state: stateOf(inputs, { workspace }, { origin: "takenOver" }) };
}
