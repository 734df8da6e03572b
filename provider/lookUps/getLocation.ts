import { type Location, readLocations } from "../api/locations";
import { TEXT } from "../definitions/common";
import type { Session } from "../session";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";
import { theOne } from "./oneOfMany";
import { type FieldsOf, type ResultType, text } from "./resultType";

/** The location that `getLocation` looks for. */
export interface GetLocationArgs {
    /** The location's whole name, in upper or lower case. */
    readonly name: string;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getLocation`: only `id` and `name` are sure to be there. */
export type GetLocationResult = Location;

const ADDRESS = {
    name: "LocationAddress",
    description: "A postal address, as far as Webex tells.",
    fields: {
        address1: text("The first line of the address."),
        address2: text("The second line of the address."),
        city: text("The city."),
        state: text("The state or province."),
        postalCode: text("The postal code."),
        country: text("The country, by its two letters."),
    } satisfies FieldsOf<NonNullable<Location["address"]>>,
    sure: [],
} as const satisfies ResultType;

/** A location by its name. */
export const GET_LOCATION: LookUp<GetLocationArgs, GetLocationResult> = {
    name: "getLocation",
    description:
        "A location by its name. Needs the scope `spark-admin:locations_read` or `spark-admin:people_read`. Fails if there " +
        "is none, with the nearest names, or if several have the name.",
    args: {
        name: { schema: TEXT, description: "The location's whole name, in upper or lower case." },
        orgId: OWN_ORG_ID,
    },
    result: {
        name: "Location",
        description: "A location; only `id` and `name` are sure to be there.",
        fields: {
            id: text("The location's id."),
            name: text("The name, as Control Hub shows it."),
            address: { object: ADDRESS, description: "The postal address." },
            orgId: text("The organisation."),
            timeZone: text("The time zone, an IANA name."),
            preferredLanguage: text("The language, like `en_us`."),
            notes: text("What administrators noted."),
        } satisfies FieldsOf<Location>,
        sure: ["id", "name"],
    },
    required: ["name"],
    subject: ({ name }) => `"${name}"`,
    ask: ({ name }, session, orgId) => locationNamed("getLocation", name, session, orgId),
};

/** The location of this name. Throws `LookUpFailed`, in the name of `fn`, where there is not exactly one. */
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
