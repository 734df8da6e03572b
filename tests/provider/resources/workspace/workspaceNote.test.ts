import assert from "node:assert/strict";
import { isNote, noteOf } from "../../../../provider/resources/workspace/workspaceNote";

describe("resources/workspace/workspaceNote", () => {
    it("names the stack and the resource", () => {
        assert.equal(noteOf("shop/prod", 'Workspace "board"'), 'Managed by Pulumi: shop/prod Workspace "board"');
    });

    it("is none where the stack is not known", () => {
        assert.equal(noteOf(undefined, 'Workspace "board"'), undefined);
    });

    it("is told from other notes", () => {
        assert.deepEqual(
            [isNote(noteOf("a/b", "c")), isNote("near the lift"), isNote(""), isNote(undefined)],
            [true, false, false, false],
        );
    });
});
