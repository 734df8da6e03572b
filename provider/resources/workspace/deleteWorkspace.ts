import type { WebexDevice } from "../../api/devices/webexDevice";
import { deleteWorkspace as requestDelete } from "../../api/workspaces";
import { nameDevice } from "../device/deviceSearch";
import { assertOrganization } from "../organization";
import { untilQuiet } from "../quiet";
import { type Context, orgOf, type Speaker } from "../resource";
import { workspaceLeaves } from "./workspaceDiff";
import { organizationOf, type WorkspaceState } from "./workspaceState";

/** How many devices a message names. */
const MOST_NAMED = 10;

/**
 * Deletes a workspace, or forgets one that was taken over. Webex deletes the devices inside, too: a workspace with
 * devices that this run does not remove stays, with an error that names them, unless the program says `deleteDevices`.
 */
export async function deleteWorkspace(id: string, state: WorkspaceState, context: Context): Promise<void> {
    const { client, settings, log, run, self } = context;
    const orgId = orgOf(state, settings);
    if (!workspaceLeaves(state)) {
        // Forgetting is for good: the state must not lose a workspace because another organisation answers.
        await assertOrganization(organizationOf(state), orgId, context);
        log.info(forgottenWord(id, state, self));
        return;
    }
    const successor = run.claims.successorOf(id);
    if (successor !== undefined) {
        log.warn(keptWord(id, self, successor));
        return;
    }
    if (state.deleteDevices !== true) {
        await refuseDevices(id, orgId, context);
    }
    const wasThere = await run.departures.removing(id, () => requestDelete(client, id));
    if (!wasThere) {
        await assertOrganization(organizationOf(state), orgId, context);
    }
    run.workspaces(orgId, client).remove(id);
}

/** Throws if devices are inside that do not leave with this run. */
async function refuseDevices(workspaceId: string, orgId: string | undefined, context: Context): Promise<void> {
    const { contract, run, self } = context;
    const inside = async () => (await contract.listDevices({ workspaceId, orgId })).filter(isThere);
    const isThere = ({ id }: WebexDevice) => !run.reads(orgId).isRemoved(id);
    const devices = await inside();
    if (devices.length === 0) {
        return;
    }
    // Resources of the program may be about to remove them: the engine does not say in which order it goes.
    await untilQuiet(context, () => !devices.some(isThere));
    const left = await inside();
    if (left.length > 0) {
        throw new Error(devicesWord(workspaceId, left, self));
    }
}

function devicesWord(id: string, devices: readonly WebexDevice[], { label }: Speaker): string {
    const more = devices.length - MOST_NAMED;
    const names = devices.slice(0, MOST_NAMED).map(nameDevice).join(", ") + (more > 0 ? ` and ${more} more` : "");
    return (
        `the workspace ${id} stays, because Webex would delete the devices inside, too: ${names}. Nothing was changed. If ` +
        `they may go, run \`pulumi up\` with deleteDevices: true of ${label} first. If resources of this program have them, let ` +
        "those name the workspace by its output `id`: they then go first"
    );
}

function forgottenWord(id: string, { origin }: WorkspaceState, { label }: Speaker): string {
    const because = origin === "takenOver" ? "was taken over" : "has deleteOnDestroy false";
    return (
        `${label} ${because}: the workspace ${id} stays in Webex, and Pulumi forgets it. To have it deleted, run ` +
        "`pulumi up` with deleteOnDestroy: true before it leaves"
    );
}

/** What is said of a workspace whose resource goes and that another one has by now. */
function keptWord(id: string, self: Speaker, successor: Speaker): string {
    const who =
        successor.key === self.key ? "was replaced by itself" : `left the program, and ${successor.label} has it`;
    return `${self.label} ${who}: the workspace ${id} stays in Webex`;
}
