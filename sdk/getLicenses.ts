import type * as pulumi from "@pulumi/pulumi";
import { GET_LICENSES, type GetLicensesArgs, type GetLicensesResult } from "../provider/lookUps/getLicenses";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetLicensesArgs, GetLicensesResult };

const found = lookUp(GET_LICENSES);

/**
 * The licences of an organisation, with how many units are in use ("List Licenses"). Needs the scope
 * `spark-admin:licenses_read`. Throws `pulumi.RunError`.
 */
export function getLicenses(args: GetLicensesArgs = {}, _options?: pulumi.InvokeOptions): Promise<GetLicensesResult> {
    return found.plain(args);
}

/** `GetLicensesArgs` of which each may be an output. */
export type GetLicensesOutputArgs = Inputs<GetLicensesArgs>;

/** `getLicenses` for arguments that are outputs of other resources. */
export function getLicensesOutput(
    args: GetLicensesOutputArgs = {},
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetLicensesResult> {
    return found.output(args, options);
}
