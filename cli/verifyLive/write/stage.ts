import { setTimeout as sleep } from "node:timers/promises";
import type { Contract } from "../../../provider/api/devices/contract";
import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import type { Workspace } from "../../../provider/api/workspaces";
import { WebexError } from "../../../provider/client/webexError";
import type { Settings } from "../../../provider/settings";
import type { Finding } from "../check";
import type { Ground } from "../ground";
import type { Leftovers } from "./leftovers";

/** That the person at the terminal ended a run early. */
export class Interrupted extends Error {}

/** Where a life cycle plays, and what it needs. */
export interface Stage {
    readonly ground: Ground;
    readonly contract: Contract;
    readonly settings: Settings;
    readonly workspace: Workspace;
    readonly leftovers: Leftovers;
    /** Aborted when the person at the terminal ends the run. */
    readonly signal: AbortSignal;
}

const AREA = "life cycle";

/** Notes how an assumption about a life cycle stands. */
export function noteStep({ ground }: Stage, assumption: string, found: Finding): void {
    ground.note(AREA, assumption, found);
}

/** Whether Webex refused a step for its own sake, so that nothing was made. */
export function isRefusal(error: unknown): error is WebexError {
    return error instanceof WebexError && error.kind === "refused" && error.status !== 401;
}

/** Notes that Webex refused a step. Throws on what is no refusal: the token or the network is to blame then. */
export function noteFailure(stage: Stage, assumption: string, error: unknown): void {
    if (!isRefusal(error)) {
        throw error;
    }
    const { status = 0, webexMessage = "no word why" } = error;
    const detail = () => `it was answered ${status}: ${stage.ground.masker.mask(webexMessage)}`;
    noteStep(stage, assumption, { holds: false, detail });
}

/** Throws `Interrupted` if the run was ended. */
export function goOn({ signal }: Stage): void {
    if (signal.aborted) {
        throw new Interrupted();
    }
}

/** Asks until there is an answer, every second at most, for so many seconds. Throws `Interrupted`. */
export async function waitFor<T>(
    stage: Stage,
    seconds: number,
    look: () => Promise<T | undefined>,
): Promise<T | undefined> {
    const until = Date.now() + seconds * 1000;
    for (;;) {
        goOn(stage);
        const found = await look();
        if (found !== undefined || Date.now() >= until) {
            return found;
        }
        await sleep(Math.min(1000, Math.max(0, until - Date.now())), undefined, { signal: stage.signal }).catch(
            () => undefined,
        );
    }
}

/** The devices of the stage's workspace. */
export function devicesThere({ contract, settings, workspace }: Stage): Promise<WebexDevice[]> {
    return contract.listDevices({ workspaceId: workspace.id, orgId: settings.orgId });
}

/** Looks whether a device that was deleted is gone. */
export async function noteGone(stage: Stage, id: string): Promise<void> {
    const there = await stage.contract.getDevice(id, stage.settings.orgId);
    const detail = there === undefined ? "it is" : "it is still told";
    noteStep(stage, "a device that was deleted is gone at once", { holds: there === undefined, detail });
}
