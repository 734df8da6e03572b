import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { settingsFromCsv } from "../../sdk/index";
import { documentPath } from "../contract/prism";
import { thrown } from "../provider/helpers";

describe("sdk/settingsFromCsv", () => {
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    function file(content: string | Buffer): string {
        const name = path.join(folder, "template.csv");
        writeFileSync(name, content);
        return name;
    }

    it("reads Control Hub's export: values without a type, and names that follow their defaults", function () {
        const sample = documentPath("csv/control-hub-config-template.csv");
        if (sample === undefined) {
            this.skip();
        }
        assert.deepEqual(settingsFromCsv(sample), {
            settings: { "Audio.DefaultVolume": { untyped: "60" } },
            followDefault: ["Standby.Delay"],
        });
    });

    for (const [name, first] of [
        ["with the line for spreadsheets", "sep=,\r\n"],
        ["with that line in quotes", '"sep=,"\n'],
        ["with a byte order mark", "\uFEFF"],
        ["without it", ""],
    ] as const) {
        it(`reads it ${name}`, () => {
            const text = `${first}"Configuration name","Value","Follow default"\r\n"SerialPort.BaudRate","115200","false"\r\n`;
            assert.deepEqual(settingsFromCsv(file(text)).settings, { "SerialPort.BaudRate": { untyped: "115200" } });
        });
    }

    it("throws with all that is wrong, by the lines of the file, the first one included", async () => {
        const text = "sep=,\nConfiguration name,Value,Follow default\nA.B,***,false\n,1,false\n";
        const name = file(text);
        const error = await thrown(() => settingsFromCsv(name));
        assert.equal(
            error.message,
            `settingsFromCsv: ${name} cannot be used as it is:\n` +
                "  line 3, Value: is masked by Control Hub: take the row out, and give the value in the program, as a secret\n" +
                "  line 4, Configuration name: is missing",
        );
    });

    it("says of a file that is not there, or not UTF-8, what it is", async () => {
        const missing = path.join(folder, "none.csv");
        assert.match(
            (await thrown(() => settingsFromCsv(missing))).message,
            /^settingsFromCsv: reading .*none\.csv failed/,
        );
        const latin = file(Buffer.from([0x41, 0xe9, 0x0a]));
        assert.match((await thrown(() => settingsFromCsv(latin))).message, /^settingsFromCsv: .* is not UTF-8 text/);
    });

    it("refuses a path that is none", async () => {
        assert.match((await thrown(() => settingsFromCsv(""))).message, /^settingsFromCsv: path must not be empty/);
    });
});
