import { type Finding, finding } from "./finding";
import type { ProjectPackages } from "./projectPackages";
import { isInRange } from "./versionRange";

/** What Node is measured by: its own version, and the ranges that this package and Pulumi's SDK want. */
export interface NodeFacts {
    /** E.g. `v20.20.2`. */
    readonly node: string;
    /** The range that this package wants. */
    readonly wanted: string;
    /** What the project's package.json has, if there is a project. */
    readonly packages: ProjectPackages | undefined;
}

/** Whether Node is new enough, and whether the project can load what its program needs. */
export function nodeFindings({ node, wanted, packages }: NodeFacts): readonly Finding[] {
    const version = node.replace(/^v/, "");
    const isNewEnough = isInRange(version, wanted) !== false;
    const own = isNewEnough
        ? finding("node", "ok", `${version} (wanted: ${wanted})`)
        : finding(
              "node",
              "problem",
              `${version} is too old (wanted: ${wanted})`,
              "install a newer Node: https://nodejs.org",
          );
    return [own, ...(packages === undefined ? [] : [packagesFinding(version, packages)])];
}

function packagesFinding(node: string, { own, sdk }: ProjectPackages): Finding {
    const topic = "packages";
    const missing = [own === undefined ? "pulumi-webex" : "", sdk === undefined ? "@pulumi/pulumi" : ""].filter(
        Boolean,
    );
    if (missing.length > 0) {
        return finding(
            topic,
            "problem",
            `the project cannot load ${missing.join(" and ")}`,
            "add what is missing to the dependencies of its package.json, and run `npm install`",
        );
    }
    const text = `pulumi-webex ${own?.version ?? ""}, @pulumi/pulumi ${sdk?.version ?? ""}`;
    const wanted = sdk?.node;
    if (wanted !== undefined && isInRange(node, wanted) === false) {
        return finding(
            topic,
            "problem",
            `${text}, which wants Node ${wanted}`,
            "install a newer Node, or an older @pulumi/pulumi",
        );
    }
    return finding(topic, "ok", text);
}
