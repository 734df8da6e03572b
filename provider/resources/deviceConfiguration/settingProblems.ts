import type { ErrorObject, ValidateFunction } from "ajv";
import type { Configuration, Configurations, Inherited } from "../../api/deviceConfigurations";
import { isTexts } from "../../api/fields";
import { toFailure } from "../inputCheck";
import { hasUnknown } from "../unknown";
import { sameSetting, typedValue } from "./settingValue";

/** The most values that a message lists. */
const MOST_VALUES = 30;

/** The longest value of Webex's own that a message shows. Characters. */
const LONGEST_SHOWN = 60;

/** What Webex's words for "not editable" mean; every other is told as it is. */
const REASONS: Readonly<Record<string, string>> = {
    CONFIG_MANAGED_BY_DIFFERENT_AUTHORITY: "something else manages it, as the network, CUCM or the device itself",
    NOT_AUTHORIZED: "the token's account may not change it; the scope is spark-admin:devices_write",
    FACTORY_DEFAULT: "it is fixed by the factory",
};

/** What is wrong with the settings of a program, as the device says. A value is never repeated: it may be a secret. */
export interface SettingProblems {
    /** The settings that the device does not have. */
    readonly unknown: readonly string[];
    /** In words, each with the name of the setting. */
    readonly others: readonly string[];
}

/** What keeps a device from taking settings. One that it has already is no problem. No I/O. */
export function settingProblems(wanted: Readonly<Record<string, unknown>>, found: Configurations): SettingProblems {
    const others = Object.entries(wanted).flatMap(([key, value]) => {
        const configuration = found.get(key);
        return configuration === undefined
            ? []
            : problemsOf(value, configuration).map((problem) => `${key} ${problem}`);
    });
    return { unknown: Object.keys(wanted).filter((key) => !found.has(key)), others };
}

function problemsOf(wanted: unknown, { configured, isEditable, reason, valueSpace }: Configuration): string[] {
    if (sameSetting(wanted, configured)) {
        return [];
    }
    return [
        ...(isEditable ? [] : [`cannot be changed: ${reasonInWords(reason)}`]),
        ...(hasUnknown(wanted) ? [] : valueProblems(typedValue(wanted, valueSpace), valueSpace)),
    ];
}

/** Why a setting cannot be changed, with Webex's own word behind. */
export function reasonInWords(reason: string | undefined): string {
    if (reason === undefined) {
        return "Webex does not say why";
    }
    const words = REASONS[reason];
    return words === undefined ? `Webex says ${reason}` : `${words} (${reason})`;
}

/** What is wrong with a value, by the value space of its setting; empty where nothing is. */
export function valueProblems(value: unknown, valueSpace: Readonly<Record<string, unknown>>): string[] {
    const validate = validatorOf(valueSpace);
    if (validate === undefined || validate(value)) {
        return [];
    }
    const inside = (validate.errors ?? []).filter(({ instancePath }) => instancePath !== "");
    if (Array.isArray(value) && inside.length > 0) {
        return [...new Set(inside.map(insideWord))];
    }
    const isFraction = typeof value === "number" && valueSpace.type === "integer";
    const isWrongKind = (validate.errors ?? []).some(({ keyword }) => keyword === "type") && !isFraction;
    return [`must be ${spaceInWords(valueSpace)}${isWrongKind ? `, not ${kindOf(value)}` : ""}`];
}

/** A problem in a list, e.g. `entry 1.type must be "raw" or "url"`. */
function insideWord(error: ErrorObject): string {
    const { property, reason } = toFailure(error, []);
    return `entry ${Number(property) + 1}: ${reason}`;
}

function kindOf(value: unknown): string {
    if (typeof value === "string") {
        return "a text";
    }
    return typeof value === "number" ? "a number: write it in quotes" : "a list";
}

/** The values that a setting takes, in words, e.g. `a whole number from 0 to 100`. */
function spaceInWords(valueSpace: Readonly<Record<string, unknown>>): string {
    const { type, minimum, maximum, minLength, maxLength, unit, enum: values } = valueSpace;
    if (isTexts(values)) {
        const more = values.length - MOST_VALUES;
        const shown = values.slice(0, MOST_VALUES).map((value) => `"${value}"`);
        return `${shown.join(" or ")}${more > 0 ? ` or ${more} more` : ""}`;
    }
    const of = typeof unit === "string" ? ` (${unit})` : "";
    switch (type) {
        case "integer":
            return `a whole number${between(minimum, maximum, " from ", "")}${of}`;
        case "string":
            return `a text${between(minLength, maxLength, " of ", " characters")}`;
        case "array":
            return "a list";
        default:
            return "as its value space says";
    }
}

function between(least: unknown, most: unknown, before: string, after: string): string {
    return typeof least === "number" && typeof most === "number" ? `${before}${least} to ${most}${after}` : "";
}

/** The compiled checks, by the text of their value space: a thousand devices have the same ones. */
const validators = new Map<string, ValidateFunction | undefined>();

function validatorOf(valueSpace: Readonly<Record<string, unknown>>): ValidateFunction | undefined {
    const text = JSON.stringify(valueSpace);
    if (!validators.has(text)) {
        validators.set(text, compiled(valueSpace));
    }
    return validators.get(text);
}

/** Undefined where a value space is no schema that can be checked: Webex decides then. */
function compiled(valueSpace: Readonly<Record<string, unknown>>): ValidateFunction | undefined {
    // Loaded with the first check: programs without settings make none.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- checks cannot wait for an import
    const { Ajv } = require("ajv") as typeof import("ajv");
    try {
        // `unit` is no keyword of JSON Schema.
        return new Ajv({ allErrors: true, verbose: true, strict: false, validateSchema: false }).compile(valueSpace);
    } catch {
        return undefined;
    }
}

/** What shows where a setting is not configured, in words, e.g. `the organisation's default, On`. */
export function inheritedInWords(inherited: Inherited | undefined): string {
    if (inherited === undefined) {
        return "whatever Webex says";
    }
    const { source, value } = inherited;
    const text = typeof value === "string" || typeof value === "number" ? String(value) : undefined;
    const isShort = text !== undefined && text.length <= LONGEST_SHOWN;
    return `${sourceInWords(source)}${isShort ? `, ${text === "" ? "an empty text" : text}` : ""}`;
}

function sourceInWords(source: string): string {
    if (source === "default") {
        return "the factory's value";
    }
    if (/location/i.test(source)) {
        return "the location's default";
    }
    return /organi[sz]ation/i.test(source) ? "the organisation's default" : `the source ${source}`;
}
