import { page, pageQuery } from "./deviceList";
import { Refusal } from "./errors";
import { sameId, siblingId } from "./ids";
import type { Organization } from "./organization";
import type { Call, QueryRule, Reply, Route } from "./router";
import type { Person } from "./types";

/** The kind of account that an access token belongs to. */
export type AccountType = "person" | "appuser";

/** How the routes of people and licences are served, and to whom. */
export interface PeopleRouteSettings {
    accountType: AccountType;
    pageCap: number;
    sendLink: boolean;
    /** Absolute base URL, ending in /v1. */
    baseUrl: () => string;
}

const orgId: Record<string, QueryRule> = { orgId: { type: "string" } };
/** Most ids that "List People" takes. */
const MOST_IDS = 85;

/** People and licences. Served under both contracts. */
export function peopleRoutes(organization: Organization, settings: PeopleRouteSettings): Route[] {
    return [
        peopleList(organization, settings),
        ...personRoutes(organization, settings),
        ...licenseRoutes(organization),
    ];
}

/** GET /people: by exact address, by the beginning of a name, or by ids, of which the answer tells less. */
function peopleList(organization: Organization, { pageCap, sendLink, baseUrl }: PeopleRouteSettings): Route {
    return {
        method: "GET",
        path: "/people",
        scopes: ["spark-admin:people_read"],
        query: {
            ...pageQuery,
            ...orgId,
            id: { type: "string" },
            email: { type: "string" },
            displayName: { type: "string" },
            locationId: { type: "string" },
            callingData: { type: "boolean" },
            excludeStatus: { type: "boolean" },
        },
        handle: (call) => {
            const { people, notFound } = wantedPeople(organization, call.query);
            const byId = call.query.has("id");
            const reply = page(people, call, {
                pageCap,
                sendLink,
                view: (person) => shownPerson(organization, person, byId),
                url: `${baseUrl()}/people`,
            });
            const body = { ...(reply.body as object), ...(notFound.length > 0 && { notFoundIds: notFound }) };
            return { ...reply, body };
        },
    };
}

function wantedPeople(organization: Organization, query: URLSearchParams): { people: Person[]; notFound: string[] } {
    const ids = query.get("id")?.split(",") ?? [];
    if (ids.length > MOST_IDS) {
        throw new Refusal(400, `At most ${MOST_IDS} person ids may be given.`);
    }
    const isForeign = !isOwn(organization, query.get("orgId"));
    const named = query.has("id")
        ? ids.map((id) => organization.person(id)).filter((person) => person !== undefined)
        : organization.people();
    const same = (text: string) => (other: string) => other.toLowerCase() === text.toLowerCase();
    const people = named
        .filter(() => !isForeign)
        .filter(({ emails }) => emails.some(same(query.get("email") ?? emails[0] ?? "")) || !query.has("email"))
        .filter(({ displayName }) =>
            displayName.toLowerCase().startsWith((query.get("displayName") ?? "").toLowerCase()),
        )
        .filter(({ locationId }) => !query.has("locationId") || sameId(locationId, query.get("locationId")));
    return { people, notFound: ids.filter((id) => !people.some((person) => sameId(person.id, id))) };
}

/** Whether a request that names this organisation, or none, means this one. */
export function isOwn(organization: Organization, wanted: string | null): boolean {
    return wanted === null || sameId(wanted, organization.orgId);
}

function shownPerson({ orgId: own }: Organization, person: Person, byId: boolean): Record<string, unknown> {
    const { id, displayName, emails, licenses, locationId, created } = person;
    return {
        id,
        emails,
        displayName,
        ...splitName(displayName),
        orgId: own,
        // "List People" leaves out what only administrators see where it is asked for ids.
        ...(!byId && { licenses, ...(locationId !== undefined && { locationId }) }),
        created,
        type: "person",
    };
}

/** GET /people/me and GET /people/{personId}: the fields of the People API that a device provider reads. */
function personRoutes(organization: Organization, { accountType }: PeopleRouteSettings): Route[] {
    const query: Record<string, QueryRule> = { callingData: { type: "boolean" } };
    const account = (): Reply => ({ status: 200, body: ownAccount(organization, accountType) });
    return [
        {
            method: "GET",
            path: "/people/me",
            anyScope: ["spark:people_read", "spark-admin:people_read"],
            query,
            handle: account,
        },
        {
            method: "GET",
            path: "/people/{personId}",
            scopes: ["spark-admin:people_read"],
            query,
            handle: (call) => {
                if (sameId(call.params.personId, accountId(organization))) {
                    return account();
                }
                const body = shownPerson(organization, personOf(organization, call), false);
                return { status: 200, body };
            },
        },
    ];
}

/** The account that the access token belongs to. It is none of the people that tests add, and owns no device. */
function ownAccount(organization: Organization, type: AccountType): Record<string, unknown> {
    const displayName = type === "person" ? "Ann Administrator" : "Devices Application";
    return {
        id: accountId(organization),
        emails: [type === "person" ? "ann@admins.webex.example" : "devices@apps.webex.example"],
        displayName,
        ...splitName(displayName),
        orgId: organization.orgId,
        licenses: [],
        type,
    };
}

function accountId({ orgId }: Organization): string {
    return siblingId("PEOPLE", orgId);
}

/** GET /licenses: names, and how many units people and workspaces use. */
function licenseRoutes(organization: Organization): Route[] {
    return [
        {
            method: "GET",
            path: "/licenses",
            scopes: ["spark-admin:licenses_read"],
            query: orgId,
            handle: () => {
                const items = organization.licenses().map(({ id, name, totalUnits }) => {
                    const { users, workspaces } = organization.licenseUse(id);
                    return {
                        id,
                        name,
                        totalUnits,
                        consumedUnits: users + workspaces,
                        consumedByUsers: users,
                        consumedByWorkspaces: workspaces,
                    };
                });
                return { status: 200, body: { items } };
            },
        },
    ];
}

/** The person that a route names. Throws 404 if there is none. */
export function personOf(organization: Organization, call: Call): Person {
    const person = organization.person(call.params.personId ?? "");
    if (!person) {
        throw new Refusal(404, "The person could not be found.");
    }
    return person;
}

/** A display name as first and last name. */
export function splitName(displayName: string): { firstName: string; lastName: string } {
    const [firstName = "", ...rest] = displayName.split(" ");
    return { firstName, lastName: rest.join(" ") };
}
