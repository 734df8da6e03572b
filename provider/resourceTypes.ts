/** The name of the package in tokens, plugins and configuration. */
export const PACKAGE = "webex";

/** The type of a resource or function in a program of any language, e.g. `webex:index:Device`. */
export function tokenOf(name: string): string {
    return `${PACKAGE}:index:${name}`;
}

/** The type of the same resource in a program with the dynamic classes: a state moves between both by it. */
export function dynamicTokenOf(name: string): string {
    return `pulumi-nodejs:dynamic/${PACKAGE}:${name}`;
}
