import { isDeepStrictEqual } from "node:util";
import { isObject } from "../../provider/client/answer";
import { type Definition, inputNames } from "../../provider/definitions/definition";
import { sameInput } from "../../provider/resources/difference";
import type { Properties } from "../../provider/resources/resource";
import type { Path } from "./propertyPath";

/** An input, or a value inside of one, that Webex has another value of. */
export interface Difference {
    readonly path: Path;
    readonly expected: unknown;
    readonly found: unknown;
}

/**
 * Where the inputs of a thing differ. Values that mean the same by the definition are no difference. Of a map, such as
 * `settings`, each value that differs is one.
 */
export function differencesOf(definition: Definition, before: Properties, after: Properties): readonly Difference[] {
    return inputNames(definition)
        .filter((name) => !sameInput(definition, name, before[name], after[name]))
        .flatMap((name) => leaves([name], before[name], after[name]));
}

function leaves(path: Path, expected: unknown, found: unknown): readonly Difference[] {
    if (isDeepStrictEqual(expected, found)) {
        return [];
    }
    if (!isMapOrNone(expected) || !isMapOrNone(found)) {
        return [{ path, expected, found }];
    }
    const names = [...new Set([...Object.keys(expected ?? {}), ...Object.keys(found ?? {})])].sort();
    return names.flatMap((name) => leaves([...path, name], expected?.[name], found?.[name]));
}

/** A map, or no value beside one. */
function isMapOrNone(value: unknown): value is Properties | undefined {
    return value === undefined || isObject(value);
}
