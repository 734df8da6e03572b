import { ownPackage } from "../ownPackage";
import type { Finding } from "./finding";
import { nodeFindings } from "./nodeFindings";
import { projectPackages } from "./projectPackages";
import { runPulumi } from "./pulumiCli";
import { backendFinding, cliFinding } from "./pulumiFindings";

/** Looks at Node, the project in the folder, the Pulumi CLI and its backend. Sends nothing to Webex. */
export async function localFindings(cwd: string): Promise<readonly Finding[]> {
    const { engines, peerDependencies } = ownPackage();
    const node = nodeFindings({ node: process.version, wanted: engines.node, packages: projectPackages(cwd) });
    const version = await runPulumi(["version"], cwd);
    const cli = cliFinding(version, peerDependencies["@pulumi/pulumi"] ?? "");
    if (version.code !== 0) {
        return [...node, cli];
    }
    return [...node, cli, backendFinding(await runPulumi(["whoami", "--json"], cwd))];
}
