import assert from "node:assert/strict";
import { thereIn, withStackNames } from "../../../../cli/inventory/import/stackThings";
import { NO_NAMES } from "../../../../cli/inventory/program/declarations";
import { deviceBatch, resource } from "../../drift/builders";

describe("cli/inventory/import/stackThings", () => {
    const native = { ...resource("Workspace", "room", {}), type: "webex:index:Workspace" };
    const stack = [
        native,
        resource("Device", "desk", {}),
        deviceBatch("phones", { a: {} }),
        resource("DeviceConfiguration", "settings", { deviceId: "d", settings: {} }, {}, "d"),
    ];

    it("knows what a stack has, of either front, in batches, too", () => {
        const isThere = thereIn(stack);
        assert.ok(isThere("Workspace", "id-room"));
        assert.ok(isThere("Device", "id-desk"));
        assert.ok(isThere("Device", "id-a"));
        assert.ok(isThere("DeviceConfiguration", "d"));
        assert.ok(!isThere("Device", "d"));
        assert.ok(!isThere("Device", "id-room"));
        assert.ok(!thereIn([])("Device", "id-desk"));
    });

    it("takes the names of a stack's resources for given", () => {
        const { workspaces, devices } = withStackNames(NO_NAMES, stack);
        assert.deepEqual([[...workspaces.values()], [...devices.values()]], [["room"], ["desk"]]);
    });
});
