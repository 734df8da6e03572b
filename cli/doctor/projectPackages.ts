import { createRequire } from "node:module";
import { join } from "node:path";
import { CliError } from "../cliError";
import { projectFolder } from "../stack/projectFolder";

/** A package as a project has it installed. */
export interface InstalledPackage {
    readonly version: string;
    /** The range of Node versions that it wants. */
    readonly node?: string | undefined;
}

/** The packages that a program with Webex resources loads; undefined for one that is not to be found. */
export interface ProjectPackages {
    readonly own: InstalledPackage | undefined;
    readonly sdk: InstalledPackage | undefined;
}

/** What the project that a folder is in has installed; undefined where there is no Pulumi project. */
export function projectPackages(cwd: string): ProjectPackages | undefined {
    try {
        const folder = projectFolder(cwd);
        return { own: installed(folder, "pulumi-webex"), sdk: installed(folder, "@pulumi/pulumi") };
    } catch (error) {
        if (error instanceof CliError) {
            return undefined;
        }
        throw error;
    }
}

function installed(folder: string, name: string): InstalledPackage | undefined {
    try {
        const manifest = createRequire(join(folder, "package.json"))(`${name}/package.json`) as {
            readonly version: string;
            readonly engines?: { readonly node?: string };
        };
        return { version: manifest.version, node: manifest.engines?.node };
    } catch {
        return undefined;
    }
}
