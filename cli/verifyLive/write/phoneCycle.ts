import type { WebexDevice } from "../../../provider/api/devices/webexDevice";
import { sameId } from "../../../provider/api/identity";
import { tell } from "../../terminal";
import { goOn, isRefusal, noteFailure, noteGone, noteStep, type Stage, waitFor } from "./stage";

/** The phone that is registered for the time of a run. */
export interface Phone {
    /** Normalised. */
    readonly mac: string;
    readonly model: string;
}

const TAG = "pulumi-webex-verify-live";

/**
 * Registers a phone, looks how it appears, tags it, and unregisters it. Nobody else's may have the MAC address. Throws
 * `Interrupted`, and `WebexError` where looking fails.
 */
export async function playPhone(stage: Stage, { mac, model }: Phone): Promise<void> {
    const { contract, settings, workspace, leftovers } = stage;
    const own = async (): Promise<WebexDevice | undefined> => {
        const found = await contract.findByMac(mac, settings.orgId);
        return found.find(({ workspaceId }) => sameId(workspaceId, workspace.id));
    };
    // Of a phone whose registration was confirmed with an empty answer, or not answered, nobody knows when it appears.
    let appears = false;
    goOn(stage);
    leftovers.add({ what: `the phone ${mac}`, remove: () => removePhone(stage, mac, own, () => appears) });
    const registers = "a phone is registered by its MAC address and model";
    const since = Date.now();
    let device: WebexDevice | undefined;
    try {
        appears = true;
        device = await contract.registerPhone?.({ workspaceId: workspace.id, mac, model, orgId: settings.orgId });
    } catch (error) {
        appears = !isRefusal(error);
        noteFailure(stage, registers, error);
        return;
    }
    const answer = device === undefined ? "the answer was empty, as of the 9800 series" : "the answer was the device";
    noteStep(stage, registers, { holds: true, detail: answer });
    const shown = await waitFor(stage, settings.phoneAppearTimeoutSeconds, own);
    const seconds = Math.round((Date.now() - since) / 1000);
    const found = shown === undefined ? `it was not within ${seconds} s` : `it was after ${seconds} s`;
    noteStep(stage, "a registered phone is found by its MAC address", { holds: shown !== undefined, detail: found });
    if (shown === undefined) {
        return;
    }
    appears = false;
    await lookAtTags(stage, shown);
    goOn(stage);
    await contract.deleteDevice(shown.id, settings.orgId);
    await noteGone(stage, shown.id);
}

async function lookAtTags(stage: Stage, device: WebexDevice): Promise<void> {
    const { contract, settings } = stage;
    const assumption = "the tags of a device are replaced, and told from then on";
    goOn(stage);
    try {
        await contract.updateDevice(device, { tags: [TAG] }, settings.orgId);
    } catch (error) {
        noteFailure(stage, assumption, error);
        return;
    }
    const tags = (await contract.getDevice(device.id, settings.orgId))?.tags ?? [];
    const holds = tags.length === 1 && tags[0] === TAG;
    noteStep(stage, assumption, { holds, detail: `${tags.length} tag(s) are told` });
}

/** Removes the phone if it is there, or appears in time; what is left in words. */
async function removePhone(
    { contract, settings }: Stage,
    mac: string,
    own: () => Promise<WebexDevice | undefined>,
    mayAppear: () => boolean,
): Promise<string | undefined> {
    const seconds = mayAppear() ? settings.phoneAppearTimeoutSeconds : 0;
    const until = Date.now() + seconds * 1000;
    if (seconds > 0) {
        tell(`looking for the phone ${mac} for up to ${seconds} s, to remove it when it appears`);
    }
    for (;;) {
        const device = await own();
        if (device !== undefined) {
            await contract.deleteDevice(device.id, settings.orgId);
            return undefined;
        }
        if (Date.now() >= until) {
            return mayAppear() ? `perhaps the phone ${mac}, which has not appeared yet` : undefined;
        }
        await new Promise((resolve) => setTimeout(resolve, 1000));
    }
}
