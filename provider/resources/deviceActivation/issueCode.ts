import type { IssuedCode, Owner } from "../../api/devices/contract";
import { isNeverSeen, type WebexDevice } from "../../api/devices/webexDevice";
import { sameModel } from "../../api/identity";
import { rememberSecrets } from "../../client/secrets";
import { messageOf } from "../../messageOf";
import { sendOnce } from "../lostReply";
import { type Context, orgOf } from "../resource";

/** What a code is for. */
export interface CodeRequest extends Owner {
    readonly model?: string | undefined;
    readonly orgId?: string | undefined;
}

/** A code, and the organisation that the API said its device entry is in. */
export interface NewCode extends IssuedCode {
    readonly organization: string | undefined;
}

/**
 * Issues a code. A code that was lost on the way cannot be read again, so the device entry it left is removed
 * before the next one is issued. Entries that an earlier run left are named in a warning: they may be another
 * stack's. With `webex:removeOrphans` they are removed, if this run has read every code of the stack.
 */
export async function issueCode(request: CodeRequest, context: Context): Promise<NewCode> {
    const { contract, settings, log, run } = context;
    const orgId = orgOf(request, settings);
    // Of this moment: what somebody else issues later must not be taken for what a lost answer of ours left.
    run.reads(orgId).write([request.personId, request.workspaceId]);
    const before = await unusedDevices(request, context);
    if (before.length > 0) {
        await dealWithLeftovers(before, request, context);
    }
    const seen = new Set(before.map(({ id }) => id));
    const news = async () => (await unusedDevices(request, context)).filter(({ id }) => !seen.has(id));

    let lost = 0;
    const issued = await sendOnce(
        () => contract.issueCode(request, request.model, orgId),
        async () => {
            const orphans = await news();
            lost += 1;
            // More than were lost: some are another pipeline's, and nobody can tell which.
            if (orphans.length > lost) {
                log.warn(leftover(orphans, context));
            } else {
                await removeOrphans(orphans, request, context);
            }
            return undefined;
        },
    );
    rememberSecrets(issued.code);
    // Cisco's answer does not say which entry stands for the code: it is the only one that was not there before. The
    // code must not be lost because the entry cannot be looked up.
    const entry = issued.deviceId === undefined ? theOnly(await news().catch(() => [])) : undefined;
    const deviceId = issued.deviceId ?? entry?.id;
    if (deviceId !== undefined) {
        run.claims.know(deviceId, context.self);
    } else if (request.model !== undefined) {
        run.codes.doubt(ownerIdOf(request));
    }
    run.organizations.learn(orgId, entry?.orgId);
    const organization = entry?.orgId ?? (await run.organizations.answering(orgId).catch(() => undefined));
    return { ...issued, deviceId, organization };
}

/** Device entries of the owner and model that stand for unused codes and that nothing in this process knows of. */
async function unusedDevices(request: CodeRequest, context: Context): Promise<WebexDevice[]> {
    const { contract, settings, run } = context;
    const { model } = request;
    if (model === undefined && !contract.showsRoomCodes) {
        return [];
    }
    const orgId = orgOf(request, settings);
    const devices = await run.reads(orgId).byOwner(request);
    const unused = devices.filter(
        (device) =>
            isNeverSeen(device) &&
            !run.claims.isKnown(device.id) &&
            (contract.unusedCodeStatus === undefined || device.connectionStatus === contract.unusedCodeStatus),
    );
    if (model === undefined) {
        return unused.filter(({ product }) => product === undefined);
    }
    const byText = unused.filter(({ product = "" }) => sameModel(model, product));
    if (byText.length === unused.length) {
        return byText;
    }
    const supported = await contract.supportedDevices(orgId);
    return unused.filter(({ product = "" }) => sameModel(model, product, supported));
}

async function dealWithLeftovers(leftovers: readonly WebexDevice[], request: CodeRequest, context: Context) {
    const { settings, log, run } = context;
    const objection = settings.removeOrphans ? run.codes.objectionFor(ownerIdOf(request)) : undefined;
    if (settings.removeOrphans && objection === undefined) {
        await removeOrphans(leftovers, request, context);
        return;
    }
    log.warn(leftover(leftovers, context));
    if (objection !== undefined) {
        log.warn(`WEBEX_REMOVE_ORPHANS removed nothing for ${context.self.label}: ${objection}`);
        run.codes.postpone(ownerIdOf(request), () => {
            const unknown = leftovers.filter(({ id }) => !run.claims.isKnown(id));
            return removeOrphans(unknown, request, context);
        });
    }
}

/** Removes the entries that had to wait until this run had read every code of the stack. */
export async function removePostponed({ run }: Context): Promise<void> {
    await Promise.all(run.codes.takeDue().map((remove) => remove()));
}

async function removeOrphans(
    orphans: readonly WebexDevice[],
    request: CodeRequest,
    { contract, settings, log }: Context,
): Promise<void> {
    for (const { id } of orphans) {
        const what = `device ${id}, an unused code that nobody can read any more,`;
        try {
            await contract.deleteDevice(id, orgOf(request, settings));
            log.warn(`${what} was removed`);
        } catch (error) {
            log.warn(`${what} could not be removed: ${messageOf(error)}`);
        }
    }
}

function leftover(devices: readonly WebexDevice[], { self }: Context): string {
    return (
        `${self.label}: unused codes of the same owner and model are not known to this run: ` +
        `${devices.map(({ id }) => id).join(", ")}. If an interrupted run left them, ` +
        "`WEBEX_REMOVE_ORPHANS=true pulumi up --refresh` removes them"
    );
}

/** The id of the person or workspace that a code is for. */
export function ownerIdOf({ personId, workspaceId }: Owner): string {
    return personId ?? workspaceId ?? "";
}

function theOnly<T>(items: readonly T[]): T | undefined {
    return items.length === 1 ? items[0] : undefined;
}
