import type { DeviceChanges } from "../../api/devices/contract";
import { sameId, sameMac, sameModel } from "../../api/identity";
import type { Difference } from "../resource";
import { DEVICE_INPUT_NAMES, DEVICE_INPUTS, type DeviceInputs, sameInput } from "./deviceInputs";
import { type DeviceState, namesOf } from "./deviceState";

/** How a program's inputs differ from what the state knows of the device. No I/O. */
export function diffDevice(id: string, state: DeviceState, inputs: DeviceInputs): Difference {
    const differing = DEVICE_INPUT_NAMES.filter((name) => differs(id, state, inputs, name));
    const replaces = differing.filter((name) => DEVICE_INPUTS[name].change === "replace");
    // The names are kept in the state, so a program that gives another set of inputs has something to save.
    const changes = differing.length > 0 || namesOf(inputs) !== state.__inputs;
    const macStays = inputs.mac !== undefined && sameMac(inputs.mac, state.mac);
    const ofPerson = inputs.personId !== undefined || state.personId !== undefined;
    // Webex refuses a MAC address that is in use, and a person's second device where one is the limit.
    return { changes, replaces, deleteBeforeReplace: replaces.length > 0 && (macStays || ofPerson) };
}

/** The settings to write so that the device is as the program says; undefined if none. No I/O. */
export function changesOf(id: string, state: DeviceState, inputs: DeviceInputs): DeviceChanges | undefined {
    const changed = DEVICE_INPUT_NAMES.filter(
        (name) => DEVICE_INPUTS[name].change === "write" && differs(id, state, inputs, name),
    );
    if (changed.length === 0) {
        return undefined;
    }
    return Object.fromEntries(changed.map((name) => [name, inputs[name]]));
}

function differs(id: string, state: DeviceState, inputs: DeviceInputs, name: keyof DeviceInputs): boolean {
    const wanted = inputs[name];
    // What a program does not say is left as it is.
    if (wanted === undefined) {
        return false;
    }
    // Never told by the API and not given before: nothing is known to differ.
    if (name === "orgId" && state.orgId === undefined) {
        return false;
    }
    if (sameInput(name, wanted, state[name])) {
        return false;
    }
    // A program may name what it took for granted so far: the id, or the model that the API calls the product.
    if (name === "deviceId" && sameId(inputs.deviceId, id)) {
        return false;
    }
    if (name === "model" && state.model === undefined && state.product !== undefined) {
        return !sameModel(inputs.model ?? "", state.product);
    }
    return true;
}
