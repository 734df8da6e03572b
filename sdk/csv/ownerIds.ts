import * as pulumi from "@pulumi/pulumi";
import { nameKey } from "../../provider/lookUps/oneOfMany";
import { peopleByEmail } from "../../provider/lookUps/peopleByEmail";
import { attempt } from "../dataSource";
import { requireSession, underMocks } from "../run";
import { type CsvFile, throwProblems } from "./csvFile";
import type { FileContent, FileRow, Problem, Values } from "./fileRows";
import { findOwner, type KnownOwners, type NamedOwner, workspacesByName } from "./owners";
import { readsOfRun } from "./readsOfRun";

/** A file whose owners may be named. */
interface OwnersFile extends CsvFile, Pick<FileContent, "rows" | "headingOf"> {
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

async function lookUp(file: OwnersFile): Promise<ReadonlyMap<FileRow, string>> {
    const { fn, path, rows, headingOf, orgId } = file;
    const named = rows.flatMap((row) => {
        const owner = namedOwner(row.values);
        return owner === undefined ? [] : [{ row, owner }];
    });
    const { settings } = requireSession();
    const owners = named.map(({ owner }) => owner);
    const known = await attempt(`${fn}: looking up the owners in ${path}`, () =>
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
    throwProblems(file, "names owners that Webex cannot tell", problems);
    return ids;
}

function namedOwner({ person, workspace, location }: Values): NamedOwner | undefined {
    if (person !== undefined) {
        return { person };
    }
    return workspace === undefined ? undefined : { workspace, location };
}

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
