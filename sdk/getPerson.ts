import type * as pulumi from "@pulumi/pulumi";
import { GET_PERSON, type GetPersonArgs, type GetPersonResult } from "../provider/lookUps/getPerson";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetPersonArgs, GetPersonResult };

const person = lookUp(GET_PERSON);

/**
 * A person by e-mail address or id ("List People", "Get Person Details"). Needs the scope `spark-admin:people_read`.
 * Throws `pulumi.RunError`, also if there is none: the message names people with a similar address. Many addresses that
 * are asked for at once cost one request for each hundred people, where that is fewer.
 */
export function getPerson(args: GetPersonArgs, _options?: pulumi.InvokeOptions): Promise<GetPersonResult> {
    return person.plain(args);
}

/** `GetPersonArgs` of which each may be an output. */
export type GetPersonOutputArgs = Inputs<GetPersonArgs>;

/** `getPerson` for arguments that are outputs of other resources. */
export function getPersonOutput(
    args: GetPersonOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPersonResult> {
    return person.output(args, options);
}
