import { isObject } from "../client/answer";
import { listAll } from "../client/paging";
import type { WebexClient } from "../client/webexClient";
import { type Fields, readFields } from "./fields";

/** Webex's group "Locations" (https://developer.webex.com/docs/api/v1/locations). */

const FIELDS = {
    /** The organisation. */
    orgId: "text",
    /** The time zone, an IANA name. */
    timeZone: "text",
    /** The language, like `en_us`. */
    preferredLanguage: "text",
    /** What administrators noted. */
    notes: "text",
} as const;
const ADDRESS = {
    /** The first line of the address. */
    address1: "text",
    /** The second line of the address. */
    address2: "text",
    /** The city. */
    city: "text",
    /** The state or province. */
    state: "text",
    /** The postal code. */
    postalCode: "text",
    /** The country, by its two letters. */
    country: "text",
} as const;

/** A location as the API tells it. `timeZone` is an IANA name, `preferredLanguage` is like `en_us`. */
export interface Location extends Fields<typeof FIELDS> {
    /** The location's id. */
    readonly id: string;
    /** The name, as Control Hub shows it. */
    readonly name: string;
    /** The postal address. */
    readonly address?: Fields<typeof ADDRESS>;
}

/** Filters of "List Locations". */
export interface LocationFilter {
    readonly orgId: string | undefined;
    /** What the name contains, in upper or lower case. */
    readonly name?: string | undefined;
}

/**
 * The locations that the filter lets through, all pages (scope `spark-admin:locations_read`, `spark-admin:people_read`
 * or `spark-admin:device_read`). Throws `WebexError`.
 */
export async function readLocations(
    client: WebexClient,
    { orgId, name }: LocationFilter,
): Promise<readonly Location[]> {
    const rows = await listAll(client, { method: "GET", path: "/locations", query: { orgId, name } });
    return rows.map(toLocation).filter((location) => location !== undefined);
}

function toLocation(row: unknown): Location | undefined {
    if (!isObject(row) || typeof row.id !== "string") {
        return undefined;
    }
    const { address } = row;
    const { name, displayName } = readFields(row, { name: "text", displayName: "text" });
    return {
        id: row.id,
        // Cisco's schema of the list is the one of the older workspace locations, which have a `displayName`.
        name: name ?? displayName ?? "",
        ...readFields(row, FIELDS),
        ...(isObject(address) && { address: readFields(address, ADDRESS) }),
    };
}
