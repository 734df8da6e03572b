import { execFile } from "node:child_process";

/** How a command of the Pulumi CLI ended; `code` is undefined where there is no such program. */
export interface CliRun {
    readonly code: number | undefined;
    readonly stdout: string;
    readonly stderr: string;
}

/** Milliseconds; a backend that does not answer must not hold everything up. */
const LONGEST = 30_000;

/** Runs the Pulumi CLI in a folder. It is asked for nothing that writes. */
export function runPulumi(args: readonly string[], cwd: string): Promise<CliRun> {
    const options = {
        cwd,
        timeout: LONGEST,
        windowsHide: true,
        env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    };
    return new Promise((resolve) => {
        execFile("pulumi", [...args, "--non-interactive", "--color", "never"], options, (error, stdout, stderr) => {
            const failed = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
            resolve({ code: error?.code === "ENOENT" ? undefined : failed, stdout, stderr });
        });
    });
}
