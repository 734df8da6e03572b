import assert from "node:assert/strict";
import { grouped } from "../../cli/grouped";

describe("cli/grouped", () => {
    it("keeps keys and items in their order", () => {
        const groups = grouped([3, 1, 4, 1, 5, 9], (number) => (number % 2 === 0 ? "even" : "odd"));
        assert.deepEqual(
            [...groups],
            [
                ["odd", [3, 1, 1, 5, 9]],
                ["even", [4]],
            ],
        );
    });

    it("takes undefined for a key", () => {
        assert.deepEqual(grouped(["a"], () => undefined).get(undefined), ["a"]);
    });
});
