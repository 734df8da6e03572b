import assert from "node:assert/strict";
import { inventoryJson } from "../../../cli/inventory/inventoryJson";
import { select } from "../../../cli/inventory/selection";
import { estateOf, SMALL } from "./estates";

describe("cli/inventory/inventoryJson", () => {
    it("has devices joined with whose they are and where, and all workspaces", () => {
        assert.deepEqual(JSON.parse(inventoryJson(select(estateOf(SMALL), {}))), {
            devices: [
                {
                    ...{ id: "dev-1", product: "Cisco Room Bar", type: "roomdesk", serial: "FOC1", tags: ["a"] },
                    ...{ workspace: { id: "room-1", name: "Lobby" }, location: { id: "loc-hq", name: "HQ" } },
                },
                {
                    ...{ id: "dev-2", product: "Cisco 8865", type: "phone", mac: "52EAD324FD21", tags: [] },
                    ...{ connectionStatus: "connected", location: { id: "loc-b", name: "Berlin" } },
                    person: { id: "person-1", name: "Ada Lovelace", email: "ada@example.com" },
                },
            ],
            workspaces: [
                { id: "room-1", name: "Lobby", location: { id: "loc-hq", name: "HQ" }, hasDevices: true },
                { id: "room-2", name: "Alps", location: { id: "loc-b", name: "Berlin" }, hasDevices: false },
            ],
        });
    });

    it("has the ids of owners that Webex does not tell", () => {
        const devices = [{ id: "1", workspaceId: "w" }, { id: "2", personId: "p" }, { id: "3" }];
        const { devices: told } = JSON.parse(inventoryJson(select(estateOf({ devices }), {}))) as { devices: object[] };
        assert.deepEqual(told, [
            { id: "1", tags: [], workspace: { id: "w" } },
            { id: "2", tags: [], person: { id: "p" } },
            { id: "3", tags: [] },
        ]);
    });
});
