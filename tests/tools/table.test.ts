import assert from "node:assert/strict";
import path from "node:path";

interface TableTool {
    table: (rows: string[][]) => string;
}

describe("tools/table", () => {
    it("gives each column the width of its longest cell", async () => {
        const { table } = (await import(path.resolve(__dirname, "../../tools/table.mjs"))) as TableTool;
        const text = table([
            ["device", "owner"],
            ["desk-phone", "Ada"],
            ["room", ""],
        ]);
        assert.equal(text, ["device      owner", "----------  -----", "desk-phone  Ada", "room"].join("\n"));
    });
});
