import assert from "node:assert/strict";
import { readRows } from "../../../sdk/csv/csvText";
import { inputsOf, readWorkspaceFile, type WorkspaceFile } from "../../../sdk/csv/workspaceRows";

function read(...lines: string[]): WorkspaceFile {
    const [header, ...rows] = readRows(lines.join("\n"));
    assert.ok(header !== undefined);
    return readWorkspaceFile(header, rows);
}

/** The problems of a file, each as a line of text. */
function problems(...lines: string[]): string[] {
    return read(...lines).problems.map(({ line, column = "", reason }) => `${line} ${column}: ${reason}`);
}

/** The inputs of the one row of a file. */
function inputs(header: string, row: string, ids = {}): unknown {
    const file = read(header, row);
    assert.deepEqual(file.problems, []);
    const [only] = file.rows;
    assert.ok(only !== undefined);
    return inputsOf(only.values, ids);
}

describe("sdk/csv/workspaceRows", () => {
    describe("makes inputs", () => {
        it("of all columns", () => {
            const header =
                "name,displayName,locationId,floorId,type,capacity,notes,calendarType,calendar,callingType,extension," +
                "phoneNumber,callingLocation,license,hotdesking,supportedDevices";
            const row =
                "12-alps,Alps,loc,floor,Meeting Room,8,by the lift,microsoft,alps@example.com,webexCalling,2001," +
                "+15550100,Berlin,Professional,off,phones";
            assert.deepEqual(problems(header, row), [
                '2 type: "Meeting Room" is none of notSet, focus, huddle, meetingRoom, open, desk, other',
            ]);
            const ids = { callingLocation: "berlin-id", license: "licence-id" };
            assert.deepEqual(inputs(header, row.replace("Meeting Room", "MEETINGROOM"), ids), {
                displayName: "Alps",
                locationId: "loc",
                floorId: "floor",
                type: "meetingRoom",
                capacity: 8,
                notes: "by the lift",
                calendar: { type: "microsoft", emailAddress: "alps@example.com" },
                calling: {
                    type: "webexCalling",
                    webexCalling: {
                        phoneNumber: "+15550100",
                        extension: "2001",
                        locationId: "berlin-id",
                        licenses: ["licence-id"],
                    },
                },
                hotdeskingStatus: "off",
                supportedDevices: "phones",
            });
        });

        const rows: readonly (readonly [string, string, string, object, unknown])[] = [
            ["the name for a display name", "name", "Alps", {}, { displayName: "Alps" }],
            ["a takeover that keeps its name", "name,workspaceId", "a,id-1", {}, { workspaceId: "id-1" }],
            [
                "a takeover that gets a name",
                "name,workspaceId,displayName",
                "a,id-1,Alps",
                {},
                { workspaceId: "id-1", displayName: "Alps" },
            ],
            ["a location by name", "name,location", "a,HQ", { location: "hq" }, { displayName: "a", locationId: "hq" }],
            [
                "an extension, which means Webex Calling at the location",
                "name,location,extension",
                "a,HQ,2001",
                { location: "hq" },
                {
                    displayName: "a",
                    locationId: "hq",
                    calling: { type: "webexCalling", webexCalling: { extension: "2001", locationId: "hq" } },
                },
            ],
            [
                "calling without Webex Calling",
                "name,locationId,callingType",
                "a,hq,FREECALLING",
                {},
                { displayName: "a", locationId: "hq", calling: { type: "freeCalling" } },
            ],
            ["no calendar", "name,calendarType", "a,none", {}, { displayName: "a", calendar: { type: "none" } }],
            ["a capacity of none", "name,capacity", "a,0", {}, { displayName: "a", capacity: 0 }],
            [
                "a hot desk, by its licence",
                "name,hotdesking,locationId,license",
                "a,ON,hq,Hot desk",
                { license: "hot" },
                {
                    displayName: "a",
                    hotdeskingStatus: "on",
                    locationId: "hq",
                    calling: { type: "webexCalling", webexCalling: { locationId: "hq", licenses: ["hot"] } },
                },
            ],
        ];
        for (const [name, header, row, ids, expected] of rows) {
            it(`of ${name}`, () => {
                assert.deepEqual(inputs(header, row, ids), expected);
            });
        }
    });

    it("keeps as extra the names that no entry holds, and columns that it does not know", () => {
        const { rows } = read("name,location,license,callingLocation,rack", "a,HQ,Pro,Berlin,7");
        assert.deepEqual(rows[0]?.extra, { location: "HQ", license: "Pro", callingLocation: "Berlin", rack: "7" });
    });

    it("takes a column for misspelt that is near a known one", () => {
        const { suspects } = read("name,capcity,locaton,licence,Floor,extention,callingtypes,owner");
        assert.deepEqual(
            suspects.map(({ heading, nearest }) => `${heading} ${nearest}`),
            ["capcity capacity", "locaton location", "extention extension", "callingtypes callingType"],
        );
    });

    const wrong: readonly (readonly [string, string, string, readonly string[]])[] = [
        ["a word that is none", "name,hotdesking", "a,maybe", ['2 hotdesking: "maybe" is none of on, off']],
        ["a capacity that is none", "name,capacity", "a,eight", ["2 capacity: must be a whole number"]],
        ["a negative capacity", "name,capacity", "a,-1", ["2 capacity: must be a whole number"]],
        [
            "two locations",
            "name,location,locationId",
            "a,HQ,id",
            ["2 locationId: is given beside location; give one of them"],
        ],
        [
            "a floor without a location",
            "name,floorId",
            "a,f",
            ["2 floorId: needs the locationId that the floor belongs to"],
        ],
        [
            "a calendar without its type",
            "name,calendar",
            "a,a@example.com",
            ["2 calendarType: is missing: google or microsoft"],
        ],
        [
            "a calendar that is no address",
            "name,calendarType,calendar",
            "a,google,lobby",
            ['2 calendar: "lobby" is no e-mail address'],
        ],
        [
            "a number that a spreadsheet spoilt",
            "name,locationId,phoneNumber",
            "a,hq,1.55501E+10",
            [
                '2 phoneNumber: "1.55501E+10" is a number as a spreadsheet writes it, and its digits are lost; format the ' +
                    "column as text, and enter the phone number again",
            ],
        ],
    ];
    for (const [name, header, row, expected] of wrong) {
        it(`refuses ${name}`, () => {
            assert.deepEqual(problems(header, row), expected);
        });
    }

    it("refuses what the provider's own check refuses, by the columns of the file", () => {
        const [calling = ""] = problems("name,extension", "a,2001");
        assert.match(calling, /^2 callingType: of the type "webexCalling" needs webexCalling with a locationId/);
        const [phones = ""] = problems("name,supportedDevices", "a,phones");
        assert.match(phones, /^2 supportedDevices: is "phones", which needs calling/);
        const [calendar = ""] = problems(
            "name,locationId,hotdesking,license,calendarType,calendar",
            "a,hq,on,Hot desk,google,a@example.com",
        );
        assert.match(calendar, /^2 calendar: cannot be had by a hot desk/);
    });

    it("refuses rows that share what only one workspace can have, and only those", () => {
        const header = "name,displayName,location,extension,phoneNumber,workspaceId";
        assert.deepEqual(
            problems(
                header,
                "a,Room,HQ,2001,+1 555 0100,",
                "a,Room,Berlin,2001,,",
                "b,Room,hq,2001,,",
                "c,Room,HQ,,+15550100,",
                "d,,,,,id-1",
                "e,,,,,id-1",
            ),
            [
                '3 name: "a" is on line 2 already',
                '4 extension: "2001 in hq" is on line 2 already',
                '5 phoneNumber: "+15550100" is on line 2 already',
                '7 workspaceId: "id-1" is on line 6 already',
            ],
        );
    });

    it("says each problem once, in the order of the lines", () => {
        assert.deepEqual(problems("name,type,capacity", ",huddel,x", "b,desk", "c,desk,1"), [
            "2 name: is missing",
            '2 type: "huddel" is none of notSet, focus, huddle, meetingRoom, open, desk, other',
            "2 capacity: must be a whole number",
            "3 : it has 2 cells; expected 3",
        ]);
    });
});
