/**
 * A Pulumi project of its own for a test on the real engine: own folder, own state, own `PULUMI_HOME`, so that
 * tests can run side by side. The program is fixed (program/index.js); a test writes the list of what it creates.
 */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ActivationCode, Simulator } from "../../simulator";
import { thorough } from "./breadth";
import { compileOnce } from "./compileOnce";
import { DEFAULT_FRONT, type Front } from "./front";
import { copyStack, PASSPHRASE, withSecrets } from "./quickStart";

export { DEFAULT_FRONT, type Front } from "./front";

interface CodeOwner {
    readonly personId?: string;
    readonly workspaceId?: string;
    readonly model?: string;
}

const repository = path.resolve(__dirname, "../..");
const stack = "test";

/** Milliseconds that a command may take. Mocha allows a test 5 minutes; the soak has ten thousand devices. */
const LONGEST_COMMAND = thorough ? 30 * 60_000 : 200_000;

/**
 * In `args`, at any depth: `{ $ref: ["name", "property"] }` is an output of what stands above, `{ $secret: value }` a
 * secret, `{ $unknownAtPreview: value }` an output that only an apply knows (each later preview plans a change by it).
 */
export interface ResourceEntry {
    type:
        | "Device"
        | "DeviceActivation"
        | "DeviceBatch"
        | "DeviceActivationBatch"
        | "DeviceActivationBatches"
        | "Workspace"
        | "WorkspaceBatch"
        | "DeviceConfiguration"
        | "DeviceConfigurationBatch"
        | "CallingDeviceSettings"
        | "Room"
        | "Provider";
    name: string;
    args: Record<string, unknown>;
    /** The plugin makes this component, as for programs in other languages, and tells these outputs. */
    byPluginWith?: readonly string[];
    /** `parent`, `deletedWith`, `provider` and `dependsOn` name entries above; the rest is passed as it is. */
    opts?: Record<string, unknown>;
}

export interface DataEntry {
    type: "data";
    fn: string;
    name: string;
    args?: Record<string, unknown>;
    opts?: Record<string, unknown>;
}

export type Entry = ResourceEntry | DataEntry;

/** What `pulumi stack export` writes, as far as tests look at it. */
export interface State {
    deployment: {
        resources?: StateResource[];
        pending_operations?: { resource: StateResource; type: string }[];
    };
}

export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    custom: boolean;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    initErrors?: string[];
    /** The line of the program that made it. */
    sourcePosition?: string;
    /** The old half of a replacement that is still to be deleted. */
    delete?: boolean;
}

export interface Run {
    code: number | null;
    stdout: string;
    stderr: string;
    /** Both, in the order they came. */
    output: string;
    seconds: number;
}

export interface Started {
    pid: number;
    ended: Promise<Run>;
    /** Ends the CLI alone, as a crash or `kill` would: what it started notices or not, as in real life. */
    kill(signal: NodeJS.Signals): void;
    /** Resolves once it has printed this. Throws if it ends without. */
    printed(pattern: RegExp): Promise<void>;
}

export interface ProjectOptions {
    /** The face that the program's resources have; default `DEFAULT_FRONT`. */
    front?: Front;
    /** Milliseconds that a command may take before it is killed; default `LONGEST_COMMAND`. */
    longestCommand?: number;
    /** Stack configuration in clear; an object is structured configuration. */
    config?: Record<string, unknown>;
    secrets?: Record<string, string>;
    /** For every run of this project, the real environment's WEBEX_ and PULUMI_ variables being left out. */
    env?: NodeJS.ProcessEnv;
    /** Another program than program/: a folder with its own Pulumi.yaml, copied without its node_modules. */
    program?: string;
    /** Another node_modules folder than the repository's. */
    modules?: string;
    /** For a stack with a key of its own. Others are copies of one, but for stacks in another backend. */
    stackByCli?: boolean;
}

export interface RunOptions {
    env?: NodeJS.ProcessEnv;
    args?: string[];
}

