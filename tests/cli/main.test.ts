import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "./runCli";

const PACKAGE = join(__dirname, "../../package.json");

describe("cli/main", function () {
    this.timeout(30_000);

    it("lists the commands for --help", async () => {
        const { code, stdout, stderr } = await runCli(["--help"]);
        assert.deepEqual([code, stderr], [0, ""]);
        const commands = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: \[options\])?(?: <[a-z]+>)? {2,}[a-z]/gm)].map(
            ([, name]) => name,
        );
        const wanted = ["new", "simulate", "doctor", "inventory", "drift", "sheet", "plugin", "token", "verify-live"];
        assert.deepEqual(commands, wanted);
    });

    it("prints the version of package.json for --version", async () => {
        const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };
        const { code, stdout, stderr } = await runCli(["--version"]);
        assert.deepEqual([code, stdout, stderr], [0, `${version}\n`, ""]);
    });

    for (const args of [[], ["unpack"], ["constructor"]]) {
        it(`refuses "${args.join(" ")}" with the list of commands, on standard error`, async () => {
            const { code, stdout, stderr } = await runCli(args);
            assert.deepEqual([code, stdout], [1, ""]);
            assert.match(stderr, /^ {2}simulate /m);
        });
    }

    it("does not repeat what may be a token", async () => {
        const { stderr } = await runCli(["NmQ5token-in-the-wrong-place"]);
        assert.match(stderr, /there is no such command/);
        assert.doesNotMatch(stderr, /NmQ5token/);
    });
});
