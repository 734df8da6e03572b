import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const CLI = join(__dirname, "../../cli/main.ts");

export interface Run {
    readonly child: ChildProcess;
    readonly stdout: string;
    readonly stderr: string;
    /** Null as long as it runs. */
    readonly code: number | null;
}

/**
 * Runs `pulumi-webex` with `args` and, of all variables WEBEX_…, only those in `env`. Resolves once standard output
 * fits `until`, or when the process has ended.
 */
export async function runCli(args: readonly string[], env: Record<string, string> = {}, until?: RegExp): Promise<Run> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("WEBEX_"));
    const child = spawn(process.execPath, ["--import", "tsx", CLI, ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...Object.fromEntries(inherited), ...env },
    });
    let [stdout, stderr] = ["", ""];
    return new Promise((resolve, reject) => {
        child.stdout.on("data", (chunk: Buffer) => {
            stdout += chunk.toString();
            if (until?.test(stdout)) {
                resolve({ child, stdout, stderr, code: child.exitCode });
            }
        });
        child.stderr.on("data", (chunk: Buffer) => {
            stderr += chunk.toString();
        });
        child.once("error", reject);
        child.once("close", (code) => {
            resolve({ child, stdout, stderr, code });
        });
    });
}
