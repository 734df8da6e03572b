import assert from "node:assert/strict";
import { besidePath, type FileChange, fileChanges } from "../../../../cli/inventory/program/fileChanges";
import { hashOf } from "../../../../cli/inventory/program/manifest";

describe("cli/inventory/program/fileChanges", () => {
    /** A file on the disk, as the last run generated it, and as this one does; and what happens to it. */
    const cases: [
        string,
        string | undefined,
        string | undefined,
        string | undefined,
        FileChange["what"] | undefined,
    ][] = [
        ["is new", undefined, undefined, "new", "create"],
        ["was removed by somebody", undefined, "old", "new", "create"],
        ["is as it will be", "new", "old", "new", "same"],
        ["is as it will be, and was never generated", "new", undefined, "new", "same"],
        ["is as it was generated", "old", "old", "new", "replace"],
        ["is as it was generated, with other line ends", "o\r\nld", "o\nld", "new", "replace"],
        ["was edited, and has news", "edited", "old", "new", "writeBeside"],
        ["was edited, and has none", "edited", "old", "old", "keepEdited"],
        ["was there before the first run", "theirs", undefined, "new", "writeBeside"],
        ["is no longer generated", "old", "old", undefined, "remove"],
        ["is no longer generated, and was edited", "edited", "old", undefined, "keepUnused"],
        ["is no longer generated, and gone", undefined, "old", undefined, undefined],
    ];
    for (const [how, present, was, becomes, what] of cases) {
        it(`says ${what ?? "nothing"} of a file that ${how}`, () => {
            const map = (text: string | undefined) => new Map(text === undefined ? [] : [["index.ts", text]]);
            const generated = was === undefined ? {} : { "index.ts": hashOf(was) };
            const changes = fileChanges(map(becomes), map(present), generated);
            const writes = what === "create" || what === "replace" || what === "writeBeside";
            const change = { path: "index.ts", what, ...(writes ? { text: becomes } : {}) };
            assert.deepEqual(changes, what === undefined ? [] : [change]);
        });
    }

    it("says several in one go", () => {
        const wanted = new Map([
            ["a", "1"],
            ["b", "2"],
        ] as const);
        const changes = fileChanges(
            wanted,
            new Map([
                ["a", "1"],
                ["c", "3"],
            ] as const),
            { c: hashOf("3") },
        );
        assert.deepEqual(
            changes.map(({ path, what }) => `${path} ${what}`),
            ["a same", "b create", "c remove"],
        );
        assert.equal(besidePath("a"), "a.new");
    });
});
