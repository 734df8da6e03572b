import { sameId } from "../../api/identity";
import { postWorkspace, readWorkspaceUnlessGone, type Workspace } from "../../api/workspaces";
import { sendOnce } from "../lostReply";
import { untilQuiet } from "../quiet";
import { type Context, type Created, orgOf } from "../resource";
import { settleWorkspace } from "./settleWorkspace";
import { isTakenOver, type WorkspaceInputs } from "./workspaceInputs";
import { noteOf } from "./workspaceNote";
import { newBody } from "./workspacePut";
import type { WorkspaceReads } from "./workspaceReads";
import { stateOf, type WorkspaceRecord, type WorkspaceState } from "./workspaceState";

/** Makes a workspace, or takes over the one that the program names by `workspaceId`. */
export async function createWorkspace(inputs: WorkspaceInputs, context: Context): Promise<Created<WorkspaceState>> {
    if (isTakenOver(inputs)) {
        const found = await takeOver(inputs, context);
        return { id: found.id, state: await settledState(found, "takenOver", inputs, context) };
    }
    const { displayName = "" } = inputs;
    // Those of one name one after another: a lost answer is known by the only one that appeared meanwhile.
    return context.run.owners.inTurnOf(`workspace named ${displayName}`, () => makeOnce(inputs, displayName, context));
}

/**
 * The workspace that the program names by its id. Throws if there is none, or if it is another resource's or in another
 * organisation.
 */
async function takeOver(inputs: WorkspaceInputs, context: Context): Promise<Workspace> {
    const { client, settings } = context;
    const { workspaceId = "" } = inputs;
    const orgId = orgOf(inputs, settings);
    const found = await readWorkspaceUnlessGone(client, workspaceId);
    if (found === undefined) {
        throw new Error(
            `no workspace has the id ${workspaceId}. Correct workspaceId (getWorkspace finds a workspace by its name), or ` +
                "leave it out to have a new one made",
        );
    }
    if (orgId !== undefined && found.orgId !== undefined && !sameId(orgId, found.orgId)) {
        throw new Error(
            `the workspace ${workspaceId} is in the organisation ${found.orgId}, but ${orgId} is acted on. Set orgId (of the ` +
                "resource, or webex:orgId) to the workspace's organisation",
        );
    }
    claim(found.id, "adopted", context);
    return found;
}

/** The state of a workspace that was found, after it was brought to what the program says. */
async function settledState(
    found: Workspace,
    origin: WorkspaceRecord["origin"],
    inputs: WorkspaceInputs,
    context: Context,
): Promise<WorkspaceState> {
    const record = await recordOfNew(found, origin, inputs, context);
    const before = stateOf({}, { workspace: found }, record);
    return settleWorkspace({ found, before, inputs, record }, context);
}

/** Makes a workspace, if no run that was interrupted has made it. */
async function makeOnce(
    inputs: WorkspaceInputs,
    displayName: string,
    context: Context,
): Promise<Created<WorkspaceState>> {
    const { client, run, settings, stack, self } = context;
    const orgId = orgOf(inputs, settings);
    const reads = run.workspaces(orgId, client);
    const note = inputs.notes === undefined ? noteOf(stack, self.label) : undefined;
    const before = await reads.byName(displayName);
    const leftBehind = note === undefined ? undefined : await takeBack(before, note, context);
    if (leftBehind !== undefined) {
        return { id: leftBehind.id, state: await settledState(leftBehind, "created", inputs, context) };
    }
    if (inputs.notes !== undefined) {
        tellNamesakes(before, context);
    }
    // Of this moment: what is asked because of a lost answer is not on a page that was read before.
    reads.write({ displayName });
    const body = newBody(inputs, orgId, note);
    const made = await sendOnce(
        () => postWorkspace(client, body),
        () => theNewOne(reads, before, { displayName, notes: body.notes }, context),
    );
    claim(made.id, "registered", context);
    reads.write({ id: made.id });
    const record = await recordOfNew(made, "created", inputs, context);
    return { id: made.id, state: stateOf(inputs, { workspace: made, isWritten: true }, record) };
}

/** The workspace that this very resource made in a run that was interrupted, as the note in it proves. */
async function takeBack(
    namesakes: readonly Workspace[],
    note: string,
    context: Context,
): Promise<Workspace | undefined> {
    const { run, self, log } = context;
    const isFree = ({ id, notes }: Workspace) => notes === note && !run.claims.isKnown(id);
    if (!namesakes.some(isFree)) {
        return undefined;
    }
    // Under another name, by an alias, a resource of the program may have it: the engine tells that until it is quiet.
    await untilQuiet(context, () => !namesakes.some(isFree));
    const [found] = namesakes.filter(isFree);
    if (found === undefined) {
        return undefined;
    }
    claim(found.id, "adopted", context);
    log.warn(
        `${self.label}: the workspace ${found.id} is what a run of this stack made that was interrupted, as its notes say. ` +
            "It is taken as the stack's own, and none is made",
    );
    return found;
}

/** The workspace that a POST made whose answer was lost: the only one that was not there before and is nobody's. */
async function theNewOne(
    reads: WorkspaceReads,
    before: readonly Workspace[],
    sent: { readonly displayName: string; readonly notes: string | undefined },
    { run }: Context,
): Promise<Workspace | undefined> {
    const now = await reads.byName(sent.displayName);
    const fresh = now.filter(
        ({ id, notes = "" }) =>
            notes === (sent.notes ?? "") && !before.some((each) => sameId(each.id, id)) && !run.claims.isKnown(id),
    );
    return fresh.length === 1 ? fresh[0] : undefined;
}

/** Without a note of ours nothing proves what an interrupted run left, so it is only named. */
function tellNamesakes(namesakes: readonly Workspace[], { log, run, self }: Context): void {
    const unknown = namesakes.filter(({ id }) => !run.claims.isKnown(id));
    if (unknown.length > 0) {
        log.warn(
            `${self.label}: workspaces of the same name are there already: ${unknown.map(({ id }) => id).join(", ")}. If a run ` +
                "that was interrupted made one of them, delete that one, or give its id as workspaceId",
        );
    }
}

/** Notes whose workspace it is. Throws if another resource of the stack has it. */
function claim(id: string, how: "registered" | "adopted", { run, self }: Context): void {
    const holder = run.claims.claim(id, self, how);
    if (holder !== undefined) {
        throw new Error(`the workspace ${id} is already declared by ${holder.label}; a workspace can be declared once`);
    }
}

async function recordOfNew(
    { orgId: told }: Workspace,
    origin: WorkspaceRecord["origin"],
    inputs: WorkspaceInputs,
    { run, settings }: Context,
): Promise<WorkspaceRecord> {
    const orgId = orgOf(inputs, settings);
    run.organizations.learn(orgId, told);
    return { origin, organization: told ?? (await run.organizations.answering(orgId).catch(() => undefined)) };
}
