import type { IssuedCode, Owner } from "../../api/devices/contract";
import { isNeverSeen, type WebexDevice } from "../../api/devices/webexDevice";
import { sameModel } from "../../api/identity";
import { rememberSecrets } from "../../client/secrets";
import { isKnown, know } from "../claims";
import { deviceReads } from "../deviceReads";
import { sendOnce } from "../lostReply";
import { orgOf, type Surroundings } from "../resource";

/** What a code is for. */
export interface CodeRequest extends Owner {
    readonly model?: string | undefined;
    readonly orgId?: string | undefined;
}

/**
 * Issues a code. A code that was lost on the way cannot be read again, so the device entry it left is removed
 * before the next one is issued. Entries that an earlier run left are removed with `webex:removeOrphans`, else
 * named in a warning: they may be another stack's.
 */
export async function issueCode(request: CodeRequest, surroundings: Surroundings): Promise<IssuedCode> {
    const { contract, settings, log } = surroundings;
    // Of this moment: what somebody else issues later must not be taken for what a lost answer of ours left.
    deviceReads(surroundings, orgOf(request, settings)).write([request.personId, request.workspaceId]);
    const before = await unusedDevices(request, surroundings);
    if (before.length > 0 && settings.removeOrphans) {
        await removeOrphans(before, request, surroundings);
    } else if (before.length > 0) {
        log.warn(leftover(before));
    }
    const seen = new Set(before.map(({ id }) => id));
    const news = async () => (await unusedDevices(request, surroundings)).filter(({ id }) => !seen.has(id));

    let lost = 0;
    const issued = await sendOnce(
        () => contract.issueCode(request, request.model, orgOf(request, settings)),
        async () => {
            const orphans = await news();
            lost += 1;
            // More than were lost: some are another pipeline's, and nobody can tell which.
            if (orphans.length > lost) {
                log.warn(leftover(orphans));
            } else {
                await removeOrphans(orphans, request, surroundings);
            }
            return undefined;
        },
    );
    rememberSecrets(issued.code);
    // Cisco's answer does not say which entry stands for the code; it is the one that was not there before. The
    // code must not be lost because the entry cannot be looked up: a refresh finds it.
    const entries = issued.deviceId === undefined ? await news().catch(() => []) : [];
    const deviceId = issued.deviceId ?? (entries.length === 1 ? entries[0]?.id : undefined);
    if (deviceId !== undefined) {
        know(deviceId);
    }
    return { ...issued, deviceId };
}

/** Device entries of the owner and model that stand for unused codes and that nothing in this process knows of. */
async function unusedDevices(request: CodeRequest, surroundings: Surroundings): Promise<WebexDevice[]> {
    const { contract, settings } = surroundings;
    const { model } = request;
    // Cisco's API makes no entry for a code that is good for any room device.
    if (contract.name === "cisco" && model === undefined) {
        return [];
    }
    const devices = await deviceReads(surroundings, orgOf(request, settings)).byOwner(request);
    return devices.filter(
        (device) =>
            isNeverSeen(device) &&
            !isKnown(device.id) &&
            (contract.name === "crud" || device.connectionStatus === "activating") &&
            (model === undefined ? device.product === undefined : sameModel(model, device.product ?? "")),
    );
}

async function removeOrphans(
    orphans: readonly WebexDevice[],
    request: CodeRequest,
    { contract, settings, log }: Surroundings,
): Promise<void> {
    for (const { id } of orphans) {
        try {
            await contract.deleteDevice(id, orgOf(request, settings));
            log.warn(`device ${id}, an unused code that nobody can read any more, was removed`);
        } catch (error) {
            log.warn(
                `device ${id}, an unused code that nobody can read any more, could not be removed: ${String(error)}`,
            );
        }
    }
}

function leftover(devices: readonly WebexDevice[]): string {
    return (
        `unused codes of the same owner and model are not known to this run: ${devices.map(({ id }) => id).join(", ")}. If an ` +
        "interrupted run left them, `WEBEX_REMOVE_ORPHANS=true pulumi up --refresh` removes them"
    );
}
