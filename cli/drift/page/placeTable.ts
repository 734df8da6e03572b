import { type Html, html } from "../../html";
import { cell, type Heading, head, row, rowHead } from "../../page/table";
import type { CheckedThing } from "../driftReport";
import { counted, minuteOf } from "./count";
import { icon } from "./icons";
import { KIND_WORDS, THING_WORDS } from "./kindWords";
import { countsOf, type LocationPlaces, lastSeenOf, type Place, urgencyOf } from "./places";

const HEADS: readonly Heading[] = [
    "Room or person",
    "State",
    { title: "What the stack has there", isSortable: false },
    "Last seen",
];

/** The shapes beside the statuses that Webex gives a device's connection. */
const CONNECTIONS: Readonly<Record<string, "online" | "offline">> = {
    connected: "online",
    connected_with_issues: "online",
    disconnected: "offline",
};

/** The rooms and people of one location in a section of their own. `id` is its place in the page. */
export function locationSection(id: string, { location, places }: LocationPlaces): Html {
    const troubled = places.filter(({ findings }) => findings.length > 0).length;
    const state = troubled === 0 ? "no findings" : `${counted(troubled, "place")} with findings`;
    return html`<section id="${id}" class="group" aria-labelledby="h-${id}">
<h3 id="h-${id}">${locationName(location)} <span class="count">${sizeOf(places)}, ${state}</span></h3>
<table role="table" class="places" aria-labelledby="h-${id}">
${head(HEADS)}
<tbody role="rowgroup">
${places.map(placeRow)}</tbody></table>
</section>
`;
}

/** A location's name, or words for there being none. */
export function locationName(location: string | undefined): Html {
    return location === undefined ? html`No location told` : html`<bdi>${location}</bdi>`;
}

function placeRow(place: Place): Html {
    const lastSeen = lastSeenOf(place);
    return row([
        rowHead(nameOf(place)),
        cell(stateOf(place), urgencyOf(place)),
        cell(html`<ul>${place.things.map(thingItem)}</ul>`),
        lastSeen === undefined
            ? cell(html`<span class="none">not told</span>`, "")
            : cell(html`<time datetime="${lastSeen}">${minuteOf(lastSeen)}</time>`, Date.parse(lastSeen)),
    ]);
}

function nameOf({ owner, isRoom, things: [first] }: Place): Html {
    if (owner === undefined) {
        return html`<bdi>${first?.name}</bdi><small>owner not told</small>`;
    }
    return html`<bdi>${owner}</bdi>${isRoom ? "" : html`<small>person</small>`}`;
}

function stateOf(place: Place): Html {
    const counts = countsOf(place);
    if (counts.length === 0) {
        return html`<span class="mark">${icon("fine")} no findings</span>`;
    }
    return html`${counts.map(
        ([kind, count]) =>
            html`<span class="mark">${icon(kind)} ${KIND_WORDS[kind].title}${count === 1 ? "" : ` × ${count}`}</span> `,
    )}`;
}

function thingItem({ kind, name, product, status }: CheckedThing): Html {
    const what = html`${THING_WORDS[kind]} <bdi>${name}</bdi>`;
    const model = product === undefined ? undefined : html`, <bdi>${product}</bdi>`;
    return html`<li>${what}${model}${status === undefined ? "" : statusOf(status)}</li>`;
}

function statusOf(status: string): Html {
    const shape = CONNECTIONS[status];
    const words = status.replaceAll("_", " ");
    return shape === undefined ? html`: ${words}` : html`: <span class="status">${icon(shape)} ${words}</span>`;
}

function sizeOf(places: readonly Place[]): string {
    const rooms = places.filter(({ isRoom }) => isRoom).length;
    const people = places.filter(({ isRoom, owner }) => !isRoom && owner !== undefined).length;
    const others = places.length - rooms - people;
    return [
        ...(rooms > 0 ? [counted(rooms, "room")] : []),
        ...(people > 0 ? [counted(people, "person", "people")] : []),
        ...(others > 0 ? [counted(others, "thing without a known owner", "things without a known owner")] : []),
    ].join(", ");
}
