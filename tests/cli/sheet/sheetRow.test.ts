import assert from "node:assert/strict";
import { Estate, type EstateParts } from "../../../cli/estate/estate";
import { byLocation, inGroups, rowOf } from "../../../cli/sheet/sheetRow";
import { sheetRow, stackCode } from "./samples";

const estate = (parts: Partial<EstateParts> = {}): Estate =>
    new Estate({
        people: [],
        workspaces: [],
        locations: [{ id: "oslo", name: "Oslo", timeZone: "Europe/Oslo" }],
        devices: [],
        ...parts,
    });

describe("cli/sheet/sheetRow", () => {
    it("names room, location and model, and tells the end by the location's clock", () => {
        const workspaces = [{ id: "room", displayName: "Board Room", locationId: "oslo" }];
        assert.deepEqual(rowOf(stackCode("a", { workspaceId: "room" }), estate({ workspaces }), new Map()), {
            location: "Oslo",
            owner: "Board Room",
            model: "room device",
            code: "1234567890123456",
            ends: { text: "Mon 7 Sep 2026, 14:00", zone: "Europe/Oslo" },
            source: 'offices/dev: DeviceActivation "a"',
        });
    });

    it("names a person by name and address, where the code's entry or the person is", () => {
        const person = { id: "ada", displayName: "Ada", emails: ["ada@example.com"] };
        const code = stackCode("a", { personId: "ada", model: "Cisco 9861", entryId: "entry" });
        const devices = [{ id: "entry", personId: "ada", locationId: "oslo" }];
        const byEntry = rowOf(code, estate({ people: [person], devices }), new Map());
        assert.deepEqual(
            [byEntry.owner, byEntry.location, byEntry.model],
            ["Ada <ada@example.com>", "Oslo", "Cisco 9861"],
        );
        const byPerson = rowOf(code, estate({ people: [{ ...person, locationId: "oslo" }] }), new Map());
        assert.equal(byPerson.location, "Oslo");
    });

    it("does with the stack's name of a room, or its id, where Webex tells none", () => {
        const code = stackCode("a", { workspaceId: "room" });
        const { location, owner, ends } = rowOf(code, estate(), new Map([["room", "Lobby"]]));
        assert.deepEqual([location, owner], [undefined, "Lobby"]);
        assert.equal(ends.zone, Intl.DateTimeFormat().resolvedOptions().timeZone);
        assert.equal(rowOf(code, estate(), new Map()).owner, "room");
    });

    it("puts rows by location, then by room, numbers as numbers, without a location last", () => {
        const rows = [
            sheetRow("Room 10"),
            sheetRow("Somewhere", { location: undefined }),
            sheetRow("Room 9"),
            sheetRow("Far", { location: "Bergen" }),
            sheetRow("Room 9", { model: "Cisco 9861" }),
        ];
        assert.deepEqual(
            byLocation(rows).map(({ location, rows: own }) => [
                location,
                own.map(({ owner, model }) => `${owner} ${model}`),
            ]),
            [
                ["Bergen", ["Far room device"]],
                ["Oslo", ["Room 9 Cisco 9861", "Room 9 room device", "Room 10 room device"]],
                [undefined, ["Somewhere room device"]],
            ],
        );
    });

    it("writes a code in groups of four", () => {
        assert.equal(inGroups("1234567890123456"), "1234 5678 9012 3456");
        assert.equal(inGroups("12345"), "1234 5");
        assert.equal(inGroups("1234"), "1234");
    });
});
