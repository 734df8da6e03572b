import assert from "node:assert/strict";
import { textTable } from "../../cli/textTable";

describe("cli/textTable", () => {
    it("puts rows in columns under their heads, without lines and blanks at the end", () => {
        const table = textTable(
            ["NAME", "STATUS"],
            [
                ["Lobby", "connected"],
                ["Board Room", ""],
            ],
        );
        assert.deepEqual(table.split("\n"), ["NAME        STATUS", "Lobby       connected", "Board Room"]);
    });

    it("keeps the columns of names in wide letters, and obeys no control character", () => {
        const table = textTable(
            ["NAME", "STATUS"],
            [
                ["会議室", "ok"],
                ["a\u001b[2Jb\nc", "ok"],
            ],
        );
        assert.deepEqual(table.split("\n"), ["NAME      STATUS", "会議室    ok", "a [2Jb c  ok"]);
    });

    it("has heads alone without rows", () => {
        assert.equal(textTable(["NAME"], []), "NAME");
    });
});
