import { backendWords } from "./backendWords";
import { type Finding, finding } from "./finding";
import type { CliRun } from "./pulumiCli";
import { isInRange } from "./versionRange";

/** What `pulumi whoami --json` tells. */
interface Login {
    readonly user: string;
    readonly url: string;
}

/** Whether the Pulumi CLI is there, by `pulumi version`, and of a version that this package is made for. */
export function cliFinding(run: CliRun, wanted: string): Finding {
    const topic = "pulumi";
    if (run.code === undefined) {
        const remedy = "https://www.pulumi.com/docs/install/ says how to install it";
        return finding(topic, "problem", "the Pulumi CLI is not on the PATH", remedy);
    }
    const version = run.stdout.trim().replace(/^v/, "");
    if (run.code !== 0 || version === "") {
        return finding(topic, "problem", `\`pulumi version\` failed: ${reasonOf(run)}`, "install the Pulumi CLI anew");
    }
    return isInRange(version, wanted) === false
        ? finding(topic, "problem", `${version} (wanted: ${wanted})`, "install a version of the CLI that is wanted")
        : finding(topic, "ok", `${version} (wanted: ${wanted})`);
}

/** Where states are kept, by `pulumi whoami --json`. */
export function backendFinding(run: CliRun): Finding {
    const topic = "backend";
    if (run.code === 0) {
        const { user = "", url = "" } = JSON.parse(run.stdout) as Partial<Login>;
        return finding(topic, "ok", `${backendWords(url)}, as ${user}`);
    }
    if (/PULUMI_ACCESS_TOKEN must be set|not logged in/i.test(run.stderr)) {
        const remedy =
            "`pulumi login`, or set PULUMI_BACKEND_URL: https://www.pulumi.com/docs/iac/concepts/state-and-backends/";
        return finding(topic, "problem", "nobody is logged in to a backend", remedy);
    }
    const remedy = "look at PULUMI_BACKEND_URL, and at the backend's own credentials";
    return finding(topic, "problem", `the backend does not answer: ${reasonOf(run)}`, remedy);
}

function reasonOf({ stdout, stderr }: CliRun): string {
    const said = (stderr.trim() || stdout.trim()).replace(/^error: */, "");
    return said === "" ? "no word why" : (said.split("\n", 1)[0] ?? "");
}
