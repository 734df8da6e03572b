import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import sinon from "sinon";
import { normalizeMac, normalizeTags } from "../../provider/api/identity";
import { rememberSecrets } from "../../provider/client/secrets";
import { type DeviceBatchEntry, type DevicesFromCsvOptions, devicesFromCsv } from "../../sdk/index";
import { thrown } from "../provider/helpers";
import { Program } from "./helpers";

const HEADER = "name,mac,model,personId,workspaceId,tags";

/** Reaches nobody. With `crud` a device needs nothing but an owner. */
const CRUD = { baseUrl: "http://127.0.0.1:9/v1", accessToken: "token-of-the-tests", contract: "crud" };

describe("sdk/devicesFromCsv", () => {
    let folder: string;
    let file: string;
    let program: Program;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "webex-csv-"));
        file = path.join(folder, "devices.csv");
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    beforeEach(async () => {
        program = new Program();
        await program.start(CRUD);
    });
    afterEach(() => {
        program.stop();
    });

    /** The devices that a file with this content gives. */
    function read(content: string | Uint8Array, options?: DevicesFromCsvOptions): Record<string, DeviceBatchEntry> {
        writeFileSync(file, content);
        return devicesFromCsv(file, options).devices;
    }

    /** What is wrong in a file with these lines. */
    async function problems(...lines: string[]): Promise<string[]> {
        const error = await thrown(() => read(lines.join("\n")));
        assert.ok(error instanceof pulumi.RunError, error.stack);
        assert.equal(error.stack, "");
        const [heading, ...list] = error.message.split("\n  ");
        assert.equal(heading, `devicesFromCsv: ${file} cannot be used as it is:`);
        return list;
    }

    describe("reads", () => {
        it("every column, normalised as the provider does it", () => {
            const content = [
                HEADER,
                "desk-1,52:ea:d3:24:fd:21,DMS Cisco 8865,person-1,,lobby|east|lobby",
                'desk-2,52EAD324FD22,"Cisco 9861, black",,room-1,',
            ];
            assert.deepEqual(read(content.join("\n")), {
                "desk-1": {
                    mac: "52EAD324FD21",
                    model: "DMS Cisco 8865",
                    personId: "person-1",
                    tags: ["lobby", "east"],
                },
                "desk-2": { mac: "52EAD324FD22", model: "Cisco 9861, black", workspaceId: "room-1" },
            });
        });

        const one = { a: { personId: "p", tags: ["x", "y"] } };
        const same: [string, string | Uint8Array][] = [
            ["columns in another order and case", "TAGS, PersonID ,NAME\nx|y,p,a\n"],
            ["a file without a last line break", "name,personId,tags\na,p,x|y"],
            ["CRLF", "name,personId,tags\r\na,p,x|y\r\n"],
            ["a CR alone", "name,personId,tags\ra,p,x|y\r"],
            ["line breaks of several kinds", "name,personId,tags\r\na,p,x|y\n"],
            ["a BOM", "\ufeffname,personId,tags\na,p,x|y\n"],
            ["a BOM before a quoted name", '\ufeff"name","personId","tags"\r\n"a","p","x|y"\r\n'],
            ["semicolons", "name;personId;tags\na;p;x|y\n"],
            ["semicolons in a quoted header", '"name";"personId";"tags"\n"a";"p";"x|y"\n'],
            ["empty lines anywhere", "\n \nname,personId,tags\n\n\t\na,p,x|y\n\n"],
            ["rows of empty cells", "name,personId,tags\n,,\n,,,,\na,p,x|y\n , ,\n"],
            ["white space around cells", 'name , personId,tags\n a\t, "p" ," x | y "\n'],
            ["tags with nothing in them", "name,personId,tags\na,p,|x| |y|\n"],
        ];
        for (const [name, content] of same) {
            it(name, () => {
                assert.deepEqual(read(content), one);
            });
        }

        it("semicolons with commas in the rows", () => {
            assert.deepEqual(read("name;personId;tags\na,b;p;x,y|z\n"), {
                "a,b": { personId: "p", tags: ["x,y", "z"] },
            });
        });

        it("commas with semicolons in the rows", () => {
            assert.deepEqual(read("name,personId,tags\na;b,p,x;y\n"), { "a;b": { personId: "p", tags: ["x;y"] } });
        });

        it("quotes, line breaks and other scripts in cells", () => {
            assert.deepEqual(read('name,personId\r\n"a ""b""\r\nc",p\r\nKüche 厨房,q\r\n'), {
                'a "b"\nc': { personId: "p" },
                "Küche 厨房": { personId: "q" },
            });
        });

        it("names that mean something to JavaScript", () => {
            const entries = read("name,personId\n__proto__,p\nconstructor,q\n");
            assert.deepEqual(Object.entries(entries), [
                ["__proto__", { personId: "p" }],
                ["constructor", { personId: "q" }],
            ]);
        });

        it("a header alone as no devices where that is allowed", () => {
            assert.deepEqual(read(`${HEADER}\n`, { allowEmpty: true }), {});
        });

        it("serial numbers and device ids, which need no owner", () => {
            assert.deepEqual(read("name,serial,deviceId,tags\na,FOC1,,x\nb,,id-b,\n"), {
                a: { serial: "FOC1", tags: ["x"] },
                b: { deviceId: "id-b" },
            });
        });

        it("headings as people write them", () => {
            const content = "Name,MAC Address,Person ID,serial-number\na,52EAD324FD21,p,\nb,,q,FOC1\n";
            assert.deepEqual(read(content), {
                a: { mac: "52EAD324FD21", personId: "p" },
                b: { personId: "q", serial: "FOC1" },
            });
        });

        it("columns that it does not know as extra, with the location", () => {
            writeFileSync(file, "name,Asset No,personId,location,__proto__\na,17,p,HQ,x\nb,,q,,\n");
            const { devices, activations, extra } = devicesFromCsv(file);
            assert.deepEqual(devices, { a: { personId: "p" }, b: { personId: "q" } });
            assert.deepEqual(activations, {});
            assert.deepEqual(
                Object.entries(extra).map(([name, cells]) => [name, Object.entries(cells)]),
                [
                    [
                        "a",
                        [
                            ["Asset No", "17"],
                            ["location", "HQ"],
                            ["__proto__", "x"],
                        ],
                    ],
                    ["b", []],
                ],
            );
        });

        it("a column that may be misspelt with a warning, and others without", () => {
            const warn = sinon.stub(pulumi.log, "warn").resolves();
            read("name,personId,tag,Wokspace,floor,rack,note\na,p,,,,,\n");
            assert.deepEqual(
                warn.args.map(([text]) => text),
                [
                    `devicesFromCsv: the column "tag" of ${file} is not known and stands in extra; did you mean "tags"?`,
                    `devicesFromCsv: the column "Wokspace" of ${file} is not known and stands in extra; did you mean "workspace"?`,
                ],
            );
        });

        it("a relative path from the working directory", () => {
            writeFileSync(file, "name,personId\na,p\n");
            assert.deepEqual(devicesFromCsv(path.relative(process.cwd(), file)).devices, { a: { personId: "p" } });
        });

        it("many rows in good time", () => {
            const rows = Array.from({ length: 5_000 }, (_, at) => `n${at},${at.toString(16).padStart(12, "0")},p`);
            assert.equal(Object.keys(read(`name,mac,personId\n${rows.join("\n")}`)).length, 5_000);
        });

        it("what was written with proper quoting", function () {
            this.timeout(60_000);
            // White space around a cell does not count, and there is one kind of line break.
            const text = fc.string({
                unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom('"', ",", ";", "|", "\n")),
            });
            const cell = text.map((value) => value.trim()).filter((value) => value !== "" && !value.includes("\r"));
            const tag = cell.filter((value) => !value.includes("|"));
            const owner = fc.oneof(fc.record({ personId: cell }), fc.record({ workspaceId: cell }));
            const rest = fc.record(
                { model: cell, tags: fc.array(tag, { minLength: 1 }).map(normalizeTags) },
                { requiredKeys: [] },
            );
            const mac = fc.option(fc.bigInt(0n, 2n ** 48n - 1n).map((value) => value.toString(16).padStart(12, "0")));
            const device = fc.record({ name: cell, owner, rest, mac });
            const devices = fc.uniqueArray(device, {
                comparator: (a, b) => a.name === b.name || (a.mac !== null && a.mac === b.mac),
            });
            const style = fc.record({
                order: fc.shuffledSubarray(["name", "mac", "model", "personId", "workspaceId", "tags"], {
                    minLength: 6,
                }),
                separator: fc.constantFrom(",", ";"),
                lineBreak: fc.constantFrom("\n", "\r\n"),
                bom: fc.constantFrom("", "\ufeff"),
                quoteAll: fc.boolean(),
            });
            fc.assert(
                fc.property(devices, style, (written, { order, separator, lineBreak, bom, quoteAll }) => {
                    const quoted = (value: string) =>
                        quoteAll || /[",;\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
                    const rows = written.map(({ name, owner, rest, mac }) => {
                        const tags = rest.tags?.join("|");
                        const cells: Record<string, string | null | undefined> = { ...owner, ...rest, name, mac, tags };
                        return order.map((column) => quoted(cells[column] ?? "")).join(separator);
                    });
                    const header = order.map(quoted).join(separator);
                    const entries = written.map(({ name, owner, rest, mac }): [string, object] => [
                        name,
                        { ...owner, ...rest, ...(mac === null ? {} : { mac: normalizeMac(mac) }) },
                    ]);
                    const content = [header, ...rows].map((row) => row + lineBreak).join("");
                    assert.deepEqual(read(bom + content, { allowEmpty: true }), Object.fromEntries(entries));
                }),
            );
        });
    });

    describe("refuses", () => {
        const rows: [string, string[], string[]][] = [
            ["a row without a name", [",,,p,,"], ["line 2, name: is missing"]],
            [
                "a name that is there already",
                ["a,,,p,,", "b,,,p,,", "a,,,q,,", "a,,,r,,"],
                ['line 4, name: "a" is on line 2 already', 'line 5, name: "a" is on line 2 already'],
            ],
            [
                "a row without an owner",
                ["a,,,,,x"],
                ["line 2: its owner is missing; give one of person, personId, workspace, workspaceId"],
            ],
            [
                "a row with two owners",
                ["a,,,p,w,"],
                ["line 2: personId and workspaceId are given; a device has one owner, so give one of them"],
            ],
            [
                "a bad MAC address",
                ["a,52EA-D324-FD2,,p,,"],
                ['line 2, mac: "52EA-D324-FD2" is no MAC address; expected 12 hexadecimal digits'],
            ],
            [
                "a MAC address that a spreadsheet took for a number",
                ["a,5.2E+12,,p,,"],
                [
                    'line 2, mac: "5.2E+12" is a number as a spreadsheet writes it, and its digits are lost; ' +
                        "format the column as text, and enter the MAC address again",
                ],
            ],
            [
                "a MAC address without its leading zero",
                ["a,12345678901,,p,,"],
                [
                    'line 2, mac: "12345678901" has 11 digits of 12: a spreadsheet takes leading zeros from what it ' +
                        "holds for a number; format the column as text, and enter the MAC address again",
                ],
            ],
            [
                "a MAC address that is there already in another notation",
                ["a,52:ea:d3:24:fd:21,,p,,", "b,52EAD324FD21,,q,,"],
                ['line 3, mac: "52EAD324FD21" is on line 2 already'],
            ],
            [
                "the same MAC address twice where none can be read",
                ["a,x,,p,,", "b,x,,q,,"],
                [2, 3].map((line) => `line ${line}, mac: "x" is no MAC address; expected 12 hexadecimal digits`),
            ],
            ["a row with too few cells", ["a,,,p"], ["line 2: it has 4 cells; expected 6"]],
            ["a row with too many cells", ["a,,,p,,,,"], ["line 2: it has 8 cells; expected 6"]],
        ];
        for (const [name, lines, expected] of rows) {
            it(name, async () => {
                assert.deepEqual(await problems(HEADER, ...lines), expected);
            });
        }

        it("a name and a MAC address that are alike only in their text not", () => {
            assert.equal(Object.keys(read(`${HEADER}\n52EAD324FD21,,,p,,\nb,52EAD324FD21,,p,,\n`)).length, 2);
        });

        it("everything that is wrong at once, in the order of the lines", async () => {
            const list = await problems(HEADER, ",x,,p,w,", "a,,,p,,", "b,,", 'c,"x"y,,p,,', "a,,,,,");
            assert.deepEqual(
                list.map((problem) => /^line \d+(, \w+)?/.exec(problem)?.[0]),
                ["line 2, name", "line 2", "line 2, mac", "line 4", "line 5", "line 6", "line 6, name"],
            );
        });

        for (const [kind, lineBreak] of [
            ["LF", "\n"],
            ["CRLF", "\r\n"],
        ] as const) {
            it(`a row by the line it begins on, past cells with line breaks and empty lines (${kind})`, async () => {
                const lines = ["", HEADER, '"a', "", 'b",,,p,,', "", " ", ',"', '",,p,,', "c,,,,,", ',,"', 'm",p,,'];
                assert.deepEqual(await problems(lines.join(lineBreak)), [
                    "line 8, name: is missing",
                    "line 10: its owner is missing; give one of person, personId, workspace, workspaceId",
                    "line 11, name: is missing",
                ]);
            });
        }

        const UNREADABLE = /^line (\d+): its quotes cannot be read; /;
        const quotes: [string, string[], number[]][] = [
            ["is not closed", ['"a,,,p,,'], [3]],
            ["is not closed while there are quotes further on", ['"a,,,p,,', 'b,,"x",p,,', "c,,,p,,"], [3]],
            ["is followed by text", ['"a"b,,,p,,'], [3]],
            ["is followed by white space and text", ['"a" b,,,p,,'], [3]],
            ["begins inside of a cell", ['a "b",,,p,,'], [3]],
            [
                "is wrong in several rows",
                ["", ' "a" b,,,p,,', "", "b,,,p,,", 'c",,,p,,', "d,,,p,,", '"e,,,p,,'],
                [4, 7, 9],
            ],
        ];
        for (const [name, lines, at] of quotes) {
            it(`a row in which a quote ${name}`, async () => {
                const list = await problems(HEADER, "first,,,p,,", ...lines);
                assert.deepEqual(
                    list.map((problem) => Number(UNREADABLE.exec(problem)?.[1])),
                    at,
                );
            });
        }

        it("what else is wrong after a row whose quotes cannot be read", async () => {
            const list = await problems(HEADER, "a,,,p,,", '"b,,,p,,', '"a",,,p,,');
            assert.match(list[0] ?? "", UNREADABLE);
            assert.deepEqual(list.slice(1), ['line 4, name: "a" is on line 2 already']);
        });

        const headers: [string, string, (string | RegExp)[]][] = [
            ["a column that is there twice", "name,mac,Name", ['line 1: the column "name" is there twice']],
            ["two words for one column", "name,mac,MAC address", ['line 1: the column "mac" is there twice']],
            ["another column that is there twice", "name,Room,room", ['line 1: the column "room" is there twice']],
            ["a column without a name", "name,,mac,", [2, 4].map((at) => `line 1: column ${at} has no name`)],
            ["a header without names", "\nmac,personId", ['line 2: the column "name" is missing']],
            ["a header with tabs", "name\tmac", [/"name" is missing/]],
            ["a header whose quotes cannot be read", '"name,mac', [/^line 1: its quotes cannot be read/]],
        ];
        for (const [name, header, expected] of headers) {
            it(`${name}, and says nothing of the rows`, async () => {
                const list = await problems(header, "x", '"y');
                assert.equal(list.length, expected.length, list.join("\n"));
                for (const [at, problem] of list.entries()) {
                    const wanted = expected[at] ?? "";
                    if (typeof wanted === "string") {
                        assert.equal(problem, wanted);
                    } else {
                        assert.match(problem, wanted);
                    }
                }
            });
        }

        it("a file with a header and no rows, and says what would be lost", async () => {
            const error = await thrown(() => read(`${HEADER}\n,,,,,\n`));
            assert.ok(error instanceof pulumi.RunError);
            assert.equal(
                error.message,
                `devicesFromCsv: ${file} has a header and no rows. A batch made of it would lose all its devices; ` +
                    "pass { allowEmpty: true } if that is wanted",
            );
        });

        it("an option that is none", async () => {
            const error = await thrown(() => read(HEADER, { allowEmpty: "yes" } as unknown as DevicesFromCsvOptions));
            assert.equal(error.message, "devicesFromCsv: allowEmpty must be true or false");
        });

        it("what is no e-mail address, and several owners", async () => {
            assert.deepEqual(
                await problems("name,person,workspace", "a,Ada,", "b,ada@example.com,Lobby", "c,,", "d,@example.com,"),
                [
                    'line 2, person: "Ada" is no e-mail address',
                    "line 3: person and workspace are given; a device has one owner, so give one of them",
                    "line 4: its owner is missing; give one of person, personId, workspace, workspaceId",
                    'line 5, person: "@example.com" is no e-mail address',
                ],
            );
        });

        it("a serial number and a device id that are there already", async () => {
            assert.deepEqual(await problems("name,serial,deviceId", "a,foc1,", "b,FOC1,", "c,,id", "d,,id"), [
                'line 3, serial: "FOC1" is on line 2 already',
                'line 5, deviceId: "id" is on line 4 already',
            ]);
        });

        for (const content of ["", "\ufeff", "\r\n \n", ",,\n"]) {
            it(`a file with nothing but ${JSON.stringify(content)}`, async () => {
                const error = await thrown(() => read(content));
                assert.ok(error instanceof pulumi.RunError);
                assert.equal(error.message, `devicesFromCsv: ${file} is empty; its first row must name the columns`);
            });
        }

        const notUtf8: [string, Uint8Array][] = [
            ["Latin-1", Buffer.from("name,personId\nKüche,p\n", "latin1")],
            ["UTF-16", Buffer.from("\ufeffname,personId\na,p\n", "utf16le")],
        ];
        for (const [name, content] of notUtf8) {
            it(`a file in ${name}`, async () => {
                const error = await thrown(() => read(content));
                assert.ok(error instanceof pulumi.RunError);
                assert.match(error.message, /is not UTF-8 text; spreadsheets save that as "CSV UTF-8"$/);
            });
        }

        it("a file that is not there, and says where it was looked for", async () => {
            const error = await thrown(() => devicesFromCsv("no/such.csv"));
            assert.ok(error instanceof pulumi.RunError);
            assert.ok(error.message.startsWith("devicesFromCsv: reading no/such.csv failed: ENOENT"), error.message);
            assert.ok(error.message.includes(path.resolve("no/such.csv")), error.message);
        });

        it("a folder", async () => {
            const inner = path.join(folder, "inner");
            mkdirSync(inner);
            const error = await thrown(() => devicesFromCsv(inner));
            assert.ok(error instanceof pulumi.RunError);
            assert.ok(error.message.startsWith(`devicesFromCsv: reading ${inner} failed: EISDIR`), error.message);
        });

        for (const [value, message] of [
            [undefined, "devicesFromCsv: path is missing"],
            ["", "devicesFromCsv: path must not be empty"],
            [false, "devicesFromCsv: path must be a text"],
        ] as const) {
            it(`${JSON.stringify(value)} as a path`, async () => {
                const error = await thrown(() => devicesFromCsv(value as string));
                assert.ok(error instanceof pulumi.RunError);
                assert.equal(error.message, message);
            });
        }

        it("without telling a secret", async () => {
            rememberSecrets("csv-test-secret");
            const [problem] = await problems(HEADER, "a,csv-test-secret,,p,,");
            assert.equal(problem, 'line 2, mac: "[secret]" is no MAC address; expected 12 hexadecimal digits');
        });
    });

    describe("under the cisco contract", () => {
        beforeEach(async () => {
            program.stop();
            await program.start({ ...CRUD, contract: "cisco" });
        });

        it("refuses a phone without its model or MAC address, and takes a room device without either", async () => {
            const list = await problems("name,mac,model,serial,personId", "a,52EAD324FD21,,,p", "b,,,,p", "c,,,FOC1,");
            assert.deepEqual(list.length, 2);
            assert.match(list[0] ?? "", /^line 2, model: is missing: registering by MAC address needs it/);
            assert.match(list[1] ?? "", /^line 3, mac: is missing: a phone is registered by its MAC address/);
        });
    });

    it("loads the parser when it is called, not with the package", function () {
        this.timeout(60_000);
        writeFileSync(file, "name,serial\na,FOC1\n");
        const script = `
            const loaded = () => Object.keys(require.cache).some((name) => /[\\\\/]csv-parse[\\\\/]/.test(name));
            const { devicesFromCsv } = require("./sdk/index.ts");
            const before = loaded();
            devicesFromCsv(process.argv[1]);
            console.log(before, loaded());`;
        const root = path.resolve(__dirname, "../..");
        const { stdout, stderr } = spawnSync(process.execPath, ["--import=tsx", "-e", script, file], {
            cwd: root,
            encoding: "utf8",
        });
        assert.equal(stdout.trim(), "false true", stderr);
    });
});
