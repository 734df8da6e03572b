import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const repository = path.resolve(__dirname, "../..");
const script = path.join(repository, "tools", "compileCache.cjs");
/** Without arguments it says how it is called. */
const main = path.join(repository, "node_modules/@pulumi/pulumi/cmd/run/index.js");

describe("the compiled code for Pulumi's node processes", () => {
    let folder: string;

    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "compiled-"));
        execFileSync(process.execPath, [script, repository, "run", path.join(folder, "run")]);
    });
    after(() => {
        fs.rmSync(folder, { recursive: true });
    });

    /** What node says with a program's script after it ran some lines, and the modules that V8 took compiled. */
    function run(cache: string, lines = ""): { output: string; taken: string[] } {
        const spy = path.join(folder, "spy.cjs");
        const told = path.join(folder, "told");
        fs.writeFileSync(
            spy,
            `const vm = require("node:vm"), fs = require("node:fs"), { Script } = vm;
            vm.Script = class extends Script {
                constructor(code, options) {
                    super(code, options);
                    const taken = options.cachedData && !this.cachedDataRejected;
                    if (taken) fs.appendFileSync(${JSON.stringify(told)}, options.filename + "\\n");
                }
            };`,
        );
        fs.writeFileSync(told, "");
        const first = path.join(folder, "first.cjs");
        fs.writeFileSync(
            first,
            `const load = require("node:module").createRequire(${JSON.stringify(main)});\n${lines}`,
        );
        const scripts = [spy, script, first].flatMap((file) => ["--require", file]);
        const { stdout, stderr } = spawnSync(process.execPath, [...scripts, main], {
            encoding: "utf8",
            env: { ...process.env, PULUMI_WEBEX_COMPILE_CACHE: cache },
        });
        return { output: stdout + stderr, taken: fs.readFileSync(told, "utf8").split("\n").filter(Boolean) };
    }

    it("is taken, and changes nothing", function () {
        this.timeout(60_000);
        const [plain, cached] = [run(path.join(folder, "nothing")), run(folder)];

        assert.match(cached.output, /--monitor=addr must be provided/);
        assert.equal(cached.output, plain.output);
        assert.deepEqual(plain.taken, []);
        assert.ok(cached.taken.length > 100, `${cached.taken.length} modules`);
    });

    it("has what few programs use wait for its first use, which gets all of it", function () {
        this.timeout(60_000);
        const isLoaded = (part: string) =>
            `Object.keys(require.cache).some((file) => file.includes(${JSON.stringify(part)}))`;
        const lines = `
            const { automation } = load("@pulumi/pulumi");
            console.log(${isLoaded("automation/localWorkspace")}, ${isLoaded("arborist/lib/arborist/")});
            console.log(typeof automation.LocalWorkspace.createStack, typeof load("typescript").createProgram);
            console.log(${isLoaded("automation/localWorkspace")});`;
        const [plain, cached] = [run(path.join(folder, "nothing"), lines), run(folder, lines)];

        assert.match(plain.output, /^true true\nfunction function\ntrue\n/);
        assert.match(cached.output, /^false false\nfunction function\ntrue\n/);
    });

    it("is taken for the repository's own code, not for a copy that a test installed", function () {
        this.timeout(60_000);
        const copy = path.join(folder, "node_modules", "pulumi-webex");
        fs.cpSync(path.join(repository, "dist"), path.join(copy, "dist"), { recursive: true });
        const own = path.join("dist", "provider", "hidden.js");
        // V8 takes what was compiled under the same flags, and that file sets one.
        const files = ["@pulumi/pulumi/runtime/closure/v8Hooks", path.join(repository, own), path.join(copy, own)];
        const lines = files.map((file) => `load(${JSON.stringify(file)});`).join("\n");
        assert.deepEqual(
            run(folder, lines).taken.filter((file) => file.endsWith(own)),
            [path.join(repository, own)],
        );
    });

    it("leaves out the source maps of others alone", function () {
        this.timeout(60_000);
        const sdk = path.join(repository, "dist", "sdk", "index.js");
        const lines = `
            load("source-map-support/register");
            for (const make of [
                () => new (load("@pulumi/pulumi").ComponentResource)("", ""),
                () => new (load(${JSON.stringify(sdk)}).Device)("phone"),
            ]) try { make(); } catch (error) { console.log(error.stack); }`;
        const [plain, cached] = [run(path.join(folder, "nothing"), lines), run(folder, lines)];

        assert.match(plain.output, /resource\.ts:\d+/);
        assert.doesNotMatch(cached.output, /[\\/]resource\.ts:\d+/);
        assert.match(cached.output, /[\\/]resource\.js:\d+/);
        assert.match(plain.output, /sdk[\\/]device\.ts:\d+/);
        assert.match(cached.output, /sdk[\\/]device\.ts:\d+/);
    });
});
