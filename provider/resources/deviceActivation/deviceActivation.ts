import { randomUUID } from "node:crypto";
import type { IssuedCode, Owner } from "../../api/devices/contract";
import { isNeverSeen, isOnceSeen, type WebexDevice } from "../../api/devices/webexDevice";
import { sameId, sameModel } from "../../api/identity";
import { know } from "../claims";
import { deviceReads } from "../deviceReads";
import { givenInputs, inputChecker, ownerFailures, TEXT } from "../inputCheck";
import { inOwnerOrder } from "../ownerOrder";
import { proveGone } from "../presence";
import { orgOf, type Properties, type ResourceLogic, type Surroundings } from "../resource";
import { isUnknown } from "../unknown";
import { issueCode } from "./issueCode";

/** What a program says about an activation code. */
export interface DeviceActivationInputs extends Owner {
    readonly model?: string;
    readonly orgId?: string;
    /** `whenExpired`: a code that ended unused is issued anew by the next `up`. */
    readonly renew?: "whenExpired" | "never";
}

export type ActivationStatus = "pending" | "redeemed" | "expired";

/** What the state keeps of an activation code. */
export interface DeviceActivationState extends DeviceActivationInputs {
    /** Secret. */
    readonly code: string;
    /** ISO 8601, as the API said it. */
    readonly expiresAt: string;
    /** ISO 8601, by the API's clock. */
    readonly issuedAt: string;
    readonly status: ActivationStatus;
    /** The device that the code is for, or that used it, once known. */
    readonly deviceId?: string;
}

const INPUT_NAMES = ["personId", "workspaceId", "model", "orgId", "renew"] as const;
const REPLACING = ["personId", "workspaceId", "model", "orgId"] as const;

const checkTypes = inputChecker({
    properties: {
        personId: TEXT,
        workspaceId: TEXT,
        model: TEXT,
        orgId: TEXT,
        renew: { type: "string", enum: ["whenExpired", "never"] },
    },
});

/** A code that brings one device of a person or workspace online. */
export const deviceActivation: ResourceLogic = {
    type: "DeviceActivation",
    secrets: ["code"],

    check(_, newInputs) {
        const inputs = givenInputs(newInputs);
        return { inputs, failures: [...checkTypes(inputs), ...ownerFailures(inputs, false)] };
    },

    diff(_, state, inputs) {
        if (typeof state.deviceId === "string") {
            know(state.deviceId);
        }
        const replaces = REPLACING.filter((name) => !sameText(state[name], inputs[name]));
        const due = isRenewalDue(state as unknown as DeviceActivationState, inputs, new Date());
        return {
            changes: replaces.length > 0 || state.renew !== inputs.renew || due,
            replaces,
            // A person's limit counts unused codes of phones too, and an unused code can only be told from its
            // successor while it is the only one.
            deleteBeforeReplace: replaces.length > 0,
        };
    },

    release() {
        // A code is nobody else's to take.
    },

    async create(given, surroundings) {
        const inputs = given as DeviceActivationInputs;
        const { contract } = surroundings;
        const issued = await inOwnerOrder(inputs, () => issueCode(inputs, surroundings));
        // Cisco's API gives a code no id, and the code itself is a secret, so the id is our own there.
        const id = contract.name === "crud" ? issued.deviceId : undefined;
        return { id: id ?? `activation-${randomUUID()}`, state: stateOf(inputs, issued) };
    },

    async read(_, oldState, surroundings) {
        const { now } = await lookUp(oldState as unknown as DeviceActivationState, surroundings);
        return { inputs: inputsOf(now), state: now };
    },

    async update(_, oldState, given, surroundings) {
        const inputs = given as DeviceActivationInputs;
        const state = oldState as unknown as DeviceActivationState;
        if (!isRenewalDue(state, given, new Date())) {
            return { ...withoutInputs(state), ...inputs };
        }
        askAnew(state, surroundings);
        return inOwnerOrder(inputs, async () => {
            // The state may be older than the device that used the code: a renewal is planned from it, but not done
            // from it.
            const { now, unused } = await lookUp(state, surroundings);
            if (now.status !== "expired") {
                return { ...withoutInputs(now), ...inputs };
            }
            await revoke(now, unused, surroundings);
            return stateOf(inputs, await issueCode(inputs, surroundings));
        });
    },

    async delete(_, oldState, surroundings) {
        const state = oldState as unknown as DeviceActivationState;
        askAnew(state, surroundings);
        await inOwnerOrder(state, async () => {
            const { now, unused } = await lookUp(state, surroundings);
            if (now.status === "redeemed") {
                surroundings.log.info(`the code was used by device ${now.deviceId ?? ""}, which stays in Webex`);
                return;
            }
            if ((await revoke(now, unused, surroundings)) || now.status === "expired") {
                return;
            }
            surroundings.log.warn(
                `the unused code of ${state.model ?? "a room device"} cannot be revoked through Cisco's API; it stays valid ` +
                    `until ${state.expiresAt}`,
            );
        });
    },
};

/** Whether an unused code has ended and is to be issued anew. `expiresAt` is the API's, never computed. */
function isRenewalDue(state: DeviceActivationState, { renew }: Properties, now: Date): boolean {
    if (renew === "never" || state.status === "redeemed") {
        return false;
    }
    return state.status === "expired" || now.getTime() >= Date.parse(state.expiresAt);
}

