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
/** Begun first, so that the second of the two processes does not end long before one of them. */
const longest = ["tests/engine/randomFaults.test.ts", "tests/package/newcomer.test.ts"].map(path.normalize);

/** Biome, the compiler and eslint, as `npm run lint`. Throws if one of them finds something. */
async function lint() {
    console.log("\n=== lint ===");
    const [command, args] = npm(["run", "--silent", "lint"]);
    const { code } = await run(command, args, { cwd: root, show: true });
    if (code !== 0) throw new SetupError("The linters found what is listed above (`npm run lint`).");
}

/**
 * Lets several runs print at the same time as if one came after the other: the first has the terminal, and what the next
 * says is kept until those before it have ended.
 *
 * @param {number} count
 */
function inTurn(count) {
    const kept = Array.from({ length: count }, () => "");
    const ended = new Set();
    let turn = 0;
    const write = () => {
        process.stdout.write(kept[turn] ?? "");
        kept[turn] = "";
    };
    return kept.map((_, index) => ({
        // Alone it may as well have the terminal itself, with its colours.
        show:
            count === 1
                ? /** @type {const} */ (true)
                : (/** @type {string} */ text) => {
                      kept[index] += text;
                      if (index === turn) write();
                  },
        end() {
            ended.add(index);
            for (; ended.has(turn); turn += 1) write();
            write();
        },
    }));
}

async function test() {
    const [first, ...rest] = process.argv.slice(2);
    const named = ["unit", "engine", "all"].includes(first ?? "");
    const wanted = named ? first : "all";
    const args = named ? rest : process.argv.slice(2);

    /** @param {string} arg */
    const isFile = (arg) => !arg.startsWith("-") && arg.endsWith(".ts");
    const chosen = args.filter(isFile).map((file) => path.normalize(file));
    const missing = chosen.find((file) => !existsSync(path.join(root, file)));
    if (missing) throw new SetupError(`There is no file ${missing}.`);
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
    const common = [...(whole ? ["--forbid-only"] : []), "--exit", ...(process.stdout.isTTY ? ["--color"] : [])];
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
            files: files.filter(needsEngine).sort((a, b) => longest.indexOf(b) - longest.indexOf(a)),
            covered: false,
            options: [...common, "--timeout=300000", "--parallel", "--jobs=2"],
        },
    ];

    const wantedParts = parts.filter(({ name }) => wanted === "all" || wanted === name);
    const troubles = wantedParts
        .filter(({ files }) => whole && files.length === 0)
        .map(({ name }) => `${name}: there are no tests`);
    const begun = wantedParts.filter(({ files }) => files.length > 0);
    let withEngine = process.env;
    if (begun.some(({ name }) => name === "engine")) {
        const engine = await timed("engine", ensureEngine);
        console.log(`Pulumi CLI ${engine.version} (${engine.how})`);
        withEngine = { ...process.env, PATH: engine.path + path.delimiter + process.env.PATH };
    }

    // Alone, the unit tests would leave all processors but one idle.
    const speakers = inTurn(begun.length);
    const results = await Promise.all(
        begun.map(async ({ name, ...part }, index) => {
            const { show, end } = speakers[index];
            /** @param {NodeJS.ProcessEnv} env */
            const work = (env) => runMocha({ name, ...part, show }, extra, env);
            try {
                return await timed(`${name} tests`, () =>
                    name === "engine" ? withCompileCache(withEngine, work) : work(process.env),
                );
            } finally {
                end();
            }
        }),
    );
    troubles.push(...results.flatMap(({ trouble }) => trouble ?? []));

    const total = sum(results.map(({ counts }) => counts));
    if (total.passed + total.failed === 0) troubles.push("no test ran");

    console.log(`\n${seconds.map(([name, s]) => `${name} ${s.toFixed(1)} s`).join(", ")}`);
    for (const line of troubles) console.log(line);
    console.log(summary(total));
    return troubles.length === 0 ? 0 : 1;
}

await runTool(test);
