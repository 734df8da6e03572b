import { isDeepStrictEqual } from "node:util";
import { isObject } from "../client/answer";
import type { Sameness } from "../definitions/definition";
import { sameId, sameMac, sameModel, sameTags } from "./identity";

/** Whether two values of a property mean the same. */
export type Same = (a: unknown, b: unknown) => boolean;

/**
 * When two values of a property mean the same, by the names that the definitions use. A value that is not given is only
 * the same as one that is not given. Values of a type that a comparison is not made for must be equal.
 */
export const SAMENESS: Readonly<Record<Sameness, Same>> = {
    id: ofTexts(sameId),
    mac: ofTexts(sameMac),
    model: ofTexts((a, b) => sameModel(a, b)),
    caseless: ofTexts((a, b) => a.toLowerCase() === b.toLowerCase()),
    set: (a, b) => (isTexts(a) && isTexts(b) ? sameTags(a, b) : isDeepStrictEqual(a, b)),
    told: (a, b) => isSameAsTold(a, b),
    // The order of an object's keys makes no difference to it.
    exact: isDeepStrictEqual,
};

function ofTexts(same: (a: string, b: string) => boolean): Same {
    return (a, b) => (typeof a === "string" && typeof b === "string" ? same(a, b) : isDeepStrictEqual(a, b));
}

function isSameAsTold(a: unknown, b: unknown): boolean {
    if (!isObject(a) || !isObject(b)) {
        return isDeepStrictEqual(a, b);
    }
    return Object.keys(a).every(
        (name) => a[name] === undefined || b[name] === undefined || isSameAsTold(a[name], b[name]),
    );
}

function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
}
