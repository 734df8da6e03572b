import { isObject } from "../../client/answer";
import { detailNames, type PropertyDefinition } from "../../definitions/definition";
import { DEVICE } from "../../definitions/device";
import { sameId } from "../identity";
import type { Owner } from "./contract";

type Properties = typeof DEVICE.properties;

/** The names of the fields that the table of a device's properties has in `details`. */
type FieldName = {
    [Name in keyof Properties]: "detail" extends keyof Properties[Name] ? Name : never;
}[keyof Properties];

/** What a field holds; its schema in the table says which. */
type FieldValue<Name extends FieldName> = Properties[Name]["schema"] extends { readonly type: "array" }
    ? readonly string[]
    : string;

/**
 * A device as either contract tells it. Only `id` is sure to be there: Cisco marks no other field as required that a
 * client could use. New values of enumerations appear without notice, so all of them are plain text. Fields that no
 * table knows are there, too, as the API told them.
 */
export type WebexDevice = {
    /** The device's id. */
    readonly id: string;
    /** Not a field of the API's: `id` was null or missing, and another id of the device stands in its place. */
    readonly standIn?: true;
    /** Not a field of the API's: the names of the fields that Webex could not tell this time, which are not unset. */
    readonly untold?: readonly string[];
} & { readonly [Name in FieldName]?: FieldValue<Name> };

const FIELDS: ReadonlySet<string> = new Set(detailNames(DEVICE));

const LIST_FIELDS: ReadonlySet<string> = new Set(
    Object.entries<PropertyDefinition>(DEVICE.properties)
        .filter(([name, { schema }]) => FIELDS.has(name) && schema.type === "array")
        .map(([name]) => name),
);

/** Names that mean something else in a `WebexDevice` than in an answer, or stand in none. */
const OWN_NAMES: readonly string[] = ["id", "errors", "standIn", "untold"];

/** Where an id may stand if `id` is null, the likeliest first. `id` may be null since May 2026 (wxc_sdk 5946444b). */
const OTHER_IDS = ["webexDeviceId", "callingDeviceId", "deviceId"] as const;

/** The id of the device in an answer, and whether another than `id` stands in; undefined if it has none at all. */
export function deviceIdIn(
    json: unknown,
    askedId?: string,
): { readonly id: string; readonly standIn: boolean } | undefined {
    if (!isObject(json)) {
        return undefined;
    }
    if (isText(json.id)) {
        return { id: json.id, standIn: false };
    }
    // The id that was asked for makes no device of an error that came with status 200.
    if (!Object.keys(json).some((name) => FIELDS.has(name))) {
        return undefined;
    }
    const other = askedId ?? OTHER_IDS.map((name) => json[name]).find(isText);
    return other === undefined ? undefined : { id: other, standIn: true };
}

/**
 * The device in an answer, or undefined if it is none (no object, or without any id). `askedId` is the id that the
 * request named. Everything else that the answer tells is kept, except null and empty text.
 */
export function toWebexDevice(json: unknown, askedId?: string): WebexDevice | undefined {
    const known = deviceIdIn(json, askedId);
    if (!isObject(json) || known === undefined) {
        return undefined;
    }
    const untold = untoldFields(json.errors);
    const fields = Object.entries(json)
        .filter(([name]) => !OWN_NAMES.includes(name) && !untold.includes(name))
        .map(([name, value]) => [name, readField(name, value)] as const)
        .filter(([, value]) => value !== undefined && value !== null && value !== "");
    return {
        ...Object.fromEntries(fields),
        id: known.id,
        ...(known.standIn && { standIn: true as const }),
        ...(untold.length > 0 && { untold }),
    };
}

/**
 * The names of the fields that an item's `errors` says Webex could not tell. A value that stands in such a field is
 * none: it may be undeciphered text. Source: https://developer.webex.com/errors.html, "Responses with Errors".
 */
function untoldFields(errors: unknown): readonly string[] {
    return isObject(errors) ? Object.keys(errors) : [];
}

/** A field's value in the form that the table gives it; a field that no table knows is kept as it is. */
function readField(name: string, value: unknown): unknown {
    if (!FIELDS.has(name)) {
        return value;
    }
    return LIST_FIELDS.has(name) ? readTexts(value) : readText(name, value);
}

function readText(name: string, value: unknown): string | undefined {
    // Cisco's schema has an object {mode}, its example a bare text.
    const told = name === "plannedMaintenance" && isObject(value) ? value.mode : value;
    return isPlain(told) ? String(told) : undefined;
}

function readTexts(value: unknown): readonly string[] | undefined {
    if (Array.isArray(value)) {
        return value.map(readItem).filter((item) => item !== undefined);
    }
    return isText(value) ? [value] : undefined;
}

/** An item of a list as text: of an object its `code`, as an error code may have one (wxc_sdk reads any value). */
function readItem(item: unknown): string | undefined {
    if (item === null) {
        return undefined;
    }
    const told = isObject(item) && isPlain(item.code) ? item.code : item;
    return isPlain(told) ? String(told) : JSON.stringify(told);
}

function isPlain(value: unknown): value is string | number | boolean {
    return ["string", "number", "boolean"].includes(typeof value);
}

function isText(value: unknown): value is string {
    return typeof value === "string" && value !== "";
}

/** Whether a device is this person's or this workspace's. */
export function isOwnedBy(device: WebexDevice, { personId, workspaceId }: Owner): boolean {
    return personId !== undefined
        ? sameId(device.personId, personId)
        : workspaceId !== undefined && sameId(device.workspaceId, workspaceId);
}

/**
 * Whether Webex is still setting up a phone, which counts as not there yet. That a null id and `pending` go together is
 * inferred from the types of wxc_sdk (348a6330, 8d0fac32); Cisco documents neither.
 */
export function isOnItsWay(device: WebexDevice): boolean {
    return device.standIn === true && device.connectionStatus === "pending";
}

/**
 * Whether a device has been on the network: the sign that a code was used. A declaration of a device alone gives it
 * none of these, and an unused code of a phone shows as `activating` (https://developer.webex.com/docs/devices).
 */
export function isOnceSeen(device: WebexDevice): boolean {
    if (device.connectionStatus === "activating" || device.connectionStatus === "pending") {
        return false;
    }
    return (
        device.firstSeen !== undefined ||
        device.lastSeen !== undefined ||
        device.serial !== undefined ||
        device.connectionStatus === "connected" ||
        device.connectionStatus === "connected_with_issues"
    );
}

/**
 * Whether a device shows no trace of having been on the network: what may be deleted as an unused code. Stricter than
 * `!isOnceSeen`, because the status lags behind by up to ten minutes (https://help.webex.com/n9r1aac).
 */
export function isNeverSeen(device: WebexDevice): boolean {
    const { firstSeen, lastSeen, serial } = device;
    return firstSeen === undefined && lastSeen === undefined && serial === undefined && !isOnceSeen(device);
}
