/**
 * The shell scripts of examples/pipelines on backends that several runners share: two clones of one repository, each as
 * a runner gets it, and Pulumi's own lock between them.
 */

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Simulator, startSimulator } from "../../simulator/index";
import { gofakes3 } from "../../tools/pipelines/programs.mjs";
import { packInto, repository, run } from "../package/packed";
import { orSkip } from "../pipelines/pipelineFiles";
import { descendants, type State } from "./harness";

const MODEL = "DMS Cisco 8865";
const STACK = "dev";
const SERVICE_APP = { clientId: "app", clientSecret: "client-secret", refreshToken: "refresh-token" };
const LOCKED = /the stack is currently locked by 1 lock\(s\)[\s\S]*created by \S+@\S+ \(pid \d+\) at \d{4}-/;

/** Where the state is, and how a test looks into it without Pulumi. */
interface Backend {
    readonly env: NodeJS.ProcessEnv;
    /** The same backend with the right to read alone, for what writes nothing. */
    readonly reading?: NodeJS.ProcessEnv;
    /** Paths below `.pulumi/`. */
    files(): Promise<string[]>;
    read(file: string): Promise<string>;
}

interface Ended {
    readonly code: number | null;
    readonly output: string;
}

/** A run of a script that is under way. */
interface Running {
    readonly child: ChildProcess;
    readonly ended: Promise<Ended>;
}

