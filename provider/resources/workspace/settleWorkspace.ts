import { putWorkspace, readNumbers, type Workspace } from "../../api/workspaces";
import { nameDevice } from "../device/deviceSearch";
import { type Context, orgOf } from "../resource";
import { type CallingChange, callingRefusal, needsEmptyWorkspace, setOnceRefusal } from "./refusals";
import { inputsToWrite } from "./workspaceDiff";
import type { WorkspaceInputs } from "./workspaceInputs";
import { changedBody } from "./workspacePut";
import { presentOf, stateOf, type Told, type WorkspaceRecord, type WorkspaceState } from "./workspaceState";

/** A workspace that is there, and what it is to be. */
export interface Unsettled {
    /** As Webex told it a moment ago. */
    readonly found: Workspace;
    /** The state so far: it has what Webex never tells. */
    readonly before: WorkspaceState;
    readonly inputs: WorkspaceInputs;
    /** What the state is to record. */
    readonly record: WorkspaceRecord;
}

/**
 * Brings a workspace to what the program says, by one PUT or none, and tells the state then. Throws, before anything is
 * written, for what Webex refuses.
 */
export async function settleWorkspace(unsettled: Unsettled, context: Context): Promise<WorkspaceState> {
    const { found, before, inputs, record } = unsettled;
    const { client, run, settings } = context;
    let told: Told = { workspace: found };
    let names = inputsToWrite(inputs, presentOf(before, told));
    if (names.includes("calling") && found.calling?.type === "webexCalling") {
        // Only now: numbers are a request of their own. A PUT of calling has to repeat them all.
        told = { workspace: found, numbers: await readNumbers(client, found.id) };
        names = inputsToWrite(inputs, presentOf(before, told));
    }
    if (names.length === 0) {
        return stateOf(inputs, told, record);
    }
    const problem = setOnceRefusal(found, inputs) ?? (await refusalOfCalling(found, inputs, names, context));
    if (problem !== undefined) {
        throw new Error(`the workspace ${found.id} stays as it is: ${problem}`);
    }
    const reads = run.workspaces(orgOf(inputs, settings), client);
    reads.write(found);
    const workspace = await putWorkspace(client, found.id, changedBody(found, told.numbers, inputs, names));
    return stateOf(inputs, { workspace, isWritten: true }, record);
}

/** Why Webex refuses the change of calling that the program asks for; undefined if it does not, or if none is asked. */
async function refusalOfCalling(
    found: Workspace,
    inputs: WorkspaceInputs,
    names: readonly string[],
    { contract, settings }: Context,
): Promise<string | undefined> {
    const { calling } = inputs;
    if (calling === undefined || !names.includes("calling")) {
        return undefined;
    }
    const { id: workspaceId, supportedDevices } = found;
    const change: CallingChange = { from: found.calling?.type, to: calling.type, supportedDevices };
    const devices = needsEmptyWorkspace(change)
        ? await contract.listDevices({ workspaceId, orgId: orgOf(inputs, settings) })
        : [];
    return callingRefusal(change, devices.map(nameDevice));
}
