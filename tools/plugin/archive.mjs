// npm run archive: the plugin for this machine's platform as `pulumi plugin install --file` takes it. The executable in
// it is this very Node with the plugin inside, so whoever uses it needs no Node: a single executable application,
// https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html
//
//     node tools/plugin/archive.mjs [FOLDER]

import {
    chmodSync,
    copyFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { run } from "../children.mjs";
import { lastLines } from "../engine/engine.mjs";
import { root, runTool, SetupError } from "../setup.mjs";
import { bundle, PROGRAM } from "./bundle.mjs";
import { tar } from "./tar.mjs";

/** Node's executables carry this text where a program may be put in; some distributions build Node without. */
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** Platforms by the names that Pulumi has for them, which are Go's. */
const SYSTEMS = /** @type {Record<string, string>} */ ({ win32: "windows" });
const PROCESSORS = /** @type {Record<string, string>} */ ({ x64: "amd64" });

/**
 * The name by which Pulumi's releases tell plugins of several platforms apart.
 *
 * @param {string} version
 * @param {string} platform as `process.platform`
 * @param {string} arch as `process.arch`
 */
export function archiveName(version, platform = process.platform, arch = process.arch) {
    return `${PROGRAM}-v${version}-${SYSTEMS[platform] ?? platform}-${PROCESSORS[arch] ?? arch}.tar.gz`;
}

/**
 * Makes the archive in a folder. Returns the path of the file.
 *
 * @param {string} folder
 */
export async function makeArchive(folder) {
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const { script, notices } = await bundle();
    const content = await executableOf(script);
    const file = path.join(folder, archiveName(version));
    mkdirSync(folder, { recursive: true });
    const text = `${nodeNotice()}\n${"-".repeat(80)}\n\n${notices}`;
    const archive = tar([
        { name: process.platform === "win32" ? `${PROGRAM}.exe` : PROGRAM, content, executable: true },
        { name: "LICENSE", content: readFileSync(path.join(root, "LICENSE")) },
        { name: "NOTICES.txt", content: Buffer.from(text) },
    ]);
    writeFileSync(file, gzipSync(archive));
    return file;
}

/** Whether a program can be put into this Node. */
export function takesPrograms() {
    return readFileSync(process.execPath).includes(FUSE);
}

/**
 * This Node with a script inside that it runs at its start.
 *
 * @param {string} script
 */
async function executableOf(script) {
    if (!takesPrograms()) {
        throw new SetupError(`${process.execPath} takes no program in: use Node from nodejs.org.`);
    }
    const scratch = mkdtempSync(path.join(os.tmpdir(), "webex-plugin-"));
    try {
        const blob = await blobOf(script, scratch);
        const file = path.join(scratch, PROGRAM);
        copyFileSync(process.execPath, file);
        chmodSync(file, 0o755);
        const isMac = process.platform === "darwin";
        // Only a signed program starts on a Mac, and what is put in breaks the signature.
        if (isMac) await said("codesign", ["--remove-signature", file]);
        await putIn(file, blob, isMac);
        if (isMac) await said("codesign", ["--sign", "-", file]);
        return readFileSync(file);
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}

/**
 * @param {string} script
 * @param {string} folder
 */
async function blobOf(script, folder) {
    const [main, config, output] = ["main.cjs", "config.json", "blob"].map((name) => path.join(folder, name));
    writeFileSync(main, script);
    const settings = { main, output, disableExperimentalSEAWarning: true, useCodeCache: true };
    writeFileSync(config, JSON.stringify(settings));
    await said(process.execPath, ["--experimental-sea-config", config]);
    return readFileSync(output);
}

/**
 * Runs a program that has to succeed.
 *
 * @param {string} program
 * @param {string[]} args
 */
async function said(program, args) {
    const { code, output } = await run(program, args);
    if (code !== 0) throw new SetupError(`${program} ${args[0]} ended with code ${code}: ${lastLines(output)}`);
}

/**
 * @param {string} file
 * @param {Buffer} blob
 * @param {boolean} isMac
 */
async function putIn(file, blob, isMac) {
    const { warn, error } = console;
    // postject warns of each section of Node's executable that it does not know, and it takes these when it is loaded.
    Object.assign(console, { warn: () => {}, error: () => {} });
    try {
        const { inject } = createRequire(import.meta.url)("postject");
        const segment = isMac ? { machoSegmentName: "NODE_SEA" } : {};
        await inject(file, "NODE_SEA_BLOB", blob, { sentinelFuse: FUSE, ...segment });
    } finally {
        Object.assign(console, { warn, error });
    }
}

/** Node's own licence, where its release has it beside the program. */
function nodeNotice() {
    const folder = path.dirname(process.execPath);
    const places = [folder, path.dirname(folder), "/usr/share/doc/nodejs"].map((place) => path.join(place, "LICENSE"));
    const file = places.find((place) => existsSync(place));
    const where = `https://github.com/nodejs/node/blob/${process.version}/LICENSE`;
    return `Node.js ${process.version} (${where})\n${file === undefined ? "" : `\n${readFileSync(file, "utf8")}`}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
    void runTool(async () => {
        const file = await makeArchive(path.resolve(process.argv[2] ?? path.join(root, "archives")));
        console.log(file);
        return 0;
    });
}
