import assert from "node:assert/strict";
import { readRows } from "../../../sdk/csv/csvText";
import { readTemplate } from "../../../sdk/csv/templateFile";

const HEADER = '"Configuration name","Value","Follow default"\n';

describe("sdk/csv/templateFile", () => {
    const read = (text: string) => readTemplate(readRows(text));
    const problems = (rows: string) =>
        read(HEADER + rows).problems.map(({ line, column, reason }) => `${line} ${column ?? ""}: ${reason}`);

    it("reads names, values as they stand there, and what follows its default", () => {
        const text = `${HEADER}"Audio.DefaultVolume","60","false"\n\n"Standby.Delay","","true"\n"SystemUnit.Name","","FALSE"\n`;
        assert.deepEqual(read(text), {
            rows: [
                { line: 2, key: "Audio.DefaultVolume", value: "60", followsDefault: false },
                { line: 4, key: "Standby.Delay", value: "", followsDefault: true },
                { line: 5, key: "SystemUnit.Name", value: "", followsDefault: false },
            ],
            problems: [],
        });
    });

    it("knows its columns in any order and case, with others beside them, and by semicolons", () => {
        const { rows } = read("VALUE;Note;follow default;Configuration Name\nOn;x;false;Standby.Control\n");
        assert.deepEqual(rows, [{ line: 2, key: "Standby.Control", value: "On", followsDefault: false }]);
    });

    it("keeps commas and quotes in a value", () => {
        const { rows } = read(`${HEADER}"UserInterface.CustomMessage","Hi, ""you""","false"\n`);
        assert.equal(rows[0]?.value, 'Hi, "you"');
    });

    const wrong: [string, string, RegExp][] = [
        ["no name", '"","1","false"', /^2 Configuration name: is missing/],
        ["a name twice", '"A.B","1","false"\n"A.B","2","false"', /^3 Configuration name: A\.B is on line 2 already/],
        ["several settings", '"A.*","1","false"', /^2 Configuration name: A\.\* names several settings/],
        ["no word on the default", '"A.B","1",""', /^2 Follow default: must be true or false/],
        ["another word on the default", '"A.B","1","yes"', /^2 Follow default: must be true or false/],
        ["a masked password", '"A.B","***","false"', /^2 Value: is masked by Control Hub/],
        ["a row that is too short", '"A.B","1"', /^2 : it has 2 cells; expected 3/],
        ["quotes that cannot be read", '"A.B","1""","false"x', /^2 : its quotes cannot be read/],
        ["no rows", "", /^1 : is followed by no setting/],
    ];
    for (const [name, rows, expected] of wrong) {
        it(`says of ${name} where it is`, () => {
            const told = problems(rows);
            assert.equal(told.length, 1, told.join("\n"));
            assert.match(told[0] ?? "", expected);
        });
    }

    it("takes a mask that follows the default for nothing", () => {
        assert.deepEqual(problems('"A.B","***","true"'), []);
    });

    it("says all that is wrong, in the order of the lines", () => {
        const told = problems('"A.B","1"\n"","1","x"\n"C.D","****","false"');
        assert.deepEqual(
            told.map((line) => line.split(":")[0]),
            ["2 ", "3 Configuration name", "3 Follow default", "4 Value"],
        );
    });

    for (const [name, text, expected] of [
        ["an empty file", "", /^is empty; expected Configuration name, Value, Follow default/],
        ["another file", "name,mac\n", /the columns Configuration name, Value, Follow default are missing/],
        ["a file without one column", "Configuration name,Value\n", /the column Follow default is missing/],
    ] as const) {
        it(`does not take ${name} for a template`, () => {
            const { problems: told } = read(text);
            assert.equal(told.length, 1);
            assert.match(told[0]?.reason ?? "", expected);
        });
    }
});
