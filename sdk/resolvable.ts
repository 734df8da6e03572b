import { createRequire } from "node:module";
import { join } from "node:path";
import { plainError } from "./dataSource";
import { oncePerRun, underMocks } from "./run";

const found = oncePerRun(() => new Set<string>());

/**
 * Makes sure that Pulumi's provider process will find the module: it looks from the project's folder upward, and
 * not from where the program has the package from. Throws `pulumi.RunError` that says what to do.
 */
export function requireResolvable(module: string): void {
    if (underMocks() || isInline() || found().has(module)) {
        return;
    }
    const folder = process.cwd();
    try {
        createRequire(join(folder, "program.js")).resolve(module);
    } catch {
        throw plainError(
            `${module} cannot be found from ${folder}, where Pulumi's provider process looks for it. Add pulumi-webex to the ` +
                "dependencies of that project's own package.json; a bundle has to leave it out (external)",
        );
    }
    found().add(module);
}

/**
 * Whether the Automation API runs the program in its own process, whose folder is not the project's. Pulumi's CLI
 * tells a program by the environment which engine to speak to.
 */
function isInline(): boolean {
    return process.env.PULUMI_NODEJS_MONITOR === undefined;
}