function modulesOf({ modules }: ProjectOptions): string | undefined {
    return modules ?? process.env["PULUMI_WEBEX_TEST_MODULES"];
}

/** The plugin of the repository, as the engine finds it by a project's Pulumi.yaml. */
function installPlugin(programFolder: string): void {
    const folder = path.join(programFolder, "plugin");
    fs.mkdirSync(folder);
    const main = path.join(repository, "dist", "provider", "plugin", "main.js");
    const text = `#!/usr/bin/env node\nrequire(${JSON.stringify(main)});\n`;
    fs.writeFileSync(path.join(folder, "pulumi-resource-webex"), text, { mode: 0o755 });
    const entry = "plugins:\n  providers:\n    - name: webex\n      path: ./plugin\n";
    fs.appendFileSync(path.join(programFolder, "Pulumi.yaml"), entry);
}

function nameIn(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

/** A folder's files, links not followed. */
function filesBelow(folder: string): string[] {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) {
            return filesBelow(file);
        }
        return entry.isFile() ? [file] : [];
    });
}

/** The processes below one, where the system tells (Linux): the engine puts its plugins into groups of their own. */
export function descendants(pid: number): number[] {
    const found: number[] = [];
    try {
        for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
            const children = fs.readFileSync(`/proc/${pid}/task/${task}/children`, "utf8");
            found.push(...children.split(" ").filter(Boolean).map(Number));
        }
    } catch {
        // Gone meanwhile, or not Linux.
    }
    return found.flatMap((child) => [...descendants(child), child]);
}

/** Whether a process is one of Pulumi's, so that a number used anew hits nobody else. */
function isPulumis(pid: number): boolean {
    try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("pulumi");
    } catch {
        return false;
    }
}

function killTree(pid: number): void {
    for (const each of [...descendants(pid), pid]) {
        try {
            process.kill(each, "SIGKILL");
        } catch {
            // Gone meanwhile.
        }
    }
}

const projects = new Set<Project>();
process.on("exit", () => {
    for (const project of projects) {
        project.killAll();
    }
});

export class Project {
    /** Everything of this project lies in here: program, state, home, temporary files. */
    readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-")));
    readonly programFolder = path.join(this.folder, "program");
    readonly backendFolder = path.join(this.folder, "backend");
    readonly homeFolder = path.join(this.folder, "home");
    readonly stack = stack;
    /** Everything that every run printed, but for runs with `--show-secrets`. */
    transcript = "";

    private readonly env: NodeJS.ProcessEnv;
    private readonly children = new Set<ChildProcess>();
    /** Processes that a killed CLI may have left behind. */
    private readonly orphans = new Set<number>();
    /** The stack's file as Pulumi wrote it, and with the secrets. */
    private salted = "";
    private encrypted = "";
    private config: Record<string, unknown> = {};
    readonly front: Front;
    private readonly longestCommand: number;

    constructor(options: ProjectOptions) {
        this.longestCommand = options.longestCommand ?? LONGEST_COMMAND;
        this.front = options.front ?? DEFAULT_FRONT;
        const temporary = path.join(this.folder, "tmp");
        for (const folder of [this.backendFolder, this.homeFolder, temporary]) {
            fs.mkdirSync(folder);
        }
        const modules = modulesOf(options);

        fs.cpSync(options.program ?? path.join(__dirname, "program"), this.programFolder, {
            recursive: true,
            filter: (source) => path.basename(source) !== "node_modules",
        });
        // Beside the program, as in a workspace: Pulumi walks all that lies in the program's own folder in each run.
        fs.symlinkSync(
            modules ?? path.join(repository, "node_modules"),
            path.join(this.folder, "node_modules"),
            "junction",
        );

        if (this.front === "native") {
            installPlugin(this.programFolder);
        }

        const inherited = Object.entries(process.env).filter(
            // NODE_OPTIONS and coverage are meant for the tests' own process, not for Pulumi's programs.
            ([name]) => !/^(WEBEX_|PULUMI_|NODE_OPTIONS$|NODE_V8_COVERAGE$|FORCE_COLOR$)/.test(name),
        );
        this.env = {
            ...Object.fromEntries(inherited),
            // Logs land here too, where files() finds them.
            TMPDIR: temporary,
            TMP: temporary,
            TEMP: temporary,
            PULUMI_HOME: this.homeFolder,
            // docs/troubleshooting.md: otherwise a killed CLI may leave a state that cannot be read.
            PULUMI_BACKEND_URL: `${pathToFileURL(this.backendFolder).href}?metadata=skip`,
            PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
            ...(modules === undefined && compileOnce()),
            ...options.env,
        };
        projects.add(this);
    }

