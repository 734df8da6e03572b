import assert from "node:assert/strict";
import { Remembered } from "../../../provider/api/remembered";
import { caught } from "../helpers";

describe("api/remembered", () => {
    it("reads each value once, also for those who ask at the same time", async () => {
        const asked: string[] = [];
        const remembered = new Remembered((key: string) => Promise.resolve(`${key}${asked.push(key)}`));
        assert.deepEqual(await Promise.all([remembered.get("a"), remembered.get("a"), remembered.get("b")]), [
            "a1",
            "a1",
            "b2",
        ]);
        assert.equal(await remembered.get("a"), "a1");
        assert.deepEqual(asked, ["a", "b"]);
    });

    it("reads again after a failure, which all who waited for it get", async () => {
        let attempts = 0;
        const remembered = new Remembered(() => {
            attempts += 1;
            return attempts === 1 ? Promise.reject(new Error("failed")) : Promise.resolve(attempts);
        });
        const errors = await Promise.all([remembered.get(undefined), remembered.get(undefined)].map(caught));
        assert.deepEqual(
            errors.map(({ message }) => message),
            ["failed", "failed"],
        );
        assert.equal(await remembered.get(undefined), 2);
    });
});
