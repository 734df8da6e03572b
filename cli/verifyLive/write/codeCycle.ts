import type { IssuedCode } from "../../../provider/api/devices/contract";
import { isNeverSeen, type WebexDevice } from "../../../provider/api/devices/webexDevice";
import { rememberSecrets } from "../../../provider/client/secrets";
import { devicesThere, goOn, isRefusal, noteFailure, noteGone, noteStep, type Stage, waitFor } from "./stage";

const DAY = 86_400_000;
/** Seconds until the entry of a code is listed. */
const ENTRY_SECONDS = 15;

/** What became of the code of a run. */
interface Made {
    /** Whether Webex may have issued it. */
    isIssued: boolean;
    code: IssuedCode | undefined;
    isRevoked: boolean;
}

/**
 * Issues an activation code, looks what Webex shows of it, and takes it back. A code of a room device (without a model)
 * can be taken back by nobody, and is told as left. Throws `Interrupted`, and `WebexError` where looking fails.
 */
export async function playCode(stage: Stage, model: string | undefined): Promise<void> {
    const { contract, settings, workspace, leftovers } = stage;
    const before = new Set((await devicesThere(stage)).map(({ id }) => id));
    const news = async () => (await devicesThere(stage)).filter(({ id }) => !before.has(id)).filter(isNeverSeen);
    const made: Made = { isIssued: false, code: undefined, isRevoked: false };
    goOn(stage);
    leftovers.add({
        what: model === undefined ? "the activation code" : `the activation code for ${model}`,
        remove: () => removeCode(stage, made, model, news),
    });
    const issues = "an activation code is issued, of 16 digits and with an end";
    try {
        made.isIssued = true;
        made.code = await contract.issueCode({ workspaceId: workspace.id }, model, settings.orgId);
    } catch (error) {
        made.isIssued = !isRefusal(error);
        noteFailure(stage, issues, error);
        return;
    }
    const { code, expiresAt, issuedAt } = made.code;
    rememberSecrets(code);
    const days = Math.round((Date.parse(expiresAt) - Date.parse(issuedAt)) / DAY);
    const holds = /^\d{16}$/.test(code) && days > 0;
    noteStep(stage, issues, { holds, detail: `it has ${code.length} characters and lives for ${days} days` });
    made.isRevoked = await lookAtEntry(stage, model, news);
}

/** Looks what Webex shows of the code, and deletes its entry if it can be told. True if it was deleted. */
async function lookAtEntry(
    stage: Stage,
    model: string | undefined,
    news: () => Promise<WebexDevice[]>,
): Promise<boolean> {
    if (model === undefined) {
        const entries = await news();
        const detail = `${entries.length} came`;
        noteStep(stage, "the code of a room device has no device entry", { holds: entries.length === 0, detail });
        return false;
    }
    const entries = await waitFor(stage, ENTRY_SECONDS, async () => {
        const found = await news();
        return found.length === 0 ? undefined : found;
    });
    const [entry] = entries ?? [];
    const count = entries?.length ?? 0;
    noteStep(stage, "the code of a phone has one device entry, which is activating", {
        holds: count === 1 && entry?.connectionStatus === stage.contract.unusedCodeStatus,
        detail: () =>
            `${count} came${entry === undefined ? "" : `, ${stage.ground.masker.mask(entry.connectionStatus ?? "")}`}`,
    });
    if (entry === undefined || count > 1) {
        return false;
    }
    goOn(stage);
    await stage.contract.deleteDevice(entry.id, stage.settings.orgId);
    await noteGone(stage, entry.id);
    return true;
}

/** Deletes the entry of the code, if it is the only one that is new: of several nobody can tell whose they are. */
async function removeCode(
    { contract, settings }: Stage,
    { isIssued, code, isRevoked }: Made,
    model: string | undefined,
    news: () => Promise<WebexDevice[]>,
): Promise<string | undefined> {
    if (!isIssued || isRevoked) {
        return undefined;
    }
    const entries = model === undefined ? [] : await news();
    const [entry] = entries;
    if (entry !== undefined && entries.length === 1) {
        await contract.deleteDevice(entry.id, settings.orgId);
        return undefined;
    }
    const perhaps = code === undefined ? "perhaps an activation code" : "an activation code";
    const end = code === undefined ? "" : `, which ends at ${code.expiresAt}`;
    const why =
        entry === undefined
            ? "Webex shows no entry of it to delete, and nobody has seen it"
            : `its entry is one of the devices ${entries.map(({ id }) => id).join(", ")}`;
    return `${perhaps}${end}: ${why}`;
}
