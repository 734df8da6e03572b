import type * as pulumi from "@pulumi/pulumi";
import { type Location, readLocations } from "../provider/api/locations";
import { TEXT } from "../provider/definitions/common";
import type { Session } from "../provider/session";
import type { Inputs } from "./dataSource";
import { lookUp } from "./lookUp";
import { theOne } from "./oneOfMany";

/** The location that `getLocation` looks for. */
export interface GetLocationArgs {
    /** The location's whole name, in upper or lower case. */
    readonly name: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getLocation`: only `id` and `name` are sure to be there. */
export type GetLocationResult = Location;

const location = lookUp<GetLocationArgs, GetLocationResult>({
    name: "getLocation",
    schema: { properties: { name: TEXT, orgId: TEXT } },
    required: ["name"],
    subject: ({ name }) => `"${name}"`,
    ask: ({ name }, session, orgId) => locationNamed("getLocation", name, session, orgId),
});

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

/** The location of this name. Throws `pulumi.RunError`, in the name of `fn`, where there is not exactly one. */
export async function locationNamed(
    fn: string,
    name: string,
    { client }: Session,
    orgId: string | undefined,
): Promise<Location> {
    const wanted = {
        fn,
        what: `location named "${name}"`,
        name,
        namesOf: (one: Location) => [one.name],
        describe: (one: Location) =>
            `"${one.name}"${one.address?.city === undefined ? "" : ` in ${one.address.city}`} (${one.id})`,
        instead: "the id of one of them",
    };
    return theOne(wanted, await readLocations(client, { name, orgId }), () => readLocations(client, { orgId }));
}
