/** The package as `npm pack` makes it, and commands on it. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** This repository. */
export const repository = path.resolve(__dirname, "../..");

/** Runs a command quietly; its output is in the error if it fails. */
export function run(command: string, args: string[], cwd: string): string {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Packs what dist/ holds into an empty folder, and gives the tarball's path. */
export function packInto(folder: string): string {
    // dist/ is up to date: the test runner builds it, and building it here would disturb the tests beside this one.
    const packed = run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], repository);
    const [file] = fs.readdirSync(folder);
    assert.ok(file !== undefined, packed);
    return path.join(folder, file);
}
