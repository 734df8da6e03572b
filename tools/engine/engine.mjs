// Where the Pulumi CLI comes from: PATH, Pulumi's installer, or a build from the Go modules beside this file.

import {
    chmodSync,
    copyFileSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    realpathSync,
    renameSync,
    rmSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { run, withHeartbeat } from "../children.mjs";
import { root, SetupError } from "../setup.mjs";

/** Since this CLI a provider's `read` may return inputs, which drift detection stands on. */
const oldest = [3, 216, 0];
const oldestGo = [1, 26];

const windows = process.platform === "win32";
export const exe = windows ? ".exe" : "";
const dynamicProvider = windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/** @typedef {{ path: string, version: string, how: string }} Engine `path` goes in front of PATH */
/** @typedef {{ name: string, get: () => Promise<Engine> }} Way throws with the reason when it leads nowhere */

/**
 * @param {string} text anything with a version in it: `v3.248.0`, `go version go1.26.8 linux/amd64`
 * @returns {number[] | undefined}
 */
export function parseVersion(text) {
    const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
    return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * @param {number[] | undefined} version
 * @param {number[]} least
 */
export function atLeast(version, least) {
    if (!version) return false;
    for (const [index, part] of least.entries()) {
        if ((version[index] ?? 0) !== part) return (version[index] ?? 0) > part;
    }
    return true;
}

/** @param {string} text what `pulumi version` printed */
export function suitable(text) {
    const version = parseVersion(text);
    return version?.[0] === oldest[0] && atLeast(version, oldest);
}

/** The CLI is taken in the version of the library that the tests are written against. */
export function engineVersion() {
    return JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).devDependencies["@pulumi/pulumi"];
}

/**
 * The user's cache: an engine is built or fetched once for all clones of the repository.
 *
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 */
export function cacheFolder(platform = process.platform, env = process.env, home = os.homedir()) {
    const join = platform === "win32" ? path.win32.join : path.posix.join;
    const isAbsolute = platform === "win32" ? path.win32.isAbsolute : path.posix.isAbsolute;
    // A relative XDG_CACHE_HOME is invalid by its specification, and would be another folder for each caller.
    if (env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, "pulumi-webex");
    if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "pulumi-webex");
    if (platform === "darwin") return join(home, "Library", "Caches", "pulumi-webex");
    return join(home, ".cache", "pulumi-webex");
}

const engineFolder = () => path.join(cacheFolder(), "engine", `${engineVersion()}-${process.platform}-${process.arch}`);

/**
 * The full path of a program on PATH.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function which(name) {
    const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
    return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/**
 * What a program said last, short enough for an error message.
 *
 * @param {string} output
 */
export function lastLines(output, count = 6) {
    return output.trim().split(/\r?\n/).slice(-count).join("\n");
}

/** @param {string} pulumi */
async function askVersion(pulumi) {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { code, output, timedOut } = await run(pulumi, ["version"], { env, timeLimit: 30_000 });
    if (timedOut) throw new Error(`${pulumi} version did not answer within 30 s`);
    if (code !== 0) throw new Error(`${pulumi} version ended with code ${code}: ${lastLines(output)}`);
    return lastLines(output, 1).replace(/^v/, "");
}

/**
 * Pulumi starts a dynamic provider through this small script, which comes with the npm package too.
 *
 * @param {string} folder
 */
function addDynamicProvider(folder) {
    const target = path.join(folder, dynamicProvider);
    if (existsSync(target)) return;
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(root, "node_modules", "@pulumi", "pulumi", dynamicProvider), target);
    chmodSync(target, 0o755);
}

/** @returns {Promise<Engine>} */
async function fromPath() {
    const pulumi = which(`pulumi${exe}`);
    if (!pulumi) throw new Error("there is no pulumi on PATH");
    const version = await askVersion(pulumi);
    if (!suitable(version))
        throw new Error(`${pulumi} is version ${version}, and ${oldest.join(".")} or a later 3.x is needed`);

    // Package managers link the CLI alone into a folder of PATH; Pulumi looks beside the real file as well.
    const folders = [path.dirname(pulumi), path.dirname(realpathSync(pulumi))];
    const found = (/** @type {string} */ name) =>
        folders.some((folder) => existsSync(path.join(folder, name))) || which(name) !== undefined;
    if (!found(`pulumi-language-nodejs${exe}`)) {
        throw new Error(`${pulumi} is there, but pulumi-language-nodejs is neither beside it nor on PATH`);
    }
    const onPath = [path.dirname(pulumi)];
    if (!found(dynamicProvider)) {
        const ours = path.join(cacheFolder(), "dynamic-provider");
        addDynamicProvider(ours);
        onPath.push(ours);
    }
    return { path: onPath.join(path.delimiter), version, how: `${pulumi} from PATH` };
}

/**
 * The engine of an earlier run.
 *
 * @returns {Promise<Engine | undefined>}
 */
