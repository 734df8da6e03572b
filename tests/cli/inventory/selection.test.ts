import assert from "node:assert/strict";
import { CliError } from "../../../cli/cliError";
import { type Filters, select, unknownTag } from "../../../cli/inventory/selection";
import { thrown } from "../../provider/helpers";
import { estateOf, SMALL } from "./estates";

describe("cli/inventory/selection", () => {
    /** The ids that the filters let through. */
    function found(filters: Filters): string[] {
        const { devices, workspaces } = select(estateOf(SMALL), filters);
        return [...devices.map(({ device }) => device.id), ...workspaces.map(({ id }) => id)];
    }

    const cases: [string, Filters, string[]][] = [
        ["everything without a filter", {}, ["dev-1", "dev-2", "room-1", "room-2"]],
        ["what is in a location, by its name in any case", { location: " hq " }, ["dev-1", "room-1"]],
        ["what is in a location, by its id", { location: "loc-b" }, ["dev-2", "room-2"]],
        ["what has a tag, and no empty room", { tag: "A" }, ["dev-1", "room-1"]],
        ["what a person has, by an address in any case", { owner: "ADA@example.com" }, ["dev-2"]],
        ["what a person has, by the id", { owner: "person-1" }, ["dev-2"]],
        ["what is in a room, by its name", { owner: "lobby" }, ["dev-1", "room-1"]],
        ["a room without a device", { owner: "room-2" }, ["room-2"]],
        ["what all filters let through", { location: "Berlin", owner: "Lobby" }, []],
    ];
    for (const [what, filters, ids] of cases) {
        it(`lets through ${what}`, () => {
            assert.deepEqual(found(filters), ids);
        });
    }

    it("finds owners of whom only the device tells", () => {
        const estate = estateOf({
            devices: [
                { id: "d", personId: "p" },
                { id: "e", workspaceId: "w" },
            ],
        });
        assert.deepEqual(
            select(estate, { owner: "w" }).devices.map(({ device }) => device.id),
            ["e"],
        );
    });

    it("takes all locations of one name", () => {
        const locations = [
            { id: "1", name: "Berlin" },
            { id: "2", name: "berlin" },
        ];
        const workspaces = [
            { id: "a", locationId: "1" },
            { id: "b", locationId: "2" },
        ];
        assert.equal(select(estateOf({ locations, workspaces }), { location: "Berlin" }).workspaces.length, 2);
    });

    const wrong: [string, Filters, RegExp][] = [
        ["a location", { location: "Berln" }, /no location "Berln"; the nearest is "Berlin"\. Give/],
        ["a location that is like none", { location: "xyzzy" }, /no location "xyzzy"\. Give the name or the id/],
        ["an owner's address", { owner: "ada@exmple.com" }, /"ada@exmple\.com".*; the nearest is "ada@example\.com"/],
        ["a room", { owner: "Loby" }, /no workspace is called so; the nearest is "Lobby"/],
    ];
    for (const [what, filters, message] of wrong) {
        it(`refuses ${what} that there is not`, async () => {
            const error = await thrown(() => found(filters));
            assert.ok(error instanceof CliError);
            assert.match(error.message, message);
        });
    }

    it("says that Webex tells no locations at all", async () => {
        const error = await thrown(() => select(estateOf({}), { location: "HQ" }));
        assert.match(error.message, /Webex tells none\. Leave --location out/);
    });

    it("names the nearest of a tag that no device has", () => {
        const estate = estateOf(SMALL);
        assert.equal(unknownTag(estate, undefined), undefined);
        assert.equal(unknownTag(estate, "A"), undefined);
        assert.equal(unknownTag(estate, "aa"), 'no device has the tag "aa"; the nearest is "a"');
        assert.equal(unknownTag(estate, "zzz"), 'no device has the tag "zzz"');
    });
});
