import { createRequire } from "node:module";

/** The version of this package. It is found by its name: the way differs between this file and the compiled one. */
export function ownVersion(): string {
    const { version } = createRequire(__filename)("pulumi-webex/package.json") as { version: string };
    return version;
}
