import assert from "node:assert/strict";
import { Estate } from "../../../cli/estate/estate";
import { estateOf, SMALL } from "../inventory/estates";

/** An id as Webex writes it. */
function webexId(type: string, uuid: string, cluster = "us"): string {
    return Buffer.from(`ciscospark://${cluster}/${type}/${uuid}`).toString("base64url");
}

describe("cli/estate/estate", () => {
    it("joins devices with their owner and their location", () => {
        const joined = new Estate(SMALL).devices.map(({ device, person, workspace, location }) => [
            ...[device.id, person?.displayName, workspace?.displayName, location?.name],
        ]);
        assert.deepEqual(joined, [
            ["dev-1", undefined, "Lobby", "HQ"],
            ["dev-2", "Ada Lovelace", undefined, "Berlin"],
        ]);
    });

    it("finds parts by any spelling of their ids", () => {
        const [plain, padded] = [webexId("PLACE", "aB-1"), `${webexId("PLACE", "ab-1", "urn:TEAM:us-east-2_a")}==`];
        const estate = estateOf({
            ...{ workspaces: [{ id: plain, displayName: "Lobby" }], devices: [{ id: "d", workspaceId: padded }] },
        });
        assert.equal(estate.devices[0]?.workspace?.displayName, "Lobby");
        assert.equal(estate.workspace(padded)?.id, plain);
        assert.equal(estate.device("d")?.device.id, "d");
        assert.equal(estate.workspace(undefined), undefined);
    });

    it("takes a device of a room and a person for the room's", () => {
        const [{ workspace, person } = {}] = estateOf({
            ...SMALL,
            devices: [{ id: "d", workspaceId: "room-1", personId: "person-1" }],
        }).devices;
        assert.deepEqual([workspace?.id, person], ["room-1", undefined]);
    });

    const places: [string, Parameters<typeof estateOf>[0], string | undefined][] = [
        ["its room's", { devices: [{ id: "d", workspaceId: "room-1", locationId: "loc-b" }] }, "HQ"],
        ["its own", { devices: [{ id: "d", personId: "person-1", locationId: "loc-b" }] }, "Berlin"],
        [
            "its person's",
            { people: [{ id: "p", emails: [], locationId: "loc-b" }], devices: [{ id: "d", personId: "p" }] },
            "Berlin",
        ],
        [
            "its room's by the old name",
            { workspaces: [{ id: "w", workspaceLocationId: "loc-b" }], devices: [{ id: "d", workspaceId: "w" }] },
            "Berlin",
        ],
        ["none that Webex tells", { devices: [{ id: "d", locationId: "elsewhere" }] }, undefined],
    ];
    for (const [whose, parts, name] of places) {
        it(`puts a device into the location that is ${whose}`, () => {
            assert.equal(estateOf({ ...SMALL, ...parts }).devices[0]?.location?.name, name);
        });
    }
});