    private get stackFile(): string {
        return path.join(this.programFolder, `Pulumi.${stack}.yaml`);
    }

    /** What the program creates from now on, in this order, and what the stack exports. */
    write(resources: Entry[], outputs: Record<string, [name: string, property?: string]> = {}): void {
        const text = JSON.stringify({ front: this.front, resources, outputs }, null, 4);
        fs.writeFileSync(path.join(this.programFolder, "resources.json"), text);
    }

    /** Sets stack configuration in clear; `undefined` removes a key. Calls no CLI. */
    setConfig(config: Record<string, unknown>): void {
        this.config = { ...this.config, ...config };
        const lines = Object.entries(this.config)
            .filter(([, value]) => value !== undefined)
            // JSON is YAML.
            .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
        const head = /^config:/m.test(this.encrypted) ? this.encrypted : `${this.encrypted}config:\n`;
        fs.writeFileSync(this.stackFile, lines.length > 0 ? head + lines.join("") : this.encrypted);
    }

    /** Sets all of the stack's secret configuration. Calls no CLI. */
    setSecrets(secrets: Record<string, string>): void {
        this.encrypted = withSecrets(this.salted, secrets);
        this.setConfig({});
    }

    /** For createProject. */
    async initialise(options: ProjectOptions): Promise<void> {
        if (options.stackByCli === true || options.env?.["PULUMI_BACKEND_URL"] !== undefined) {
            succeeded(await this.run("stack init"));
            this.salted = fs.readFileSync(this.stackFile, "utf8");
        } else {
            const [, project = ""] = /^name: *"?([^"\s]+)/m.exec(this.projectFile()) ?? [];
            this.salted = await copyStack({ project, stack, backend: this.backendFolder }, this.env);
        }
        this.config = options.config ?? {};
        this.setSecrets(options.secrets ?? {});
    }

    private projectFile(): string {
        return fs.readFileSync(path.join(this.programFolder, "Pulumi.yaml"), "utf8");
    }

    /** Starts the CLI and does not wait; for tests that interrupt it. */
    start(command: string, args: string[] = [], { env = {} }: RunOptions = {}): Started {
        const started = Date.now();
        const all = [...command.split(" "), ...args, "--stack", stack, "--non-interactive", "--color", "never"];
        const child = spawn("pulumi", all, {
            cwd: this.programFolder,
            env: { ...this.env, ...env },
            stdio: ["ignore", "pipe", "pipe"],
            windowsHide: true,
        });
        this.children.add(child);

        let stdout = "";
        let stderr = "";
        let output = "";
        const add = (text: string): void => {
            output += text;
            child.emit("printed");
        };
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            stdout += text;
            add(text);
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            stderr += text;
            add(text);
        });
        const printed = (pattern: RegExp): Promise<void> =>
            new Promise((resolve, reject) => {
                const look = (): void => {
                    if (pattern.test(output)) {
                        resolve();
                    }
                };
                child.on("printed", look);
                child.once("close", () => {
                    reject(new Error(`it ended without printing ${String(pattern)}:\n${output}`));
                });
                look();
            });
        const ended = new Promise<Run>((resolve, reject) => {
            child.on("error", (error: NodeJS.ErrnoException) => {
                this.children.delete(child);
                const hint = "there is no pulumi on PATH; run the tests with `npm run test:engine -- [file]`";
                reject(error.code === "ENOENT" ? new Error(hint) : error);
            });
            child.on("close", (code) => {
                this.children.delete(child);
                // What was asked for in clear is no leak.
                if (!args.includes("--show-secrets")) {
                    this.transcript += `\n$ pulumi ${command}\n${output}`;
                }
                resolve({ code, stdout, stderr, output, seconds: (Date.now() - started) / 1000 });
            });
        });
        // Whoever only kills it does not look at how it ended.
        ended.catch(() => undefined);
        const pid = child.pid ?? 0;
        const kill = (signal: NodeJS.Signals): void => {
            // What outlives the CLI is nobody's child any more, so it is remembered for the end.
            for (const each of descendants(pid)) {
                this.orphans.add(each);
            }
            child.kill(signal);
        };
        return { pid, ended, kill, printed };
    }

    /** Runs the CLI. One that hangs is killed, so that the test fails with what it has printed. */
    async run(command: string, args: string[] = [], options: RunOptions = {}): Promise<Run> {
        const started = this.start(command, args, options);
        const timer = setTimeout(() => {
            started.kill("SIGKILL");
        }, this.longestCommand);
        return started.ended.finally(() => {
            clearTimeout(timer);
        });
    }

    /** Without a preview, unless asked: half the time, and preview() is there. */
    async up({ preview = false, args = [], env = {} }: RunOptions & { preview?: boolean } = {}): Promise<Run> {
        return this.run("up", ["--yes", ...(preview ? [] : ["--skip-preview"]), ...args], { env });
    }

    async preview({
        expectNoChanges = false,
        args = [],
        env = {},
    }: RunOptions & { expectNoChanges?: boolean } = {}): Promise<Run> {
        return this.run("preview", [...(expectNoChanges ? ["--expect-no-changes"] : []), ...args], { env });
    }

    async refresh({ args = [], env = {} }: RunOptions = {}): Promise<Run> {
        return this.run("refresh", ["--yes", "--skip-preview", ...args], { env });
    }

    /** Exit code 0 means: no drift in what the program manages. */
    async refreshPreview({ args = [], env = {} }: RunOptions = {}): Promise<Run> {
        return this.run("refresh", ["--preview-only", "--expect-no-changes", ...args], { env });
    }

    async destroy({ args = [], env = {} }: RunOptions = {}): Promise<Run> {
        return this.run("destroy", ["--yes", "--skip-preview", ...args], { env });
    }

    async exportState({ showSecrets = false } = {}): Promise<State> {
        const run = succeeded(await this.run("stack export", showSecrets ? ["--show-secrets"] : []));
        return JSON.parse(run.stdout) as State;
    }

    /** The state's entry of one resource, by the name the program gave it. */
    async resource(name: string, options: { showSecrets?: boolean } = {}): Promise<StateResource> {
        const state = await this.exportState(options);
        const found = state.deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
        assert.ok(found, `the state has no resource ${name}`);
        return flattened(found);
    }

    /** The state as the file backend keeps it, secrets encrypted. Calls no CLI. */
    savedState(): State {
        const stacks = path.join(this.backendFolder, ".pulumi", "stacks");
        const [name = ""] = fs.readdirSync(stacks);
        const file = path.join(stacks, name, `${stack}.json`);
        const saved = JSON.parse(fs.readFileSync(file, "utf8")) as { checkpoint: { latest?: State["deployment"] } };
        return { deployment: saved.checkpoint.latest ?? {} };
    }

    /** The names of the program's resources in the saved state, in its order. Calls no CLI. */
    savedNames(): string[] {
        const resources = this.savedState().deployment.resources ?? [];
        return resources.filter(({ type }) => /^(pulumi-nodejs|webex):/.test(type)).map(({ urn }) => nameIn(urn));
    }

    /** One resource of the saved state, by the name the program gave it. Calls no CLI. */
    saved(name: string): StateResource {
        const resources = this.savedState().deployment.resources ?? [];
        const found = resources.find((resource) => nameIn(resource.urn) === name && resource.delete !== true);
        assert.ok(found, `the saved state has no resource ${name}`);
        return flattened(found);
    }

    /** The stack's outputs, secrets in clear. */
    async outputs(): Promise<Record<string, unknown>> {
        const run = succeeded(await this.run("stack output", ["--json", "--show-secrets"]));
        return JSON.parse(run.stdout) as Record<string, unknown>;
    }

    /** Every file of this project: program, state with its history and backups, home, temporary files and logs. */
    files(): string[] {
        return filesBelow(this.folder);
    }

    /**
     * Where any of these texts stands in clear: in a file, or in what a run printed. resources.json is left out, a
     * test writes its secrets there itself.
     */
    whereInClear(...texts: string[]): string[] {
        const given = path.join(this.programFolder, "resources.json");
        const places = this.files().filter((file) => {
            if (file === given) {
                return false;
            }
            const content = fs.readFileSync(file);
            return texts.some((text) => content.includes(text));
        });
        if (texts.some((text) => this.transcript.includes(text))) {
            places.push("console output");
        }
        return places;
    }

    /** For the end of the test's process; elsewhere dispose(). */
    killAll(): void {
        for (const child of this.children) {
            if (child.pid !== undefined) {
                killTree(child.pid);
            }
        }
        for (const pid of this.orphans) {
            if (isPulumis(pid)) {
                killTree(pid);
            }
        }
        this.orphans.clear();
    }

    /** Ends what still runs and removes the folder. */
    dispose(): void {
        this.killAll();
        projects.delete(this);
        // A process that was just killed may still be writing.
        fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
}

