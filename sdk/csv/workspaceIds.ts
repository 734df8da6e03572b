import * as pulumi from "@pulumi/pulumi";
import { isWebexId, sameId } from "../../provider/api/identity";
import type { License } from "../../provider/api/licenses";
import type { Location } from "../../provider/api/locations";
import { sameName } from "../../provider/lookUps/oneOfMany";
import { attempt } from "../dataSource";
import { requireSession, underMocks } from "../run";
import { type CsvFile, throwProblems } from "./csvFile";
import type { Problem } from "./fileRows";
import { findLocation, nearestOf } from "./owners";
import { readsOfRun } from "./readsOfRun";
import type { RowIds, WorkspaceRow } from "./workspaceRows";

/** A file whose rows may name locations and licences. */
interface NamingFile extends CsvFile {
    readonly rows: readonly WorkspaceRow[];
    /** The organisation that has them; default that of the run. */
    readonly orgId: string | undefined;
}

/** What Webex told for the names of a file; none where nobody asked. */
interface Known {
    readonly locations: readonly Location[];
    readonly licenses: readonly License[];
}

type Found = { readonly id: string } | { readonly reason: string };

/** The columns that hold names, and how the id behind one is found. */
const NAMED: readonly {
    readonly column: keyof RowIds;
    readonly lists: keyof Known;
    readonly find: (name: string, known: Known) => Found;
}[] = [
    { column: "location", lists: "locations", find: (name, { locations }) => findLocation(name, locations) },
    { column: "callingLocation", lists: "locations", find: (name, { locations }) => findLocation(name, locations) },
    { column: "license", lists: "licenses", find: (name, { licenses }) => findLicense(name, licenses) },
];

/**
 * Looks up the ids behind the names of locations and licences in a file together, once, and gives those of its rows. An
 * id is known at preview. Names that Webex does not know reject every id by one error that has all their lines. Sends
 * nothing where no row has a name. Under mocks a name stands for its id.
 */
export function workspaceIds(file: NamingFile): (row: WorkspaceRow) => RowIds {
    let found: Promise<ReadonlyMap<WorkspaceRow, RowIds>> | undefined;
    const idOf = (row: WorkspaceRow, column: keyof RowIds): unknown => {
        const { [column]: text } = row.values;
        // A name stays one where it could be an id: ids are only left as they are in Webex's own form.
        if (text === undefined || underMocks() || isGivenById(column, text)) {
            return text;
        }
        found ??= lookUp(file);
        return pulumi.output(found.then((ids) => ids.get(row)?.[column] ?? ""));
    };
    return (row) => Object.fromEntries(NAMED.map(({ column }) => [column, idOf(row, column)]));
}

async function lookUp(file: NamingFile): Promise<ReadonlyMap<WorkspaceRow, RowIds>> {
    const { fn, path, rows, orgId } = file;
    const organization = orgId ?? requireSession().settings.orgId;
    const known = await attempt(`${fn}: looking up the locations and licences in ${path}`, () =>
        askFor(rows, organization),
    );
    const problems: Problem[] = [];
    const ids = new Map<WorkspaceRow, RowIds>();
    for (const row of rows) {
        const own = namesIn(row).flatMap(({ column, name, find }) => {
            const answer = find(name, known);
            if ("id" in answer) {
                return [[column, answer.id] as const];
            }
            problems.push({ line: row.line, column, reason: answer.reason });
            return [];
        });
        ids.set(row, Object.fromEntries(own));
    }
    throwProblems(file, "names locations or licences that Webex cannot tell", problems);
    return ids;
}

/** Asks Webex for the lists that the names need, each once. Throws `WebexError`. */
async function askFor(rows: readonly WorkspaceRow[], orgId: string | undefined): Promise<Known> {
    const reads = readsOfRun();
    const needed = new Set(rows.flatMap(namesIn).map(({ lists }) => lists));
    const [locations, licenses] = await Promise.all([
        needed.has("locations") ? reads.locations.get(orgId) : [],
        needed.has("licenses") ? reads.licenses.get(orgId) : [],
    ]);
    return { locations, licenses };
}

/** The names in a row, with how they are found. */
function namesIn({ values }: WorkspaceRow) {
    return NAMED.flatMap((named) => {
        const { [named.column]: name } = values;
        return name === undefined || isGivenById(named.column, name) ? [] : [{ ...named, name }];
    });
}

/** Locations have a column of their own for ids. */
function isGivenById(column: keyof RowIds, text: string): boolean {
    return column !== "location" && isWebexId(text);
}

/** Finds one licence by its name or id. No I/O. */
export function findLicense(name: string, licenses: readonly License[]): Found {
    const named = licenses.filter((license) => sameName(license.name, name) || sameId(license.id, name));
    const [license, ...others] = named;
    if (license === undefined) {
        const names = licenses.map((each) => each.name);
        return { reason: `there is no licence "${name}"${nearestOf(name, names)}` };
    }
    if (others.length > 0) {
        const all = named.map(({ id, subscriptionId }) =>
            subscriptionId === undefined ? id : `${id} (subscription ${subscriptionId})`,
        );
        return { reason: `${named.length} licences are called "${name}"; give the id of one: ${all.join(", ")}` };
    }
    return { id: license.id };
}
