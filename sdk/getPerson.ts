import type * as pulumi from "@pulumi/pulumi";
import { findPeople, type Person, readPerson } from "../provider/api/people";
import { TEXT } from "../provider/definitions/common";
import type { Session } from "../provider/session";
import { type Inputs, plainError } from "./dataSource";
import { lookUp } from "./lookUp";
import { theOne } from "./oneOfMany";
import { peopleTogether } from "./peopleTogether";

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

const person = lookUp<GetPersonArgs, GetPersonResult>({
    name: "getPerson",
    schema: { properties: { email: TEXT, personId: TEXT, orgId: TEXT } },
    oneOf: ["email", "personId"],
    subject: ({ email, personId }) => email ?? personId ?? "",
    ask: async ({ email, personId }, session, orgId) => {
        const found = email === undefined ? await byId(personId ?? "", session) : await byEmail(email, session, orgId);
        session.names.learnPerson(found);
        return found;
    },
});

/**
 * A person by e-mail address or id ("List People", "Get Person Details"). Needs the scope `spark-admin:people_read`.
 * Throws `pulumi.RunError`, also if there is none: the message names people with a similar address. Many addresses that
 * are asked for at once cost one request for each hundred people, where that is fewer.
 */
export function getPerson(args: GetPersonArgs, _options?: pulumi.InvokeOptions): Promise<GetPersonResult> {
    return person.plain(args);
}

/** `GetPersonArgs` of which each may be an output. */
export type GetPersonOutputArgs = Inputs<GetPersonArgs>;

/** `getPerson` for arguments that are outputs of other resources. */
export function getPersonOutput(
    args: GetPersonOutputArgs,
    options?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetPersonResult> {
    return person.output(args, options);
}

async function byId(personId: string, { client }: Session): Promise<Person> {
    const found = await readPerson(client, personId);
    if (found === undefined) {
        throw plainError(`getPerson: there is no person ${personId}`);
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
