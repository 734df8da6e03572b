import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Where this package is, and which version it has. */
export interface Installed {
    /** Its folder, e.g. `/rooms/node_modules/pulumi-webex`. */
    readonly folder: string;
    readonly version: string;
}

/**
 * What a project in the folder `target` names this package by: its version, or the tarball that npm installed it from.
 * A tarball is named by its way from there, so that both can be moved together.
 */
export function packageSpec({ folder, version }: Installed, target: string): string {
    const modules = path.dirname(folder);
    const tarball = tarballIn(path.join(modules, ".package-lock.json"));
    if (tarball === undefined) {
        return `^${version}`;
    }
    const way = path.relative(target, path.resolve(path.dirname(modules), tarball));
    // On Windows there is no relative way to another drive.
    return `file:${way.split(path.sep).join("/")}`;
}

/** The tarball that npm's own record of a folder names for this package, by its way from that folder's parent. */
function tarballIn(record: string): string | undefined {
    if (!existsSync(record)) {
        return undefined;
    }
    const { packages = {} } = JSON.parse(readFileSync(record, "utf8")) as {
        readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
    };
    const { resolved = "" } = packages["node_modules/pulumi-webex"] ?? {};
    return /^file:(.+\.tgz)$/.exec(resolved)?.[1];
}
