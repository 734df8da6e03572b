import { LOGICS } from "../../provider/plugin/tokens";
import type { Properties } from "../../provider/resources/resource";
import { dynamicTokenOf, PACKAGE, tokenOf } from "../../provider/resourceTypes";

/** The classes of this package by the types that states have: of the dynamic provider, and of the native plugin. */
const CLASSES: ReadonlyMap<string, string> = new Map(
    LOGICS.flatMap(({ definition: { name } }) => [
        [dynamicTokenOf(name), name],
        [tokenOf(name), name],
    ]),
);

/** The providers that serve this package's resources, by their types, and how each calls a setting of `webex:`. */
const PROVIDERS: ReadonlyMap<string, (setting: string) => string | undefined> = new Map([
    // It has the whole configuration of the stack.
    ["pulumi:providers:pulumi-nodejs", (name: string) => (name.startsWith("webex:") ? name : undefined)],
    [`pulumi:providers:${PACKAGE}`, (name: string) => `webex:${name}`],
]);

/** The class of a resource of either front, e.g. `Device`; undefined for a type of another package. */
export function classOf(type: string): string | undefined {
    return CLASSES.get(type);
}

/** Whether a resource is a provider that serves this package's resources. */
export function isProvider(type: string): boolean {
    return PROVIDERS.has(type);
}

/** The settings of a provider by the keys of a stack's configuration, e.g. `webex:baseUrl`. */
export function configurationIn(type: string, inputs: Properties): Properties {
    const keyOf = PROVIDERS.get(type);
    return Object.fromEntries(
        Object.entries(inputs).flatMap(([name, value]) => {
            const key = keyOf?.(name);
            return key === undefined ? [] : [[key, value] as const];
        }),
    );
}
