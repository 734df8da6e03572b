import assert from "node:assert/strict";
import { givenNames, wantedDeviceName, wantedLocationName, wantedWorkspaceName } from "../../../cli/inventory/names";
import { estateOf, SMALL } from "./estates";

describe("cli/inventory/names", () => {
    const thing = (key: string, wanted: string, created?: string, formerKey?: string) => ({
        ...{ key, wanted, created, formerKey },
    });

    it("numbers names that repeat, the oldest first, in whatever order they come", () => {
        const things = [
            thing("b", "lobby", "2024"),
            thing("a", "lobby", "2023"),
            thing("c", "alps"),
            thing("d", "lobby", "2024"),
        ];
        const expected = { a: "lobby", b: "lobby-2", d: "lobby-3", c: "alps" };
        assert.deepEqual(Object.fromEntries(givenNames(things, new Map())), expected);
        assert.deepEqual(Object.fromEntries(givenNames([...things].reverse(), new Map())), expected);
    });

    it("keeps what was given before, and gives nothing of that to others, also if it is gone", () => {
        const known = new Map([
            ["old", "lobby"],
            ["gone", "lobby-2"],
        ]);
        const names = givenNames([thing("new", "lobby", "2020"), thing("old", "renamed")], known);
        assert.deepEqual(Object.fromEntries(names), { new: "lobby-3", old: "lobby" });
    });

    it("knows a thing by a former key, and gives one name to one thing alone", () => {
        const known = new Map([["id 1", "lobby"]]);
        const names = givenNames([thing("serial 1", "x", "1", "id 1"), thing("serial 2", "x", "2", "id 1")], known);
        assert.deepEqual(Object.fromEntries(names), { "serial 1": "lobby", "serial 2": "x" });
    });

    it("calls workspaces whose names repeat by their location besides", () => {
        const workspaces = [
            { id: "1", displayName: "Lobby", locationId: "loc-hq" },
            { id: "2", displayName: "lobby!", locationId: "loc-b" },
            { id: "3", displayName: "Alps", locationId: "loc-b" },
            { id: "4", displayName: "🎉" },
            { id: "5" },
        ];
        const wanted = wantedWorkspaceName(estateOf({ ...SMALL, workspaces }));
        assert.deepEqual(workspaces.map(wanted), ["lobby-hq", "lobby-berlin", "alps", "workspace", "workspace"]);
    });

    it("calls devices by whoever has them, and by their product", () => {
        const person = { id: "p", displayName: "🎉", emails: ["ada.l@example.com"] };
        const device = { id: "d", product: "Cisco Webex Room Kit Pro" };
        assert.equal(wantedDeviceName({ device, person }, "board-room"), "board-room-room-kit-pro");
        assert.equal(
            wantedDeviceName({ device, person: { ...person, displayName: "Ada L" } }, undefined),
            "ada-l-room-kit-pro",
        );
        assert.equal(wantedDeviceName({ device, person }, undefined), "ada-l-room-kit-pro");
        assert.equal(wantedDeviceName({ device }, undefined), "room-kit-pro");
        assert.equal(wantedDeviceName({ device: { id: "d" } }, undefined), "device");
    });

    it("calls locations by their names, and the lack of one", () => {
        assert.equal(wantedLocationName({ id: "1", name: "San José – HQ" }), "san-jose-hq");
        assert.equal(wantedLocationName({ id: "1", name: "🏢" }), "location");
        assert.equal(wantedLocationName(undefined), "no-location");
    });
});
