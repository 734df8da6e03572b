import assert from "node:assert/strict";
import { Leftovers } from "../../../../cli/verifyLive/write/leftovers";

describe("cli/verifyLive/write/leftovers", () => {
    it("removes the latest first, and tells what is left and what could not be removed", async () => {
        const leftovers = new Leftovers();
        const removed: string[] = [];
        const add = (what: string, left?: string) => {
            leftovers.add({
                what,
                remove: () => {
                    removed.push(what);
                    return Promise.resolve(left);
                },
            });
        };
        add("a");
        add("b", "a half of b");
        leftovers.add({ what: "c", remove: () => Promise.reject(new Error("no")) });
        assert.deepEqual(leftovers.names, ["a", "b", "c"]);
        assert.deepEqual(await leftovers.removeAll(), ["c (it could not be removed: no)", "a half of b"]);
        assert.deepEqual([removed, leftovers.names], [["b", "a"], []]);
    });
});
