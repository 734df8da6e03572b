import { byName } from "../../byName";
import { grouped } from "../../grouped";
import type { CheckedThing, DriftReport, Finding, FindingKind } from "../driftReport";
import { FINDING_KINDS } from "../driftReport";
import { KIND_WORDS, NO_URGENCY } from "./kindWords";

/** A room or person with what the stack has there, and what was found about it. */
export interface Place {
    /** The name; undefined where nothing tells whose the thing is. */
    readonly owner: string | undefined;
    readonly isRoom: boolean;
    readonly things: readonly CheckedThing[];
    readonly findings: readonly Finding[];
}

/** The rooms and people of one location, rooms first, by name. */
export interface LocationPlaces {
    /** The name; undefined where nothing tells it. */
    readonly location: string | undefined;
    readonly places: readonly Place[];
}

/**
 * What a report knows, by location and then by room or person. Things without a location stand with the other things
 * of their owner, and each thing without an owner by itself. A finding stands where its thing does; one without a
 * thing, such as a device that no resource declares, where its owner does. A finding without either stands nowhere.
 */
export function placesOf({ things, findings }: DriftReport): readonly LocationPlaces[] {
    const locations = locationsByOwner(things);
    const locationOf = (thing: CheckedThing) => thing.location ?? locations.get(ownerKey(thing));
    const keyOf = (thing: CheckedThing) => JSON.stringify([locationOf(thing), ownerKey(thing)]);
    const byThing = new Map(things.map((thing) => [thing.resource, keyOf(thing)]));
    const owned = things.filter(({ owner }) => owner !== undefined);
    const byOwner = new Map(owned.map((thing) => [thing.owner, keyOf(thing)]));
    const byOwnerThere = new Map(owned.map((thing) => [thereKey(thing.owner, locationOf(thing)), keyOf(thing)]));
    const found = grouped(
        findings,
        ({ resource, owner, location }) =>
            byThing.get(resource ?? "") ?? byOwnerThere.get(thereKey(owner, location)) ?? byOwner.get(owner),
    );
    const places = [...grouped(things, keyOf)].map(([key, here]) => placeOf(here, found.get(key) ?? []));
    return [...grouped(places, ({ things: [first] }) => first && locationOf(first))]
        .map(([location, inIt]) => ({ location, places: [...inIt].sort(byRoomThenName) }))
        .sort((a, b) => byName(a.location, b.location));
}

/** The most urgent kind first, each with how many findings of it a place has. */
export function countsOf({ findings }: Pick<Place, "findings">): readonly (readonly [FindingKind, number])[] {
    return FINDING_KINDS.map((kind) => [kind, findings.filter((each) => each.kind === kind).length] as const)
        .filter(([, count]) => count > 0)
        .sort(([a], [b]) => KIND_WORDS[a].urgency - KIND_WORDS[b].urgency);
}

/** How urgent a place is, to sort by: that of its most urgent finding. */
export function urgencyOf(place: Place): number {
    const [first] = countsOf(place);
    return first === undefined ? NO_URGENCY : KIND_WORDS[first[0]].urgency;
}

/** When a place was last heard of: the latest of its devices; undefined where none tells. */
export function lastSeenOf({ things }: Place): string | undefined {
    return things
        .map(({ lastSeen }) => lastSeen)
        .filter((moment) => moment !== undefined)
        .sort((a, b) => Date.parse(a) - Date.parse(b))
        .at(-1);
}

/** The location of each owner of whom some thing tells it. */
function locationsByOwner(things: readonly CheckedThing[]): ReadonlyMap<string, string> {
    return new Map(
        things.flatMap((thing) =>
            thing.location === undefined || thing.owner === undefined
                ? []
                : [[ownerKey(thing), thing.location] as const],
        ),
    );
}

function ownerKey({ owner, isRoom, resource }: CheckedThing): string {
    return owner === undefined ? resource : JSON.stringify([isRoom, owner]);
}

function thereKey(owner: string | undefined, location: string | undefined): string {
    return JSON.stringify([owner, location]);
}

function placeOf(things: readonly CheckedThing[], findings: readonly Finding[]): Place {
    const [first] = things;
    const owner = first?.owner;
    return { owner, isRoom: owner !== undefined && first?.isRoom === true, things, findings };
}

/** Rooms, then people, then things without an owner by their own names. */
function byRoomThenName(a: Place, b: Place): number {
    return (
        Number(b.isRoom) - Number(a.isRoom) || byName(a.owner, b.owner) || byName(a.things[0]?.name, b.things[0]?.name)
    );
}
