// npm run sdks: the SDKs for Python, Go and .NET, made from schema.json by Pulumi's own generators, into sdks/.
//
//     node tools/sdks/sdks.mjs

import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { run } from "../children.mjs";
import { exe, findGo, goBuild, lastLines } from "../engine/engine.mjs";
import { prepared, pythonPackages } from "../pipelines/programs.mjs";
import { root, runTool, SetupError } from "../setup.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const generatorPins = ["go.mod", "go.sum", "main.go", "drawer.go"].map((name) => path.join(here, name));
const schema = path.join(root, "schema.json");

/** The program that makes SDKs, built once per user: its path. */
async function generator() {
    const folder = await prepared("sdks", generatorPins, async (target) => {
        await goBuild(await findGo(), { module: here, source: ".", target: path.join(target, `sdks${exe}`) });
    });
    return path.join(folder, `sdks${exe}`);
}

/**
 * Makes the SDKs in a folder, one folder a language, in place of what is there.
 *
 * @param {string} folder
 */
export async function makeSdks(folder) {
    const program = await generator();
    const temporary = `${folder}.${process.pid}.part`;
    try {
        mkdirSync(path.dirname(folder), { recursive: true });
        const { code, output } = await run(program, [schema, temporary]);
        if (code !== 0) throw new SetupError(`The SDKs were not made: ${lastLines(output)}`);
        rmSync(folder, { recursive: true, force: true });
        renameSync(temporary, folder);
    } finally {
        rmSync(temporary, { recursive: true, force: true });
    }
}

/** The SDKs of this schema, made once per user, for tests: the folder. */
export function cachedSdks() {
    return prepared("generated", [...generatorPins, schema], async (target) => {
        rmSync(target, { recursive: true, force: true });
        await makeSdks(target);
    });
}

/**
 * The example in Go as a program that the Automation API runs, built once per user: its path. Throws with the reason
 * where it cannot be built.
 *
 * @param {string} driver the folder of its main.go, go.mod and go.sum
 */
export async function goExample(driver) {
    const sources = ["main.go", "go.mod", "go.sum"].map((name) => path.join(driver, name));
    sources.push(path.join(root, "examples", "native-go", "quickstart.go"));
    const folder = await prepared("go-example", [...sources, ...generatorPins, schema], async (target) => {
        const module = path.join(target, "source");
        mkdirSync(module);
        for (const file of sources) copyFileSync(file, path.join(module, path.basename(file)));
        cpSync(path.join(await cachedSdks(), "go"), path.join(module, "sdk"), { recursive: true });
        await goBuild(await findGo(), { module, source: ".", target: path.join(target, `example${exe}`) });
    });
    return path.join(folder, `example${exe}`);
}

/** The folder of the SDK for Python as pip leaves it, without asking pip: how to build it would have to be fetched. */
export function pythonSdk() {
    return prepared("python-sdk", [...generatorPins, schema], async (target) => {
        const { version } = JSON.parse(readFileSync(schema, "utf8"));
        cpSync(path.join(await cachedSdks(), "python"), target, { recursive: true });
        const about = path.join(target, `pulumi_webex-${version}.dist-info`);
        mkdirSync(about);
        writeFileSync(path.join(about, "METADATA"), `Metadata-Version: 2.1\nName: pulumi_webex\nVersion: ${version}\n`);
    });
}

/** A folder with what a program in Python needs besides the SDK, installed once per user. Throws with the reason. */
export function pythonForPulumi() {
    return pythonPackages("python-pulumi", path.join(here, "requirements.txt"));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
    void runTool(async () => {
        const folder = path.join(root, "sdks");
        await makeSdks(folder);
        console.log(`the SDKs are in ${folder}`);
        return 0;
    });
}
