import { isDeepStrictEqual } from "node:util";
import { sameId } from "../../api/identity";
import { SAMENESS } from "../../api/sameness";
import { isObject } from "../../client/answer";
import type { Properties } from "../resource";

/** Fewest digits that tell two phone numbers to be the same where one has no country code. */
const LOCAL_DIGITS = 7;

/** When two values of a field mean the same, by its name at any depth; every other field has to be equal. */
const SAME: Readonly<Record<string, (wanted: unknown, present: unknown) => boolean>> = {
    workspaceId: SAMENESS.id,
    orgId: SAMENESS.id,
    locationId: SAMENESS.id,
    floorId: SAMENESS.id,
    sipAddress: SAMENESS.caseless,
    emailAddress: SAMENESS.caseless,
    siteUrl: SAMENESS.caseless,
    phoneNumber: isSamePhone,
    licenses: isOneOf,
};

/**
 * Whether everything that `wanted` names is so in `present`: a field of an object that it does not name is left as it
 * is. `name` is the field's.
 */
export function isAsNamed(name: string, wanted: unknown, present: unknown): boolean {
    if (wanted === undefined) {
        return true;
    }
    if (isObject(wanted)) {
        const fields = isObject(present) ? present : {};
        return isObject(present) && Object.keys(wanted).every((each) => isAsNamed(each, wanted[each], fields[each]));
    }
    return present !== undefined && (SAME[name] ?? isDeepStrictEqual)(wanted, present);
}

/**
 * The value `given` as Webex told it: a field that means the same keeps the program's form, and so does one that was
 * not told.
 */
export function asTold(name: string, given: unknown, told: unknown): unknown {
    if (isObject(given)) {
        const fields = isObject(told) ? told : {};
        return Object.fromEntries(Object.entries(given).map(([each, own]) => [each, asTold(each, own, fields[each])]));
    }
    return told === undefined || isAsNamed(name, given, told) ? given : told;
}

/** Both together, at any depth; where both have a field, that of `above`. */
export function laidOver(below: Properties, above: Properties): Properties {
    const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
    const entries = names.map((name): [string, unknown] => {
        const [lower, upper] = [below[name], above[name]];
        return [name, isObject(lower) && isObject(upper) ? laidOver(lower, upper) : (upper ?? lower)];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Whether two phone numbers are one: with or without the country code, in any notation. */
function isSamePhone(wanted: unknown, present: unknown): boolean {
    if (typeof wanted !== "string" || typeof present !== "string") {
        return wanted === present;
    }
    const [shorter = "", longer = ""] = [digitsOf(wanted), digitsOf(present)].sort((a, b) => a.length - b.length);
    return shorter === longer || (shorter.length >= LOCAL_DIGITS && longer.endsWith(shorter));
}

function digitsOf(text: string): string {
    return text.replace(/\D/g, "");
}

/** Whether all licences that are there are among those wanted: Webex applies one of several. */
function isOneOf(wanted: unknown, present: unknown): boolean {
    if (!isTexts(wanted) || !isTexts(present)) {
        return isDeepStrictEqual(wanted, present);
    }
    const isThere = (id: string) => wanted.some((each) => sameId(each, id));
    return wanted.length === 0 || (present.length > 0 && present.every(isThere));
}

function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
}
