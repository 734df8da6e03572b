import type { Person } from "../api/people";
import { nameKey } from "./oneOfMany";

/** So many addresses are asked for individually without a look at the list of everybody. */
const FEW = 10;

/** The two ways to people. */
interface PeopleReads {
    /** Everybody in the organisation, page by page. */
    readonly everybody: () => AsyncIterable<readonly Person[]>;
    /** Those that have an address. */
    readonly one: (email: string) => Promise<readonly Person[]>;
}

/**
 * The people behind many e-mail addresses, given and answered by their keys. Webex finds one address by one request,
 * but a page of everybody may hold a hundred of them: pages are read while they have saved as many requests as they
 * cost. The rest is asked for individually, so that N addresses never cost more than N + 1 requests.
 */
export async function peopleByEmail(
    emails: ReadonlySet<string>,
    { everybody, one }: PeopleReads,
): Promise<ReadonlyMap<string, readonly Person[]>> {
    const found = new Map<string, readonly Person[]>();
    if (emails.size > FEW) {
        let pages = 0;
        for await (const page of everybody()) {
            pages += 1;
            for (const person of page) {
                for (const key of person.emails.map(nameKey).filter((email) => emails.has(email))) {
                    found.set(key, [...(found.get(key) ?? []), person]);
                }
            }
            if (found.size < pages || found.size === emails.size) {
                break;
            }
        }
    }
    const rest = [...emails].filter((email) => !found.has(email));
    const answers = await Promise.all(rest.map(async (email) => [email, await one(email)] as const));
    return new Map([...found, ...answers]);
}
