import type { Contract, IssuedCode } from "../../api/devices/contract";
import type { WebexDevice } from "../../api/devices/webexDevice";
import { messageOf } from "../../messageOf";
import { claim, declare, isTaken, know, release } from "../claims";
import { issueCode } from "../deviceActivation/issueCode";
import { deviceReads } from "../deviceReads";
import { mayHaveHappened, sendOnce } from "../lostReply";
import { onceThere } from "../onceThere";
import { inOwnerOrder } from "../ownerOrder";
import { proveGone } from "../presence";
import { Incomplete, orgOf, type ResourceLogic, type Surroundings } from "../resource";
import { changesOf, diffDevice } from "./deviceDiff";
import { checkDevice, type DeviceInputs, isTakenOver } from "./deviceInputs";
import { findAdoptable, PhoneNotListed, takeOver, waitForPhone } from "./deviceSearch";
import { type DeviceState, deviceOf, inputNames, inputsOf, stateOf } from "./deviceState";

/** A Webex device: a phone registered by its MAC address, a device that a code brings online, or one taken over. */
export const device: ResourceLogic = {
    type: "Device",
    secrets: ["password", "activationCode"],

    check: checkDevice,

    diff(id, state, inputs, ofProgram) {
        const difference = diffDevice(id, state, inputs);
        // What is replaced may be taken by its own successor, what has left the program by a resource of another name.
        (ofProgram && difference.replaces.length === 0 ? declare : know)(id);
        return difference;
    },

    release,

    create: (inputs, surroundings) => createDevice(inputs, surroundings),

    async read(id, oldState, surroundings) {
        know(id);
        const state = oldState as DeviceState;
        const inputs = inputsOf(state);
        const { contract, settings } = surroundings;
        const orgId = orgOf(inputs, settings);
        const found = await deviceReads(surroundings, orgId).byId(id);
        if (found === undefined) {
            await proveGone(contract, orgId);
            return undefined;
        }
        const now = withCode(stateOf(inputs, found, false), state);
        return { inputs: inputsOf(now), state: now };
    },

    async update(id, oldState, newInputs, surroundings) {
        const state = oldState as DeviceState;
        const inputs = newInputs as DeviceInputs;
        const changes = changesOf(id, state, inputs);
        if (changes === undefined) {
            return withCode(stateOf(inputs, deviceOf(id, state), true), state);
        }
        const { contract, settings } = surroundings;
        const orgId = orgOf(inputs, settings);
        deviceReads(surroundings, orgId).write([id]);
        try {
            const updated = await contract.updateDevice(deviceOf(id, state), changes, orgId);
            return withCode(stateOf(inputs, updated, true), state);
        } catch (error) {
            // Of several settings some may have been taken: what the server has now goes into the state.
            const found =
                Object.keys(changes).length > 1
                    ? await contract.getDevice(id, orgId).catch(() => undefined)
                    : undefined;
            if (found === undefined) {
                throw error;
            }
            // The password cannot be read back; it is set last, so it is not the new one.
            const { password, ...rest } = withCode(stateOf(inputs, found, false), state);
            const unchanged =
                password === undefined || state.password === undefined ? {} : { password: state.password };
            throw new Incomplete(id, { ...rest, ...unchanged }, messageOf(error));
        }
    },

    async delete(id, oldState, surroundings) {
        const { contract, settings, log } = surroundings;
        const state = oldState as DeviceState;
        const takenOver = inputNames(state).some((name) => name === "deviceId" || name === "serial");
        if (takenOver && state.unregisterOnDelete !== true) {
            log.info(`device ${id} was taken over, so it stays in Webex; Pulumi only forgets it (unregisterOnDelete)`);
            return;
        }
        const orgId = orgOf(inputsOf(state), settings);
        deviceReads(surroundings, orgId).write([id, state.mac, state.personId, state.workspaceId]);
        const outcome = await inOwnerOrder(state, async () => {
            // Looked at in turn: a create that waits before this one may adopt the device.
            if (isTaken(id)) {
                return "taken";
            }
            return (await contract.deleteDevice(id, orgId)) ? "deleted" : "not there";
        });
        if (outcome === "not there") {
            await proveGone(contract, orgId);
        }
        if (outcome === "taken") {
            log.info(`device ${id} now belongs to another resource of this program, so it stays in Webex`);
        }
    },
};

