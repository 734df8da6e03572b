import { givenInputs, type InputSchema, inputChecker } from "../resources/inputCheck";
import { LookUpFailed } from "./lookUpFailed";

/**
 * The arguments of a function, without what is not given. Throws `LookUpFailed` if one is unknown or of a wrong type,
 * or a `required` one is missing.
 */
export function checkArgs<T extends object>(fn: string, args: T, schema: InputSchema, required: readonly string[]): T {
    const given = givenInputs(args as Record<string, unknown>);
    const missing = required.filter((name) => given[name] === undefined);
    const failures = [
        ...inputChecker(schema)(given),
        ...missing.map((property) => ({ property, reason: "is missing" })),
    ];
    if (failures.length > 0) {
        const words = failures.map(({ property, reason }) => `${property} ${reason}`.trim());
        throw new LookUpFailed(`${fn}: ${words.join("; ")}`);
    }
    return given as T;
}