describe("pipelines that share a stack", () => {
    const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "pipelines-")));
    const home = path.join(scratch, "home");
    const running = new Set<ChildProcess>();
    const proxies = new Set<Server>();
    /** PATH with an npm that does nothing: only the first script in each clone installs what is needed. */
    const installed = `${path.join(scratch, "installed")}${path.delimiter}${process.env["PATH"] ?? ""}`;
    let simulator: Simulator;
    let workspaceId: string;

    before(async () => {
        simulator = await startSimulator({ serviceApp: SERVICE_APP });
        workspaceId = simulator.addWorkspace().id;
        fs.mkdirSync(home);
        fs.mkdirSync(path.join(scratch, "installed"));
        fs.writeFileSync(path.join(scratch, "installed", "npm"), "#!/bin/sh\n", { mode: 0o755 });
        makeRepository();
    });

    after(async () => {
        for (const child of running) {
            kill(child);
        }
        for (const proxy of proxies) {
            proxy.close();
            proxy.closeAllConnections();
        }
        await simulator.close();
        fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    });

    afterEach(() => {
        simulator.faults.clear();
        simulator.faults.release();
    });

    /** What a team keeps in git: the program, the lockfile, the stack's configuration and the scripts. */
    function makeRepository(): void {
        const folder = path.join(scratch, "repository");
        const tarballs = path.join(scratch, "tarballs");
        fs.mkdirSync(tarballs);
        const manifest = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
            devDependencies: Record<string, string>;
        };
        const dependencies = {
            "@pulumi/pulumi": manifest.devDependencies["@pulumi/pulumi"],
            "pulumi-webex": `file:${packInto(tarballs)}`,
        };
        fs.mkdirSync(folder);
        const files: Record<string, string> = {
            "package.json": JSON.stringify({ name: "phones", private: true, main: "index.js", dependencies }),
            "Pulumi.yaml": "name: phones\nruntime: nodejs\n",
            // An answer is held for as long as the other runner needs to be refused.
            [`Pulumi.${STACK}.yaml`]:
                `config:\n  webex:baseUrl: ${simulator.baseUrl}\n  webex:contract: cisco\n` +
                "  webex:requestTimeoutSeconds: 600\n  webex:operationTimeoutSeconds: 900\n",
            "index.js":
                'const webex = require("pulumi-webex");\n' +
                'for (const [name, args] of Object.entries(require("./phones.json"))) new webex.Device(name, args);\n',
        };
        for (const [name, text] of Object.entries(files)) {
            fs.writeFileSync(path.join(folder, name), text);
        }
        fs.cpSync(path.join(repository, "examples/pipelines/shell"), path.join(folder, "ci"), { recursive: true });
        const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
        run("npm", ["install", "--package-lock-only", ...flags], folder);
    }

    /** A clone in which nothing is installed, unless the test before had it. */
    function clone(name: string): string {
        const folder = path.join(scratch, name);
        fs.cpSync(path.join(scratch, "repository"), folder, { recursive: true });
        return folder;
    }

    function declare(folder: string, phones: readonly number[]): void {
        const all = phones.map((number) => [`phone-${number}`, { workspaceId, model: MODEL, mac: macOf(number) }]);
        fs.writeFileSync(path.join(folder, "phones.json"), JSON.stringify(Object.fromEntries(all)));
    }

    function macOf(number: number): string {
        return `02AB00D0000${number}`;
    }

    function environment(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
        const inherited = Object.entries(process.env).filter(
            ([name]) => !/^(WEBEX_|PULUMI_|AWS_|NODE_OPTIONS$|NODE_V8_COVERAGE$|FORCE_COLOR$|GITHUB_)/.test(name),
        );
        return {
            ...Object.fromEntries(inherited),
            PULUMI_HOME: home,
            PULUMI_CONFIG_PASSPHRASE: "test",
            // The types of the example are checked with all examples.
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
            npm_config_prefer_offline: "true",
            WEBEX_BASE_URL: simulator.baseUrl,
            WEBEX_CLIENT_ID: SERVICE_APP.clientId,
            WEBEX_CLIENT_SECRET: SERVICE_APP.clientSecret,
            WEBEX_REFRESH_TOKEN: SERVICE_APP.refreshToken,
            ...more,
        };
    }

    function start(folder: string, command: readonly string[], env: NodeJS.ProcessEnv): Running {
        const [program = "", ...args] = command;
        const child = spawn(program, args, {
            cwd: folder,
            env: environment(fs.existsSync(path.join(folder, "node_modules")) ? { ...env, PATH: installed } : env),
            stdio: ["ignore", "pipe", "pipe"],
        });
        running.add(child);
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                output += text;
            });
        }
        const ended = once(child, "close").then(([code]: (number | null)[]) => {
            running.delete(child);
            return { code: code ?? null, output };
        });
        return { child, ended };
    }

    async function script(folder: string, name: string, env: NodeJS.ProcessEnv, args: string[] = []): Promise<Ended> {
        return start(folder, ["sh", `ci/${name}`, STACK, ...args], env).ended;
    }

    /** The runner goes away: everything that it runs ends at once. */
    function kill({ pid }: ChildProcess): void {
        for (const each of pid === undefined ? [] : [...descendants(pid), pid]) {
            try {
                process.kill(each, "SIGKILL");
            } catch {
                // Gone meanwhile.
            }
        }
    }

    async function went(well: Promise<Ended>): Promise<string> {
        const { code, output } = await well;
        assert.equal(code, 0, output);
        return output;
    }

    /** A run that has registered a phone and waits for the answer. */
    async function heldUp(folder: string, env: NodeJS.ProcessEnv): Promise<Running> {
        simulator.log.clear();
        simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });
        const up = start(folder, ["sh", "ci/up.sh", STACK], env);
        await Promise.race([
            simulator.log.waitFor({ method: "POST", path: "/devices", status: 200 }, 200_000),
            up.ended.then(({ output }): never => assert.fail(`the run ended before it registered a phone:\n${output}`)),
        ]);
        return up;
    }

    function macs(): string[] {
        return simulator
            .devices()
            .map(({ mac }) => mac ?? "")
            .sort();
    }

    /** The phones of the state by MAC address, with their origins. */
    async function saved(backend: Backend): Promise<Record<string, unknown>> {
        const file = `stacks/phones/${STACK}.json`;
        const { checkpoint } = JSON.parse(await backend.read(file)) as {
            checkpoint: { latest: State["deployment"] };
        };
        assert.deepEqual(checkpoint.latest.pending_operations ?? [], []);
        const devices = (checkpoint.latest.resources ?? []).filter(({ type }) => type.endsWith("webex:Device"));
        return Object.fromEntries(devices.map(({ outputs }) => [String(outputs?.["mac"]), outputs?.["origin"]]));
    }

    async function locks(backend: Backend): Promise<string[]> {
        return (await backend.files()).filter((file) => file.startsWith("locks/"));
    }

    const BACKENDS: Readonly<Record<string, (context: Mocha.Context) => Promise<Backend>>> = {
        "a file backend": () => Promise.resolve(fileBackend(path.join(scratch, "backend"))),
        "an S3 backend": async (context) => {
            const program = await orSkip(context, gofakes3);
            const { backend, child, proxy } = await s3Backend(program);
            running.add(child);
            proxies.add(proxy);
            return backend;
        },
    };

    for (const [title, open] of Object.entries(BACKENDS)) {
        it(`on ${title}: the second is told who holds the lock, and a killed run is repaired`, async function () {
            this.timeout(600_000);
            const backend = await open(this);
            const { env, reading } = backend;
            simulator.reset();
            workspaceId = simulator.addWorkspace().id;
            const [first, second] = [clone("first"), clone("second")];
            declare(first, [1, 2]);
            declare(second, [1, 2]);
            await went(start(first, ["pulumi", "stack", "init", STACK], env).ended);
            // The stack's salt is in git, too.
            const stackFile = `Pulumi.${STACK}.yaml`;
            fs.copyFileSync(path.join(first, stackFile), path.join(second, stackFile));

            const up = await heldUp(first, env);
            const refused = await script(second, "up.sh", env);
            assert.notEqual(refused.code, 0, refused.output);
            assert.match(refused.output, LOCKED);
            if (reading !== undefined) {
                assert.match(await went(script(second, "preview.sh", reading)), /\+ 2 to create/);
            }
            simulator.faults.release();
            await went(up.ended);
            assert.deepEqual(macs(), [1, 2].map(macOf));
            assert.deepEqual(await locks(backend), []);

            declare(first, [1, 2, 3]);
            declare(second, [1, 2, 3]);
            const killed = await heldUp(first, env);
            kill(killed.child);
            await killed.ended;
            simulator.faults.release();
            assert.equal((await locks(backend)).length, 1);
            assert.match((await script(second, "up.sh", env)).output, LOCKED);
            assert.deepEqual(macs(), [1, 2, 3].map(macOf), "the killed run had registered it");

            await went(script(second, "up.sh", { ...env, REPAIR: "true" }));
            assert.deepEqual(macs(), [1, 2, 3].map(macOf));
            const own = [1, 2, 3].map((number) => [macOf(number), "registered"]);
            assert.deepEqual(await saved(backend), Object.fromEntries(own));
            assert.deepEqual(await locks(backend), []);

            if (reading !== undefined) {
                simulator.log.clear();
                await went(script(second, "drift.sh", reading, ["drift.md"]));
                assert.deepEqual(simulator.log.writes(), []);
                assert.equal(simulator.log.requests({ path: "/access_token" }).length, 1, "one token a run");
            }
        });
    }
});

