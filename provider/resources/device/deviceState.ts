import type { WebexDevice } from "../../api/devices/webexDevice";
import { orderTags, sameId } from "../../api/identity";
import { detailNames, inputNames, pick, recordedNames } from "../../definitions/definition";
import { DEVICE } from "../../definitions/device";
import { sameInput } from "../difference";
import { organizationToRecord, recordedOrganization } from "../organization";
import type { Origin } from "../removal";
import type { Properties } from "../resource";
import type { DeviceInputs } from "./deviceInputs";

/** What the API told of a device, by Webex's own names, except what stands in the state as an input. */
export type DeviceDetails = Readonly<Omit<Partial<WebexDevice>, "id" | "standIn" | "untold">>;

/** What the stack itself records of a device. */
export type DeviceRecord = {
    readonly origin: Origin;
    /** Where `details` does not have the organisation: an `orgId` of the program stands in its place. */
    readonly organization?: string | undefined;
    /** The code that brings the device online, in a contract that registers by code. Secret. */
    readonly activationCode?: string | undefined;
    /** When that code ends; ISO 8601. */
    readonly activationExpiresAt?: string | undefined;
};

/** What the state keeps of a device: the program's inputs by name, `details`, and what the stack records. */
export type DeviceState = DeviceInputs & DeviceRecord & { readonly details: DeviceDetails };

const INPUT_NAMES = inputNames(DEVICE);
const RECORDED_NAMES = recordedNames(DEVICE);
const DETAIL_NAMES = detailNames(DEVICE);

/** Inputs that the API never answers, or answers in words of its own: the state keeps them as the program gave them. */
const KEPT_AS_GIVEN: readonly string[] = ["model", "password", "unregisterOnDelete", "deviceId", "orgId"];

/** The organisation that the API said the device is in. */
export function organizationOf({ details, organization, orgId }: DeviceState): string | undefined {
    return details.orgId ?? recordedOrganization({ organization, orgId });
}

/** What the stack records of the device. */
export function recordOf(state: DeviceState): DeviceRecord {
    return pick({ ...state, organization: organizationOf(state) }, RECORDED_NAMES) as DeviceRecord;
}

/** The program's inputs as the state knows them: a value that changed at the API is the API's, all others as given. */
export function inputsOf(state: DeviceState): DeviceInputs {
    return pick(state, INPUT_NAMES);
}

/** The device as the API last told it. */
export function deviceOf(id: string, state: DeviceState): WebexDevice {
    const { deviceId: _, ...inputs } = inputsOf(state);
    return { ...state.details, ...pick(inputs, DETAIL_NAMES), id };
}

interface Told {
    /** The program's inputs were just written, so the API has them although its answer may not show them yet. */
    readonly written?: boolean;
    /** The state so far: what the API could not tell now stays as it was. */
    readonly before?: DeviceState;
}

/**
 * The state after the API told of `device`, for a program that gave `inputs`. Where both mean the same, the program's
 * form stays, so another spelling is no difference. Inputs that the API is silent about are taken as they are, except
 * tags unless they were written: a device without tags may not show them at all.
 */
export function stateOf(
    inputs: DeviceInputs,
    { id, standIn: _, untold = [], ...fields }: WebexDevice,
    record: DeviceRecord,
    { written = false, before }: Told = {},
): DeviceState {
    const earlier = before === undefined ? {} : pick(deviceOf(id, before), untold);
    const { tags } = fields;
    const knownTags = inputs.tags ?? before?.details.tags ?? [];
    const ordered = tags === undefined ? {} : { tags: orderTags(knownTags, tags) };
    const told: Properties = { ...earlier, ...fields, ...ordered };
    const given = pick(inputs, INPUT_NAMES);
    const isAsGiven = (name: string): boolean =>
        KEPT_AS_GIVEN.includes(name) ||
        (told[name] === undefined && (written || name !== "tags")) ||
        sameInput(DEVICE, name, given[name], told[name]);
    const plain = Object.keys(given)
        .filter((name) => name !== ownerThatLeft(given, told))
        .map((name) => [name, isAsGiven(name) ? given[name] : (told[name] ?? [])]);
    const details = Object.entries(told).filter(
        ([name]) => given[name] === undefined && !isOwnerAgain(name, told, given),
    );
    const organization =
        given.orgId === undefined && told.orgId !== undefined
            ? undefined
            : organizationToRecord(fields.orgId ?? record.organization, inputs.orgId);
    return {
        ...Object.fromEntries(plain),
        details: Object.fromEntries(details),
        ...pick({ ...record, organization }, RECORDED_NAMES),
    } as DeviceState;
}

/** A device that went from a person to a workspace (or back) shows its new owner only: the old one must not linger. */
function ownerThatLeft(given: Properties, told: Properties): string | undefined {
    const { personId, workspaceId } = told;
    if (given.personId !== undefined && personId === undefined && workspaceId !== undefined) {
        return "personId";
    }
    return given.workspaceId !== undefined && workspaceId === undefined && personId !== undefined
        ? "workspaceId"
        : undefined;
}

/** Cisco's old name for the owner: an owner's id that is secret must not stand in clear under it either. */
function isOwnerAgain(name: string, { placeId, personId, workspaceId }: Properties, given: Properties): boolean {
    const owners = [personId, workspaceId, given.personId, given.workspaceId];
    const isOwner = (owner: unknown) =>
        typeof placeId === "string" && typeof owner === "string" && sameId(placeId, owner);
    return name === "placeId" && owners.some(isOwner);
}
