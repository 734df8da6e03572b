import type { DeviceChanges, Owner } from "../../api/devices/contract";
import { sameId, sameMac } from "../../api/identity";
import { inputNames, inputsThat, pick } from "../../definitions/definition";
import { DEVICE } from "../../definitions/device";
import { sameInput } from "../difference";
import type { Departure } from "../moves";
import { leavesWebex } from "../removal";
import type { Difference, DiffSettings, Properties } from "../resource";
import { type DeviceInputs, isTakenOver } from "./deviceInputs";
import { type DeviceDetails, type DeviceState, deviceOf } from "./deviceState";

/** The numbers that are on a device itself. */
const NUMBERS: readonly string[] = ["mac", "serial"];

// Once: a thousand entries of a batch are compared in one Diff.
const INPUT_NAMES = inputNames(DEVICE);
const REPLACING = inputsThat(DEVICE, "replace");
const WRITTEN = inputsThat(DEVICE, "write");

/** How a program's inputs differ from what the state knows of the device. No I/O. */
export function diffDevice(
    id: string,
    state: DeviceState,
    inputs: DeviceInputs,
    { adoptAsOwn }: DiffSettings,
): Difference {
    const replaces = REPLACING.filter((name) => differs(id, state, inputs, name));
    const replaced = replaces.length > 0;
    const mustMakeRoom = replaced && cannotBothBe(state, inputs);
    const leaves = replaced && deviceFreesSeat(state, mustMakeRoom);
    const first = mustMakeRoom || (leaves && givesWay(id, state, inputs));
    const changes =
        replaced ||
        WRITTEN.some((name) => differs(id, state, inputs, name)) ||
        // The state holds the inputs by name, so a program that gives others has something to save.
        namesOf(inputs) !== namesOf(state) ||
        inputs.unregisterOnDelete !== state.unregisterOnDelete ||
        becomesOwn(state, adoptAsOwn);
    return {
        changes,
        replaces,
        deleteBeforeReplace: first,
        mustMakeRoom,
        freesSeat: leaves && samePerson(id, state, inputs),
        kept: replaced ? [] : [{ id }],
        leaving: replaced ? [id] : [],
        departures: first && leaves ? [departureOf(id, state, inputs)] : [],
    };
}

/** Whether the delete of a device takes it out of Webex. */
export function deviceFreesSeat({ origin, unregisterOnDelete }: DeviceState, mustMakeRoom: boolean): boolean {
    return leavesWebex({ origin, unregisterOnDelete, mustMakeRoom });
}

/** Whether the user says in this run that what was adopted counts as registered by the stack. */
export function becomesOwn({ origin }: Pick<DeviceState, "origin">, adoptAsOwn: boolean): boolean {
    return adoptAsOwn && origin === "adopted";
}

/** The settings to write so that the device is as the program says; undefined if none. No I/O. */
export function changesOf(id: string, state: DeviceState, inputs: DeviceInputs): DeviceChanges | undefined {
    const changed = WRITTEN.filter((name) => differs(id, state, inputs, name));
    return changed.length === 0 ? undefined : pick(inputs, changed);
}

/** The settings to write to a device that was just found or registered; undefined if none. No I/O. */
export function changesOfNew(details: DeviceDetails, inputs: DeviceInputs): DeviceChanges | undefined {
    return changesOf("", { details, origin: "registered" }, inputs);
}

function differs(id: string, state: DeviceState, inputs: DeviceInputs, name: string): boolean {
    const { [name]: wanted } = inputs as Properties;
    // What a program does not say is left as it is.
    if (wanted === undefined) {
        return false;
    }
    const known: Properties = { ...state.details, ...state };
    const { [name]: present, model, product } = known;
    // Never told by the API and not given before: nothing is known to differ.
    if (present === undefined && (name === "orgId" || (NUMBERS.includes(name) && isStillNamed(known, inputs)))) {
        return false;
    }
    if (sameInput(DEVICE, name, wanted, present)) {
        return false;
    }
    // A program may name what it took for granted so far: the id, or the model that the API calls the product.
    if (name === "deviceId" && typeof wanted === "string" && sameId(wanted, id)) {
        return false;
    }
    return !(
        name === "model" &&
        model === undefined &&
        product !== undefined &&
        sameInput(DEVICE, name, wanted, product)
    );
}

/** Whether the program names the device as before, so that one more name is no other device's. */
function isStillNamed(known: Properties, inputs: Properties): boolean {
    return NUMBERS.some((name) => inputs[name] !== undefined && sameInput(DEVICE, name, inputs[name], known[name]));
}

/** Webex refuses a MAC address that is in use, and a person's second device where one is the limit. */
function cannotBothBe(state: DeviceState, inputs: DeviceInputs): boolean {
    if (isTakenOver(inputs)) {
        return false;
    }
    const { mac, personId } = deviceOf("", state);
    const macStays = inputs.mac !== undefined && sameMac(inputs.mac, mac);
    return macStays || inputs.personId !== undefined || personId !== undefined;
}

/** Whether others may wait for what the old device has: its MAC address or its owner is another one then. */
function givesWay(id: string, state: DeviceState, inputs: DeviceInputs): boolean {
    const known = deviceOf(id, state);
    return !isTakenOver(inputs) && (!sameMac(known.mac, inputs.mac) || !sameOwner(known, inputs));
}

function departureOf(id: string, state: DeviceState, inputs: DeviceInputs): Departure {
    const known = deviceOf(id, state);
    return { id, mac: known.mac, owner: known.personId ?? known.workspaceId, givesSeat: !sameOwner(known, inputs) };
}

function sameOwner(a: Owner, b: Owner): boolean {
    return sameId(a.personId ?? a.workspaceId, b.personId ?? b.workspaceId);
}

function samePerson(id: string, state: DeviceState, { personId }: DeviceInputs): boolean {
    return personId !== undefined && sameId(deviceOf(id, state).personId, personId);
}

/** The names of the inputs that the program gave. */
function namesOf(properties: Properties): string {
    return INPUT_NAMES.filter((name) => properties[name] !== undefined).join();
}
