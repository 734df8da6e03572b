import assert from "node:assert/strict";
import type { Person } from "../../../provider/api/people";
import type { Workspace } from "../../../provider/api/workspaces";
import { type FoundOwner, findOwner, type KnownOwners, workspacesByName } from "../../../sdk/csv/owners";

const LOCATIONS = [
    { id: "loc-hq", name: "San Jose - HQ" },
    { id: "loc-ber", name: "Berlin" },
    { id: "loc-1", name: "Twice" },
    { id: "loc-2", name: "twice" },
];

/** What Webex told of these workspaces and people. */
function known(workspaces: readonly Workspace[], people: Record<string, Person[]> = {}): KnownOwners {
    return {
        people: new Map(Object.entries(people)),
        workspaces: workspacesByName(workspaces),
        locations: LOCATIONS,
    };
}

const ROOMS = known([
    { id: "lobby-hq", displayName: "Lobby", locationId: "loc-hq" },
    { id: "lobby-ber", displayName: "lobby ", workspaceLocationId: "loc-ber" },
    { id: "lobby-none", displayName: "LOBBY" },
    { id: "board", displayName: "Board Room", locationId: "loc-hq" },
    { id: "twin-1", displayName: "Twin", locationId: "loc-hq" },
    { id: "twin-2", displayName: "Twin", locationId: "loc-hq" },
]);

describe("sdk/csv/owners", () => {
    const rooms: [string, string, string | undefined, FoundOwner][] = [
        ["by its name, in any case", "board room", undefined, { id: "board" }],
        ["by name and location", "Lobby", "san jose - hq", { id: "lobby-hq" }],
        ["by the location's older field", "Lobby", "Berlin", { id: "lobby-ber" }],
        [
            "not of several, which it names",
            "Lobby",
            undefined,
            {
                column: "workspace",
                reason:
                    '3 workspaces are called "Lobby": lobby-hq in "San Jose - HQ", lobby-ber in "Berlin", ' +
                    "lobby-none without a known location; name its location, or give its id",
            },
        ],
        [
            "not of several in one location",
            "Twin",
            "San Jose - HQ",
            {
                column: "workspace",
                reason:
                    '2 workspaces are called "Twin": twin-1 in "San Jose - HQ", twin-2 in "San Jose - HQ"; ' +
                    "give its id as workspaceId",
            },
        ],
        [
            "not where it is in another location",
            "Board Room",
            "Berlin",
            {
                column: "workspace",
                reason: 'no workspace "Board Room" is in location "Berlin": board in "San Jose - HQ"',
            },
        ],
        [
            "not of a name that there is none of, with the nearest",
            "Bord Room",
            undefined,
            { column: "workspace", reason: 'there is no workspace "Bord Room"; the nearest is "Board Room"' },
        ],
        [
            "not of a name that is like no other",
            "Zzz",
            undefined,
            { column: "workspace", reason: 'there is no workspace "Zzz"' },
        ],
        [
            "not in a location that there is none of",
            "Lobby",
            "Berlim",
            { column: "location", reason: 'there is no location "Berlim"; the nearest is "Berlin"' },
        ],
        [
            "not in one of two locations of a name",
            "Lobby",
            "Twice",
            { column: "location", reason: '2 locations are called "Twice": loc-1, loc-2' },
        ],
    ];
    for (const [name, workspace, location, expected] of rooms) {
        it(`finds a workspace ${name}`, () => {
            assert.deepEqual(findOwner({ workspace, location }, ROOMS), expected);
        });
    }

    const ada = { id: "ada", displayName: "Ada", emails: ["ADA@example.com", "a@example.com"] };
    const people: [string, Person[], FoundOwner][] = [
        ["by any of the addresses, in any case", [ada], { id: "ada" }],
        ["whose addresses Webex does not tell", [{ id: "ada", emails: [] }], { id: "ada" }],
        [
            "not by a part of the address",
            [{ id: "x", emails: ["xada@example.com"] }],
            { column: "person", reason: 'nobody in the organisation has the e-mail address "ada@example.com"' },
        ],
        [
            "not of several, which it names",
            [ada, { id: "other", emails: ["ada@example.com"] }],
            {
                column: "person",
                reason: 'several have the e-mail address "ada@example.com": Ada (ada), somebody (other)',
            },
        ],
    ];
    for (const [name, found, expected] of people) {
        it(`finds a person ${name}`, () => {
            const told = known([], { "ada@example.com": found });
            assert.deepEqual(findOwner({ person: "ada@example.com" }, told), expected);
        });
    }
});
