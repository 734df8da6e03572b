import { createRequire } from "node:module";
import { dirname } from "node:path";

/** What this package says of itself in its package.json, as far as commands go by it. */
export interface OwnPackage {
    readonly version: string;
    readonly engines: { readonly node: string };
    readonly peerDependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
}

// By the package's own name, because the way to package.json differs between this file and the compiled one.
const NAME = "pulumi-webex/package.json";

/** This package's package.json. */
export function ownPackage(): OwnPackage {
    return createRequire(__filename)(NAME) as OwnPackage;
}

/** The folder of this package. */
export function ownFolder(): string {
    return dirname(createRequire(__filename).resolve(NAME));
}
