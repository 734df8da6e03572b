import assert from "node:assert/strict";
import { batchesOf } from "../../../../cli/inventory/program/batches";
import { declared, SMALL } from "../estates";

describe("cli/inventory/program/batches", () => {
    it("gives variables and look-ups to the batches alone whose ids something needs", () => {
        const { sections } = declared({ ...SMALL, devices: [] });
        const [map = "", batch, ...more] = batchesOf(sections, "");
        assert.match(map, /^const workspaces = \{\n {4}\/\/ Berlin\n {4}alps: \{ /);
        assert.equal(batch, 'new webex.WorkspaceBatch("workspaces", { workspaces });');
        assert.deepEqual(more, []);
    });

    it("names the batches of one location after it, without a heading in their maps", () => {
        const [, hq] = declared(SMALL).sections;
        assert.ok(hq);
        const text = batchesOf([hq], hq.name).join("\n");
        assert.match(text, /new webex\.WorkspaceBatch\("hq-workspaces", \{ workspaces \}\);/);
        assert.match(text, /new webex\.DeviceBatch\("hq-devices", \{ devices \}\);/);
        assert.doesNotMatch(text, /\/\/ HQ/);
    });

    it("says behind an entry whose it is and which product", () => {
        const text = batchesOf(declared(SMALL).sections, "").join("\n");
        assert.match(
            text,
            /^ {4}"ada-lovelace-8865": \{ personId: person\("ada@example\.com"\), .* \}, \/\/ Ada Lovelace$/m,
        );
        assert.match(text, /^ {4}"lobby-room-bar": \{ .* \}, \/\/ Cisco Room Bar$/m);
    });

    it("is nothing for nothing", () => {
        assert.deepEqual(batchesOf([], ""), []);
    });
});
