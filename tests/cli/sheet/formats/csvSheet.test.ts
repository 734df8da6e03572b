import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { csvSheet } from "../../../../cli/sheet/formats/csvSheet";
import { sheetOf, sheetRow } from "../samples";

describe("cli/sheet/formats/csvSheet", () => {
    const recordsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true });

    it("has a row for each code, in groups, with its end by local time", async () => {
        const text = await csvSheet(sheetOf([sheetRow("Huddle 2"), sheetRow("Huddle 1", { location: "Bergen" })]));
        assert.deepEqual(recordsOf(text), [
            {
                done: "",
                location: "Bergen",
                "room or person": "Huddle 1",
                model: "room device",
                "activation code (secret)": "1234 5678 9012 3456",
                "good until": "Mon 7 Sep 2026, 14:00",
                "time zone": "Europe/Oslo",
                resource: 'offices/dev: DeviceActivation "lobby"',
            },
            { ...recordsOf(text)[1], location: "Oslo", "room or person": "Huddle 2" },
        ]);
    });

    it("begins with the mark by which spreadsheets know UTF-8, and ends lines as they do", async () => {
        const text = await csvSheet(sheetOf([sheetRow("会議室")]));
        assert.equal(text.charCodeAt(0), 0xfeff);
        assert.equal(text.split("\r\n").length, 3);
    });

    for (const name of ["=1+1", "+47 22", "-Bob", "@SUM(A1)", "\t=1", "＝1"]) {
        it(`lets no spreadsheet run ${JSON.stringify(name)}`, async () => {
            const text = await csvSheet(sheetOf([sheetRow(name, { location: name })]));
            const [record = {}] = recordsOf(text);
            assert.equal(record["room or person"]?.[0], "'");
            assert.equal(record.location?.[0], "'");
        });
    }

    it("lets nobody leave a cell", async () => {
        const name = 'a";=1+1;"\n=2';
        const [record = {}] = recordsOf(await csvSheet(sheetOf([sheetRow(name)])));
        assert.equal(record["room or person"], 'a";=1+1;" =2');
        const text = await csvSheet(sheetOf([sheetRow("a;=1+1")]));
        assert.ok(text.includes('"a;=1+1"'), "quotes keep a list separator of another country inside");
    });
});
