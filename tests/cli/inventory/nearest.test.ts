import assert from "node:assert/strict";
import { nearestWords } from "../../../cli/inventory/nearest";

describe("cli/inventory/nearest", () => {
    const cases: [string, readonly string[], string][] = [
        ["berln", ["Munich", "Berlin"], '; the nearest is "Berlin"'],
        [" BERLIN ", ["Berlin"], '; the nearest is "Berlin"'],
        ["xyz", ["Berlin"], ""],
        ["berlin", [], ""],
        ["", ["Berlin"], ""],
    ];
    for (const [name, names, words] of cases) {
        it(`finds ${words === "" ? "none" : words} for "${name}" among ${names.length}`, () => {
            assert.equal(nearestWords(name, names), words);
        });
    }
});
