import type { SettingRule } from "../../api/dynamicSettings";
import { listed } from "../batch/alikeTexts";
import { nearestName } from "../inputCheck";
import { isUnknown } from "../unknown";

/** What is known of the settings that a phone has. */
export interface KnownTags {
    /** The family or model that Webex finds them under. */
    readonly family: string | undefined;
    /** The tags among those asked for that Webex told of this phone. */
    readonly told: { has(tag: string): boolean };
    /** The rules by their tags; undefined where Webex does not tell them. */
    readonly rules: ReadonlyMap<string, SettingRule> | undefined;
}

/** One thing that a rule may ask of a value, in words that go on after the tag. */
type Demand = (rule: SettingRule, value: string) => string | undefined;

/** The level whose value a setting of one device is. */
const DEVICE_LEVEL = "device";

/** The most values in one message. */
const MOST_VALUES = 10;

/** The words for a whole number: the document has one, its examples the other. */
const WHOLE_NUMBERS: readonly unknown[] = ["integer", "int"];

/** All that a rule may ask. The types `string`, `boolean`, `enum` and `password` say no more than the other fields. */
const DEMANDS: readonly Demand[] = [
    ({ values = [] }, value) =>
        values.length === 0 || values.includes(value)
            ? undefined
            : `must be one of ${listed(values.map(quoted), MOST_VALUES)}`,
    (rule, value) => (isOutOfRange(rule, value) ? `must be ${rangeWords(rule)}` : undefined),
    ({ type }, value) => (type === "network" && /\s/.test(value) ? "must be an address, without spaces" : undefined),
    ({ maxLength = Infinity }, value) =>
        value.length > maxLength ? `has more than ${maxLength} characters` : undefined,
    ({ regex, validationHint }, value) =>
        matches(regex, value)
            ? undefined
            : `must look like ${validationHint ?? `the regular expression ${regex ?? ""}`}`,
];

/**
 * Says of each setting what is wrong with its tag or its value, in the order of the tags: the wire has them in any. A
 * value is in no message, because it may be a secret. No I/O.
 */
export function settingProblems(settings: Readonly<Record<string, string>>, known: KnownTags): string[] {
    const problems = Object.entries(settings).flatMap(([tag, value]) => {
        const problem = tagProblem(tag, known) ?? valueProblem(known.rules?.get(tag), value);
        return problem === undefined ? [] : [`${tag} ${problem}`];
    });
    return problems.sort();
}

/** Whether a setting holds a password, which Webex need not tell back. */
export function isPassword(rule: SettingRule | undefined): boolean {
    return rule?.type === "password";
}

function tagProblem(tag: string, { family = "this phone", told, rules }: KnownTags): string | undefined {
    const level = rules?.get(tag)?.level ?? [];
    if (level.length > 0 && !level.some((word) => word.toLowerCase() === DEVICE_LEVEL)) {
        return `can be set for ${level.join(" or ")} only, not for one device`;
    }
    if (told.has(tag) || rules?.has(tag) === true) {
        return undefined;
    }
    const near = rules === undefined || rules.size === 0 ? "" : `; the nearest is ${nearestTag(tag, rules)}`;
    return `is no setting of ${family}${near}`;
}

/** The tag that was probably meant; people also know settings by the names that Control Hub has for them. */
function nearestTag(mistyped: string, rules: ReadonlyMap<string, SettingRule>): string {
    const named = [...rules.values()].find(({ friendlyName }) => friendlyName === mistyped);
    return named?.tag ?? nearestName(mistyped, [...rules.keys()]);
}

function valueProblem(rule: SettingRule | undefined, value: string): string | undefined {
    if (rule === undefined || isUnknown(value)) {
        return undefined;
    }
    return DEMANDS.map((demand) => demand(rule, value)).find((problem) => problem !== undefined);
}

function isOutOfRange({ type, min, max, increment = 1 }: SettingRule, value: string): boolean {
    if (!WHOLE_NUMBERS.includes(type)) {
        return false;
    }
    const number = Number(value);
    const isInRange = number >= (min ?? number) && number <= (max ?? number);
    const isOnStep = increment <= 0 || (number - (min ?? 0)) % increment === 0;
    return !/^-?\d+$/.test(value) || !isInRange || !isOnStep;
}

function rangeWords({ min, max, increment = 1 }: SettingRule): string {
    const parts = [
        "a whole number",
        min === undefined ? undefined : `from ${min}`,
        max === undefined ? undefined : `up to ${max}`,
        increment === 1 ? undefined : `in steps of ${increment}`,
    ];
    return parts.filter((part) => part !== undefined).join(" ");
}

/** Whether the whole value is as the expression says; one that JavaScript cannot read says nothing. */
function matches(regex: string | undefined, value: string): boolean {
    if (regex === undefined) {
        return true;
    }
    try {
        return new RegExp(`^(?:${regex})$`).test(value);
    } catch {
        return true;
    }
}

function quoted(text: string): string {
    return `"${text}"`;
}
