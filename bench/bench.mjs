// npm run bench -- NAME [arguments]: one of the benchmarks, everything they need set up before.

import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "../tools/children.mjs";
import { ensureEngine } from "../tools/engine/engine.mjs";
import { root, runTool, SetupError, setup } from "../tools/setup.mjs";

await runTool(async () => {
    const [name = "", ...args] = process.argv.slice(2);
    const file = path.join("bench", `${name}.ts`);
    if (name === "" || !existsSync(path.join(root, file))) throw new SetupError("Usage: npm run bench -- storm [...]");
    await setup();
    const engine = await ensureEngine();
    const env = { ...process.env, PATH: engine.path + path.delimiter + process.env.PATH };
    const { code } = await run(process.execPath, ["--import=tsx", file, ...args], { cwd: root, env, show: true });
    return code ?? 1;
});
