import { findPeople, type Person, readPerson } from "../api/people";
import { TEXT } from "../definitions/common";
import type { Session } from "../session";
import { OWN_ORG_ID } from "./common";
import type { LookUp } from "./lookUp";
import { LookUpFailed } from "./lookUpFailed";
import { theOne } from "./oneOfMany";
import { peopleTogether } from "./peopleTogether";
import { type FieldsOf, text, texts } from "./resultType";

/** Whom `getPerson` looks for: exactly one of `email` and `personId`. */
export interface GetPersonArgs {
    /** One of the person's e-mail addresses, in upper or lower case. */
    readonly email?: string | undefined;
    /** Webex's id of the person. */
    readonly personId?: string | undefined;
    /** The organisation, for partner administrators; takes precedence over `webex:orgId`. */
    readonly orgId?: string | undefined;
}

/** The answer of `getPerson`: only `id` and `emails` are sure to be there. */
export type GetPersonResult = Person;

/** How much of an address the names of near people begin with. Characters. */
const BEGINNING = 3;

/** A person by e-mail address or id. */
export const GET_PERSON: LookUp<GetPersonArgs, GetPersonResult> = {
    name: "getPerson",
    description:
        "A person by e-mail address or id. Needs the scope `spark-admin:people_read`. Fails if there is none: the message " +
        "names people with a similar address.",
    args: {
        email: { schema: TEXT, description: "One of the person's e-mail addresses, in upper or lower case." },
        personId: { schema: TEXT, description: "Webex's id of the person." },
        orgId: OWN_ORG_ID,
    },
    result: {
        name: "Person",
        description: "A person; only `id` and `emails` are sure to be there.",
        fields: {
            id: text("The person's id."),
            displayName: text("The name, as Control Hub shows it."),
            emails: texts("The addresses, the person's own first; none where Webex does not tell."),
            orgId: text("The organisation."),
            locationId: text("Where the person's calling is; not told by a look-up of several ids."),
            licenses: texts("Licence ids; not told by a look-up of several ids."),
        } satisfies FieldsOf<Person>,
        sure: ["id", "emails"],
    },
    oneOf: ["email", "personId"],
    subject: ({ email, personId }) => email ?? personId ?? "",
    ask: async ({ email, personId }, session, orgId) => {
        const found = email === undefined ? await byId(personId ?? "", session) : await byEmail(email, session, orgId);
        session.names.learnPerson(found);
        return found;
    },
};

async function byId(personId: string, { client }: Session): Promise<Person> {
    const found = await readPerson(client, personId);
    if (found === undefined) {
        throw new LookUpFailed(`getPerson: there is no person ${personId}`);
    }
    return found;
}

async function byEmail(email: string, session: Session, orgId: string | undefined): Promise<Person> {
    const wanted = {
        fn: "getPerson",
        what: `person with the e-mail address ${email}`,
        name: email,
        namesOf: ({ emails }: Person) => emails,
        describe: ({ id, displayName = "", emails }: Person) => `${displayName} <${emails.join(", ")}> (${id})`.trim(),
        instead: "personId",
    };
    // Everybody would be too many: most addresses begin as the name does.
    const others = () => findPeople(session.client, { displayName: email.slice(0, BEGINNING) }, orgId);
    return theOne(wanted, await peopleTogether(email, session, orgId), others);
}
