import type * as pulumi from "@pulumi/pulumi";
import { GET_LOCATION, type GetLocationArgs, type GetLocationResult } from "../provider/lookUps/getLocation";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";

export type { GetLocationArgs, GetLocationResult };

const location = lookUp(GET_LOCATION);

/**
 * A location by its name ("List Locations"). Needs the scope `spark-admin:locations_read` or
 * `spark-admin:people_read`. Throws `pulumi.RunError`, also if there is none, with the nearest names, or if several
 * have the name.
 */
export function getLocation(args: GetLocationArgs, _options?: pulumi.InvokeOptions): Promise<GetLocationResult> {
    return location.plain(args);
}

/** `GetLocationArgs` of which each may be an output. */
export type GetLocationOutputArgs = Inputs<GetLocationArgs>;

/** `getLocation` for arguments that are outputs of other resources. */
export function getLocationOutput(
    args: GetLocationOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetLocationResult> {
    return location.output(args, options);
}