async function fromCache() {
    const bin = path.join(engineFolder(), "bin");
    if (!existsSync(path.join(bin, `pulumi${exe}`))) return undefined;
    if (!existsSync(path.join(bin, `pulumi-language-nodejs${exe}`))) return undefined;
    addDynamicProvider(bin);
    try {
        return { path: bin, version: await askVersion(path.join(bin, `pulumi${exe}`)), how: `the cache, ${bin}` };
    } catch {
        // It does not run, for instance because the home folder moved to another system: make it again.
        return undefined;
    }
}

/**
 * Lets `make` fill a temporary folder and puts it in its place when it is whole: a run that is killed leaves nothing
 * half done behind.
 *
 * @param {(folder: string) => Promise<void>} make
 * @returns {Promise<Engine>}
 */
async function intoCache(make) {
    const folder = engineFolder();
    mkdirSync(path.dirname(folder), { recursive: true });
    const temporary = `${folder}.${process.pid}.part`;
    try {
        rmSync(temporary, { recursive: true, force: true });
        mkdirSync(path.join(temporary, "bin"), { recursive: true });
        await make(temporary);
        addDynamicProvider(path.join(temporary, "bin"));
        const version = await askVersion(path.join(temporary, "bin", `pulumi${exe}`));
        rmSync(folder, { recursive: true, force: true });
        renameSync(temporary, folder);
        return { path: path.join(folder, "bin"), version, how: "" };
    } finally {
        rmSync(temporary, { recursive: true, force: true });
    }
}

/** @returns {Promise<Engine>} */
async function fromInstaller() {
    const version = engineVersion();
    console.log(`fetching the Pulumi CLI ${version} with Pulumi's installer, once per user ...`);
    const engine = await intoCache(async (folder) => {
        const installer = path.join(root, "tools", "engine", "install.mjs");
        const { code, output, timedOut } = await withHeartbeat("fetching the Pulumi CLI", () =>
            run(process.execPath, [installer, version, folder], { cwd: root, timeLimit: 120_000 }),
        );
        if (timedOut) throw new Error(`no result within 120 s\n${lastLines(output)}`.trim());
        if (code !== 0) throw new Error(lastLines(output) || `the installer ended with code ${code}`);
    });
    return { ...engine, how: "Pulumi's installer" };
}

/** Go on PATH. Throws where there is none, or one that is too old. */
export async function findGo() {
    const go = which(`go${exe}`);
    const needed = oldestGo.join(".");
    if (!go) throw new Error(`there is no go on PATH, and Go ${needed} or later is needed`);
    const answer = await run(go, ["version"], { timeLimit: 30_000 });
    if (answer.code !== 0) throw new Error(`go version ended with code ${answer.code}: ${lastLines(answer.output)}`);
    if (!atLeast(parseVersion(answer.output), oldestGo)) {
        throw new Error(`${go} is "${answer.output.trim()}", and Go ${needed} or later is needed`);
    }
    return go;
}

/**
 * Builds a program from the modules that a go.sum pins. Throws with what Go said.
 *
 * @param {string} go
 * @param {{ module: string, source: string, target: string, flags?: string[] }} build `module` is the folder of go.mod
 */
export async function goBuild(go, { module, source, target, flags = ["-ldflags", "-s -w"] }) {
    // -buildvcs=false: Go would ask git about this repository, and fail where git does not trust the folder.
    const args = ["build", "-buildvcs=false", "-trimpath", ...flags, "-o", target, source];
    const env = { ...process.env, GOTOOLCHAIN: "local", CGO_ENABLED: "0", GOFLAGS: "-mod=readonly", GOWORK: "off" };
    const name = path.basename(module);
    const { code, output } = await withHeartbeat(`building ${name}`, () => run(go, args, { cwd: module, env }));
    if (code !== 0) throw new Error(`go build of ${name} ended with code ${code}\n${lastLines(output)}`);
}

/** @returns {Promise<Engine>} */
async function fromSource() {
    const go = await findGo();
    const version = engineVersion();
    console.log(`building the Pulumi CLI ${version} from source, about 6 minutes on two cores, once per user ...`);
    const engine = await intoCache(async (folder) => {
        // Two modules: the published host of Node programs does not compile against the CLI's own packages.
        const parts = [
            ["pulumi", "osusergo", "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
            [
                "pulumi-language-nodejs",
                "osusergo,grpcnotrace",
                "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3",
            ],
        ];
        for (const [name, tags, source] of parts) {
            const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
            await goBuild(go, {
                module: path.join(root, "tools", "engine", name),
                source,
                target: path.join(folder, "bin", name + exe),
                flags: ["-tags", tags, "-ldflags", flags],
            });
        }
    });
    return { ...engine, how: "a build from source" };
}

/** @param {number} pid */
function alive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === "EPERM";
    }
}

/**
 * One run at a time prepares the engine; another waits for it and finds it in the cache. A lock whose holder is gone,
 * or has not touched it for two minutes, is taken away: at worst two runs build, each into a folder of its own.
 *
 * @template T
 * @param {string} lock a folder: making one is atomic
 * @param {() => Promise<T>} work
 * @param {string} [aim] what the work gets
 * @returns {Promise<T>}
 */
