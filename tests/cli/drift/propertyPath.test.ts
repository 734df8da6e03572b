import assert from "node:assert/strict";
import { PathSet, parsePath, valueAt } from "../../../cli/drift/propertyPath";

describe("cli/drift/propertyPath", () => {
    const paths: readonly [text: string, parts: readonly string[]][] = [
        ["tags", ["tags"]],
        ["tags[0]", ["tags", "0"]],
        ["devices.lobby.tags[1]", ["devices", "lobby", "tags", "1"]],
        ['settings["Audio.DefaultVolume"]', ["settings", "Audio.DefaultVolume"]],
        ['devices["a \\"b\\" [c]"].mac', ["devices", 'a "b" [c]', "mac"]],
        ["", []],
    ];
    for (const [text, parts] of paths) {
        it(`reads ${text === "" ? "an empty path" : text}`, () => {
            assert.deepEqual(parsePath(text), parts);
        });
    }

    it("finds the value at a path, and nothing of what every object has", () => {
        const value = { a: { "b.c": [1, { d: 2 }] } };
        assert.equal(valueAt(value, ["a", "b.c", "1", "d"]), 2);
        assert.equal(valueAt(value, []), value);
        assert.deepEqual(
            [["a", "x"], ["a", "b.c", "0", "x"], ["constructor"], ["a", "toString"]].map((path) =>
                valueAt(value, path),
            ),
            [undefined, undefined, undefined, undefined],
        );
    });

    it("says whether a path is one of several, above one or below one", () => {
        const set = new PathSet([["devices", "a", "tags", "0"], ["defaults"]]);
        const touched = [["devices"], ["devices", "a"], ["devices", "a", "tags", "0"], ["defaults", "x", "y"]];
        const others = [["devices", "a", "mac"], ["devices", "b"], ["device"], []];
        assert.deepEqual(
            touched.map((path) => set.touches(path)),
            Array(4).fill(true),
        );
        assert.deepEqual(
            others.map((path) => set.touches(path)),
            Array(4).fill(false),
        );
    });
});
