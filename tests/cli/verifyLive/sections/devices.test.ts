import assert from "node:assert/strict";
import { filterCases, respelt } from "../../../../cli/verifyLive/sections/devices";

describe("cli/verifyLive/sections/devices", () => {
    it("spells an id with padding or without, the other way", () => {
        assert.equal(respelt("YWI"), "YWI=");
        assert.equal(respelt("YWI="), "YWI");
        assert.equal(respelt("YWJj"), undefined);
    });

    it("tries each filter with a device that has what it filters by", () => {
        const rows = [
            { id: "a", displayName: "Lobby", type: "roomdesk", mac: "52:EA:D3:24:FD:21", tags: [] },
            { id: "b", serial: "FOC12345", tags: ["red"], workspaceId: "w" },
        ];
        const tried = filterCases(rows).map(({ query, sample }) => [query, sample?.id]);
        assert.deepEqual(tried, [
            [{ mac: "52EAD324FD21" }, "a"],
            [{ mac: "52:EA:D3:24:FD:21" }, "a"],
            [{ serial: "FOC12345" }, "b"],
            [{ serial: "FOC123" }, "b"],
            [{ displayName: "Lobby" }, "a"],
            [{ displayName: "obby" }, "a"],
            [{ personId: "" }, undefined],
            [{ workspaceId: "w" }, "b"],
            [{ locationId: "" }, undefined],
            [{ product: "" }, undefined],
            [{ type: "roomdesk" }, "a"],
            [{ connectionStatus: "" }, undefined],
            [{ tag: "red" }, "b"],
        ]);
    });
});
