import { sameId } from "../../api/identity";
import { DEVICE_ACTIVATION } from "../../definitions/deviceActivation";
import { differing } from "../difference";
import type { Departure } from "../moves";
import { recordedOrganization } from "../organization";
import type { Difference, Properties, Renewal } from "../resource";
import { isUnknown } from "../unknown";
import type { DeviceActivationInputs, DeviceActivationState } from "./activationState";

/** How a program's inputs differ from what the state knows of its code. No I/O. */
export function diffActivation(_: string, state: DeviceActivationState, inputs: DeviceActivationInputs): Difference {
    const replaces = differing(DEVICE_ACTIVATION, "replace", withOrganization(state, inputs), inputs);
    // The state holds `orgId` where the program gave it.
    const isToldOtherwise = (state.orgId === undefined) !== (inputs.orgId === undefined);
    const replaced = replaces.length > 0;
    const now = new Date();
    const due = isRenewalDue(state, inputs, now);
    const settings = differing(DEVICE_ACTIVATION, "nothing", state, inputs).filter((name) => name !== "redeemedBy");
    const known = [state.entryId, state.deviceId].filter((id) => id !== undefined);
    const samePerson = inputs.personId !== undefined && sameId(state.personId, inputs.personId);
    return {
        changes: replaced || settings.length > 0 || due || isToldOtherwise || isNoteDue(state, inputs, now),
        replaces,
        // A person's limit counts unused codes of phones, too.
        deleteBeforeReplace: replaced,
        mustMakeRoom: replaced,
        freesSeat: replaced && samePerson && codeFreesSeat(state),
        // A code declares no device: a `Device` may take over what used it.
        kept: [],
        leaving: known,
        departures: replaced && codeFreesSeat(state) ? [departureOf(state, !samePerson)] : [],
        ...(due && !replaced ? { renewals: [renewalOf(state)] } : {}),
    };
}

/** A code that leaves, with its seat: whoever gets that waits for it. */
function departureOf({ entryId = "", personId, workspaceId }: DeviceActivationState, givesSeat: boolean): Departure {
    return { id: entryId, owner: personId ?? workspaceId, givesSeat };
}

/**
 * The state with the organisation that a program's is compared with: the recorded one if the program did not name it
 * before, none if the program does not name it any more.
 */
function withOrganization(state: DeviceActivationState, { orgId }: DeviceActivationInputs): Properties {
    return { ...state, orgId: orgId === undefined ? undefined : (recordedOrganization(state) ?? orgId) };
}

/** Whether the delete of a code takes its entry out of Webex: a device that used it stays unless it was asked for. */
export function codeFreesSeat({ status, entryId, unregisterOnDelete }: DeviceActivationState): boolean {
    const leaves = status === "redeemed" ? unregisterOnDelete === true : unregisterOnDelete !== false;
    return leaves && status !== "gone" && entryId !== undefined;
}

/** What is said of a code that is issued anew. */
export function renewalOf({ status, expiresAt, deviceId }: DeviceActivationState): Renewal {
    return status === "gone" ? { expiresAt, goneDevice: deviceId } : { expiresAt };
}

/** Whether the state knows of a device that used the code, or made it needless. */
export function hasDevice({ status }: Pick<DeviceActivationState, "status">): boolean {
    return status === "redeemed" || status === "notNeeded";
}

/** Whether the state has no code that could still be used, and no device. `expiresAt` is the API's, never computed. */
export function hasEnded(state: DeviceActivationState, now: Date): boolean {
    const { status, expiresAt } = state;
    return !hasDevice(state) && (status === "expired" || status === "gone" || now.getTime() >= Date.parse(expiresAt));
}

/** The device that the program found, unless it is the very one that the state knows to be gone. */
export function deviceFound(
    { status, deviceId }: DeviceActivationState,
    { redeemedBy }: DeviceActivationInputs,
): string | undefined {
    return status === "gone" && sameId(redeemedBy, deviceId) ? undefined : redeemedBy;
}

/** Whether the next update issues a new code. */
export function isRenewalDue(state: DeviceActivationState, inputs: DeviceActivationInputs, now: Date): boolean {
    const { renew } = inputs;
    if (renew === "never" || (state.status === "gone" && renew !== "whenNeeded")) {
        return false;
    }
    return hasEnded(state, now) && deviceFound(state, inputs) === undefined;
}

/**
 * Whether the next update notes the device that the program found: where it is another one than the last, and where the
 * code has ended, so that the device may stand in its place. A program that finds none changes nothing.
 */
export function isNoteDue(state: DeviceActivationState, inputs: DeviceActivationInputs, now: Date): boolean {
    const found = deviceFound(state, inputs);
    if (found === undefined || isUnknown(found) || state.redeemedBy === undefined) {
        return found !== undefined;
    }
    return !hasDevice(state) && (!sameId(found, state.redeemedBy) || hasEnded(state, now));
}
