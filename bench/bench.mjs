// npm run bench -- [NAME] [arguments]: one of the benchmarks, everything they need set up before.

import path from "node:path";
import { run } from "../tools/children.mjs";
import { ensureEngine } from "../tools/engine/engine.mjs";
import { root, runTool, SetupError, setup } from "../tools/setup.mjs";

const names = ["compare", "report", "storm"];

await runTool(async () => {
    const [first = "", ...rest] = process.argv.slice(2);
    const unnamed = first === "" || first.startsWith("-");
    const [name, args] = unnamed ? ["compare", process.argv.slice(2)] : [first, rest];
    if (!names.includes(name)) throw new SetupError(`Usage: npm run bench -- [${names.join(" | ")}] [...]`);
    const file = path.join("bench", `${name}.ts`);
    await setup();
    const engine = await ensureEngine();
    const env = { ...process.env, PATH: engine.path + path.delimiter + process.env.PATH };
    const { code } = await run(process.execPath, ["--import=tsx", file, ...args], { cwd: root, env, show: true });
    return code ?? 1;
});