/** A device that is there and ours to use, with the code it was registered by where there is one. */
interface Obtained {
    readonly device: WebexDevice;
    readonly how: "registered" | "adopted";
    readonly activation?: IssuedCode | undefined;
}

/** What was obtained, if no other resource of the run has it; in the same turn, so that nobody deletes it meanwhile. */
function claimed(obtained: Obtained): Obtained {
    const { id } = obtained.device;
    if (claim(id, obtained.how)) {
        return obtained;
    }
    throw new Error(
        `device ${id} is already declared by another resource of this program; a device can be declared once`,
    );
}

async function createDevice(
    inputs: DeviceInputs,
    surroundings: Surroundings,
): Promise<{ id: string; state: DeviceState }> {
    const { contract, settings } = surroundings;
    const orgId = orgOf(inputs, settings);
    const { device: found, activation } = isTakenOver(inputs)
        ? claimed({ device: await takeOver(inputs, surroundings), how: "adopted" })
        : await inOwnerOrder(inputs, async () => claimed(await register(inputs, surroundings)));
    const code: CodeOfDevice =
        activation === undefined ? {} : { activationCode: activation.code, activationExpiresAt: activation.expiresAt };
    try {
        const complete = await settle(found, inputs, orgId, contract);
        return { id: found.id, state: { ...stateOf(inputs, complete, true), ...code } };
    } catch (error) {
        throw new Incomplete(found.id, { ...stateOf(inputs, found, false), ...code }, messageOf(error));
    }
}

/** Adopts what an earlier run left behind, or registers the device. */
async function register(inputs: DeviceInputs, surroundings: Surroundings): Promise<Obtained> {
    const { contract, settings, log } = surroundings;
    const existing = await findAdoptable(inputs, surroundings);
    if (existing !== undefined) {
        log.info(`device ${existing.id} already has the MAC address ${inputs.mac ?? ""} and this owner: it is adopted`);
        return { device: existing, how: "adopted" };
    }
    const { mac, personId, workspaceId } = inputs;
    deviceReads(surroundings, orgOf(inputs, settings)).write([mac, personId, workspaceId]);
    const { registerPhone } = contract;
    if (registerPhone === undefined) {
        const activation = await issueCode(inputs, surroundings);
        return { device: { id: activation.deviceId ?? "" }, how: "registered", activation };
    }
    let refusal: unknown;
    const phone = await sendOnce<WebexDevice | "listed later">(
        async (before) => {
            try {
                return (await registerPhone({ ...inputs, orgId: orgOf(inputs, settings) })) ?? "listed later";
            } catch (error) {
                // The one before may have been taken after all: then this very phone has the MAC address in use.
                if (before === 0 || mayHaveHappened(error)) {
                    throw error;
                }
                refusal = error;
                return "listed later";
            }
        },
        () => findAdoptable(inputs, surroundings),
    );
    if (phone !== "listed later") {
        return { device: phone, how: "registered" };
    }
    try {
        return { device: await waitForPhone(inputs, surroundings), how: "registered" };
    } catch (error) {
        throw error instanceof PhoneNotListed ? (refusal ?? error) : error;
    }
}

/** Brings a device that was just obtained to what the program says, and tells it as it is then. */
async function settle(
    found: WebexDevice,
    inputs: DeviceInputs,
    orgId: string | undefined,
    contract: Contract,
): Promise<WebexDevice> {
    // A password goes with the registration; that of an adopted phone cannot be read, so it is taken to be right.
    const { password: _, ...changes } = changesOf(found.id, found, inputs) ?? {};
    if (Object.keys(changes).length > 0) {
        return onceThere(() => contract.updateDevice(found, changes, orgId));
    }
    // Registering by code answers no device, and until the code is used there may be none to read.
    return found.created === undefined ? ((await contract.getDevice(found.id, orgId)) ?? found) : found;
}

type CodeOfDevice = Pick<DeviceState, "activationCode" | "activationExpiresAt">;

/** The state with the code that the device was registered by, which no answer repeats. */
function withCode(state: DeviceState, { activationCode, activationExpiresAt }: DeviceState): DeviceState {
    return {
        ...state,
        ...(activationCode === undefined ? {} : { activationCode }),
        ...(activationExpiresAt === undefined ? {} : { activationExpiresAt }),
    };
}
