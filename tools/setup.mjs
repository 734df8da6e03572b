// What has to be there before anything of this package runs. Only Node's own modules: at first nothing is installed.

import { createHash } from "node:crypto";
import {
    existsSync,
    lstatSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { npm, run } from "./children.mjs";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** An error whose message is the whole story: shown without a stack. */
export class SetupError extends Error {}

/** @param {...string} parts */
const at = (...parts) => path.join(root, ...parts);

/**
 * Whether what is installed is what the lockfile names. npm writes down what it installed as the last step of an
 * install, so an install that was cut short does not pass either.
 *
 * @param {string} lockText package-lock.json
 * @param {string | undefined} installedText node_modules/.package-lock.json
 */
export function installIsCurrent(lockText, installedText) {
    if (installedText === undefined) return false;
    const wanted = JSON.parse(lockText).packages;
    const installed = JSON.parse(installedText).packages;
    return Object.entries(wanted).every(([where, entry]) => {
        if (where === "") return true;
        const found = installed[where];
        // Packages for other platforms are in the lockfile, but rightly not installed.
        if (!found) return Boolean(entry.optional || entry.devOptional || entry.peer);
        // What the lockfile's maker could not fetch is in it without a hash.
        return found.version === entry.version && (!entry.integrity || found.integrity === entry.integrity);
    });
}

/** Installs the packages of the lockfile, if they are not installed already. */
export async function installPackages() {
    const written = at("node_modules", ".package-lock.json");
    const installed = existsSync(written) ? readFileSync(written, "utf8") : undefined;
    if (installIsCurrent(readFileSync(at("package-lock.json"), "utf8"), installed)) return;

    console.log("installing packages (npm ci) ...");
    const [command, args] = npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    const { code } = await run(command, args, { cwd: root, show: true });
    if (code !== 0) throw new SetupError(`npm ci ended with code ${code}; its own message is above.`);
}

/**
 * `node_modules/pulumi-webex`, a link to this folder: programs in the repository then find the package as a user's
 * program does. Node's self-reference is no help, Pulumi's provider process resolves from the program's folder. npm
 * removes what it did not install, so the link is made again after each install.
 */
export function linkSelf() {
    const link = at("node_modules", "pulumi-webex");
    const stat = lstatSync(link, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() && path.resolve(path.dirname(link), readlinkSync(link)) === root) return;

    console.log("linking node_modules/pulumi-webex to this folder");
    if (stat) rmSync(link, { recursive: true });
    // Windows allows everyone a junction, but a symbolic link only to some; a junction's target is absolute.
    if (process.platform === "win32") symlinkSync(root, link, "junction");
    else symlinkSync("..", link, "dir");
}

const compiled = ["sdk", "provider", "simulator", "cli"];

/**
 * Every file below a folder of this repository, as paths from its root.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
    if (!existsSync(at(folder))) return [];
    return readdirSync(at(folder), { withFileTypes: true })
        .flatMap((entry) => {
            const file = path.join(folder, entry.name);
            return entry.isDirectory() ? filesBelow(file) : [file];
        })
        .sort();
}

function sourcesHash() {
    const hash = createHash("sha256");
    for (const file of [...compiled.flatMap(filesBelow), "tsconfig.json", "package-lock.json"]) {
        hash.update(`${file}\0`)
            .update(readFileSync(at(file)))
            .update("\0");
    }
    return hash.digest("hex");
}

/** Compiles to dist/, if the sources are not the ones it was last compiled from. */
export async function build() {
    // The name keeps it out of the package: package.json leaves out *.tsbuildinfo.
    const stamp = at("dist", "sources.tsbuildinfo");
    const hash = sourcesHash();
    const isCurrent = existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
    if (isCurrent && existsSync(at("plugin", "pulumi-resource-webex"))) return;

    console.log("compiling to dist/ ...");
    rmSync(stamp, { force: true });
    const compiler = at("node_modules", "typescript", "bin", "tsc");
    const { code } = await run(process.execPath, [compiler, "-p", "tsconfig.json"], { cwd: root, show: true });
    if (code !== 0) throw new SetupError(`The sources do not compile (tsc ended with code ${code}).`);

    // The compiler leaves behind what it made of files that are gone since, and npm would pack it.
    for (const file of filesBelow("dist")) {
        const source = file.replace(/^dist[\\/]/, "").replace(/(\.d\.ts|\.js\.map|\.js)$/, ".ts");
        if (source.endsWith(".ts") && !existsSync(at(source))) rmSync(at(file));
    }
    // Loaded here alone: what it needs is installed by now.
    const { bundlePlugin } = await import("./plugin/bundle.mjs");
    await bundlePlugin();
    mkdirSync(at("dist"), { recursive: true });
    writeFileSync(stamp, hash);
}

/** All of it, in order. */
export async function setup() {
    await installPackages();
    linkSelf();
    await build();
}

/**
 * Runs a tool and ends with its exit code; what a tool throws on purpose is shown as a message, not as a crash.
 *
 * @param {() => Promise<number>} tool
 */
export async function runTool(tool) {
    let code = 1;
    try {
        code = await tool();
    } catch (error) {
        console.error(error instanceof SetupError ? `\n${error.message}` : error);
    }
    // Where writing to a pipe is asynchronous (Windows), the last line would be lost otherwise.
    process.stdout.write("", () => process.exit(code));
}
