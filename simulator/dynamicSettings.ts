import { isIP } from "node:net";
import type { DynamicTag, ValidationRule } from "./dynamicSettingsCatalogue";
import { Refusal } from "./errors";

/** What is kept of one phone's settings. */
export interface DynamicSettingsState {
    /** The values set at the device itself, by tag. */
    settings?: Record<string, string>;
    /** When they changed last; organisation time in ms since 1970. */
    settingsUpdatedMs?: number;
    /** How often the phone was told to take its settings. */
    changesApplied?: number;
}

/** The values that phones inherit: of the whole organisation, and of single locations by their id. */
export interface InheritedSettings {
    organization: Readonly<Record<string, string>>;
    locations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One step of "Update Device Dynamic Settings". */
export interface TagOperation {
    tag: string;
    action: "SET" | "CLEAR";
    value?: string;
}

/**
 * The changes that an update asks for, all of them or none: null takes the device's own value away. Throws 400 that
 * names the tags that are unknown, not to be set at a device, or given no valid value; never a value.
 */
export function requestedSettings(
    operations: readonly TagOperation[],
    tags: readonly DynamicTag[],
): Record<string, string | null> {
    const problems = operations.flatMap((operation) => {
        const problem = problemOf(operation, tags);
        return problem === undefined ? [] : [`${operation.tag} ${problem}.`];
    });
    if (problems.length > 0) {
        throw new Refusal(400, `Invalid device settings: ${problems.join(" ")}`);
    }
    return Object.fromEntries(
        operations.map(({ tag, action, value }) => [tag, action === "CLEAR" ? null : (value ?? null)]),
    );
}

function problemOf({ tag, action, value }: TagOperation, tags: readonly DynamicTag[]): string | undefined {
    const rule = tags.find((each) => each.tag === tag);
    if (!rule) {
        return "is no setting of this device";
    }
    if (!rule.level.includes("device")) {
        return "cannot be set at a device";
    }
    if (action === "CLEAR") {
        return undefined;
    }
    return value === undefined ? "needs a value" : wrongWith(value, rule.validationRule);
}

/** What is wrong with a value; undefined if the rule allows it. */
export function wrongWith(value: string, rule: ValidationRule): string | undefined {
    const { type, values, min = -Infinity, max = Infinity, increment = 1, regex, maxLength = Infinity } = rule;
    if (value.length > maxLength) {
        return `takes at most ${maxLength} characters`;
    }
    if (values && !values.includes(value)) {
        return "takes only the values of its rule";
    }
    if (regex !== undefined && !new RegExp(`^(?:${regex})$`).test(value)) {
        return "does not match its regular expression";
    }
    if (type === "int" || type === "integer") {
        const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
        const isStep = (number - (Number.isFinite(min) ? min : 0)) % increment === 0;
        return number >= min && number <= max && isStep ? undefined : "is outside its range";
    }
    const isHost = isIP(value) !== 0 || /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(value);
    return type === "network" && !isHost ? "is no address" : undefined;
}

/** A setting as "Get Device Dynamic Settings" shows it. */
export function shownSetting(
    family: string,
    { tag, systemDefault }: DynamicTag,
    own: Readonly<Record<string, string>>,
    { organization, locations }: InheritedSettings,
    locationId: string | undefined,
): Record<string, unknown> {
    const parents = [
        ["LOCATION", locations[locationId ?? ""]?.[tag]],
        ["ORGANIZATION", organization[tag]],
        ["SYSTEM_DEFAULT", systemDefault],
    ] as const;
    const [parentLevel, parentValue] = parents.find(([, value]) => value !== undefined) ?? [];
    return {
        familyOrModelDisplayName: family,
        tag,
        ...(own[tag] !== undefined && { value: own[tag] }),
        ...(parentValue !== undefined && { parentValue, parentLevel }),
    };
}
