import assert from "node:assert/strict";
import { readRows } from "../../../sdk/csv/csvText";
import { type OwnColumns, type OwnRows, readOwnRows } from "../../../sdk/csv/ownColumns";

type Column = "name" | "size" | "colour" | "site";

const COLUMNS: OwnColumns<Column> = {
    byHeading: new Map<string, Column>([
        ["name", "name"],
        ["size", "size"],
        ["colour", "colour"],
        ["color", "colour"],
        ["site", "site"],
    ]),
    held: ["name", "size", "colour"],
};

function read(...lines: string[]): OwnRows<Column> {
    const [header, ...rows] = readRows(lines.join("\n"));
    assert.ok(header !== undefined);
    return readOwnRows(COLUMNS, header, rows);
}

describe("sdk/csv/ownColumns", () => {
    it("knows columns in any spelling, and keeps as extra what an entry does not hold", () => {
        assert.deepEqual(read("Color,NAME,Si-ze,site,Asset No", "red,a,,HQ,17"), {
            rows: [
                {
                    line: 2,
                    values: { colour: "red", name: "a", site: "HQ" },
                    extra: { site: "HQ", "Asset No": "17" },
                },
            ],
            problems: [],
            suspects: [],
        });
    });

    it("takes a heading for misspelt that is near a known one", () => {
        assert.deepEqual(read("name,sizes,colou,rack").suspects, [
            { heading: "sizes", nearest: "size" },
            { heading: "colou", nearest: "colour" },
        ]);
    });

    it("names the rows without a name", () => {
        assert.deepEqual(read("name,size", "a,1", ",2").problems, [{ line: 3, column: "name", reason: "is missing" }]);
    });

    const headers: readonly (readonly [string, readonly string[]])[] = [
        ["size,colour", ['the column "name" is missing']],
        ["name,color,colour", ['the column "colour" is there twice']],
        ["name,,size", ["column 2 has no name"]],
    ];
    for (const [header, expected] of headers) {
        it(`says nothing of the rows below the header ${header}`, () => {
            const { problems, rows } = read(header, "1,2,3,4,5");
            assert.deepEqual(
                problems,
                expected.map((reason) => ({ line: 1, reason })),
            );
            assert.deepEqual(rows, []);
        });
    }
});
