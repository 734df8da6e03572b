/** The files of examples/pipelines, and programs that check them. */

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export const PIPELINES = path.resolve(__dirname, "../../examples/pipelines");
export const SHELL = path.join(PIPELINES, "shell");

/** The scripts that people copy into their folder `ci`. */
export const SCRIPTS = fs.readdirSync(SHELL);

// Pulumi depends on it.
const yaml = createRequire(require.resolve("@pulumi/pulumi"))("js-yaml") as { load(text: string): unknown };

/** The content of a file of YAML. */
export function loadYaml(...parts: string[]): unknown {
    return yaml.load(fs.readFileSync(path.join(PIPELINES, ...parts), "utf8"));
}

/** The scripts of `ci/` that a text calls. */
export function calledScripts(text: string): string[] {
    return [...text.matchAll(/\bci\/([\w.]+)/g)].map(([, name = ""]) => name);
}

/**
 * The path of a program that is not npm's. Where it cannot be had, the test is skipped, and a line says why.
 */
export async function orSkip(context: Mocha.Context, get: () => Promise<string>): Promise<string> {
    // The first time on a machine it is built or fetched.
    context.timeout(Math.max(context.timeout(), 300_000));
    try {
        return await get();
    } catch (error) {
        console.log(`      skipped: ${(error as Error).message.trim()}`);
        return context.skip();
    }
}
