import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { engineVersion } from "../../tools/engine/engine.mjs";
import { actionlint, shellcheck } from "../../tools/pipelines/programs.mjs";
import { calledScripts, loadYaml, orSkip, PIPELINES, SCRIPTS } from "./pipelineFiles";

interface Step {
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
    readonly on: unknown;
    readonly permissions: object;
    readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
    readonly jobs: Readonly<
        Record<string, { readonly permissions: object; readonly if: string; readonly steps: Step[] }>
    >;
}

const FOLDER = path.join(PIPELINES, "github");
const NAMES = fs.readdirSync(FOLDER);

/** The permissions of each workflow's only job. */
const PERMISSIONS: Readonly<Record<string, object>> = {
    "preview.yml": { contents: "read", "pull-requests": "write" },
    "up.yml": { contents: "read" },
    "drift.yml": { contents: "read", issues: "write" },
};

function load(name: string): Workflow {
    return loadYaml("github", name) as Workflow;
}

describe("the workflows for GitHub Actions", () => {
    function stepsOf(name: string): Step[] {
        return Object.values(load(name).jobs).flatMap(({ steps }) => steps);
    }

    function lint(program: string, files: readonly string[], checker: string): string {
        const { stdout, stderr } = spawnSync(program, ["-no-color", "-shellcheck", checker, "-pyflakes=", ...files], {
            encoding: "utf8",
        });
        return stdout + stderr;
    }

    it("pass actionlint, which finds what is wrong in another file", async function () {
        const program = await orSkip(this, actionlint);
        // actionlint looks into the scripts of the steps by ShellCheck, and does without where it is not there.
        const checker = await shellcheck().catch(() => "");
        assert.equal(
            lint(
                program,
                NAMES.map((name) => path.join(FOLDER, name)),
                checker,
            ),
            "",
        );

        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "workflows-"));
        try {
            const broken = path.join(folder, "broken.yml");
            const text = fs.readFileSync(path.join(FOLDER, "preview.yml"), "utf8");
            const untrusted = "run: echo $" + "{{ github.event.pull_request.title }} #";
            fs.writeFileSync(broken, text.replace("run: sh", untrusted));
            assert.match(lint(program, [broken], checker), /potentially untrusted/);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    for (const name of NAMES) {
        describe(name, () => {
            it("gives its job the least permissions, and the others none", () => {
                const { permissions, jobs } = load(name);
                assert.deepEqual(permissions, {});
                assert.deepEqual(
                    Object.values(jobs).map((job) => job.permissions),
                    [PERMISSIONS[name]],
                );
            });

            it("puts no expression into a script: what others wrote comes by variables and files", () => {
                const scripts = stepsOf(name).flatMap(({ run }) => run ?? []);
                assert.ok(scripts.length > 0);
                assert.ok(scripts.every((script) => !script.includes("${{")));
            });

            it("takes each action by the commit of a release", () => {
                const text = fs.readFileSync(path.join(FOLDER, name), "utf8");
                const uses = text.split("\n").filter((line) => /\buses:/.test(line));
                assert.equal(uses.length, 3);
                assert.ok(
                    uses.every((line) => /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line)),
                    uses.join("\n"),
                );
            });

            it("installs the CLI that this package is tested with, and leaves no credential in the clone", () => {
                const version: unknown = engineVersion();
                const inputs = stepsOf(name).flatMap((step) => Object.entries(step.with ?? {}));
                assert.deepEqual(Object.fromEntries(inputs), {
                    "persist-credentials": false,
                    "node-version": 22,
                    "package-manager-cache": false,
                    "pulumi-version": version,
                });
            });

            it("calls scripts that are there, and gives Webex's secrets to no step that has GitHub's token", () => {
                const steps = stepsOf(name).filter(({ run }) => run !== undefined);
                for (const { run = "", env = {} } of steps) {
                    assert.ok(calledScripts(run).length > 0);
                    assert.deepEqual(
                        calledScripts(run).filter((script) => !SCRIPTS.includes(script)),
                        [],
                    );
                    assert.ok(!("GITHUB_TOKEN" in env && "WEBEX_CLIENT_SECRET" in env));
                }
            });
        });
    }

    it("let no two updates meet, break none off, and give pull requests of forks nothing", () => {
        const [preview, up, drift] = ["preview.yml", "up.yml", "drift.yml"].map(load);
        assert.deepEqual(up?.concurrency, { group: "webex-up-prod", "cancel-in-progress": false });
        assert.deepEqual(drift?.concurrency, { group: "webex-drift-prod", "cancel-in-progress": false });
        assert.equal(preview?.on, "pull_request", "pull_request_target would give forks the secrets");
        assert.match(preview.jobs["preview"]?.if ?? "", /head\.repo\.full_name == github\.repository/);
    });
});
