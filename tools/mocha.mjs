// One run of mocha, under c8 where lines are counted.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { run } from "./children.mjs";
import { readCounts, trouble } from "./counts.mjs";
import { filesBelow, root } from "./setup.mjs";

/** The engine kills its provider processes, so lines are counted by the unit tests alone. */
const leastCoverage = 90;

const countedFolders = ["sdk", "provider"];

/** Sources that hold types alone: nothing loads them, so they would count as lines that no test reaches. */
function typesOnly() {
    return countedFolders
        .flatMap((folder) => filesBelow(path.join("dist", folder)))
        .filter((file) => file.endsWith(".js"))
        .filter((file) => {
            const code = readFileSync(path.join(root, file), "utf8")
                .replace(/^"use strict";$/m, "")
                .replace(/^Object\.defineProperty\(exports, "__esModule", .*$/m, "")
                .replace(/\/\*[\s\S]*?\*\/|^\/\/.*$/gm, "");
            return code.trim() === "";
        })
        .map((file) => path.relative("dist", file).replace(/\.js$/, ".ts"));
}

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} files
 * @property {boolean} covered
 * @property {string[]} options for mocha
 * @property {true | ((text: string) => void)} [show] who gets what it prints: default is our terminal
 */

/**
 * Runs mocha, in a process of its own.
 *
 * @param {Part} part
 * @param {string[]} extra options from the command line
 * @param {NodeJS.ProcessEnv} env
 * @param {string} node
 */
export async function runMocha({ name, files, covered, options, show = true }, extra, env, node = process.execPath) {
    const scratch = mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-counts-"));
    const countsFile = path.join(scratch, "counts.json");
    const coverage = [
        ...["node_modules/c8/bin/c8.js", "--reporter=text-summary", "--reporter=lcovonly", "--all"],
        ...countedFolders.map((folder) => `--include=${folder}/**`),
        ...(covered ? typesOnly().map((file) => `--exclude=${file}`) : []),
        ...["--check-coverage", `--lines=${leastCoverage}`],
    ];
    const mocha = ["node_modules/mocha/bin/mocha.js", "--import=tsx", "--reporter=tools/countingReporter.cjs"];
    const command = [...(covered ? [...coverage, node] : []), ...mocha, ...options, ...extra, ...files];
    // Coverage of an outer run would be collected in every process that the tests start.
    const { NODE_V8_COVERAGE: _, ...inherited } = env;
    try {
        const tell = show === true ? (/** @type {string} */ text) => process.stdout.write(text) : show;
        tell(`\n=== ${name} tests ===\n`);
        const { code } = await run(node, command, {
            cwd: root,
            env: { ...inherited, PULUMI_WEBEX_TEST_COUNTS: countsFile },
            show,
        });
        const counts = readCounts(countsFile);
        return { counts, trouble: trouble(name, code, counts) };
    } finally {
        rmSync(scratch, { recursive: true, force: true });
    }
}
