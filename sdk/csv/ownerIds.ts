import * as pulumi from "@pulumi/pulumi";
import { readLocations } from "../../provider/api/locations";
import { findPeople, pagesOfPeople } from "../../provider/api/people";
import { Remembered } from "../../provider/api/remembered";
import { readWorkspaces } from "../../provider/api/workspaces";
import { attempt, plainError } from "../dataSource";
import { nameKey } from "../oneOfMany";
import { oncePerRun, requireSession, underMocks } from "../run";
import { type FileContent, type FileRow, type Problem, problemLines, type Values } from "./fileRows";
import { findOwner, type KnownOwners, type NamedOwner, workspacesByName } from "./owners";
import { peopleByEmail } from "./peopleByEmail";

/** A file whose owners may be named. */
interface OwnersFile extends Pick<FileContent, "rows" | "headingOf"> {
    readonly path: string;
    /** The organisation of the owners; default that of the run. */
    readonly orgId: string | undefined;
}

/**
 * Looks up the ids behind all names of a file together, once, and gives those of its rows. An id is known at preview.
 * Names that Webex does not know reject every id by one error that has all their lines. Sends nothing where no row has
 * a name. Under mocks a name stands for its id.
 */
export function ownerIds(file: OwnersFile): (row: FileRow) => pulumi.Output<string> {
    if (underMocks()) {
        return ({ values: { person, workspace = "" } }) => pulumi.output(person ?? workspace);
    }
    let found: Promise<ReadonlyMap<FileRow, string>> | undefined;
    return (row) => {
        found ??= lookUp(file);
        return pulumi.output(found.then((ids) => ids.get(row) ?? ""));
    };
}

async function lookUp({ path, rows, headingOf, orgId }: OwnersFile): Promise<ReadonlyMap<FileRow, string>> {
    const named = rows.flatMap((row) => {
        const owner = namedOwner(row.values);
        return owner === undefined ? [] : [{ row, owner }];
    });
    const { settings } = requireSession();
    const owners = named.map(({ owner }) => owner);
    const known = await attempt(`devicesFromCsv: looking up the owners in ${path}`, () =>
        askForOwners(owners, orgId ?? settings.orgId),
    );
    const ids = new Map<FileRow, string>();
    const problems: Problem[] = [];
    for (const { row, owner } of named) {
        const answer = findOwner(owner, known);
        if ("id" in answer) {
            ids.set(row, answer.id);
        } else {
            problems.push({ line: row.line, column: headingOf(answer.column), reason: answer.reason });
        }
    }
    if (problems.length > 0) {
        throw plainError(`devicesFromCsv: ${path} names owners that Webex cannot tell:\n  ${problemLines(problems)}`);
    }
    return ids;
}

function namedOwner({ person, workspace, location }: Values): NamedOwner | undefined {
    if (person !== undefined) {
        return { person };
    }
    return workspace === undefined ? undefined : { workspace, location };
}

/** What was asked in this run, so that a second file asks nothing twice. */
const readsOfRun = oncePerRun(() => {
    const { client, names } = requireSession();
    return {
        people: new Remembered(async (asked: string) => {
            const { email, orgId } = JSON.parse(asked) as { email: string; orgId?: string };
            const found = await findPeople(client, { email }, orgId);
            for (const person of found) {
                names.learnPerson(person);
            }
            return found;
        }),
        everybody: async function* (orgId: string | undefined) {
            for await (const page of pagesOfPeople(client, orgId)) {
                for (const person of page) {
                    names.learnPerson(person);
                }
                yield page;
            }
        },
        workspaces: new Remembered(async (orgId: string | undefined) => {
            const workspaces = await readWorkspaces(client, { orgId });
            for (const workspace of workspaces) {
                names.learnWorkspace(workspace);
            }
            return workspacesByName(workspaces);
        }),
        locations: new Remembered((orgId: string | undefined) => readLocations(client, { orgId })),
    };
});

/**
 * Asks Webex for all that the names of a file need: people by e-mail address, the workspaces once by pages, and the
 * locations only if a row names one or a workspace's name is there several times. Throws `WebexError`.
 */
async function askForOwners(owners: readonly NamedOwner[], orgId: string | undefined): Promise<KnownOwners> {
    const reads = readsOfRun();
    const emails = new Set(owners.flatMap((owner) => ("person" in owner ? [nameKey(owner.person)] : [])));
    const rooms = owners.flatMap((owner) => ("workspace" in owner ? [owner] : []));
    const [people, workspaces] = await Promise.all([
        peopleByEmail(emails, {
            everybody: () => reads.everybody(orgId),
            one: (email) => reads.people.get(JSON.stringify({ email, orgId })),
        }),
        rooms.length > 0 ? reads.workspaces.get(orgId) : workspacesByName([]),
    ]);
    const needsLocations = rooms.some(
        ({ workspace, location }) => location !== undefined || (workspaces.get(nameKey(workspace)) ?? []).length > 1,
    );
    const locations = needsLocations ? await reads.locations.get(orgId) : [];
    return { people, workspaces, locations };
}
