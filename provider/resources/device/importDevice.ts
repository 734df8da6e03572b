import type { WebexDevice } from "../../api/devices/webexDevice";
import { normalizeMac, sameModel } from "../../api/identity";
import type { Origin } from "../removal";
import { type Context, type Imported, orgOf } from "../resource";
import { isSaid } from "../saidText";
import type { DeviceInputs } from "./deviceInputs";
import { type DeviceState, stateOf } from "./deviceState";
import { findDevice } from "./findDevice";
import { isNotThereYet } from "./notThereYet";

/** The inputs that say which device it is. */
type Naming = Pick<DeviceInputs, "mac" | "model" | "personId" | "workspaceId" | "serial" | "deviceId">;

/**
 * A registered device that `pulumi import` names, by its id or by a number that is on it, with the inputs that a
 * program should give from then on. Throws where there is none, or it is not online yet.
 */
export async function importDevice(given: string, context: Context): Promise<Imported<DeviceState>> {
    const { contract, run, settings, log, self } = context;
    const device = await findDevice(given, context);
    if (isNotThereYet(device, contract)) {
        throw new Error(
            `device ${device.id} is not online yet: it is the entry of an open activation code, or a phone that Webex ` +
                "still sets up. Import it once it is there",
        );
    }
    const orgId = orgOf({}, settings);
    run.claims.know(device.id, self);
    run.organizations.learn(orgId, device.orgId);
    const naming = await namingOf(device, context);
    const { tags = [] } = device;
    const isOdd = !tags.every(isSaid);
    if (isOdd) {
        log.warn(`${self.label}: the tags are left out, as one is blank or broken text. They stay as they are`);
    }
    const inputs: DeviceInputs = { ...naming, ...(isOdd ? {} : { tags }) };
    const origin: Origin = naming.mac === undefined ? "takenOver" : "adopted";
    return { id: device.id, state: stateOf(inputs, device, { origin }) };
}

/**
 * A phone goes by its MAC address, model and owner, so that it can be registered anew if it is ever lost. Others go by
 * their serial number, or by their id where that is not theirs alone.
 */
async function namingOf(device: WebexDevice, context: Context): Promise<Naming> {
    const { id, type, serial, mac: told = "" } = device;
    const mac = normalizeMac(told);
    const owner = ownerOf(device);
    if (type === "phone" && mac !== undefined && owner !== undefined) {
        const model = await modelOf(device, context);
        if (model !== undefined || !context.contract.neededToRegister.includes("model")) {
            return { mac, ...(model === undefined ? {} : { model }), ...owner };
        }
    }
    // White space around it would not survive a file.
    if (serial === undefined || serial.trim() !== serial || !isSaid(serial)) {
        return { deviceId: id };
    }
    const { length } = await context.run.reads(orgOf({}, context.settings)).bySerial(serial);
    return length === 1 ? { serial } : { deviceId: id };
}

/** The model by the name that Webex registers it with, else the product's name. */
async function modelOf({ product }: WebexDevice, { contract, settings }: Context): Promise<string | undefined> {
    if (product === undefined || contract.registerPhone === undefined) {
        return product;
    }
    const supported = await contract.supportedDevices(orgOf({}, settings));
    return supported.find((row) => sameModel(product, row.model, [row]))?.model ?? product;
}

function ownerOf({ personId, workspaceId }: WebexDevice): Pick<DeviceInputs, "personId" | "workspaceId"> | undefined {
    if (workspaceId !== undefined) {
        return { workspaceId };
    }
    return personId === undefined ? undefined : { personId };
}
