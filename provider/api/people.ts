import { isObject } from "../client/answer";
import type { WebexClient } from "../client/webexClient";
import { ifOffered } from "./ifOffered";

/** Webex's group "People" (https://developer.webex.com/docs/api/v1/people). */

/**
 * The ids of the licences that a person holds, as an administrator sees them ("Get Person Details"). None where the
 * API has no such route. Throws `WebexError`.
 */
export async function readPersonLicenses(client: WebexClient, personId: string): Promise<readonly string[]> {
    const path = `/people/${encodeURIComponent(personId)}`;
    const person = await ifOffered(client.request({ method: "GET", path }));
    const ids = isObject(person?.json) && Array.isArray(person.json.licenses) ? person.json.licenses : [];
    return ids.filter((id) => typeof id === "string");
}

/**
 * The organisation of the account that the token belongs to ("Get My Own Details"). Undefined where the API has no
 * such route, refuses it for want of a scope, or does not tell. Throws `WebexError`.
 */
export async function readOwnOrganization(client: WebexClient): Promise<string | undefined> {
    const me = await ifOffered(client.request({ method: "GET", path: "/people/me" }), [403]);
    const orgId = isObject(me?.json) ? me.json.orgId : undefined;
    return typeof orgId === "string" && orgId !== "" ? orgId : undefined;
}
