import assert from "node:assert/strict";
import type { Section } from "../../../../cli/inventory/program/declarations";
import { NO_NAMES } from "../../../../cli/inventory/program/declarations";
import { declared, SMALL } from "../estates";

describe("cli/inventory/program/declarations", () => {
    /** The names of everything, by section. */
    function outline(sections: readonly Section[]): unknown[] {
        return sections.map(({ title, workspaces, devices }) => [
            ...[title, workspaces.map(({ name }) => name), devices.map(({ name }) => name)],
        ]);
    }

    it("declares everything by locations, what has none last", () => {
        const parts = { ...SMALL, workspaces: [...SMALL.workspaces, { id: "room-3", displayName: "Nowhere" }] };
        assert.deepEqual(outline(declared(parts).sections), [
            ["Berlin", ["alps"], ["ada-lovelace-8865"]],
            ["HQ", ["lobby"], ["lobby-room-bar"]],
            ["Without a location", ["nowhere"], []],
        ]);
    });

    it("says whose devices are: rooms as resources, people by address, all others by id", () => {
        const devices = [
            ...SMALL.devices,
            { id: "dev-3", type: "roomdesk", serial: "FOC3", personId: "person-2" },
            { id: "dev-4", type: "roomdesk", serial: "FOC4", workspaceId: "elsewhere" },
            { id: "dev-5", type: "roomdesk", serial: "FOC5" },
            { id: "dev-6", type: "roomdesk", serial: "FOC6", personId: "person-3" },
        ];
        const people = [
            ...SMALL.people,
            { id: "person-2", displayName: "Bob", emails: [] },
            { id: "person-3", emails: ["no address"] },
        ];
        const all = declared({ ...SMALL, people, devices }).sections.flatMap((section) => section.devices);
        const owners = new Map(all.map(({ id, owner }) => [id, owner]));
        assert.equal(owners.get("dev-1")?.by, "workspace");
        assert.deepEqual(owners.get("dev-2"), { by: "email", email: "ada@example.com", label: "Ada Lovelace" });
        assert.deepEqual(owners.get("dev-3"), { by: "id", input: "personId", id: "person-2", label: "Bob" });
        assert.deepEqual(owners.get("dev-4"), { by: "id", input: "workspaceId", id: "elsewhere", label: undefined });
        assert.equal(owners.get("dev-5"), undefined);
        assert.equal(owners.get("dev-6")?.by, "id");
    });

    it("has rooms by their ids alone where they are no resources", () => {
        const { sections } = declared(SMALL, { declaresWorkspaces: false });
        assert.deepEqual(
            sections.flatMap(({ workspaces }) => workspaces),
            [],
        );
        const [room] = sections.flatMap(({ devices }) => devices).filter(({ id }) => id === "dev-1");
        assert.deepEqual(room?.owner, { by: "id", input: "workspaceId", id: "room-1", label: "Lobby" });
        assert.equal(room.name, "lobby-room-bar");
    });

    it("repeats no name and no tags that would not reach Webex as they are", () => {
        const odd = (displayName: string, tags: string[]) => ({
            workspaces: [{ id: "w", displayName }],
            devices: [{ id: "d", type: "roomdesk", serial: "S", workspaceId: "w", tags }],
        });
        const cases: [string, string[], unknown, unknown, boolean][] = [
            ["Lobby", ["b", "a"], "Lobby", ["b", "a"], false],
            ["Lobby", [], "Lobby", undefined, false],
            ["   ", [" "], undefined, undefined, true],
            ["half \ud800", ["fine", "half \udc00"], undefined, undefined, true],
        ];
        for (const [displayName, given, name, tags, hasOddTags] of cases) {
            const [{ workspaces, devices } = { workspaces: [], devices: [] }] = declared(
                odd(displayName, given),
            ).sections;
            assert.equal(workspaces[0]?.displayName, name);
            assert.deepEqual([devices[0]?.tags, devices[0]?.hasOddTags], [tags, hasOddTags]);
        }
    });

    it("leaves out what is not there yet", () => {
        const code = { id: "code", type: "phone", connectionStatus: "activating", personId: "person-1" };
        const { sections, notYet } = declared({ ...SMALL, devices: [...SMALL.devices, code] });
        assert.deepEqual(
            notYet.map(({ device }) => device.id),
            ["code"],
        );
        assert.equal(sections.flatMap(({ devices }) => devices).length, 2);
    });

    it("keeps the names of an earlier run, also where a device is named otherwise since", () => {
        const known = {
            workspaces: new Map([["room-1", "reception"]]),
            devices: new Map([["id dev-1", "old-bar"]]),
            sections: new Map([["loc-hq", "main"]]),
        };
        const [, hq] = declared(SMALL, { known }).sections;
        assert.deepEqual([hq?.name, hq?.workspaces[0]?.name, hq?.devices[0]?.name], ["main", "reception", "old-bar"]);
        assert.deepEqual(declared(SMALL, { known: NO_NAMES }).sections[1]?.name, "hq");
    });

    it("gives settings by the id that they go by", () => {
        const settings = new Map([["dev-1", { values: { "Audio.DefaultVolume": 60 }, secret: [] }]]);
        const devices = [{ ...SMALL.devices[0], id: "dev-1", webexDeviceId: "other" }];
        const [section] = declared({ ...SMALL, devices }, { settings, owner: "Lobby" }).sections;
        assert.equal(section?.devices[0]?.settingsId, "other");
        assert.deepEqual(section.devices[0].settings, settings.get("dev-1"));
    });
});