function stateOf(inputs: DeviceActivationInputs, issued: IssuedCode): DeviceActivationState {
    const { code, expiresAt, issuedAt, deviceId } = issued;
    return { ...inputs, code, expiresAt, issuedAt, status: "pending", ...(deviceId === undefined ? {} : { deviceId }) };
}

/** What is to be changed is looked at by itself: a list read a while ago may not show that a device used the code. */
function askAnew(state: DeviceActivationState, surroundings: Surroundings): void {
    const { personId, workspaceId, deviceId } = state;
    deviceReads(surroundings, orgOf(state, surroundings.settings)).write([personId, workspaceId, deviceId]);
}

/** What became of a code. */
interface Fate {
    /** The state with it: whether a device used the code, or it ended before one did. */
    readonly now: DeviceActivationState;
    /** The entry that stands for the unused code; undefined where there is none, or more than one could be it. */
    readonly unused?: string | undefined;
}

async function lookUp(state: DeviceActivationState, surroundings: Surroundings): Promise<Fate> {
    if (state.deviceId !== undefined) {
        know(state.deviceId);
    }
    // A device that used the code and was removed since is not what was declared here.
    if (state.status === "redeemed") {
        if (state.deviceId !== undefined) {
            codeOfDevice.set(state.deviceId, state.code);
        }
        return { now: state };
    }
    const { device, known, unused } = await deviceOfCode(state, surroundings);
    const deviceId = device?.id ?? known;
    if (deviceId !== undefined) {
        know(deviceId);
    }
    const ended = surroundings.now().getTime() >= Date.parse(state.expiresAt);
    const status = device !== undefined ? "redeemed" : ended ? "expired" : "pending";
    return { now: { ...state, status, ...(deviceId === undefined ? {} : { deviceId }) }, unused };
}

/**
 * The device that used the code, if one did; `known` is the one it is for, where that is certain; `unused` as in
 * `Fate`.
 */
async function deviceOfCode(
    state: DeviceActivationState,
    surroundings: Surroundings,
): Promise<{ device: WebexDevice | undefined; known: string | undefined; unused: string | undefined }> {
    const { contract, settings } = surroundings;
    if (contract.name === "crud" && state.deviceId !== undefined) {
        // A 404 says nothing here: the document leaves open whether a device is there before its code is used.
        const device = await deviceReads(surroundings, orgOf(state, settings)).byId(state.deviceId);
        const used = device !== undefined && isOnceSeen(device) ? device : undefined;
        return { device: used, known: state.deviceId, unused: state.deviceId };
    }
    const devices = await devicesSince(state, surroundings);
    const waiting = devices.filter(({ connectionStatus }) => connectionStatus === "activating");
    const used = devices.filter(isOnceSeen).filter(({ id }) => (codeOfDevice.get(id) ?? state.code) === state.code);
    const device = used.find(({ id }) => id === state.deviceId) ?? used[0];
    if (device !== undefined) {
        codeOfDevice.set(device.id, state.code);
    }
    return { device, known: theOnly(waiting)?.id, unused: theOnly(waiting.filter(isNeverSeen))?.id };
}

/** Webex does not say which code a device used, so in a run each device counts for one code: the first that asks. */
const codeOfDevice = new Map<string, string>();

/** The owner's devices of the code's model that appeared after it was issued, first come first. */
async function devicesSince(state: DeviceActivationState, surroundings: Surroundings): Promise<WebexDevice[]> {
    const { model } = state;
    const devices = await deviceReads(surroundings, orgOf(state, surroundings.settings)).byOwner(state);
    // The code's time comes from a header in whole seconds.
    const issued = Math.floor(Date.parse(state.issuedAt) / 1000) * 1000;
    return devices
        .filter((device) => (model === undefined ? device.type !== "phone" : sameModel(model, device.product ?? "")))
        .filter((device) => Date.parse(appeared(device)) >= issued)
        .sort((a, b) => appeared(a).localeCompare(appeared(b)));
}

function appeared(device: WebexDevice): string {
    return device.firstSeen ?? device.created ?? "";
}

/** Takes back an unused code where the contract has a way to; true if it is surely void now. */
async function revoke(
    state: DeviceActivationState,
    unused: string | undefined,
    { contract, settings }: Surroundings,
): Promise<boolean> {
    if (unused === undefined) {
        return false;
    }
    const orgId = orgOf(state, settings);
    if (!(await contract.deleteDevice(unused, orgId))) {
        await proveGone(contract, orgId);
    }
    return true;
}

function theOnly<T>(items: readonly T[]): T | undefined {
    return items.length === 1 ? items[0] : undefined;
}

function inputsOf(state: DeviceActivationState): object {
    return givenInputs(Object.fromEntries(INPUT_NAMES.map((name) => [name, state[name]])));
}

function withoutInputs({ code, expiresAt, issuedAt, status, deviceId }: DeviceActivationState) {
    return { code, expiresAt, issuedAt, status, ...(deviceId === undefined ? {} : { deviceId }) };
}

function sameText(a: unknown, b: unknown): boolean {
    if (isUnknown(a) || isUnknown(b)) {
        return false;
    }
    if (typeof a === "string" && typeof b === "string") {
        return sameId(a, b);
    }
    return a === b;
}
