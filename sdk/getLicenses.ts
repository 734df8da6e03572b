import type * as pulumi from "@pulumi/pulumi";
import { type License, listLicenses } from "../provider/api/licenses";
import { TEXT } from "../provider/definitions/common";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

/** Whose licenses `getLicenses` reads. */
export interface GetLicensesArgs {
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getLicenses`. */
export interface GetLicensesResult {
    /** The licences, in the order of Webex's list. */
    readonly licenses: readonly License[];
}

const found = lookUp<GetLicensesArgs, GetLicensesResult>({
    name: "getLicenses",
    schema: { properties: { orgId: TEXT } },
    ask: async (_, { client }, orgId) => ({ licenses: await listLicenses(client, orgId) }),
});

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
