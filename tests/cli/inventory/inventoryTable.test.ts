import assert from "node:assert/strict";
import { counted, inventoryTable } from "../../../cli/inventory/inventoryTable";
import { select } from "../../../cli/inventory/selection";
import { estateOf, SMALL } from "./estates";

describe("cli/inventory/inventoryTable", () => {
    it("shows devices with whose they are, and empty rooms, by location, what has none last", () => {
        const workspaces = [...SMALL.workspaces, { id: "room-3", displayName: "Attic" }];
        assert.equal(
            inventoryTable(select(estateOf({ ...SMALL, workspaces }), {})),
            [
                "LOCATION  OWNER                           DEVICE          MAC OR SERIAL  STATUS     TAGS",
                "Berlin    Ada Lovelace <ada@example.com>  Cisco 8865      52EAD324FD21   connected  –",
                "Berlin    Alps                            (no device)     –              –          –",
                "HQ        Lobby                           Cisco Room Bar  FOC1           –          a",
                "–         Attic                           (no device)     –              –          –",
                "",
                "2 devices, 3 workspaces, 2 of them without a device",
            ].join("\n"),
        );
    });

    it("shows ids of owners that Webex does not tell, and rows that stay on their line", () => {
        const devices = [
            { id: "1", workspaceId: "room-9", displayName: "a\nb\u001b[31m", serial: " ", mac: "AA" },
            { id: "2", personId: "person-9", type: "phone", serial: "S" },
        ];
        const lines = inventoryTable(select(estateOf({ devices }), {})).split("\n");
        assert.deepEqual(
            lines.slice(1, 3).map((line) => line.trim().split(/ {2,}/)),
            [
                ["–", "person-9", "–", "S", "–", "–"],
                ["–", "room-9", "a b [31m", "–", "–", "–"],
            ],
        );
        assert.equal(lines.at(-1), "2 devices, 0 workspaces");
    });

    it("counts in words", () => {
        assert.deepEqual(
            [0, 1, 2].map((count) => counted(count, "device")),
            ["0 devices", "1 device", "2 devices"],
        );
    });
});
