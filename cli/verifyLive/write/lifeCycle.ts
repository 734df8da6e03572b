import type { SupportedDevice } from "../../../provider/api/callingDevices";
import type { Contract } from "../../../provider/api/devices/contract";
import { contractFor } from "../../../provider/api/devices/contracts";
import { readWorkspace, type Workspace } from "../../../provider/api/workspaces";
import { WebexClient } from "../../../provider/client/webexClient";
import { messageOf } from "../../../provider/messageOf";
import type { Settings } from "../../../provider/settings";
import { CliError } from "../../cliError";
import { onOneLine, terminalLog } from "../../terminal";
import type { Ground } from "../ground";
import { playCode } from "./codeCycle";
import { Leftovers } from "./leftovers";
import { type Phone, playPhone } from "./phoneCycle";
import { Interrupted, type Stage } from "./stage";

/** What is written, and where. */
export interface LifeCycleInit {
    readonly workspaceId: string;
    /** The model of the code; undefined for the one that suits the workspace. */
    readonly model: string | undefined;
    /** The phone to register; undefined for a code alone. */
    readonly phone: Phone | undefined;
}

/** How the life cycles ended. */
export interface LifeCycleEnd {
    /** What is still there of what was made, in words with ids. */
    readonly left: readonly string[];
    /** Why they were not played to their end; undefined if they were. */
    readonly failure: string | undefined;
}

/** Kinds of calling that Webex changes to free calling with the first code. Source: Cisco's reference of the code. */
const CHANGED_BY_CODES: readonly (string | undefined)[] = ["none", "thirdPartySipCalling"];

/** The lives of an activation code and of a phone in a workspace, which are made and removed. */
export class LifeCycles {
    /** What was made and is not removed yet. */
    readonly leftovers = new Leftovers();

    private constructor(
        private readonly contract: Contract,
        private readonly settings: Settings,
        private readonly workspace: Workspace,
        /** The model of the code; undefined means a room device. */
        private readonly model: string | undefined,
        private readonly phone: Phone | undefined,
    ) {}

    /** Looks whether workspace and phone are fit for it; writes nothing. Throws `CliError` if they are not. */
    static async prepare(settings: Settings, { workspaceId, model, phone }: LifeCycleInit): Promise<LifeCycles> {
        const client = new WebexClient(settings, terminalLog);
        const contract = contractFor(client);
        const workspace = await fitWorkspace(client, workspaceId);
        await assertFree(contract, settings, phone);
        const chosen = model ?? (await modelFor(contract, settings, workspace));
        return new LifeCycles(contract, settings, workspace, chosen, phone);
    }

    /** What will be done, for the person at the terminal. */
    get plan(): string {
        const { workspace, model, phone } = this;
        const code =
            model === undefined
                ? "- issues an activation code for a room device, which nobody can take back: it stays valid until it ends"
                : `- issues an activation code for ${model}, looks for its device entry, and deletes that`;
        const registered =
            phone === undefined
                ? []
                : [`- registers the phone ${phone.mac} (${phone.model}), tags it, and unregisters it`];
        return [
            `Now this writes in the workspace ${nameOf(workspace)}. It`,
            code,
            ...registered,
            "Ctrl+C ends it early; what was made by then is removed.",
        ].join("\n");
    }

    /** Plays both, notes each step on the ground, and removes what was made, however it ends. */
    async play(ground: Ground, signal: AbortSignal): Promise<LifeCycleEnd> {
        const { contract, settings, workspace, leftovers, model, phone } = this;
        const stage: Stage = { ground, contract, settings, workspace, leftovers, signal };
        let failure: string | undefined;
        try {
            await playCode(stage, model);
            if (phone !== undefined) {
                await playPhone(stage, phone);
            }
        } catch (error) {
            failure = error instanceof Interrupted ? "it was ended by Ctrl+C" : messageOf(error);
        }
        return { left: await leftovers.removeAll(), failure };
    }
}

async function fitWorkspace(client: WebexClient, id: string): Promise<Workspace> {
    const workspace = await readWorkspace(client, id);
    if (workspace === undefined) {
        throw new CliError(`there is no workspace ${onOneLine(id)}; \`pulumi-webex inventory\` lists them`);
    }
    if (CHANGED_BY_CODES.includes(workspace.calling?.type)) {
        throw new CliError(
            `the workspace ${nameOf(workspace)} has the calling ${workspace.calling?.type ?? ""}, which a code would change ` +
                "to freeCalling; give another one",
        );
    }
    return workspace;
}

async function assertFree(contract: Contract, settings: Settings, phone: Phone | undefined): Promise<void> {
    const [holder] = phone === undefined ? [] : await contract.findByMac(phone.mac, settings.orgId);
    if (holder !== undefined) {
        const { id, displayName = "a device" } = holder;
        throw new CliError(
            `the MAC address ${phone?.mac ?? ""} is that of "${onOneLine(displayName)}" (${id}); give one that no device has`,
        );
    }
}

/** The model of a code: in a workspace for phones the first that takes codes; undefined means a room device. */
async function modelFor(contract: Contract, settings: Settings, workspace: Workspace): Promise<string | undefined> {
    if (workspace.supportedDevices !== "phones") {
        return undefined;
    }
    return (await contract.supportedDevices(settings.orgId)).find(takesCodes)?.model;
}

function takesCodes({ supportedFor = [], onboardingMethod = [], managedBy }: SupportedDevice): boolean {
    return supportedFor.includes("PLACE") && onboardingMethod.includes("ACTIVATION_CODE") && managedBy === "CISCO";
}

function nameOf({ id, displayName }: Workspace): string {
    return displayName === undefined ? id : `"${onOneLine(displayName)}" (${id})`;
}
