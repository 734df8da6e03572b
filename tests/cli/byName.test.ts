import assert from "node:assert/strict";
import { byName } from "../../cli/byName";

describe("cli/byName", () => {
    it("takes numbers as numbers, and puts what has no name last", () => {
        const names = [undefined, "Room 10", "room 9", "Ålesund", "Bergen"];
        assert.deepEqual([...names].sort(byName), ["Ålesund", "Bergen", "room 9", "Room 10", undefined]);
    });

    it("compares what has no name itself", () => {
        assert.deepEqual([byName(undefined, undefined), byName("a", undefined), byName(undefined, "a")], [0, -1, 1]);
    });
});
