import type { SupportedDevice } from "../../api/callingDevices";
import { isOnItsWay, isOwnedBy, type WebexDevice } from "../../api/devices/webexDevice";
import { sameId, sameMac, sameModel } from "../../api/identity";
import { Models } from "../../api/models";
import { operationDeadline, sleep } from "../../client/operation";
import type { Names } from "../../names";
import { type Context, orgOf } from "../resource";
import { mayBecomeFree, NoRoom } from "../room";
import type { DeviceInputs } from "./deviceInputs";

/** Seconds between looks for a phone that Webex is still setting up; the last one repeats. */
const LOOKS = [1, 2, 3, 5];

/**
 * A device that already has the MAC address and the owner that the program declares: what an earlier run made before
 * it died. Undefined where the MAC address is free. Throws if somebody else has it, or if it is of another model.
 */
export async function findAdoptable(inputs: DeviceInputs, context: Context): Promise<WebexDevice | undefined> {
    const device = await find(inputs, context, (found) => !mayLeave(found, context));
    if (device !== undefined && (await isOfOtherModel(device, inputs, context))) {
        const { mac = "", model = "" } = inputs;
        const { product = "" } = device;
        throw new NoRoom(
            { device: device.id },
            `the MAC address ${mac} is in use by ${describeDevice(device, context.names)}, and Webex lists it as ` +
                `${product}, not ${model}`,
            `Declare the model "${product}" to adopt the device, or remove the device`,
        );
    }
    return device;
}

/**
 * The phone that this create registered, if it is listed yet. None was there before, so whatever has its MAC address
 * and its owner is that phone, and no device that leaves. Throws if somebody else has it.
 */
export function findRegistered(inputs: DeviceInputs, context: Context): Promise<WebexDevice | undefined> {
    return find(inputs, context, () => true);
}

async function find(
    inputs: DeviceInputs,
    context: Context,
    isOurs: (device: WebexDevice) => boolean,
): Promise<WebexDevice | undefined> {
    if (inputs.mac === undefined) {
        return undefined;
    }
    const listed = await context.run.reads(orgOf(inputs, context.settings)).byMac(inputs.mac);
    // Webex is still setting up what has no id of its own yet: it is not there before it has one.
    const holders = listed.filter((device) => !isOnItsWay(device));
    const ours = holders.find((device) => isOwnedBy(device, inputs));
    const [other] = holders;
    const holder = ours ?? other;
    if (holder === undefined || (holder === ours && isOurs(holder))) {
        return holder;
    }
    throw new NoRoom(
        { device: holder.id },
        `the MAC address ${inputs.mac} is in use by device ${holder.id}${nameOf(holder)}, which belongs to ` +
            (await context.names.ask(holder)),
        "Remove that device, or declare its owner to adopt it",
    );
}

async function isOfOtherModel({ product }: WebexDevice, inputs: DeviceInputs, context: Context): Promise<boolean> {
    const { model } = inputs;
    if (model === undefined || product === undefined || sameModel(model, product)) {
        return false;
    }
    const supported = await context.contract.supportedDevices(orgOf(inputs, context.settings));
    return new Models(supported).areDifferent(model, product);
}

/**
 * Whether a device with the declared MAC address and owner is another resource's that gives it up in this run: told, or
 * still to be told where the create itself is the new half of a replacement.
 */
function mayLeave({ id }: WebexDevice, context: Context): boolean {
    const { run, self } = context;
    const held = { device: id };
    // What a resource gives up itself, and has still, it may also take.
    if (run.claims.holderOf(id)?.key === self.key) {
        return false;
    }
    return run.departures.of(held) !== undefined || (run.leavingOf(self) !== undefined && mayBecomeFree(held, context));
}

/**
 * The registered device that the program names by `deviceId` or `serial`. Throws if there is none, more than one, or if
 * anything else that the program says of it (owner, model, MAC address) is not so.
 */
