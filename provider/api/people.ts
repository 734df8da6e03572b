import { isObject } from "../client/answer";
import { eachPage, listAll } from "../client/paging";
import type { WebexClient } from "../client/webexClient";
import { readFields } from "./fields";
import { ifOffered } from "./ifOffered";

/** Webex's group "People" (https://developer.webex.com/docs/api/v1/people). Scope `spark-admin:people_read`. */

/** A person as an administrator sees one. */
export interface Person {
    /** The person's id. */
    readonly id: string;
    /** The name, as Control Hub shows it. */
    readonly displayName?: string;
    /** The addresses, the person's own first; none where Webex does not tell. */
    readonly emails: readonly string[];
    /** The organisation. */
    readonly orgId?: string;
    /** Where the person's calling is; not told by a look-up of several ids. */
    readonly locationId?: string;
    /** Licence ids; not told by a look-up of several ids. */
    readonly licenses?: readonly string[];
}

/** How many ids one request may name ("List People", `id`: accepts up to 85 person ids). */
export const PEOPLE_AT_ONCE = 85;

/**
 * The people with these ids, `PEOPLE_AT_ONCE` by one request. Those that Webex does not know are not among the answer.
 * Undefined where the API has no such route. Throws `WebexError`.
 */
export async function readPeople(
    client: WebexClient,
    ids: readonly string[],
    orgId: string | undefined,
): Promise<readonly Person[] | undefined> {
    const different = [...new Set(ids)];
    const chunks = Array.from({ length: Math.ceil(different.length / PEOPLE_AT_ONCE) }, (_, at) =>
        different.slice(at * PEOPLE_AT_ONCE, (at + 1) * PEOPLE_AT_ONCE),
    );
    const found = await ifOffered(
        Promise.all(chunks.map((chunk) => listPeople(client, { id: chunk.join(","), orgId }))),
    );
    return found?.flat();
}

/** One person; undefined where Webex knows none by this id, or has no such route. Throws `WebexError`. */
export async function readPerson(client: WebexClient, id: string): Promise<Person | undefined> {
    const answer = await ifOffered(client.request({ method: "GET", path: personPath(id) }));
    if (answer === undefined) {
        return undefined;
    }
    const person = toPerson(answer.json);
    if (person === undefined) {
        throw answer.notUnderstood("the answer has no person's id");
    }
    return person;
}

/** Filters of "List People". */
export interface PeopleFilter {
    /** The exact address. */
    readonly email?: string | undefined;
    /** What the name begins with. */
    readonly displayName?: string | undefined;
}

/** The people that the filter lets through, all pages. Throws `WebexError`, also where the API has no such route. */
export function findPeople(
    client: WebexClient,
    { email, displayName }: PeopleFilter,
    orgId: string | undefined,
): Promise<readonly Person[]> {
    return listPeople(client, { email, displayName, orgId });
}

/** Everybody in the organisation, page by page. Throws `WebexError`, also where the API has no such route. */
export async function* pagesOfPeople(
    client: WebexClient,
    orgId: string | undefined,
): AsyncGenerator<Person[], void, undefined> {
    for await (const rows of eachPage(client, { method: "GET", path: "/people", query: { orgId } })) {
        yield rows.map(toPerson).filter((person) => person !== undefined);
    }
}

async function listPeople(
    client: WebexClient,
    query: Readonly<Record<string, string | undefined>>,
): Promise<readonly Person[]> {
    const rows = await listAll(client, { method: "GET", path: "/people", query });
    return rows.map(toPerson).filter((person) => person !== undefined);
}

function toPerson(json: unknown): Person | undefined {
    if (!isObject(json) || typeof json.id !== "string" || json.id === "") {
        return undefined;
    }
    const { emails = [], ...fields } = readFields(json, {
        displayName: "text",
        emails: "texts",
        orgId: "text",
        locationId: "text",
        licenses: "texts",
    });
    return { id: json.id, emails, ...fields };
}

function personPath(id: string): string {
    return `/people/${encodeURIComponent(id)}`;
}

/**
 * The ids of the licences that a person holds, as an administrator sees them ("Get Person Details"). None where the
 * API has no such route. Throws `WebexError`.
 */
export async function readPersonLicenses(client: WebexClient, personId: string): Promise<readonly string[]> {
    const person = await ifOffered(client.request({ method: "GET", path: personPath(personId) }));
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
