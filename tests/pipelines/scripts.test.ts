import assert from "node:assert/strict";
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { shellcheck } from "../../tools/pipelines/programs.mjs";
import { orSkip, SCRIPTS, SHELL } from "./pipelineFiles";

/** Programs that write down how they are called, in the place of the real ones. */
const STUBS: Readonly<Record<string, string>> = {
    npm: 'echo "npm $*" >> calls; echo "noise of npm"',
    npx: `echo "npx $*" >> calls
        case "$*" in
            *" token") if [ -n "$NO_TOKEN" ]; then echo "no token to be had" >&2; exit 1; fi; echo minted ;;
            *) exit "$DRIFT" ;;
        esac`,
    pulumi: `{ echo "pulumi $*"; env | grep '^WEBEX' | sort; } >> calls
        if [ "$1" = cancel ]; then exit "$CANCEL"; fi
        echo "result of $1"; exit "$CODE"`,
};

const SERVICE_APP = { WEBEX_CLIENT_ID: "id", WEBEX_CLIENT_SECRET: "secret", WEBEX_REFRESH_TOKEN: "refresh" };
const COMMON = "--stack org/phones/prod --non-interactive --color never";
const INSTALL = ["npm ci --ignore-scripts --no-audit --no-fund", "npx --no -- pulumi-webex token"];

describe("the shell scripts of the pipelines", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "scripts-"));
        fs.cpSync(SHELL, path.join(folder, "ci"), { recursive: true });
        fs.mkdirSync(path.join(folder, "bin"));
        for (const [name, script] of Object.entries(STUBS)) {
            fs.writeFileSync(path.join(folder, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
        }
    });

    afterEach(() => {
        fs.rmSync(folder, { recursive: true });
    });

    function run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
        return spawnSync("sh", [`ci/${script}`, "org/phones/prod", ...args], {
            cwd: folder,
            encoding: "utf8",
            env: {
                PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env["PATH"] ?? ""}`,
                CODE: "0",
                CANCEL: "0",
                DRIFT: "0",
                ...SERVICE_APP,
                ...env,
            },
        });
    }

    function calls(): string[] {
        return fs.readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n");
    }

    it("pass ShellCheck as POSIX scripts", async function () {
        const program = await orSkip(this, shellcheck);
        const files = SCRIPTS.filter((name) => name.endsWith(".sh")).map((name) => path.join(SHELL, name));
        assert.equal(files.length, 4);
        const { stdout, stderr } = spawnSync(program, ["-x", "-P", "SCRIPTDIR", ...files], { encoding: "utf8" });
        assert.equal(stdout + stderr, "");
        assert.ok(files.every((file) => !fs.readFileSync(file, "utf8").includes("bash")));
    });

    it("install, make one token, and keep what makes tokens from Pulumi", () => {
        const { stdout, stderr, status } = run("preview.sh");
        assert.equal(status, 0, stderr);
        assert.equal(stdout, "result of preview\n", "the comment has the preview alone");
        assert.deepEqual(calls(), [
            ...INSTALL,
            `pulumi preview ${COMMON} --refresh --diff --suppress-progress`,
            "WEBEX_ACCESS_TOKEN=minted",
        ]);
        assert.ok(!stderr.includes("minted"));
    });

    it("take a token that is given, and end where there is none to be had", () => {
        assert.equal(run("preview.sh", [], { WEBEX_ACCESS_TOKEN: "given" }).status, 0);
        assert.ok(calls().includes("WEBEX_ACCESS_TOKEN=given"));
        fs.rmSync(path.join(folder, "calls"));
        const { status, stderr } = run("up.sh", [], { NO_TOKEN: "1" });
        assert.notEqual(status, 0);
        assert.match(stderr, /no token to be had/);
        assert.deepEqual(calls(), INSTALL);
    });

    it("hide the token in GitHub's log, and let no name that Pulumi prints be a command there", () => {
        const [first, second] = [
            run("up.sh", [], { GITHUB_ACTIONS: "true" }),
            run("up.sh", [], { GITHUB_ACTIONS: "true" }),
        ];
        const commands = [first, second].map(({ stderr }) => stderr.match(/^::.*$/gm) ?? []);
        for (const [mask, stop] of commands) {
            assert.equal(mask, "::add-mask::minted");
            assert.match(stop ?? "", /^::stop-commands::[0-9a-f]{32}$/);
        }
        assert.notEqual(commands[0]?.[1], commands[1]?.[1]);
    });

    it("run a policy pack where one is named", () => {
        run("up.sh", [], { POLICY_PACK: "my policy", POLICY_PACK_CONFIG: "policy.json" });
        assert.ok(
            calls().includes(
                `pulumi up ${COMMON} --yes --refresh --suppress-progress --policy-pack my policy ` +
                    "--policy-pack-config policy.json",
            ),
        );
    });

    it("end with Pulumi's exit code", () => {
        assert.equal(run("preview.sh", [], { CODE: "255" }).status, 255);
        assert.equal(run("up.sh", [], { CODE: "3" }).status, 3);
    });

    it("take the lock of a killed run away only if asked, and then repair all", () => {
        for (const CANCEL of ["0", "1"]) {
            fs.rmSync(path.join(folder, "calls"), { force: true });
            assert.equal(run("up.sh", [], { REPAIR: "true", CANCEL }).status, 0);
            const repairing = ["WEBEX_ACCESS_TOKEN=minted", "WEBEX_ADOPT_AS_OWN=true", "WEBEX_REMOVE_ORPHANS=true"];
            assert.deepEqual(calls().slice(INSTALL.length), [
                "pulumi cancel --yes --stack org/phones/prod",
                "WEBEX_ACCESS_TOKEN=minted",
                `pulumi up ${COMMON} --yes --refresh --suppress-progress`,
                ...repairing,
                `pulumi refresh ${COMMON} --yes --skip-preview --clear-pending-creates --suppress-progress`,
                ...repairing,
            ]);
        }
        fs.rmSync(path.join(folder, "calls"));
        run("up.sh", [], { REPAIR: "false" });
        assert.ok(!calls().some((call) => call.startsWith("pulumi cancel")));
    });

    it("tell drift by the exit code, and write it into the file", () => {
        for (const DRIFT of ["0", "1", "2"]) {
            assert.equal(run("drift.sh", ["drift.md"], { DRIFT }).status, Number(DRIFT));
        }
        assert.equal(
            calls().at(-1),
            "npx --no -- pulumi-webex drift --stack org/phones/prod --format markdown --out drift.md",
        );
    });

    it("say how they are called", () => {
        const { status, stderr } = spawnSync("sh", ["ci/drift.sh"], { cwd: folder, encoding: "utf8" });
        assert.notEqual(status, 0);
        assert.match(stderr, /sh ci\/drift\.sh STACK FILE/);
        assert.ok(!fs.existsSync(path.join(folder, "calls")));
    });
});