export async function withLock(lock, work, aim = "the Pulumi CLI") {
    const holder = path.join(lock, "pid");
    mkdirSync(path.dirname(lock), { recursive: true });
    const waitedSince = Date.now();
    let saidAt = 0;
    for (;;) {
        try {
            mkdirSync(lock);
            break;
        } catch (error) {
            if (error.code !== "EEXIST") throw error;
        }
        let pid;
        let untouched = 0;
        try {
            untouched = Date.now() - statSync(lock).mtimeMs;
            pid = Number(readFileSync(holder, "utf8"));
        } catch {
            // Given back just now, or taken just now and not yet signed.
        }
        if ((pid && !alive(pid)) || (!pid && untouched > 10_000) || untouched > 120_000) {
            const aside = `${lock}.${process.pid}.stale`;
            try {
                renameSync(lock, aside);
                rmSync(aside, { recursive: true, force: true });
            } catch {
                // Someone else was quicker.
            }
            continue;
        }
        if (Date.now() - waitedSince > 2_000 && Date.now() - saidAt > 25_000) {
            const waited = Math.round((Date.now() - waitedSince) / 1000);
            console.log(`    … process ${pid ?? "?"} is getting ${aim}, waiting for it, ${waited} s so far`);
            saidAt = Date.now();
        }
        await sleep(500);
    }
    writeFileSync(holder, String(process.pid));
    const touch = setInterval(() => {
        try {
            utimesSync(lock, new Date(), new Date());
        } catch {
            // Taken away from us; see above.
        }
    }, 20_000);
    const release = () => rmSync(lock, { recursive: true, force: true });
    process.once("exit", release);
    try {
        return await work();
    } finally {
        process.off("exit", release);
        clearInterval(touch);
        release();
    }
}

/** Runs that were killed leave their unfinished folders. */
function removeLeftovers() {
    const folder = path.dirname(engineFolder());
    for (const name of readdirSync(folder)) {
        const pid = /\.(\d+)\.part$/.exec(name)?.[1];
        if (pid && !alive(Number(pid))) rmSync(path.join(folder, name), { recursive: true, force: true });
    }
}

/** @type {Record<string, Way>} */
const allWays = {
    path: { name: "a pulumi on PATH", get: fromPath },
    install: { name: "Pulumi's installer", get: fromInstaller },
    build: { name: "a build from source", get: fromSource },
};

/**
 * The first of the ways that leads to an engine.
 *
 * @param {Way[]} ways
 * @returns {Promise<Engine>}
 */
export async function firstOf(ways) {
    const failures = [];
    for (const { name, get } of ways) {
        try {
            return await get();
        } catch (error) {
            failures.push([name, error.message]);
        }
    }
    const lines = failures.map(
        ([name, message], index) => `  ${index + 1}. ${name}: ${message.trim().replaceAll("\n", "\n       ")}`,
    );
    throw new SetupError(["The Pulumi CLI could not be found or made. Tried, in this order:", ...lines].join("\n"));
}

/**
 * Says at once why a way that took time led nowhere, before the next one begins.
 *
 * @param {Way["get"]} get
 */
async function sayWhyNot(get) {
    try {
        return await get();
    } catch (error) {
        console.log(`    … that did not work: ${lastLines(error.message, 1)}`);
        throw error;
    }
}

/**
 * Finds, fetches or builds the Pulumi CLI. `PULUMI_WEBEX_ENGINE` (for instance `install,build`) limits the ways.
 *
 * @returns {Promise<Engine>}
 */
export async function ensureEngine() {
    const names = (process.env.PULUMI_WEBEX_ENGINE || Object.keys(allWays).join(",")).split(",").map((s) => s.trim());
    const unknown = names.find((name) => !(name in allWays));
    if (unknown !== undefined) {
        const known = Object.keys(allWays).join(", ");
        throw new SetupError(`PULUMI_WEBEX_ENGINE names "${unknown}"; it can name ${known}.`);
    }
    /** @type {Way[]} */
    const ways = [];
    for (const name of names) {
        const way = allWays[name];
        if (name === "path") {
            ways.push(way);
            continue;
        }
        ways.push({
            ...way,
            get: async () =>
                (await fromCache()) ??
                (await withLock(`${engineFolder()}.lock`, async () => {
                    removeLeftovers();
                    return (await fromCache()) ?? (await sayWhyNot(way.get));
                })),
        });
    }
    return firstOf(ways);
}

/**
 * What an offline run of the CLI needs in its environment. `home` stands for `~/.pulumi`, so that the user's own is not
 * touched.
 *
 * @param {{ home: string, backendDir: string, passphrase: string }} options
 */
export function engineEnv({ home, backendDir, passphrase }) {
    mkdirSync(home, { recursive: true });
    mkdirSync(backendDir, { recursive: true });
    return {
        PULUMI_HOME: home,
        // Without its sidecar files: one that a killed CLI left empty makes the stack unreadable.
        PULUMI_BACKEND_URL: `${pathToFileURL(backendDir).href}?metadata=skip`,
        PULUMI_CONFIG_PASSPHRASE: passphrase,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    };
}
