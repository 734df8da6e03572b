import assert from "node:assert/strict";
import { changed, isOnline, nameOf, progressOf, stateOf } from "../../../../cli/sheet/watch/watched";
import { sheetRow } from "../samples";

describe("cli/sheet/watch/watched", () => {
    it("calls the connection by words that people use", () => {
        assert.deepEqual(
            [undefined, "connected", "connected_with_issues", "disconnected", "offline_deep_sleep"].map((status) =>
                stateOf(status === undefined ? undefined : { connectionStatus: status }),
            ),
            ["waiting", "online", "online", "offline", "offline deep sleep"],
        );
        assert.equal(stateOf({}), "of unknown state");
    });

    const all = [
        { row: sheetRow("Huddle 1"), state: "online" },
        { row: sheetRow("Huddle 2", { location: undefined, model: "Cisco 9861" }), state: "waiting" },
    ];

    it("counts who is online, and names the others", () => {
        assert.equal(progressOf(all), "1 of 2 online");
        assert.deepEqual(all.map(isOnline), [true, false]);
        assert.deepEqual(all.map(nameOf), ["Huddle 1 in Oslo (room device)", "Huddle 2 (Cisco 9861)"]);
    });

    it("finds who changed", () => {
        const later = all.map((each) => ({ ...each, state: "online" }));
        assert.deepEqual(changed(all, later), later.slice(1));
        assert.deepEqual(changed(later, later), []);
    });
});
