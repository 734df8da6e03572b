import type * as pulumi from "@pulumi/pulumi";
import { GET_WORKSPACE, type GetWorkspaceArgs, type GetWorkspaceResult } from "../provider/lookUps/getWorkspace";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetWorkspaceArgs, GetWorkspaceResult };

const workspace = lookUp(GET_WORKSPACE);

/**
 * A workspace by its name or id ("List Workspaces", "Get Workspace Details"). Needs the scope
 * `spark-admin:workspaces_read`. Throws `pulumi.RunError`, also if there is none, with the nearest names, or if several
 * have the name, with their locations and ids.
 */
export function getWorkspace(args: GetWorkspaceArgs, _options?: pulumi.InvokeOptions): Promise<GetWorkspaceResult> {
    return workspace.plain(args);
}

/** `GetWorkspaceArgs` of which each may be an output. */
export type GetWorkspaceOutputArgs = Inputs<GetWorkspaceArgs>;

/** `getWorkspace` for arguments that are outputs of other resources. */
export function getWorkspaceOutput(
    args: GetWorkspaceOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetWorkspaceResult> {
    return workspace.output(args, options);
}
