import { isNeverSeen, isOnceSeen, isOwnedBy, type WebexDevice } from "../../api/devices/webexDevice";
import { sameId, sameModel } from "../../api/identity";
import { describeDevice } from "../device/deviceSearch";
import { assertFoundIn, assertOrganization, recordedOrganization } from "../organization";
import { type Context, orgOf } from "../resource";
import { hasDevice } from "./activationDiff";
import type { DeviceActivationInputs, DeviceActivationState } from "./activationState";
import { ownerIdOf } from "./issueCode";

/** What became of a code. */
export interface Fate {
    /** The state with it: whether a device used the code, or it ended before one did. */
    readonly now: DeviceActivationState;
    /** The entry that stands for the code, if it shows no trace of having been used. */
    readonly unused?: string | undefined;
}

/**
 * What became of a code; `found` is a device that the program found with the owner. Throws if another organisation
 * answers than the one in the state.
 */
export async function lookUp(state: DeviceActivationState, context: Context, found?: string): Promise<Fate> {
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
    if (hasDevice(state) || state.status === "gone") {
        if (state.deviceId !== undefined) {
            run.codes.use(state.deviceId, state.code);
        }
        return { now: state };
    }
    if (state.entryId !== undefined) {
        return fateByEntry(state, orgId, context);
    }
    const fate = await fateByDevices(state, found, context);
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
async function fateByDevices(state: DeviceActivationState, found: string | undefined, context: Context): Promise<Fate> {
    const { run, settings } = context;
    const listed = await run.reads(orgOf(state, settings)).byOwner(state);
    // A list that leaves the device out must not hide that it used the code.
    const isListed = listed.some(({ id }) => sameId(id, found));
    const unlisted = isListed ? undefined : await occupantOf(found, state, context);
    const devices = unlisted === undefined ? listed : [...listed, unlisted];
    const used = roomDevicesOf(devices, state).find(({ id }) => run.codes.isUsedBy(id, state.code));
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

/** Milliseconds after the end of a code in which a device that it was entered on may still come online. */
const COMES_ONLINE_WITHIN = 15 * 60 * 1000;

/**
 * Of an owner's devices the room devices that came online since the code was issued, first come first. One that came
 * long after the code's end used another code, such as its successor in the same room.
 */
export function roomDevicesOf(
    devices: readonly WebexDevice[],
    { model, issuedAt, expiresAt }: Pick<DeviceActivationState, "model" | "issuedAt" | "expiresAt">,
): WebexDevice[] {
    // The code's time comes from a header in whole seconds.
    const issued = Math.floor(Date.parse(issuedAt) / 1000) * 1000;
    const end = Date.parse(expiresAt) + COMES_ONLINE_WITHIN;
    return devices
        .filter((device) => device.type === "roomdesk" && isOnceSeen(device))
        .filter(({ product = "" }) => model === undefined || sameModel(model, product))
        .filter((device) => Date.parse(appeared(device)) >= issued && !(Date.parse(appeared(device)) > end))
        .sort(byAppearance);
}

/** Orders devices by when they came online, first come first. */
export function byAppearance(a: WebexDevice, b: WebexDevice): number {
    return appeared(a).localeCompare(appeared(b));
}

/** When a device came online first, as Webex told it in ISO 8601; empty where it does not tell. */
function appeared(device: WebexDevice): string {
    return device.firstSeen ?? device.created ?? "";
}

/**
 * The state after a look at the device that used the code, or that was there: `gone` if Webex has it no longer. Asked
 * only where the program wants to know, by `renew` or by telling whom it found.
 */
export async function withItsDevice(state: DeviceActivationState, context: Context): Promise<DeviceActivationState> {
    const { deviceId, renew, redeemedBy } = state;
    const isAsked = renew === "whenNeeded" || redeemedBy !== undefined;
    // A 404 proves nothing where no organisation is recorded; `lookUp` has compared the one that is.
    if (!isAsked || !hasDevice(state) || deviceId === undefined || recordedOrganization(state) === undefined) {
        return state;
    }
    const found = await context.run.reads(orgOf(state, context.settings)).byId(deviceId);
    if (found === undefined) {
        return { ...state, status: "gone" };
    }
    assertFoundIn(recordedOrganization(state), found.orgId, context);
    return state;
}

/** The device that the program found, if it is with the owner and online once. */
export async function occupantOf(
    deviceId: string | undefined,
    inputs: DeviceActivationInputs,
    { run, settings }: Context,
): Promise<WebexDevice | undefined> {
    if (deviceId === undefined) {
        return undefined;
    }
    const device = await run.reads(orgOf(inputs, settings)).byId(deviceId);
    return device !== undefined && isOwnedBy(device, inputs) && isOnceSeen(device) ? device : undefined;
}
