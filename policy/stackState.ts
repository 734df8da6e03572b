import { execFile } from "node:child_process";
import type { Resource } from "./declared";
import { fieldsOf, knownFields } from "./known";

/** A gigabyte; the state of ten thousand devices has some thirty megabytes. */
const LARGEST = 1024 ** 3;

/** A stack, as the URN of a resource names it. */
export interface StackName {
    readonly project: string;
    readonly stack: string;
}

/** The stack that these resources are in; undefined if there is none. */
export function stackOf(urns: readonly string[]): StackName | undefined {
    for (const urn of urns) {
        const match = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn);
        if (match?.[1] !== undefined && match[2] !== undefined) {
            return { stack: match[1], project: match[2] };
        }
    }
    return undefined;
}

/**
 * The resources of an exported state that the next update can remove. Secrets stay encrypted. Throws if it is no state.
 */
export function resourcesIn(exported: string): readonly Resource[] {
    const deployment = fieldsOf(fieldsOf(JSON.parse(exported))?.["deployment"]);
    const resources = deployment?.["resources"];
    return (Array.isArray(resources) ? resources : []).flatMap((each: unknown) => {
        const { urn, type, outputs, ...rest } = fieldsOf(each) ?? {};
        const stays = rest["delete"] === true || rest["retainOnDelete"] === true;
        return typeof urn !== "string" || typeof type !== "string" || stays
            ? []
            : [{ urn, type, fields: knownFields(fieldsOf(outputs) ?? {}) }];
    });
}

/**
 * The state that the stack has in its backend, as `pulumi stack export` gives it. It takes no lock and needs no
 * passphrase. `organization` is only needed in Pulumi Cloud. Throws with what the CLI said.
 */
export async function readState(
    { project, stack }: StackName,
    { folder, organization }: { readonly folder: string; readonly organization?: string | undefined },
): Promise<readonly Resource[]> {
    const name = organization === undefined ? stack : `${organization}/${project}/${stack}`;
    // The configuration with its secrets is none of the CLI's business here.
    const { PULUMI_CONFIG: _, ...env } = process.env;
    const args = ["stack", "export", "--stack", name, "--non-interactive"];
    return new Promise((resolve, reject) => {
        execFile("pulumi", args, { cwd: folder, env, maxBuffer: LARGEST }, (error, stdout, stderr) => {
            if (error === null) {
                resolve(resourcesIn(stdout));
            } else {
                reject(new Error(`pulumi stack export --stack ${name}: ${stderr.trim() || error.message}`));
            }
        });
    });
}
