// npm test: sets everything up, lints, runs the tests, and ends with one line that counts them.
//
//     node tools/test.mjs [unit|engine|all] [files and mocha options ...]

import { existsSync } from "node:fs";
import path from "node:path";
import { npm, run } from "./children.mjs";
import { withCompileCache } from "./compileCache.mjs";
import { sum, summary } from "./counts.mjs";
import { ensureEngine } from "./engine/engine.mjs";
import { runMocha } from "./mocha.mjs";
import { filesBelow, root, runTool, SetupError, setup } from "./setup.mjs";

const onEngine = ["tests/docs/commands.test.ts", "tests/engine/", "tests/package/"];
/** Begun first, so that the second of the two processes does not end long before it. */
const longest = path.join("tests", "engine", "randomFaults.test.ts");

/** Biome, the compiler and eslint, as `npm run lint`. Throws if one of them finds something. */
async function lint() {
    console.log("\n=== lint ===");
    const [command, args] = npm(["run", "--silent", "lint"]);
    const { code } = await run(command, args, { cwd: root, show: true });
    if (code !== 0) throw new SetupError("The linters found what is listed above (`npm run lint`).");
}

async function test() {
    const [first, ...rest] = process.argv.slice(2);
    const named = ["unit", "engine", "all"].includes(first ?? "");
    const wanted = named ? first : "all";
    const args = named ? rest : process.argv.slice(2);

    /** @param {string} arg */
    const isFile = (arg) => !arg.startsWith("-") && arg.endsWith(".ts") && existsSync(path.join(root, arg));
    const chosen = args.filter(isFile).map((file) => path.normalize(file));
    const extra = args.filter((arg) => !isFile(arg));
    const whole = args.length === 0;

    const seconds = /** @type {[string, number][]} */ ([]);
    /**
     * @template T
     * @param {string} name
     * @param {() => Promise<T>} work
     */
    const timed = async (name, work) => {
        const started = Date.now();
        try {
            return await work();
        } finally {
            seconds.push([name, (Date.now() - started) / 1000]);
        }
    };

    await timed("set-up", setup);

    if (whole) {
        await timed("lint", lint);
    }

    const files = (chosen.length > 0 ? chosen : filesBelow("tests")).filter((file) => file.endsWith(".test.ts"));
    /** @param {string} file */
    const needsEngine = (file) => onEngine.some((folder) => file.split(path.sep).join("/").startsWith(folder));
    // A `.only` that was left behind would pass for a green run.
    const common = whole ? ["--forbid-only", "--exit"] : ["--exit"];
    /** @type {import("./mocha.mjs").Part[]} */
    const parts = [
        {
            name: "unit",
            files: files.filter((file) => !needsEngine(file)),
            covered: whole,
            options: [...common, "--timeout=10000"],
        },
        {
            name: "engine",
            files: files.filter(needsEngine).sort((a, b) => Number(b === longest) - Number(a === longest)),
            covered: false,
            options: [...common, "--timeout=300000", "--parallel", "--jobs=2"],
        },
    ];

    const all = [];
    const troubles = [];
    for (const part of parts) {
        if (wanted !== "all" && wanted !== part.name) continue;
        if (part.files.length === 0) {
            if (whole) troubles.push(`${part.name}: there are no tests`);
            continue;
        }
        let env = process.env;
        if (part.name === "engine") {
            const engine = await timed("engine", ensureEngine);
            console.log(`Pulumi CLI ${engine.version} (${engine.how})`);
            env = { ...env, PATH: engine.path + path.delimiter + env.PATH };
        }
        const work = (/** @type {NodeJS.ProcessEnv} */ given) => runMocha(part, extra, given);
        const result = await timed(`${part.name} tests`, () =>
            part.name === "engine" ? withCompileCache(env, work) : work(env),
        );
        all.push(result.counts);
        if (result.trouble) troubles.push(result.trouble);
    }

    const total = sum(all);
    if (total.passed + total.failed === 0) troubles.push("no test ran");

    console.log(`\n${seconds.map(([name, s]) => `${name} ${s.toFixed(1)} s`).join(", ")}`);
    for (const line of troubles) console.log(line);
    console.log(summary(total));
    return troubles.length === 0 ? 0 : 1;
}

await runTool(test);
