/** The quickstart in other languages, run by the Automation API: a folder of its own, with state and Pulumi's home. */

import { execFile, execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Simulator } from "../../../simulator/index";
import { exe, which } from "../../../tools/engine/engine.mjs";
import { goExample, pythonForPulumi, pythonSdk } from "../../../tools/sdks/sdks.mjs";
import { repository } from "../../package/packed";
import { orSkip } from "../../pipelines/pipelineFiles";
import { PASSPHRASE } from "../quickStart";

/** What a program with the Automation API said, and its exit code. */
export interface Ended {
    readonly code: number;
    readonly stdout: string;
    /** Both, standard output first. */
    readonly output: string;
}

/** A program of a language: what starts it, before the command and the stack, and what it needs besides. */
export interface Started {
    readonly program: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly env: NodeJS.ProcessEnv;
}

/** The languages whose programs run without a host of Pulumi's. */
export type Language = "Go" | "Python";

const INLINE = path.join(__dirname, "inline");

/** The programs of examples/native-*, by language. They throw with the reason where a tool for them is not there. */
const LANGUAGES: Readonly<Record<Language, () => Promise<Started>>> = {
    Go: async () => ({ program: await goExample(INLINE), before: [], after: [], env: {} }),
    Python: async () => {
        const python = which("python3");
        if (python === undefined) {
            throw new Error("there is no python3 on PATH");
        }
        const packages = [await pythonForPulumi(), await pythonSdk()];
        return {
            // What is on PATH may be a script that looks for the real one there.
            program: execFileSync(python, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim(),
            before: [path.join(INLINE, "main.py")],
            after: [path.join(repository, "examples", "native-python", "__main__.py")],
            env: { PYTHONPATH: packages.join(path.delimiter), PYTHONDONTWRITEBYTECODE: "1" },
        };
    },
};

/** A folder that holds nothing but Pulumi's CLI. */
function pulumiAlone(folder: string): string {
    fs.mkdirSync(folder);
    fs.symlinkSync(which(`pulumi${exe}`) ?? "pulumi", path.join(folder, `pulumi${exe}`));
    return folder;
}

/** The program of a language. Where it cannot be had, the test is skipped, and a line says why. */
export async function languageOrSkip(context: Mocha.Context, language: Language): Promise<Started> {
    let started: Started | undefined;
    // The first program in Go on a machine compiles Pulumi's library.
    context.timeout(900_000);
    await orSkip(context, async () => {
        started = await LANGUAGES[language]();
        return started.program;
    });
    return started ?? context.skip();
}

/** A stack of the quickstart in the organisation of a simulator. */
export class Quickstart {
    readonly folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "quickstart-")));
    readonly home = path.join(this.folder, "home");
    private readonly env: NodeJS.ProcessEnv;

    /** `isAlone` leaves nothing on PATH but Pulumi. */
    constructor({ baseUrl, token }: Simulator, { isAlone = false } = {}) {
        const backend = path.join(this.folder, "backend");
        fs.mkdirSync(this.home);
        fs.mkdirSync(backend);
        this.env = {
            PATH: isAlone ? pulumiAlone(path.join(this.folder, "bin")) : process.env["PATH"],
            HOME: this.home,
            TMPDIR: this.folder,
            PULUMI_HOME: this.home,
            PULUMI_BACKEND_URL: pathToFileURL(backend).href,
            PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
            WEBEX_BASE_URL: baseUrl,
            WEBEX_CONTRACT: "cisco",
            WEBEX_ACCESS_TOKEN: token,
        };
    }

    /** Runs a command of Pulumi on the program of a language. */
    run(
        { program, before, after, env }: Started,
        command: "up" | "preview" | "destroy",
        config: Readonly<Record<string, string>>,
    ): Promise<Ended> {
        return this.ended(program, [...before, command, "dev", ...after], { ...env, CONFIG: JSON.stringify(config) });
    }

    /** Runs a program with Pulumi's environment alone. */
    ended(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
        return new Promise((resolve) => {
            const options = { cwd: this.folder, env: { ...this.env, ...env } };
            execFile(program, args, options, (error, stdout, stderr) => {
                const code = error === null ? 0 : Number(error.code ?? 1);
                resolve({ code, stdout, output: stdout + stderr });
            });
        });
    }

    /** Removes the folder. */
    dispose(): void {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}
