// npm run test:soak: every form of each case on the engine, the whole crash sweep and hundreds of random runs, hours of them;
// like npm test it ends with one line that counts. One run of Pulumi at a time, so that a fault strikes where it did when a
// seed is run again. Files may be named, else all are run.

import path from "node:path";
import { summary } from "./counts.mjs";
import { ensureEngine } from "./engine/engine.mjs";
import { runMocha } from "./mocha.mjs";
import { filesBelow, runTool, setup } from "./setup.mjs";

async function soak() {
    await setup();
    const engine = await ensureEngine();
    console.log(`Pulumi CLI ${engine.version} (${engine.how})`);
    const args = process.argv.slice(2);
    const named = args.filter((arg) => arg.endsWith(".test.ts"));
    const files = named.length > 0 ? named : filesBelow("tests/engine").filter((file) => file.endsWith(".test.ts"));
    const { counts, trouble } = await runMocha(
        { name: "soak", files, covered: false, options: ["--exit", "--timeout=0"] },
        args.filter((arg) => !named.includes(arg)),
        { ...process.env, PATH: engine.path + path.delimiter + process.env.PATH, PULUMI_WEBEX_SOAK: "1" },
    );
    if (trouble) console.log(trouble);
    console.log(summary(counts ?? { passed: 0, failed: 0, skipped: 0 }));
    return trouble ? 1 : 0;
}

await runTool(soak);
