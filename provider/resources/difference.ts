import { SAMENESS } from "../api/sameness";
import { type Change, type Definition, inputsThat } from "../definitions/definition";
import type { Properties } from "./resource";
import { isUnknown } from "./unknown";

/**
 * Whether two values of an input mean the same, by its definition. A missing value is only the same as a missing
 * one.
 */
export function sameInput(definition: Definition, name: string, a: unknown, b: unknown): boolean {
    if (a === undefined || b === undefined) {
        return a === b;
    }
    return SAMENESS[definition.properties[name]?.same ?? "exact"](a, b);
}

/** The inputs that ask for this change and whose present value is another one. What is unknown is another one. */
export function differing(definition: Definition, change: Change, present: Properties, wanted: Properties) {
    return inputsThat(definition, change).filter(
        (name) => isUnknown(wanted[name]) || !sameInput(definition, name, present[name], wanted[name]),
    );
}
