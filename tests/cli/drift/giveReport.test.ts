import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { giveReport } from "../../../cli/drift/giveReport";
import { capture } from "../capture";

describe("cli/drift/giveReport", () => {
    let folder: string;

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-report-"));
    });
    afterEach(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const printed = (text: string, out?: string) =>
        capture(() => {
            giveReport(text, out);
            return Promise.resolve();
        });

    it("prints to standard output without a file", async () => {
        const { stdout, stderr } = await printed("red: \u001b[31m2\u001b[39m");
        assert.deepEqual([stdout, stderr], ["red: \u001b[31m2\u001b[39m\n", ""]);
    });

    it("writes the file alone, without colours, over what was there", async () => {
        const out = path.join(folder, "drift.txt");
        fs.writeFileSync(out, "what was there before, and longer");
        const { stdout } = await printed("red: \u001b[31m2\u001b[39m", out);
        assert.deepEqual([stdout, fs.readFileSync(out, "utf8")], ["", "red: 2\n"]);
    });

    it("says that the file cannot be written", () => {
        const out = path.join(folder, "absent", "drift.txt");
        assert.throws(() => {
            giveReport("text", out);
        }, /^CliError: the report could not be written to .*drift\.txt: ENOENT/);
    });
});
