import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
import { type Fields, readFields } from "./fields";
import { ifOffered } from "./ifOffered";

/** Webex's group "Licenses" (https://developer.webex.com/docs/api/v1/licenses). */

const FIELDS = {
    /** How many there are. */
    totalUnits: "number",
    /** How many are in use. */
    consumedUnits: "number",
    /** How many of them people use. */
    consumedByUsers: "number",
    /** How many of them workspaces use. */
    consumedByWorkspaces: "number",
    /** The subscription that the licence was bought with. */
    subscriptionId: "text",
    /** The site of a Webex Meetings licence. */
    siteUrl: "text",
} as const;

/** A licence of an organisation, with how many units were bought and how many are in use, as far as Webex tells. */
export interface License extends Fields<typeof FIELDS> {
    /** The licence's id, as `webex:licenseLimits` takes it. */
    readonly id: string;
    /** E.g. `Webex Calling - Professional`. */
    readonly name: string;
}

/** The licences of an organisation; none where the API has no such route. Throws `WebexError`. */
export async function readLicenses(client: WebexClient, orgId: string | undefined): Promise<readonly License[]> {
    return (await ifOffered(listLicenses(client, orgId))) ?? [];
}

/**
 * As `readLicenses`, but throws `WebexError` also where the API has no such route. "List Licenses" is one page: it
 * takes no `max` and sends no Link header.
 */
export async function listLicenses(client: WebexClient, orgId: string | undefined): Promise<readonly License[]> {
    const answer = await client.request({ method: "GET", path: "/licenses", query: { orgId } });
    const items = isObject(answer.json) && Array.isArray(answer.json.items) ? answer.json.items : [];
    return items.map(toLicense).filter((license) => license !== undefined);
}

function toLicense(item: unknown): License | undefined {
    return isObject(item) && typeof item.id === "string" && typeof item.name === "string"
        ? { id: item.id, name: item.name, ...readFields(item, FIELDS) }
        : undefined;
}
