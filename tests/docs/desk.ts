/** The desk of somebody who does as a page says: a folder, and a shell in it that keeps its folder and its exports. */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { repository, run } from "../package/packed";

/** Answers the question of `up` and `destroy`, which a terminal asks after the preview and a pipe cannot be asked. */
const ANSWERS = `pulumi() {
    case "$1" in
        up | destroy) command pulumi "$@" --yes --skip-preview ;;
        *) command pulumi "$@" ;;
    esac
}`;

/** Variables that tools need to work without asking anybody, and without looking for newer versions. */
const QUIET = {
    NO_COLOR: "1",
    npm_config_prefer_offline: "true",
    npm_config_ignore_scripts: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_update_notifier: "false",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
};

/**
 * The script of a block. It ends at the first command that fails. A line that says `# fails`, or `# exit code 2`, has
 * to end so.
 */
export function scriptOf(block: string): string {
    return ["set -e", ...block.split("\n").map(checkedLine)].join("\n");
}

function checkedLine(line: string): string {
    const [, command, code] = /^(.*\S)\s+# (?:fails\b|exit code (\d+)\b)/.exec(line) ?? [];
    if (command === undefined) {
        return line;
    }
    const isExpected = code === undefined ? "$ended -ne 0" : `$ended -eq ${code}`;
    return (
        `ended=0; ${command} || ended=$?; ` +
        `if ! [ ${isExpected} ]; then echo "ended with $ended, but the page says otherwise: ${command}"; exit 90; fi`
    );
}

export class Desk {
    readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "newcomer-")));
    private readonly home = path.join(this.folder, "home");
    private cwd = this.folder;
    private env: NodeJS.ProcessEnv;
    private simulator: ChildProcess | undefined;

    /** `env` is set besides what the real shell has, the variables of Webex and Pulumi left out. */
    constructor(env: (folder: string) => NodeJS.ProcessEnv = () => ({})) {
        const inherited = Object.entries(process.env).filter(
            ([name]) => !/^(WEBEX_|PULUMI_|NODE_OPTIONS$|NODE_V8_COVERAGE$|FORCE_COLOR$)/.test(name),
        );
        fs.mkdirSync(this.home);
        this.env = {
            ...Object.fromEntries(inherited),
            // Pages keep the state in $HOME; `login --local` would take the home folder of the real user.
            // npm keeps its own cache and settings.
            HOME: this.home,
            PULUMI_HOME: path.join(this.home, ".pulumi"),
            ...npmConfig(),
            ...QUIET,
            ...env(this.folder),
        };
    }

    /** Runs a script in bash, and gives what it printed. Fails with that if the script fails. */
    async run(script: string): Promise<string> {
        const after = path.join(this.folder, "after.json");
        const remember = "fs.writeFileSync(process.argv[1], JSON.stringify([process.cwd(), process.env]))";
        const child = spawn("bash", ["-c", `exec 2>&1\n${ANSWERS}\n${script}\nnode -e '${remember}' "${after}"`], {
            cwd: this.cwd,
            env: this.env,
            stdio: ["ignore", "pipe", "inherit"],
        });
        let printed = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            printed += text;
        });
        const [code] = (await once(child, "close")) as [number | null];
        assert.equal(code, 0, `${script}\n--- ended with ${String(code)}:\n${printed}`);
        [this.cwd, this.env] = JSON.parse(fs.readFileSync(after, "utf8")) as [string, NodeJS.ProcessEnv];
        return printed;
    }

    /** Writes a file into the shell's folder. */
    write(name: string, text: string): void {
        const file = path.join(this.cwd, name);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
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

/** Where npm keeps its cache and its settings; asked once. */
function npmConfig(): NodeJS.ProcessEnv {
    npmFolders ??= JSON.parse(run("npm", ["config", "list", "--json"], repository)) as typeof npmFolders;
    const { cache, userconfig } = npmFolders ?? {};
    return { npm_config_cache: cache, npm_config_userconfig: userconfig };
}

let npmFolders: { readonly cache: string; readonly userconfig: string } | undefined;
