import { isDeepStrictEqual } from "node:util";
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
    // The order of an object's keys makes no difference to it.
    exact: isDeepStrictEqual,
};

function ofTexts(same: (a: string, b: string) => boolean): Same {
    return (a, b) => (typeof a === "string" && typeof b === "string" ? same(a, b) : isDeepStrictEqual(a, b));
}

function isTexts(value: unknown): value is readonly string[] {
    return Array.isArray(value) && value.every((item) => typeof item === "string");
}
