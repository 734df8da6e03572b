import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CliError } from "../cliError";
import { ownFolder, ownPackage } from "../ownPackage";
import { printResult } from "../terminal";

/** The program that Pulumi's engine starts. */
const PROGRAM = "pulumi-resource-webex";

/** What an installation did. */
export type Outcome = "installed" | "replaced" | "unchanged";

const TOLD: Readonly<Record<Outcome, string>> = {
    installed: "installed",
    replaced: "installed in place of another build",
    unchanged: "already there",
};

/** Installs the plugin of this package for Pulumi, and says where. Throws `CliError` if that is not possible. */
export function installPlugin(): Promise<number> {
    const { version } = ownPackage();
    const target = path.join(pulumiHome(process.env, os.homedir()), "plugins", `resource-webex-v${version}`);
    const outcome = copyPlugin(path.join(ownFolder(), "plugin"), target);
    printResult(`plugin webex ${version}: ${TOLD[outcome]}, ${target}`);
    return Promise.resolve(0);
}

/** Pulumi's folder of a person. Source: https://www.pulumi.com/docs/iac/cli/environment-variables/ */
export function pulumiHome({ PULUMI_HOME }: NodeJS.ProcessEnv, home: string): string {
    return PULUMI_HOME === undefined || PULUMI_HOME === "" ? path.join(home, ".pulumi") : PULUMI_HOME;
}

/**
 * Makes `target` a copy of a plugin's folder. It appears when it is whole, because Pulumi may look at any time. Throws
 * `CliError` if the plugin is not there or the target cannot be written.
 */
export function copyPlugin(source: string, target: string): Outcome {
    if (!fs.existsSync(path.join(source, PROGRAM))) {
        throw new CliError(
            `the plugin is not there: no ${PROGRAM} in ${source}. Install the package again; in a clone, npm run build`,
        );
    }
    if (isSame(source, target)) {
        return "unchanged";
    }
    try {
        fs.mkdirSync(path.dirname(target), { recursive: true });
        return replaceBy(source, target);
    } catch (error) {
        throw new CliError(`the plugin was not installed: ${error instanceof Error ? error.message : String(error)}`);
    }
}

function replaceBy(source: string, target: string): Outcome {
    // Pulumi takes a folder with such an end for a download that was cut short.
    const temporary = `${target}.tmp${process.pid}`;
    try {
        fs.cpSync(source, temporary, { recursive: true });
        fs.chmodSync(path.join(temporary, PROGRAM), 0o755);
        const outcome = fs.existsSync(target) ? "replaced" : "installed";
        fs.rmSync(target, { recursive: true, force: true });
        fs.renameSync(temporary, target);
        return outcome;
    } finally {
        fs.rmSync(temporary, { recursive: true, force: true });
    }
}

/** Whether a folder holds the same files, and its program can be started. */
function isSame(source: string, target: string): boolean {
    const program = path.join(target, PROGRAM);
    if (!fs.existsSync(program) || (process.platform !== "win32" && (fs.statSync(program).mode & 0o100) === 0)) {
        return false;
    }
    const names = fs.readdirSync(source).sort();
    const there = fs.readdirSync(target).sort();
    return (
        names.join("/") === there.join("/") &&
        names.every((name) => fs.readFileSync(path.join(source, name)).equals(fs.readFileSync(path.join(target, name))))
    );
}