export async function takeOver(inputs: DeviceInputs, { contract, settings }: Context): Promise<WebexDevice> {
    const orgId = orgOf(inputs, settings);
    const { deviceId, serial } = inputs;
    const found =
        deviceId !== undefined
            ? [await contract.getDevice(deviceId, orgId)].filter((device) => device !== undefined)
            : (await contract.listDevices({ serial, orgId })).filter((device) => sameText(device.serial, serial));
    const what = deviceId === undefined ? `serial number ${serial ?? ""}` : `id ${deviceId}`;
    const [device, second] = found;
    if (device === undefined) {
        throw new Error(
            `no registered device has the ${what}. A device has to be online once before it can be taken over: issue a ` +
                "code for it with DeviceActivation and enter it on the device",
        );
    }
    if (second !== undefined) {
        throw new Error(
            `several devices have the ${what}: ${found.map(({ id }) => id).join(", ")}. Name the one you mean by deviceId`,
        );
    }
    const textsDiffer = !sameModel(inputs.model ?? device.product ?? "", device.product ?? "");
    const supported = textsDiffer ? await contract.supportedDevices(orgId) : [];
    const mismatches = expectations(inputs, device, supported).filter(({ met }) => !met);
    if (mismatches.length > 0) {
        const words = mismatches.map(
            ({ name, wanted, actual }) => `${name} is ${actual ?? "not set"}, not ${wanted ?? ""}`,
        );
        throw new Error(`device ${device.id} with the ${what} is not the one declared: ${words.join("; ")}`);
    }
    return device;
}

/** Webex confirmed a phone and did not list it in time. */
export class PhoneNotListed extends Error {}

/**
 * Waits for a phone that Webex confirmed but does not list yet: the 9800 series and the 8875 take 30 to 120
 * seconds. Throws `PhoneNotListed` after `webex:phoneAppearTimeoutSeconds`; nothing is lost then, because the next
 * `up` adopts the phone.
 */
export async function waitForPhone(inputs: DeviceInputs, context: Context): Promise<WebexDevice> {
    const { settings, log } = context;
    const mac = inputs.mac ?? "";
    const began = Date.now();
    const until = Math.min(
        began + settings.phoneAppearTimeoutSeconds * 1000,
        operationDeadline(settings.operationTimeoutSeconds),
    );
    for (let look = 0; ; look += 1) {
        const phone = await findRegistered(inputs, context);
        if (phone !== undefined) {
            return phone;
        }
        const waited = (Date.now() - began) / 1000;
        const pause = LOOKS[Math.min(look, LOOKS.length - 1)] ?? 5;
        if (Date.now() + pause * 1000 > until) {
            throw new PhoneNotListed(
                `Webex confirmed the phone ${mac} but has not listed it after ${Math.round(waited)} s ` +
                    "(webex:phoneAppearTimeoutSeconds). Run `pulumi up` again: it adopts the phone when it is there",
            );
        }
        if (look > 0) {
            log.info(`waiting for Webex to list the phone ${mac} (${Math.round(waited)} s so far)`);
        }
        await sleep(pause * 1000);
    }
}

function expectations(inputs: DeviceInputs, device: WebexDevice, supported: readonly SupportedDevice[]) {
    const { model } = inputs;
    return [
        expectation("personId", inputs.personId, device.personId, sameId),
        expectation("workspaceId", inputs.workspaceId, device.workspaceId, sameId),
        expectation("mac", inputs.mac, device.mac, sameMac),
        expectation("serial", inputs.serial, device.serial, sameText),
        expectation("model", model, device.product, () => sameModel(model ?? "", device.product ?? "", supported)),
    ];
}

function expectation(
    name: string,
    wanted: string | undefined,
    actual: string | undefined,
    same: (a: string | undefined, b: string | undefined) => boolean,
) {
    return { name, wanted, actual, met: wanted === undefined || same(actual, wanted) };
}

function sameText(a: string | undefined, b: string | undefined): boolean {
    return a?.toUpperCase() === b?.toUpperCase();
}

/** A device in words: its name, with the id behind, and whose it is. */
export function describeDevice(device: WebexDevice, names: Names): string {
    return `${nameDevice(device)} of ${names.describe(device)}`;
}

/** A device in words: its name, with the id behind. */
export function nameDevice({ id, displayName, product }: WebexDevice): string {
    const name = displayName ?? product;
    return name === undefined ? `device ${id}` : `device "${name}" (${id})`;
}

function nameOf({ displayName }: WebexDevice): string {
    return displayName === undefined ? "" : ` "${displayName}"`;
}
