import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { CONTROL_HUB_HEADINGS, isControlHubHeader, readControlHubFile } from "../../../sdk/csv/controlHubFile";
import { readEscapedRows, readText } from "../../../sdk/csv/csvText";
import { type FileContent, problemLines } from "../../../sdk/csv/fileRows";

/** Made by hand after the headings of Cisco's lab sheet. */
const SAMPLE = path.resolve(__dirname, "../../../../shared/spec/csv/control-hub-devices.csv");

const HEADER = CONTROL_HUB_HEADINGS.join(",");

function read(...lines: string[]): FileContent {
    const [header, ...rows] = readEscapedRows([HEADER, ...lines].join("\n"));
    assert.ok(header !== undefined && isControlHubHeader(header.cells));
    return readControlHubFile(header, rows);
}

/** A row of the file. */
function row(username: string, { type = "USER", model = "Cisco 9861", mac = "", location = "HQ" } = {}): string {
    return `${username},${type},,,IP,${model},${mac},${location},,`;
}

function namesOf({ rows }: FileContent): (string | undefined)[] {
    return rows.map(({ values }) => values.name);
}

describe("sdk/csv/controlHubFile", () => {
    describe("is known", () => {
        const headers: [string, readonly string[], boolean][] = [
            ["by its header", CONTROL_HUB_HEADINGS, true],
            ["by its older header", CONTROL_HUB_HEADINGS.slice(0, 8), true],
            ["in upper case", CONTROL_HUB_HEADINGS.map((heading) => heading.toUpperCase()), true],
            ["in another order", [...CONTROL_HUB_HEADINGS].reverse(), true],
            ["not without the MAC address", CONTROL_HUB_HEADINGS.filter((heading) => heading !== "MAC Address"), false],
            ["not with a column of our own for the name", ["Name", ...CONTROL_HUB_HEADINGS], false],
            ["not as ours", ["name", "mac", "model"], false],
        ];
        for (const [name, cells, expected] of headers) {
            it(name, () => {
                assert.equal(isControlHubHeader(cells), expected);
            });
        }
    });

    it("makes a code of a row without a MAC address and a phone of one with", () => {
        const { rows, problems } = read(
            "anna@example.com,USER,,,IP,Cisco 8865,,San Jose - HQ,,",
            "Lobby\\, east,workspace,2001,,IP,Cisco 9861,00:00:5E:00:53:01,San Jose - HQ,Cisco,",
        );
        assert.deepEqual(problems, []);
        assert.deepEqual(rows, [
            {
                line: 2,
                kind: "activations",
                values: {
                    name: "anna@example.com",
                    person: "anna@example.com",
                    mac: undefined,
                    model: "Cisco 8865",
                    location: "San Jose - HQ",
                },
                extra: { Username: "anna@example.com", Type: "USER", "Device Type": "IP", Location: "San Jose - HQ" },
            },
            {
                line: 3,
                kind: "devices",
                values: {
                    name: "Lobby, east",
                    workspace: "Lobby, east",
                    mac: "00:00:5E:00:53:01",
                    model: "Cisco 9861",
                    location: "San Jose - HQ",
                },
                extra: {
                    Username: "Lobby, east",
                    Type: "workspace",
                    Extension: "2001",
                    "Device Type": "IP",
                    Location: "San Jose - HQ",
                    "Calling Plan": "Cisco",
                },
            },
        ]);
    });

    it("reads the sample", function () {
        if (!existsSync(SAMPLE)) {
            console.log(`      skipped: ${path.basename(SAMPLE)} is not here`);
            this.skip();
        }
        const [header, ...rows] = readEscapedRows(readText(SAMPLE, "devicesFromCsv"));
        assert.ok(header !== undefined && isControlHubHeader(header.cells));
        const content = readControlHubFile(header, rows);
        assert.deepEqual(content.problems, []);
        assert.deepEqual(
            content.rows.map(({ kind, values: { name, mac } }) => [kind, name, mac]),
            [
                ["activations", "anna@example.com", undefined],
                ["devices", "Lobby Phone", "00005E005301"],
            ],
        );
    });

    describe("names entries", () => {
        const lines = [
            row("ada@example.com"),
            row("bob@example.com", { mac: "00005E005301" }),
            row("Bob@example.com", { mac: "00:00:5e:00:53:02" }),
            row("bob@example.com"),
            row("Lobby", { type: "WORKSPACE", location: "HQ" }),
            row("Lobby", { type: "WORKSPACE", location: "Berlin" }),
        ];
        const names = [
            "ada@example.com",
            "bob@example.com 00005E005301",
            "Bob@example.com 00005E005302",
            "bob@example.com Cisco 9861",
            "Lobby Cisco 9861 HQ",
            "Lobby Cisco 9861 Berlin",
        ];

        it("by the user name, and by device and location where that is there several times", () => {
            assert.deepEqual(namesOf(read(...lines)), names);
        });

        it("the same in another order, and beside more rows of others", () => {
            const more = [row("carl@example.com"), ...[...lines].reverse()];
            assert.deepEqual(namesOf(read(...more)), ["carl@example.com", ...[...names].reverse()]);
        });

        it("of equal rows by numbers", () => {
            const twice = [row("ada@example.com"), row("ada@example.com"), row("ada@example.com")];
            assert.deepEqual(namesOf(read(...twice)), [
                "ada@example.com Cisco 9861 HQ",
                "ada@example.com Cisco 9861 HQ (2)",
                "ada@example.com Cisco 9861 HQ (3)",
            ]);
        });
    });

    it("names all that is missing by the file's own headings", () => {
        const { problems, headingOf } = read(
            row("", { type: "PLACE" }),
            row("ada@example.com", { type: "" }),
            row("bob@example.com", { model: "" }),
            "short,USER",
        );
        assert.deepEqual(problemLines(problems).split("\n  ").sort(), [
            'line 2, Type: "PLACE" is no type of owner; expected USER or WORKSPACE',
            "line 2, Username: is missing",
            "line 3, Type: is missing; expected USER or WORKSPACE",
            'line 4, Model: is missing: the code of a phone needs it, e.g. "Cisco 9861"',
            "line 5: it has 2 cells; expected 10",
        ]);
        assert.deepEqual(["mac", "person", "workspace", "location", "model"].map(headingOf), [
            "MAC Address",
            "Username",
            "Username",
            "Location",
            "Model",
        ]);
    });

    it("refuses a heading that is there twice, or none", () => {
        const [header, ...rows] = readEscapedRows("Username,Type,Model,MAC Address,Room,,Room\n");
        assert.ok(header !== undefined);
        assert.deepEqual(problemLines(readControlHubFile(header, rows).problems).split("\n  "), [
            "line 1: column 6 has no name",
            'line 1: the column "Room" is there twice',
        ]);
    });
});
