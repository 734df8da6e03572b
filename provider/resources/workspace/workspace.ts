import { readNumbers, readWorkspaceUnlessGone, type Workspace, type WorkspaceNumbers } from "../../api/workspaces";
import { rememberSecrets } from "../../client/secrets";
import { WORKSPACE } from "../../definitions/workspace";
import { assertFoundIn, assertOrganization } from "../organization";
import { type Context, orgOf, type ResourceLogic } from "../resource";
import { createWorkspace } from "./createWorkspace";
import { deleteWorkspace } from "./deleteWorkspace";
import { importWorkspace } from "./importWorkspace";
import { settleWorkspace } from "./settleWorkspace";
import { asksForWrite, diffWorkspace, workspaceLeaves } from "./workspaceDiff";
import { checkWorkspace, type WorkspaceInputs, workspaceDeclarations } from "./workspaceInputs";
import { inputsOf, organizationOf, recordOf, stateOf, type WorkspaceState, withInputs } from "./workspaceState";

/** A Webex workspace: one that the stack makes, or one that is there and is taken over. */
export const workspace: ResourceLogic<WorkspaceInputs, WorkspaceState> = {
    definition: WORKSPACE,
    check: checkWorkspace,
    declarations: workspaceDeclarations,
    organization: organizationOf,
    leavesWebex: workspaceLeaves,
    diff: diffWorkspace,
    create: (inputs, context) => {
        keepNumberSecret(inputs);
        return createWorkspace(inputs, context);
    },
    read: readWorkspace,
    update: updateWorkspace,
    delete: deleteWorkspace,
    imported: importWorkspace,
};

/** Webex's own words may repeat a number, which the program may keep secret. */
function keepNumberSecret({ calling }: WorkspaceInputs): void {
    rememberSecrets(calling?.webexCalling?.phoneNumber);
}

async function readWorkspace(id: string, state: WorkspaceState, context: Context) {
    const { client, run, settings } = context;
    run.claims.know(id, context.self);
    const inputs = inputsOf(state);
    const orgId = orgOf(inputs, settings);
    const found = await run.workspaces(orgId, client).byId(id);
    const recorded = organizationOf(state);
    if (found === undefined) {
        await assertOrganization(recorded, orgId, context);
        return undefined;
    }
    assertFoundIn(recorded, found.orgId, context);
    run.organizations.learn(orgId, found.orgId);
    const numbers = await numbersOf(found, inputs, context);
    const now = stateOf(inputs, { workspace: found, numbers }, recordOf(state));
    return { inputs: inputsOf(now), state: now };
}

/** The numbers of a workspace, where the program names any: they are a request of their own. */
async function numbersOf(
    { id, calling: told }: Workspace,
    { calling }: WorkspaceInputs,
    { client }: Context,
): Promise<WorkspaceNumbers | undefined> {
    const { phoneNumber, extension } = calling?.webexCalling ?? {};
    const isNamed = phoneNumber !== undefined || extension !== undefined;
    return isNamed && told?.type === "webexCalling" ? readNumbers(client, id) : undefined;
}

async function updateWorkspace(id: string, state: WorkspaceState, inputs: WorkspaceInputs, context: Context) {
    keepNumberSecret(inputs);
    if (!asksForWrite(state, inputs)) {
        return withInputs(state, inputs);
    }
    const { client, run, settings } = context;
    const orgId = orgOf(inputs, settings);
    const found = await readWorkspaceUnlessGone(client, id);
    if (found === undefined) {
        await assertOrganization(organizationOf(state), orgId, context);
        throw new Error(
            `Webex has no workspace ${id} any more: it was deleted outside Pulumi. \`pulumi refresh\` takes it out of the state`,
        );
    }
    assertFoundIn(organizationOf(state), found.orgId, context);
    run.organizations.learn(orgId, found.orgId);
    return settleWorkspace({ found, before: state, inputs, record: recordOf(state) }, context);
}
