import { randomUUID } from "node:crypto";
import type { WebexDevice } from "../../api/devices/webexDevice";
import { sameId } from "../../api/identity";
import { DEVICE_ACTIVATION } from "../../definitions/deviceActivation";
import { definitionChecker, givenInputs, ownerFailures } from "../inputCheck";
import { assertOrganization, recordedOrganization } from "../organization";
import { leavesWebex } from "../removal";
import { type Context, type Created, orgOf, type ResourceLogic } from "../resource";
import { inTurnWithRoom } from "../room";
import {
    codeFreesSeat,
    deviceFound,
    diffActivation,
    hasDevice,
    isNoteDue,
    isRenewalDue,
    renewalOf,
} from "./activationDiff";
import {
    type DeviceActivationInputs,
    type DeviceActivationState,
    inputsOf,
    stateOf,
    stateWithout,
    withInputs,
} from "./activationState";
import { lookUp, occupantOf, withItsDevice } from "./codeFate";
import { endedWord } from "./codeWords";
import { issueCode } from "./issueCode";

export type { ActivationStatus, DeviceActivationInputs, DeviceActivationState } from "./activationState";

const checkTypes = definitionChecker(DEVICE_ACTIVATION);

/** A code that brings one device of a person or workspace online. */
export const deviceActivation: ResourceLogic<DeviceActivationInputs, DeviceActivationState> = {
    definition: DEVICE_ACTIVATION,

    check(_, newInputs) {
        const inputs = givenInputs(newInputs);
        return { inputs, failures: [...checkTypes(inputs), ...ownerFailures(DEVICE_ACTIVATION, inputs, false)] };
    },

    // One owner may have any number of codes.
    declarations: () => [],

    organization: recordedOrganization,

    leavesWebex: codeFreesSeat,

    diff: diffActivation,

    create: createActivation,

    async read(_, state, context) {
        const { now } = await lookUp(state, context);
        const after = await withItsDevice(now, context);
        return { inputs: inputsOf(after), state: after };
    },

    update: updateActivation,

    delete: deleteActivation,

    imported:
        "Webex tells nobody the text of a code again. Declare a new code; the old one ends by itself. A device that used " +
        "its code already is imported as a Device",
};

async function createActivation(
    inputs: DeviceActivationInputs,
    context: Context,
): Promise<Created<DeviceActivationState>> {
    // Cisco's API gives a code no id, and the code itself is a secret, so the id is our own there.
    const ownId = `activation-${randomUUID()}`;
    const occupant = await occupantOf(inputs.redeemedBy, inputs, context);
    if (occupant !== undefined) {
        return { id: ownId, state: await stateBeside(occupant, inputs, context) };
    }
    const issued = await inTurnWithRoom(inputs, context, () => issueCode(inputs, context));
    const id = context.contract.codeNamesDevice ? issued.deviceId : undefined;
    return { id: id ?? ownId, state: stateOf(inputs, issued) };
}

async function updateActivation(
    _: string,
    state: DeviceActivationState,
    inputs: DeviceActivationInputs,
    context: Context,
): Promise<DeviceActivationState> {
    const time = new Date();
    const isDue = isRenewalDue(state, inputs, time);
    if (!isDue && (hasDevice(state) || !isNoteDue(state, inputs, time))) {
        return withInputs(state, inputs);
    }
    if (isDue) {
        askAnew(state, context);
    }
    return context.run.owners.inTurn(inputs, async () => {
        // A renewal is planned from the state, but not done from it: a device may have used the code since.
        const { now, unused } = await lookUp(state, context, deviceFound(state, inputs));
        if (now.status !== "expired" && now.status !== "gone") {
            return withInputs(now, inputs);
        }
        const occupant = await occupantOf(deviceFound(now, inputs), inputs, context);
        if (occupant === undefined && !isDue) {
            return withInputs(now, inputs);
        }
        await revoke(unused, now, context);
        if (occupant !== undefined) {
            return stateBeside(occupant, inputs, context);
        }
        const issued = await issueCode(inputs, context);
        const { expiresAt } = issued;
        const ended = endedWord(renewalOf(now), context.now());
        context.run.news.note(context.self, { kind: "renewed", ended, expiresAt });
        return stateOf(inputs, issued);
    });
}

/** The state where a device is there that used no code of the stack: it needs none. */
async function stateBeside(
    { id, orgId: told }: WebexDevice,
    inputs: DeviceActivationInputs,
    { run, self, settings }: Context,
): Promise<DeviceActivationState> {
    run.claims.know(id, self);
    const orgId = orgOf(inputs, settings);
    run.organizations.learn(orgId, told);
    const organization = told ?? (await run.organizations.answering(orgId).catch(() => undefined));
    return stateWithout(inputs, id, organization);
}

/** What is to be changed is looked at by itself: a list read a while ago may not show that a device used the code. */
function askAnew(state: DeviceActivationState, { run, settings }: Context): void {
    const { personId, workspaceId, entryId } = state;
    run.reads(orgOf(state, settings)).write([personId, workspaceId, entryId]);
}

async function deleteActivation(_: string, state: DeviceActivationState, context: Context): Promise<void> {
    const { log, run, self, settings } = context;
    askAnew(state, context);
    const removal = async () => {
        const { now, unused } = await lookUp(state, context);
        const { unregisterOnDelete, origin } = state;
        if (now.status === "gone" || now.status === "notNeeded") {
            return;
        }
        // The stack declares the device, too, and took it out of Webex in this run.
        if (now.deviceId !== undefined && run.reads(orgOf(state, settings)).isRemoved(now.deviceId)) {
            return;
        }
        if (!leavesWebex({ origin, unregisterOnDelete, mustMakeRoom: false })) {
            log.info(`${self.label} has unregisterOnDelete false: its code stays valid until ${state.expiresAt}`);
        } else if (now.status === "redeemed") {
            await leaveOrUnregister(now, context);
        } else if (!(await revoke(unused, now, context)) && now.status !== "expired") {
            log.warn(
                `the unused code of ${self.label} cannot be revoked: Webex showed no device entry for it. It stays valid ` +
                    `until ${state.expiresAt}; Control Hub can revoke it`,
            );
        }
    };
    await run.departures.removing(state.entryId, () => run.owners.inTurn(state, removal));
}

/** A device that used the code stays, unless the program asked otherwise and the state names exactly that device. */
async function leaveOrUnregister(state: DeviceActivationState, context: Context): Promise<void> {
    const { contract, log, self, settings } = context;
    const { deviceId = "", entryId, redeemedBy, unregisterOnDelete } = state;
    if (unregisterOnDelete === true && entryId !== undefined && sameId(entryId, deviceId)) {
        const orgId = orgOf(state, settings);
        if (!(await contract.deleteDevice(entryId, orgId))) {
            await assertOrganization(recordedOrganization(state), orgId, context);
        }
        return;
    }
    // A program that knows the device decides what becomes of it.
    if (redeemedBy !== undefined) {
        return;
    }
    const asked =
        unregisterOnDelete === true ? ". Webex does not say that it is this code's, so it is not unregistered" : "";
    log.info(`the code of ${self.label} was used by device ${deviceId}, which stays in Webex${asked}`);
}

/** Takes back an unused code where its entry is known; true if it is surely void now. */
async function revoke(unused: string | undefined, state: DeviceActivationState, context: Context): Promise<boolean> {
    if (unused === undefined) {
        return false;
    }
    const orgId = orgOf(state, context.settings);
    if (!(await context.contract.deleteDevice(unused, orgId))) {
        await assertOrganization(recordedOrganization(state), orgId, context);
    }
    return true;
}
