// The compiled code that compileCache.cjs keeps, for the tests on the engine.

import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./children.mjs";
import { root } from "./setup.mjs";

const script = fileURLToPath(new URL("compileCache.cjs", import.meta.url));

/**
 * Runs some work with a folder of compiled code in its environment, which tests/engine/compileOnce.ts hands on to Pulumi.
 * Where it cannot be made, work is slower and else the same.
 *
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export async function withCompileCache(env, work) {
    const folder = mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-compiled-"));
    try {
        const made = await Promise.all(
            ["run", "dynamic-provider"].map((name) =>
                run(process.execPath, [script, root, name, path.join(folder, name)]),
            ),
        );
        const whole = made.every(({ code }) => code === 0);
        return await work(whole ? { ...env, PULUMI_WEBEX_COMPILE_CACHE: folder } : env);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
