import { randomUUID } from "node:crypto";
import { isNeverSeen, isOnceSeen, type WebexDevice } from "../../api/devices/webexDevice";
import { sameId, sameModel } from "../../api/identity";
import { inputNames, pick } from "../../definitions/definition";
import { DEVICE_ACTIVATION } from "../../definitions/deviceActivation";
import { describeDevice } from "../device/deviceSearch";
import { differing } from "../difference";
import { definitionChecker, givenInputs, ownerFailures } from "../inputCheck";
import type { Departure } from "../moves";
import { assertFoundIn, assertOrganization, organizationToRecord, recordedOrganization } from "../organization";
import { leavesWebex } from "../removal";
import { type Context, type Difference, orgOf, type Properties, type ResourceLogic } from "../resource";
import { inTurnWithRoom } from "../room";
import { endedWord } from "./codeWords";
import { issueCode, type NewCode, ownerIdOf } from "./issueCode";

/** What a program says about an activation code. */
export type DeviceActivationInputs = {
    readonly personId?: string;
    readonly workspaceId?: string;
    readonly model?: string;
    readonly orgId?: string;
    /** `whenExpired`: a code that ended unused is issued anew by the next `up`. */
    readonly renew?: "whenExpired" | "never";
    readonly unregisterOnDelete?: boolean;
};

export type ActivationStatus = "pending" | "redeemed" | "expired";

/** What the state keeps of an activation code. */
export type DeviceActivationState = DeviceActivationInputs & {
    /** Secret. */
    readonly code: string;
    /** ISO 8601, as the API said it. */
    readonly expiresAt: string;
    /** ISO 8601, by the API's clock. */
    readonly issuedAt: string;
    readonly status: ActivationStatus;
    /** The device entry that stands for the code, where the API showed one. Nothing else is ever deleted. */
    readonly entryId?: string | undefined;
    /** The device that the code is for, or that used it, once known. */
    readonly deviceId?: string | undefined;
    readonly origin: "issued";
    readonly organization?: string | undefined;
};

const INPUT_NAMES = inputNames(DEVICE_ACTIVATION);

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

    async create(inputs, context) {
        const issued = await inTurnWithRoom(inputs, context, () => issueCode(inputs, context));
        // Cisco's API gives a code no id, and the code itself is a secret, so the id is our own there.
        const id = context.contract.codeNamesDevice ? issued.deviceId : undefined;
        return { id: id ?? `activation-${randomUUID()}`, state: stateOf(inputs, issued) };
    },

    async read(_, state, context) {
        const { now } = await lookUp(state, context);
        return { inputs: pick(now, INPUT_NAMES), state: now };
    },

    async update(_, state, inputs, context) {
        if (!isRenewalDue(state, inputs, new Date())) {
            return withInputs(state, inputs);
        }
        askAnew(state, context);
        return context.run.owners.inTurn(inputs, async () => {
            // A renewal is planned from the state, but not done from it: a device may have used the code since.
            const { now, unused } = await lookUp(state, context);
            if (now.status !== "expired") {
                return withInputs(now, inputs);
            }
            await revoke(unused, now, context);
            const issued = await issueCode(inputs, context);
            const { expiresAt } = issued;
            context.run.news.note(context.self, { kind: "renewed", ended: endedWord(now, context.now()), expiresAt });
            return stateOf(inputs, issued);
        });
    },

    delete: deleteActivation,
};

