// What the tests of examples/pipelines need besides npm's packages: each is got once per user, in the version that a
// go.sum or the hashes of requirements.txt pin. Each function throws with the reason where it cannot be had.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../children.mjs";
import { cacheFolder, exe, findGo, goBuild, lastLines, which, withLock } from "../engine/engine.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

const PIP_MS = 180_000;

/** actionlint, which checks GitHub's workflow files: the path of the program. */
export function actionlint() {
    return goProgram("actionlint", "github.com/rhysd/actionlint/cmd/actionlint");
}

/**
 * gofakes3, an S3 server that keeps everything in memory: the path of the program. It builds in seconds, and Pulumi's
 * backend works with it, locks included.
 */
export function gofakes3() {
    return goProgram("gofakes3", "github.com/johannesboyne/gofakes3/cmd/gofakes3");
}

/** ShellCheck, from PATH or from PyPI: the path of the program. */
export async function shellcheck() {
    return which(`shellcheck${exe}`) ?? path.join(await pythonPackages(), "bin", `shellcheck${exe}`);
}

/** GitLab's JSON Schema of .gitlab-ci.yml: the path of the file. */
export async function gitlabSchema() {
    const schemas = path.join("check_jsonschema", "builtin_schemas", "vendor");
    return path.join(await pythonPackages(), schemas, "gitlab-ci.json");
}

/**
 * @param {string} name the folder of its go.mod
 * @param {string} source
 */
async function goProgram(name, source) {
    const module = path.join(here, name);
    const pins = [path.join(module, "go.mod"), path.join(module, "go.sum")];
    const folder = await prepared(name, pins, async (target) => {
        await goBuild(await findGo(), { module, source, target: path.join(target, name + exe) });
    });
    return path.join(folder, name + exe);
}

/**
 * A folder with the packages of a requirements.txt.
 *
 * @param {string} name
 * @param {string} requirements
 */
export function pythonPackages(name = "python", requirements = path.join(here, "requirements.txt")) {
    return prepared(name, [requirements], async (target) => {
        const python = which(`python3${exe}`);
        if (!python) throw new Error("there is no python3 on PATH");
        const flags = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--quiet"];
        const args = ["-m", "pip", "install", ...flags, "--target", target, "-r", requirements];
        const { code, output, timedOut } = await run(python, args, { timeLimit: PIP_MS });
        if (timedOut) throw new Error(`pip did not end within ${PIP_MS / 1000} s`);
        if (code !== 0) throw new Error(`pip install ended with code ${code}: ${lastLines(output)}`);
    });
}

/**
 * A folder of the cache that `make` fills once for these pins. It appears when it is whole: a run that is killed leaves
 * nothing half done behind.
 *
 * @param {string} name
 * @param {string[]} pins files that say which versions are in it
 * @param {(folder: string) => Promise<void>} make
 */
export async function prepared(name, pins, make) {
    const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
    for (const file of pins) hash.update(readFileSync(file));
    const folder = path.join(cacheFolder(), "pipelines", `${name}-${hash.digest("hex").slice(0, 12)}`);
    if (existsSync(folder)) return folder;
    const work = async () => {
        if (existsSync(folder)) return;
        const temporary = `${folder}.${process.pid}.part`;
        try {
            mkdirSync(temporary, { recursive: true });
            await make(temporary);
            renameSync(temporary, folder);
        } finally {
            rmSync(temporary, { recursive: true, force: true });
        }
    };
    await withLock(`${folder}.lock`, work, name);
    return folder;
}
