/**
 * The way of somebody who reads README.md for the first time: its section "Use it", command by command as it stands
 * there, in an empty folder.
 */

import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { packInto, repository, run } from "./packed";

interface Block {
    readonly language: string;
    readonly text: string;
}

/** The fenced blocks of README.md up to the section about `webex.Device`, in their order. */
function blocksOfReadme(): Block[] {
    const [text = ""] = fs.readFileSync(path.join(repository, "README.md"), "utf8").split("## `webex.Device`");
    return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", block = ""]) => ({
        language,
        text: block,
    }));
}

/** The script of a block: it ends at the first command that fails, or that does not although README.md says so. */
function scriptOf(block: string): string {
    const lines = block.split("\n").map((line) => {
        const command = /^(.*\S)\s+# fails\b/.exec(line)?.[1];
        return command === undefined ? line : `if ${command}; then echo "this did not fail: ${command}"; exit 90; fi`;
    });
    return ["set -e", ...lines].join("\n");
}

/** A folder whose clone has the tarball, and a shell in it that keeps its folder and its exports. */
class Desk {
    readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "newcomer-")));
    private readonly home = path.join(this.folder, "home");
    private cwd = this.folder;
    private env: NodeJS.ProcessEnv;
    private simulator: ChildProcess | undefined;

    constructor() {
        const npmConfig = (name: string) => run("npm", ["config", "get", name], repository).trim();
        const inherited = Object.entries(process.env).filter(
            ([name]) => !/^(WEBEX_|PULUMI_|NODE_OPTIONS$|NODE_V8_COVERAGE$|FORCE_COLOR$)/.test(name),
        );
        fs.mkdirSync(this.home);
        this.env = {
            ...Object.fromEntries(inherited),
            // README keeps the state in $HOME; `login --local` would take the home folder of the real user.
            // npm keeps its own cache and settings.
            HOME: this.home,
            PULUMI_HOME: path.join(this.home, ".pulumi"),
            npm_config_cache: npmConfig("cache"),
            npm_config_userconfig: npmConfig("userconfig"),
            npm_config_prefer_offline: "true",
            npm_config_ignore_scripts: "true",
            npm_config_audit: "false",
            npm_config_update_notifier: "false",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
        };
    }

    /** Runs a script in bash, and gives what it printed. Throws with that if it fails. */
    run(script: string): string {
        const after = path.join(this.folder, "after.json");
        const remember = `node -e 'fs.writeFileSync(process.argv[1], JSON.stringify([process.cwd(), process.env]))' "${after}"`;
        const { status, stdout, stderr } = spawnSync("bash", ["-c", `${script}\n${remember}`], {
            cwd: this.cwd,
            env: this.env,
            encoding: "utf8",
        });
        assert.equal(status, 0, `${script}\n--- ended with ${String(status)}:\n${stdout}${stderr}`);
        [this.cwd, this.env] = JSON.parse(fs.readFileSync(after, "utf8")) as [string, NodeJS.ProcessEnv];
        return stdout + stderr;
    }

    write(name: string, text: string): void {
        fs.writeFileSync(path.join(this.cwd, name), text);
    }

    /** `npx pulumi-webex simulate` in a second terminal; gives what it printed once it listens. */
    async simulate(): Promise<string> {
        const child = spawn("npx", ["pulumi-webex", "simulate"], {
            cwd: this.cwd,
            env: this.env,
            stdio: ["ignore", "pipe", "inherit"],
            // A group of its own, so that what npx starts ends with it.
            detached: true,
        });
        this.simulator = child;
        let printed = "";
        for await (const text of child.stdout.setEncoding("utf8")) {
            printed += String(text);
            if (printed.includes("Ctrl+C stops it.")) {
                break;
            }
        }
        return printed;
    }

    async dispose(): Promise<void> {
        const { simulator } = this;
        if (simulator?.pid !== undefined && simulator.exitCode === null) {
            const ended = once(simulator, "exit");
            process.kill(-simulator.pid, "SIGTERM");
            await ended;
        }
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}

describe("a newcomer who does what README.md says", () => {
    const desk = new Desk();
    after(() => desk.dispose());

    it("packs, installs, ups, finds drift, repairs and destroys, in less than five minutes", async function () {
        if (process.platform === "win32") {
            this.skip();
        }
        this.timeout(300_000);
        const blocks = blocksOfReadme();
        assert.deepEqual(
            blocks.map(({ language }) => language),
            ["ts", "sh", "sh", "yaml", "sh", "sh", "sh"],
        );
        const [program, inClone, inFolder, project, stack, up, drift] = blocks.map(({ text }) => text);

        // Here npm ci would replace the packages that these tests run on, and the build what others run.
        assert.equal(inClone, "npm ci\nnpm pack\n");
        const clone = path.join(desk.folder, "pulumi-webex");
        fs.mkdirSync(clone);
        packInto(clone);

        desk.run(scriptOf(inFolder ?? ""));
        desk.write("index.ts", program ?? "");
        desk.write("Pulumi.yaml", project ?? "");
        desk.run(scriptOf(stack ?? ""));
        const greeting = await desk.simulate();
        const settings = greeting.split("\n").filter((line) => line.startsWith("pulumi config set "));
        assert.equal(settings.length, 3, greeting);
        desk.run(["set -e", ...settings].join("\n"));

        const idOf = (kind: string) => new RegExp(`^ +${kind} +(\\S+)`, "m").exec(greeting)?.[1] ?? "";
        const filled = (up ?? "").replace("PERSON_ID", idOf("person")).replace("WORKSPACE_ID", idOf("workspace"));
        const made = desk.run(scriptOf(filled));
        assert.match(made, /webex:Device phone created/);
        assert.match(made, /webex:DeviceActivation board-room created/);

        const rest = desk.run(scriptOf(drift ?? ""));
        assert.match(rest, /Device phone .*diff: ~tags/);
        assert.match(rest, /webex:Device phone updated/);
        assert.match(rest, /webex:Device phone deleted/);
        assert.match(rest, /the unused code of DeviceActivation "board-room" cannot be revoked/);
    });

    it("installs an example of the clone as it stands, and compiles it", () => {
        const { version } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
            version: string;
        };
        const examples = path.join(repository, "examples");
        for (const name of fs.readdirSync(examples)) {
            const { dependencies } = JSON.parse(fs.readFileSync(path.join(examples, name, "package.json"), "utf8")) as {
                dependencies: Record<string, string>;
            };
            assert.equal(dependencies["pulumi-webex"], `file:../../pulumi-webex-${version}.tgz`, name);
        }
        const copy = path.join(desk.folder, "pulumi-webex", "examples", "quickstart");
        fs.cpSync(path.join(examples, "quickstart"), copy, {
            recursive: true,
            filter: (source) => path.basename(source) !== "node_modules",
        });
        desk.run(`cd '${copy}' && npm install && npx tsc --noEmit -p .`);
    });
});
