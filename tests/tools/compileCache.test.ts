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

    /** What node says with the script of a program, and the modules that V8 compiled from what is kept. */
    function run(cache: string): { output: string; taken: string[] } {
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
        const { stdout, stderr } = spawnSync(process.execPath, ["--require", spy, "--require", script, main], {
            encoding: "utf8",
            env: { ...process.env, PULUMI_WEBEX_COMPILE_CACHE: cache },
        });
        return { output: stdout + stderr, taken: fs.readFileSync(told, "utf8").split("\n").filter(Boolean) };
    }

    it("is taken for packages of others, and changes nothing", function () {
        this.timeout(60_000);
        const [plain, cached] = [run(path.join(folder, "nothing")), run(folder)];

        assert.match(cached.output, /--monitor=addr must be provided/);
        assert.equal(cached.output, plain.output);
        assert.deepEqual(plain.taken, []);
        assert.ok(cached.taken.length > 100, `${cached.taken.length} modules`);
        const others = path.join(repository, "node_modules") + path.sep;
        assert.deepEqual(
            cached.taken.filter((file) => !file.startsWith(others)),
            [],
        );
    });
});