function fileBackend(folder: string): Backend {
    fs.mkdirSync(folder);
    const root = path.join(folder, ".pulumi");
    return {
        env: { PULUMI_BACKEND_URL: `${pathToFileURL(folder).href}?metadata=skip` },
        files: () => {
            const names = fs.readdirSync(root, { recursive: true, encoding: "utf8" });
            return Promise.resolve(names.filter((name) => fs.statSync(path.join(root, name)).isFile()));
        },
        read: (file) => Promise.resolve(fs.readFileSync(path.join(root, file), "utf8")),
    };
}

/** A bucket of an S3 server that was started for it. */
async function s3Backend(program: string): Promise<{ backend: Backend; child: ChildProcess; proxy: Server }> {
    const args = ["-backend", "memory", "-initialbucket", "state", "-host", "127.0.0.1:0"];
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
    let printed = "";
    const port = await new Promise<string>((resolve, reject) => {
        child.once("close", () => {
            reject(new Error(`the S3 server ended:\n${printed}`));
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            printed += text;
            const [, found] = /using port: (\d+)/.exec(printed) ?? [];
            if (found !== undefined) {
                resolve(found);
            }
        });
    });
    const bucket = `http://127.0.0.1:${port}/state`;
    const get = async (url: string): Promise<string> => {
        const answer = await fetch(url);
        assert.ok(answer.ok, `${url} was answered with ${answer.status}`);
        return answer.text();
    };
    const { proxy, readingPort } = await readOnly(Number(port));
    const env = (at: number): NodeJS.ProcessEnv => ({
        PULUMI_BACKEND_URL: `s3://state?endpoint=http://127.0.0.1:${at}&s3ForcePathStyle=true`,
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
    });
    const backend: Backend = {
        env: env(Number(port)),
        reading: env(readingPort),
        files: async () => {
            const list = await get(`${bucket}?list-type=2`);
            return [...list.matchAll(/<Key>\.pulumi\/(.*?)<\/Key>/g)].map(([, key = ""]) => key);
        },
        read: (file) => get(`${bucket}/.pulumi/${file}`),
    };
    return { backend, child, proxy };
}

/** Another way to a server, by which nothing can be written: as with credentials that may only read. */
async function readOnly(port: number): Promise<{ proxy: Server; readingPort: number }> {
    const proxy = createServer(({ method = "", url, headers }, response) => {
        if (method !== "GET" && method !== "HEAD") {
            response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
            return;
        }
        const forwarded = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
            answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
        });
        forwarded.on("error", () => response.destroy()).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    return { proxy, readingPort: (proxy.address() as AddressInfo).port };
}