function diffActivation(_: string, state: DeviceActivationState, inputs: DeviceActivationInputs): Difference {
    const replaces = differing(DEVICE_ACTIVATION, "replace", withOrganization(state, inputs), inputs);
    // The state holds `orgId` where the program gave it.
    const isToldOtherwise = (state.orgId === undefined) !== (inputs.orgId === undefined);
    const replaced = replaces.length > 0;
    const due = isRenewalDue(state, inputs, new Date());
    const settings = differing(DEVICE_ACTIVATION, "nothing", state, inputs);
    const known = [state.entryId, state.deviceId].filter((id) => id !== undefined);
    const samePerson = inputs.personId !== undefined && sameId(state.personId, inputs.personId);
    return {
        changes: replaced || settings.length > 0 || due || isToldOtherwise,
        replaces,
        // A person's limit counts unused codes of phones, too.
        deleteBeforeReplace: replaced,
        mustMakeRoom: replaced,
        freesSeat: replaced && samePerson && codeFreesSeat(state),
        // A code declares no device: a `Device` may take over what used it.
        kept: [],
        leaving: known,
        departures: replaced && codeFreesSeat(state) ? [departureOf(state, !samePerson)] : [],
        ...(due && !replaced ? { renewals: [{ expiresAt: state.expiresAt }] } : {}),
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
function codeFreesSeat({ status, entryId, unregisterOnDelete }: DeviceActivationState): boolean {
    const leaves = status === "redeemed" ? unregisterOnDelete === true : unregisterOnDelete !== false;
    return leaves && entryId !== undefined;
}

/** Whether an unused code has ended and is to be issued anew. `expiresAt` is the API's, never computed. */
function isRenewalDue(state: DeviceActivationState, { renew }: DeviceActivationInputs, now: Date): boolean {
    if (renew === "never" || state.status === "redeemed") {
        return false;
    }
    return state.status === "expired" || now.getTime() >= Date.parse(state.expiresAt);
}

function stateOf(inputs: DeviceActivationInputs, issued: NewCode): DeviceActivationState {
    const { code, expiresAt, issuedAt, deviceId, organization } = issued;
    const entry = deviceId === undefined ? {} : { entryId: deviceId, deviceId };
    const issuedState = { code, expiresAt, issuedAt, status: "pending", ...entry, origin: "issued" } as const;
    return { ...inputs, ...issuedState, ...recorded(organization, inputs) };
}

/** The state with the program's present inputs in place of those it had. */
function withInputs(state: DeviceActivationState, inputs: DeviceActivationInputs): DeviceActivationState {
    const others = Object.entries(state).filter(([name]) => !INPUT_NAMES.includes(name) && name !== "organization");
    const kept = Object.fromEntries(others) as DeviceActivationState;
    return { ...kept, ...inputs, ...recorded(recordedOrganization(state), inputs) };
}

function recorded(organization: string | undefined, { orgId }: DeviceActivationInputs) {
    const toRecord = organizationToRecord(organization, orgId);
    return toRecord === undefined ? {} : { organization: toRecord };
}

/** What is to be changed is looked at by itself: a list read a while ago may not show that a device used the code. */
function askAnew(state: DeviceActivationState, { run, settings }: Context): void {
    const { personId, workspaceId, entryId } = state;
    run.reads(orgOf(state, settings)).write([personId, workspaceId, entryId]);
}

/** What became of a code. */
interface Fate {
    /** The state with it: whether a device used the code, or it ended before one did. */
    readonly now: DeviceActivationState;
    /** The entry that stands for the code, if it shows no trace of having been used. */
    readonly unused?: string | undefined;
}

async function lookUp(state: DeviceActivationState, context: Context): Promise<Fate> {
    const { run, settings } = context;
    const orgId = orgOf(state, settings);
    for (const id of [state.entryId, state.deviceId]) {
        if (id !== undefined) {
            run.claims.know(id, context.self);
        }
    }
    // Lists and 404s of another organisation say nothing of this code.
    if (recordedOrganization(state) !== undefined) {
        await assertOrganization(recordedOrganization(state), orgId, context);
    }
    // A device that used the code and was removed since is not what was declared here.
    if (state.status === "redeemed") {
        if (state.deviceId !== undefined) {
            run.codes.use(state.deviceId, state.code);
        }
        return { now: state };
    }
    if (state.entryId !== undefined) {
        return fateByEntry(state, orgId, context);
    }
    const fate = await fateByDevices(state, orgId, context);
    if (fate.now.status === "pending" && state.model !== undefined) {
        run.codes.doubt(ownerIdOf(state));
    }
    return fate;
}

/** What the recorded entry of a code says, and nothing else. */
async function fateByEntry(state: DeviceActivationState, orgId: string | undefined, context: Context): Promise<Fate> {
    const { contract, run } = context;
    const { entryId = "" } = state;
    const entry = await run.reads(orgId).byId(entryId);
    if (entry === undefined) {
        // In crud a 404 says nothing: the document leaves open whether a device is there before its code is used.
        const isVoid = !contract.codeNamesDevice && recordedOrganization(state) !== undefined;
        const now: DeviceActivationState = isVoid ? { ...state, status: "expired" } : atItsTime(state, context);
        return { now, unused: contract.codeNamesDevice ? entryId : undefined };
    }
    assertFoundIn(recordedOrganization(state), entry.orgId, context);
    if (isOnceSeen(entry)) {
        tellUse(entry, context);
        return { now: { ...state, status: "redeemed", deviceId: entryId } };
    }
    return { now: atItsTime(state, context), unused: isNeverSeen(entry) ? entryId : undefined };
}

/**
 * Where the API shows no entry for a code, as Cisco's does for room devices, a room device of the owner that came
 * online since tells that the code was used. It decides the status only: nothing is deleted because of it.
 */
async function fateByDevices(state: DeviceActivationState, orgId: string | undefined, context: Context): Promise<Fate> {
    const { run } = context;
    const devices = await run.reads(orgId).byOwner(state);
    const used = roomDevicesSince(devices, state).find(({ id }) => run.codes.isUsedBy(id, state.code));
    if (used === undefined) {
        return { now: atItsTime(state, context) };
    }
    run.codes.use(used.id, state.code);
    run.claims.know(used.id, context.self);
    tellUse(used, context);
    return { now: { ...state, status: "redeemed", deviceId: used.id } };
}

function tellUse(device: WebexDevice, { run, self, names }: Context): void {
    run.news.note(self, { kind: "used", by: describeDevice(device, names) });
}

function atItsTime(state: DeviceActivationState, context: Context): DeviceActivationState {
    const ended = context.now().getTime() >= Date.parse(state.expiresAt);
    return { ...state, status: ended ? "expired" : "pending" };
}

/** The owner's room devices that came online after the code was issued, first come first. */
function roomDevicesSince(devices: readonly WebexDevice[], { model, issuedAt }: DeviceActivationState): WebexDevice[] {
    // The code's time comes from a header in whole seconds.
    const issued = Math.floor(Date.parse(issuedAt) / 1000) * 1000;
    return devices
        .filter((device) => device.type === "roomdesk" && isOnceSeen(device))
        .filter(({ product = "" }) => model === undefined || sameModel(model, product))
        .filter((device) => Date.parse(appeared(device)) >= issued)
        .sort((a, b) => appeared(a).localeCompare(appeared(b)));
}

function appeared(device: WebexDevice): string {
    return device.firstSeen ?? device.created ?? "";
}

async function deleteActivation(_: string, state: DeviceActivationState, context: Context): Promise<void> {
    const { log, run, self } = context;
    askAnew(state, context);
    const removal = async () => {
        const { now, unused } = await lookUp(state, context);
        const { unregisterOnDelete, origin } = state;
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
    const { deviceId = "", entryId, unregisterOnDelete } = state;
    if (unregisterOnDelete === true && entryId !== undefined && sameId(entryId, deviceId)) {
        const orgId = orgOf(state, settings);
        if (!(await contract.deleteDevice(entryId, orgId))) {
            await assertOrganization(recordedOrganization(state), orgId, context);
        }
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
