import assert from "node:assert/strict";
import type { DeclaredDevice, DeclaredOwner } from "../../../../cli/inventory/program/declarations";
import { deviceFields, hasSettings, statementsOf, workspaceFields } from "../../../../cli/inventory/program/statements";
import { declared, SMALL } from "../estates";

const ROOM = { key: "r", id: "room-1", name: "lobby", displayName: "Lobby" };
const DEVICE: DeclaredDevice = {
    ...{ key: "serial S", id: "d", name: "lobby-bar", product: "Cisco Room Bar", owner: undefined, tags: undefined },
    ...{ naming: { by: "serial", serial: "S" }, hasOddTags: false, settingsId: undefined, settings: undefined },
};
const MAC = { by: "mac", mac: "00:11", model: "DMS Cisco 8865" } as const;

describe("cli/inventory/program/statements", () => {
    /** The arguments of a device, with what is said behind them. */
    function fields(device: Partial<DeclaredDevice>): string[] {
        const all = deviceFields({ ...DEVICE, ...device }, { workspaceId: ({ name }) => `${name}.id` });
        return all.map(({ text, comment }) => (comment === undefined ? text : `${text} // ${comment}`));
    }

    const owners: [string, DeclaredOwner, string][] = [
        ["a workspace by its resource", { by: "workspace", workspace: ROOM }, "workspaceId: lobby.id"],
        ["a person by the address", { by: "email", email: "a@x", label: "Ada" }, 'personId: person("a@x") // Ada'],
        ["a person by the id", { by: "id", input: "personId", id: "p", label: "Bob" }, 'personId: "p" // Bob'],
        ["a workspace by the id", { by: "id", input: "workspaceId", id: "w", label: undefined }, 'workspaceId: "w"'],
    ];
    for (const [whom, owner, text] of owners) {
        it(`names ${whom}`, () => {
            assert.deepEqual(fields({ owner }), [text, 'serial: "S" // Cisco Room Bar']);
        });
    }

    it("names devices by each kind of number, and says the product where no model does", () => {
        assert.deepEqual(fields({ naming: MAC }), ['mac: "00:11"', 'model: "DMS Cisco 8865"']);
        assert.deepEqual(fields({ naming: { ...MAC, model: undefined } }), ['mac: "00:11" // Cisco Room Bar']);
        const naming = { by: "id", deviceId: "d" } as const;
        assert.deepEqual(fields({ naming, product: undefined }), ['deviceId: "d"']);
    });

    it("gives tags, or says that they are left out", () => {
        assert.equal(fields({ tags: ["a", 'b"'] }).at(-1), 'tags: ["a", "b\\""]');
        assert.match(fields({ hasOddTags: true }).at(-1) ?? "", /The tags are left out/);
    });

    it("gives a workspace its name where that says something", () => {
        const texts = (displayName?: string) => workspaceFields({ ...ROOM, displayName }).map(({ text }) => text);
        assert.deepEqual(texts("Lobby"), ['workspaceId: "room-1"', 'displayName: "Lobby"']);
        assert.deepEqual(texts(), ['workspaceId: "room-1"']);
    });

    it("has settings only where there is a value", () => {
        assert.ok(!hasSettings(DEVICE));
        assert.ok(!hasSettings({ ...DEVICE, settings: { values: {}, secret: ["A"] } }));
        assert.ok(hasSettings({ ...DEVICE, settings: { values: { A: 1 }, secret: [] } }));
    });

    it("puts the devices of a room behind it, and gives variables to what is referred to alone", () => {
        const [, hq] = declared(SMALL).sections;
        assert.ok(hq);
        const starts = statementsOf(hq, new Set()).map((text) => text.split("(")[0]);
        assert.deepEqual(starts, ["const lobby = new webex.Workspace", "new webex.Device"]);
        assert.match(statementsOf(hq, new Set(["lobby"]))[1] ?? "", /workspaceId: lobby_2\.id,/);
    });
});
