import { LIST_FIELDS, TEXT_FIELDS, type WebexDevice } from "../../api/devices/webexDevice";
import { normalizeTags } from "../../api/identity";
import { givenInputs } from "../inputCheck";
import type { Properties } from "../resource";
import { DEVICE_INPUT_NAMES, type DeviceInputs, sameInput } from "./deviceInputs";

/**
 * What the state keeps of a device: its fields as the API last told them, the inputs that the API does not tell, and
 * which inputs the program gave.
 */
export type DeviceState = Omit<WebexDevice, "id"> &
    Pick<DeviceInputs, "model" | "password" | "unregisterOnDelete"> & {
        /**
         * The names of the inputs that the program gave, by comma. Pulumi hands read, diff and delete the outputs
         * only, and without this they could not tell a managed tag from somebody else's.
         */
        readonly __inputs?: string;
        /** The code that brings the device online, in a contract that registers by code. Secret. */
        readonly activationCode?: string;
        /** When that code ends; ISO 8601. */
        readonly activationExpiresAt?: string;
    };

/** Inputs that the API never answers, or answers in words of its own: the state keeps them as the program gave them. */
const KEPT_AS_GIVEN: readonly (keyof DeviceInputs)[] = ["model", "password", "unregisterOnDelete", "deviceId", "orgId"];

/** The names of the inputs that the program gave. */
export function inputNames(state: DeviceState): readonly (keyof DeviceInputs)[] {
    const names = (state.__inputs ?? "").split(",");
    return DEVICE_INPUT_NAMES.filter((name) => names.includes(name));
}

/** The inputs' names as the state keeps them. */
export function namesOf(inputs: DeviceInputs): string {
    return DEVICE_INPUT_NAMES.filter((name) => inputs[name] !== undefined).join(",");
}

/** The program's inputs as the state knows them: a value that changed at the API is the API's, all others as given. */
export function inputsOf(state: DeviceState): DeviceInputs {
    const known = inputNames(state).map((name) => [name, state[name]] as const);
    const inputs: DeviceInputs = givenInputs(Object.fromEntries(known));
    return inputs.tags === undefined ? inputs : { ...inputs, tags: normalizeTags(inputs.tags) };
}

/** The device as the API last told it. */
export function deviceOf(id: string, state: DeviceState): WebexDevice {
    const device: Record<string, unknown> = { id };
    for (const field of [...TEXT_FIELDS, ...LIST_FIELDS]) {
        if (state[field] !== undefined) {
            device[field] = state[field];
        }
    }
    return device as WebexDevice;
}

/**
 * The state after the API told of `device`, for a program that gave `inputs`. Where both mean the same the
 * program's form stays, so that another spelling is no difference. What the API is silent about is taken from the
 * inputs, except tags unless they were just `written`: a device without tags may not show them at all.
 */
export function stateOf(inputs: DeviceInputs, device: WebexDevice, written: boolean): DeviceState {
    const { id: _, ...fields } = device;
    const state: Record<string, unknown> = { ...fields };
    // The old name of the same: a workspace's id that is secret must not stand in clear under it either.
    if (fields.placeId === fields.workspaceId) {
        delete state.placeId;
    }
    const told: Properties = fields;
    for (const name of DEVICE_INPUT_NAMES) {
        const given = inputs[name];
        if (given === undefined) {
            continue;
        }
        const fallback = told[name] === undefined && (written || name !== "tags");
        if (KEPT_AS_GIVEN.includes(name) || fallback || sameInput(name, given, told[name])) {
            state[name] = given;
        }
    }
    if (inputs.tags !== undefined) {
        state.tags ??= [];
    }
    dropOtherOwner(inputs, device, state);
    state.__inputs = namesOf(inputs);
    return state;
}

/** A device that went from a person to a workspace (or back) shows only its new owner: the old one must not linger. */
function dropOtherOwner(inputs: DeviceInputs, device: WebexDevice, state: Record<string, unknown>): void {
    if (inputs.personId !== undefined && device.personId === undefined && device.workspaceId !== undefined) {
        delete state.personId;
    }
    if (inputs.workspaceId !== undefined && device.workspaceId === undefined && device.personId !== undefined) {
        delete state.workspaceId;
    }
}
