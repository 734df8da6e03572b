import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { doctor } from "../../../cli/doctor/doctor";
import { Bench, caught } from "../../provider/helpers";
import { runCli } from "../runCli";

interface Report {
    readonly ok: boolean;
    readonly findings: readonly { readonly topic: string; readonly word: string; readonly text: string }[];
}

describe("cli/doctor", function () {
    this.timeout(60_000);
    const bench = new Bench();
    let folder: string;
    before(() => {
        // A Pulumi CLI that is logged in to nowhere in particular.
        folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "doctor-")));
        const script = `#!/bin/sh
case "$1" in
version) echo v3.248.0 ;;
whoami) echo '{"user":"ada","url":"s3://states"}' ;;
*) echo "error: no stack named 'nowhere' found" >&2; exit 1 ;;
esac
`;
        fs.writeFileSync(path.join(folder, "pulumi"), script, { mode: 0o755 });
    });
    after(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });
    afterEach(() => bench.closeAll());
    beforeEach(function () {
        if (process.platform === "win32") {
            this.skip();
        }
    });

    const env = () => ({ PATH: folder });

    it("prints a line each, and ends with 0 where nothing is a problem", async () => {
        const { baseUrl, token } = await bench.simulator();
        const variables = { WEBEX_BASE_URL: baseUrl, WEBEX_CONTRACT: "cisco", WEBEX_ACCESS_TOKEN: token };
        const run = await runCli(["doctor", "--cwd", folder], { ...env(), ...variables });
        assert.deepEqual([run.code, run.stderr], [0, ""]);
        assert.match(run.stdout, /^ok {7}pulumi {8}3\.248\.0 \(wanted: \^3\.216\.0\)$/m);
        assert.match(run.stdout, /^ok {7}backend {7}Amazon S3 or a server like it \(s3:\/\/states\), as ada$/m);
        assert.match(run.stdout, /^unknown {2}stack /m);
        assert.match(run.stdout, /^ok {7}credential {4}from WEBEX_ACCESS_TOKEN$/m);
        assert.match(run.stdout, /\n\nno problems, 1 warning\n$/);
        assert.ok(!run.stdout.includes(token), "the token is nowhere");
    });

    it("prints JSON, and ends with 1 where something is a problem", async () => {
        const run = await runCli(["doctor", "--cwd", folder, "--format", "json"], env());
        assert.deepEqual([run.code, run.stderr], [1, ""]);
        const { ok, findings } = JSON.parse(run.stdout) as Report;
        assert.equal(ok, false);
        const problems = findings.filter(({ word }) => word === "problem");
        assert.deepEqual(
            problems.map(({ topic }) => topic),
            ["credential"],
        );
    });

    it("tells a stack that cannot be opened as one problem, and goes on by the environment", async () => {
        fs.writeFileSync(path.join(folder, "Pulumi.yaml"), "name: rooms\nruntime: nodejs\n");
        const { baseUrl, token } = await bench.simulator();
        const variables = { WEBEX_BASE_URL: baseUrl, WEBEX_CONTRACT: "cisco", WEBEX_ACCESS_TOKEN: token };
        const args = ["doctor", "--stack", "nowhere", "--cwd", folder, "--format", "json"];
        const run = await runCli(args, { ...env(), ...variables });
        const { findings } = JSON.parse(run.stdout) as Report;
        assert.equal(run.code, 1);
        const stack = findings.find(({ topic }) => topic === "stack");
        assert.equal(stack?.word, "problem");
        assert.match(stack.text, /^there is no stack "nowhere"/);
        assert.equal(findings.find(({ topic }) => topic === "token")?.word, "warning");
    });

    it("says that there is no such folder", async () => {
        const nowhere = path.join(folder, "nowhere");
        const error = await caught(doctor({ cwd: nowhere, format: "text" }));
        assert.equal(error.message, `there is no folder ${nowhere}; give that of the project with --cwd`);
    });

    it("explains itself, and a wrong format", async () => {
        const help = await runCli(["doctor", "--help"]);
        assert.deepEqual([help.code, help.stderr], [0, ""]);
        assert.match(help.stdout, /It only reads/);
        const wrong = await runCli(["doctor", "--format", "xml"]);
        assert.equal(wrong.code, 1);
        assert.match(wrong.stderr, /Allowed choices are text, json/);
    });
});
