import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../client/answer";

/** A value as Control Hub's export has it: a text, whatever the device takes. The device's own rules give its type. */
export interface UntypedSetting {
    /** The text in the export. */
    readonly untyped: string;
}

/**
 * The value of a setting. Webex's settings are texts (`"On"`, `"True"`, also `"115200"`), whole numbers, and for macros
 * a list of objects; there are no booleans.
 */
export type SettingValue = string | number | readonly Readonly<Record<string, unknown>>[] | UntypedSetting;

/** Values by the names of the settings. */
export type Settings = Readonly<Record<string, SettingValue>>;

/** Whether a value is one of an export. */
export function isUntyped(value: unknown): value is UntypedSetting {
    return isObject(value) && typeof value.untyped === "string" && Object.keys(value).length === 1;
}

/** The value that goes to Webex: one of an export gets the type that the value space has, if it can have it. */
export function typedValue(value: unknown, { type }: Readonly<Record<string, unknown>>): unknown {
    if (!isUntyped(value)) {
        return value;
    }
    const { untyped: text } = value;
    if (type === "integer" || type === "number") {
        return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    }
    return type === "array" || type === "object" ? (parsed(text) ?? text) : text;
}

/** Whether a device has the value that a program gives. Fields that Webex adds to a list's items are no difference. */
export function sameSetting(wanted: unknown, found: unknown): boolean {
    if (found === undefined || found === null) {
        return false;
    }
    if (isUntyped(wanted)) {
        const { untyped: text } = wanted;
        const isPlain = typeof found === "string" || typeof found === "number";
        return isPlain ? String(found) === text : sameSetting(parsed(text), found);
    }
    if (Array.isArray(wanted) && Array.isArray(found)) {
        const items: readonly unknown[] = found;
        return wanted.length === items.length && wanted.every((item, at) => isWithin(item, items[at]));
    }
    return isDeepStrictEqual(wanted, found);
}

function isWithin(wanted: unknown, found: unknown): boolean {
    if (!isObject(wanted) || !isObject(found)) {
        return isDeepStrictEqual(wanted, found);
    }
    return Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(value, found[name]));
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
