import { sameId } from "../../provider/api/identity";
import type { Location } from "../../provider/api/locations";
import type { Person } from "../../provider/api/people";
import type { Workspace } from "../../provider/api/workspaces";
import { append } from "../../provider/append";
import { nameKey, nearest, sameName } from "../../provider/lookUps/oneOfMany";

/** Whose device it is, as a file says it: an e-mail address, or a workspace's name with its location's. */
export type NamedOwner =
    | { readonly person: string }
    | { readonly workspace: string; readonly location: string | undefined };

/** What Webex told for the names of a file. */
export interface KnownOwners {
    /** The people found, by the keys of the e-mail addresses that were asked for. */
    readonly people: ReadonlyMap<string, readonly Person[]>;
    /** All workspaces of the organisation by the keys of their names, or none where no name was asked for. */
    readonly workspaces: ReadonlyMap<string, readonly Workspace[]>;
    /** All locations of the organisation, or none where they tell nothing. */
    readonly locations: readonly Location[];
}

/** The id that an owner's name stands for, or the column whose name stands for none or several, and why. */
export type FoundOwner =
    | { readonly id: string }
    | { readonly column: "person" | "workspace" | "location"; readonly reason: string };

/** Workspaces by the keys of their names. */
export function workspacesByName(workspaces: readonly Workspace[]): Map<string, readonly Workspace[]> {
    const byName = new Map<string, Workspace[]>();
    for (const workspace of workspaces) {
        append(byName, nameKey(workspace.displayName ?? ""), workspace);
    }
    return byName;
}

/** Finds one owner among what Webex told. No I/O. */
export function findOwner(owner: NamedOwner, known: KnownOwners): FoundOwner {
    return "person" in owner
        ? findPerson(owner.person, known.people.get(nameKey(owner.person)) ?? [])
        : findWorkspace(owner, known);
}

function findPerson(email: string, found: readonly Person[]): FoundOwner {
    // Webex compares whole addresses; a person whose addresses it does not tell is one that it found by this one.
    const [person, ...others] = found.filter(
        ({ emails }) => emails.length === 0 || emails.some((own) => sameName(own, email)),
    );
    if (person === undefined) {
        return { column: "person", reason: `nobody in the organisation has the e-mail address "${email}"` };
    }
    if (others.length > 0) {
        const all = [person, ...others].map(({ displayName, id }) => `${displayName ?? "somebody"} (${id})`);
        return { column: "person", reason: `several have the e-mail address "${email}": ${all.join(", ")}` };
    }
    return { id: person.id };
}

function findWorkspace(
    { workspace: name, location }: { readonly workspace: string; readonly location: string | undefined },
    { workspaces, locations }: KnownOwners,
): FoundOwner {
    const named = workspaces.get(nameKey(name));
    if (named === undefined) {
        const names = [...workspaces.values()].flatMap(([first]) => first?.displayName ?? []);
        return { column: "workspace", reason: `there is no workspace "${name}"${nearestOf(name, names)}` };
    }
    const place = location === undefined ? undefined : findLocation(location, locations);
    if (place !== undefined && "reason" in place) {
        return place;
    }
    const there = place === undefined ? named : named.filter((workspace) => standsIn(workspace, place.id));
    const [workspace, ...others] = there;
    if (workspace === undefined) {
        const elsewhere = named.map((each) => describeWorkspace(each, locations)).join(", ");
        return {
            column: "workspace",
            reason: `no workspace "${name}" is in location "${location ?? ""}": ${elsewhere}`,
        };
    }
    if (others.length > 0) {
        const all = there.map((each) => describeWorkspace(each, locations)).join(", ");
        const advice = location === undefined ? "name its location, or give its id" : "give its id as workspaceId";
        return { column: "workspace", reason: `${there.length} workspaces are called "${name}": ${all}; ${advice}` };
    }
    return { id: workspace.id };
}

/** Finds one location by its name. No I/O. */
export function findLocation(name: string, locations: readonly Location[]): FoundOwner {
    const named = locations.filter((location) => sameName(location.name, name));
    const [location] = named;
    if (location === undefined) {
        const names = locations.map((each) => each.name);
        return { column: "location", reason: `there is no location "${name}"${nearestOf(name, names)}` };
    }
    if (named.length > 1) {
        const all = named.map(({ id }) => id).join(", ");
        return { column: "location", reason: `${named.length} locations are called "${name}": ${all}` };
    }
    return { id: location.id };
}

function standsIn({ locationId, workspaceLocationId }: Workspace, id: string): boolean {
    return sameId(locationId, id) || sameId(workspaceLocationId, id);
}

function describeWorkspace(workspace: Workspace, locations: readonly Location[]): string {
    const location = locations.find(({ id }) => standsIn(workspace, id));
    const place = location === undefined ? "without a known location" : `in "${location.name}"`;
    return `${workspace.id} ${place}`;
}

/** Words for the name that is nearest to one that there is not; empty where none is near. */
export function nearestOf(name: string, names: readonly string[]): string {
    const [near] = nearest(name, names, (each) => [each]);
    return near === undefined ? "" : `; the nearest is "${near}"`;
}
