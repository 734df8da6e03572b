import { findPeople, type Person, pagesOfPeople } from "../api/people";
import type { Session } from "../session";
import { nameKey } from "./oneOfMany";
import { peopleByEmail } from "./peopleByEmail";

/** The addresses that are asked for in one organisation at one time, and what becomes of them. */
interface Round {
    /** The addresses as the program spells them, by their keys. */
    readonly emails: Map<string, string>;
    readonly found: Promise<ReadonlyMap<string, readonly Person[]>>;
}

type Rounds = Map<string | undefined, Round>;

/** The rounds that others can still join, by client and organisation. A round is over as soon as it is sent. */
const OPEN_ROUNDS = new WeakMap<Session["client"], Rounds>();

/**
 * The people with an e-mail address. A program that declares the phones of a thousand people asks for them all at once:
 * then pages of everybody answer, where they cost fewer requests. Throws `WebexError`.
 */
export async function peopleTogether(
    email: string,
    { client }: Pick<Session, "client">,
    orgId: string | undefined,
): Promise<readonly Person[]> {
    const rounds: Rounds = OPEN_ROUNDS.get(client) ?? new Map<string | undefined, Round>();
    OPEN_ROUNDS.set(client, rounds);
    const round = rounds.get(orgId) ?? begun(client, orgId, rounds);
    rounds.set(orgId, round);
    const key = nameKey(email);
    round.emails.set(key, round.emails.get(key) ?? email);
    return (await round.found).get(key) ?? [];
}

function begun(client: Session["client"], orgId: string | undefined, rounds: Rounds): Round {
    const emails = new Map<string, string>();
    const found = new Promise<void>((resolve) => {
        // By then the program has run through, and what it asked for is known.
        setImmediate(resolve);
    }).then(() => {
        rounds.delete(orgId);
        return peopleByEmail(new Set(emails.keys()), {
            everybody: () => pagesOfPeople(client, orgId),
            one: (key) => findPeople(client, { email: emails.get(key) ?? key }, orgId),
        });
    });
    return { emails, found };
}