/**
 * A project with an empty stack. Tests call its dispose() in an `after` hook.
 */
export async function createProject(options: ProjectOptions = {}): Promise<Project> {
    const project = new Project(options);
    try {
        await project.initialise(options);
    } catch (error) {
        project.dispose();
        throw error;
    }
    return project;
}

/** A code that somebody else issues beside the program, as Webex has it then. */
export async function issueByHand(simulator: Simulator, owner: CodeOwner): Promise<ActivationCode> {
    const before = new Set(simulator.codes().map(({ code }) => code));
    const route = simulator.contract === "cisco" ? "/devices/activationCode" : "/devices";
    const answer = await fetch(`${simulator.baseUrl}${route}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${simulator.currentToken}`, "Content-Type": "application/json" },
        body: JSON.stringify(owner),
    });
    assert.equal(answer.status, 200, await answer.text());
    const [issued] = simulator.codes().filter(({ code }) => !before.has(code));
    assert.ok(issued);
    return issued;
}

/** A resource with what stands in its output `details` among its outputs. */
export function flattened(resource: StateResource): StateResource {
    const { details, ...own } = resource.outputs ?? {};
    return typeof details === "object" ? { ...resource, outputs: { ...details, ...own } } : resource;
}

/** What Pulumi says at the end of a run, and whatever follows; empty where it says nothing. */
export function diagnosticsOf({ output }: Pick<Run, "output">): string {
    const at = output.indexOf("Diagnostics:");
    return at === -1 ? "" : output.slice(at);
}

/** What Pulumi says under a resource at the end; empty where it says nothing. */
export function saidUnder(name: string, run: Run): string {
    const parts = diagnosticsOf(run).split(/\n {2}(?=pulumi)/);
    return parts.find((part) => part.includes(` (${name}):`)) ?? "";
}

/** The run, if it ended well; else a failure that shows all it printed. */
export function succeeded(run: Run): Run {
    assert.equal(run.code, 0, `expected success, but exit code ${run.code ?? "none"}:\n${run.output}`);
    return run;
}

/** The run, if it failed; with `message`, only if it said so. */
export function failed(run: Run, message?: RegExp): Run {
    assert.notEqual(run.code, 0, `expected a failure, but it went well:\n${run.output}`);
    if (message) {
        assert.match(run.output, message);
    }
    return run;
}
