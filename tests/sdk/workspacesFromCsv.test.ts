import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { WorkspaceBatch, type WorkspacesFromCsvOptions, workspacesFromCsv } from "../../sdk/index";
import { caught, lines, thrown } from "../provider/helpers";
import { configFor, programs, valueOf } from "./helpers";

describe("sdk/workspacesFromCsv", () => {
    const run = programs();
    let folder: string;
    let file: string;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "webex-csv-"));
        file = path.join(folder, "rooms.csv");
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    function read(content: readonly string[], options?: WorkspacesFromCsvOptions) {
        writeFileSync(file, content.join("\n"));
        return workspacesFromCsv(file, options);
    }

    function resolved(value: unknown): Promise<unknown> {
        return valueOf(pulumi.output(value as object));
    }

    /** An organisation with two locations and a licence. */
    async function building() {
        const simulator = await run.started({ contract: "cisco" });
        const [hq, berlin] = ["HQ", "Berlin"].map((name) => simulator.addLocation({ name }).id);
        const license = simulator.addLicense({ name: "Webex Calling - Professional" }).id;
        simulator.log.clear();
        return { simulator, hq, berlin, license };
    }

    it("reads entries for a batch, with the ids behind names looked up once for the file", async () => {
        const { simulator, hq, berlin, license } = await building();
        const { workspaces, extra } = read([
            "Name;Location;Capacity;Extension;Calling Location;License;Cost Centre",
            "12-alps;HQ;8;2001;;webex calling - professional;4711",
            "12-bern;hq;4;2002;Berlin;;",
            `12-chur;;;2003;Berlin;${license};`,
        ]);
        const plain = { displayName: "12-alps", capacity: 8 };
        assert.deepEqual(await resolved(workspaces), {
            "12-alps": {
                ...plain,
                locationId: hq,
                calling: {
                    type: "webexCalling",
                    webexCalling: { extension: "2001", locationId: hq, licenses: [license] },
                },
            },
            "12-bern": {
                displayName: "12-bern",
                locationId: hq,
                capacity: 4,
                calling: { type: "webexCalling", webexCalling: { extension: "2002", locationId: berlin } },
            },
            "12-chur": {
                displayName: "12-chur",
                calling: {
                    type: "webexCalling",
                    webexCalling: { extension: "2003", locationId: berlin, licenses: [license] },
                },
            },
        });
        assert.deepEqual(extra["12-alps"], {
            location: "HQ",
            license: "webex calling - professional",
            "Cost Centre": "4711",
        });
        assert.deepEqual(lines(simulator.log.entries).sort(), ["GET /licenses", "GET /locations?max=100"]);
    });

    it("asks nothing for a file without names, nor twice for a second file", async () => {
        const { simulator } = await building();
        await resolved(read(["name,locationId", "a,hq"]).workspaces);
        assert.deepEqual(simulator.log.entries, []);
        for (const name of ["a", "b"]) {
            await resolved(read(["name,location", `${name},HQ`]).workspaces);
        }
        assert.deepEqual(lines(simulator.log.entries), ["GET /locations?max=100"]);
    });

    it("tells all names that Webex does not know in one error, for every entry the same", async () => {
        const { simulator } = await building();
        simulator.addLocation({ name: "Berlin" });
        const { workspaces } = read([
            "name,location,callingLocation,license,extension",
            "a,HQ,,Webex Calling - Profesional,2001",
            "b,Berlin,,,",
            "c,HQ,Munich,,2002",
        ]);
        const errors = await Promise.all(Object.values(workspaces).map((entry) => caught(resolved(entry))));
        assert.equal(new Set(errors).size, 1);
        const [heading, ...list] = errors[0]?.message.split("\n  ") ?? [];
        assert.equal(heading, `workspacesFromCsv: ${file} names locations or licences that Webex cannot tell:`);
        assert.equal(
            list[0],
            'line 2, license: there is no licence "Webex Calling - Profesional"; the nearest is "Webex Calling - Professional"',
        );
        assert.match(list[1] ?? "", /^line 3, location: 2 locations are called "Berlin": /);
        assert.equal(list[2], 'line 4, callingLocation: there is no location "Munich"');
        assert.equal(list.length, 3);
    });

    it("throws at once all that is wrong with the file itself", async () => {
        await building();
        const error = await thrown(() => read(["name,type,location", "a,huddel,HQ", "a,desk,"]));
        assert.ok(error instanceof pulumi.RunError);
        assert.deepEqual(error.message.split("\n  "), [
            `workspacesFromCsv: ${file} cannot be used as it is:`,
            'line 2, type: "huddel" is none of notSet, focus, huddle, meetingRoom, open, desk, other',
            'line 3, name: "a" is on line 2 already',
        ]);
    });

    it("takes a file without rows only where that is allowed", async () => {
        await building();
        const error = await thrown(() => read(["name"]));
        assert.match(error.message, /A batch made of it would lose all its workspaces; pass \{ allowEmpty: true \}/);
        assert.deepEqual(read(["name"], { allowEmpty: true }), { workspaces: {}, extra: {} });
    });

    it("names itself for a file that is not there, or is empty, and for an option that is none", async () => {
        await building();
        const missing = await thrown(() => workspacesFromCsv(path.join(folder, "none.csv")));
        assert.match(missing.message, /^workspacesFromCsv: reading .*none\.csv failed: ENOENT/);
        assert.match((await thrown(() => read([""]))).message, /^workspacesFromCsv: .*rooms\.csv is empty/);
        const option = await thrown(() => read(["name"], { allowempty: true } as object));
        assert.match(option.message, /^workspacesFromCsv: there is no property "allowempty"/);
    });

    it("warns of a column that may be misspelt", async () => {
        await building();
        const warn = sinon.stub(pulumi.log, "warn").resolves();
        read(["name,capacty", "a,4"]);
        assert.deepEqual(
            warn.args.map(([text]) => text),
            [
                `workspacesFromCsv: the column "capacty" of ${file} is not known and stands in extra; did you mean "capacity"?`,
            ],
        );
    });

    it("asks in the organisation that the call names", async () => {
        const { simulator } = await building();
        await caught(resolved(read(["name,location", "a,HQ"], { orgId: "other" }).workspaces));
        assert.match(lines(simulator.log.entries)[0] ?? "", /^GET \/locations\?orgId=other/);
    });

    it("sends nothing under Pulumi's mocks, where a name stands for its id", async () => {
        const { simulator } = await building();
        run.next();
        await run.program.start(configFor(simulator), { hooks: false });
        const { workspaces } = read(["name,location,license,extension", "a,HQ,Professional,2001"]);
        assert.deepEqual(await resolved(workspaces), {
            a: {
                displayName: "a",
                locationId: "HQ",
                calling: {
                    type: "webexCalling",
                    webexCalling: { extension: "2001", locationId: "HQ", licenses: ["Professional"] },
                },
            },
        });
        assert.deepEqual(simulator.log.entries, []);
    });

    it("gives a batch what it takes", async () => {
        const { simulator, hq } = await building();
        run.next();
        await run.program.start(configFor(simulator, { preflight: "off", limitGuard: "off" }));
        const batch = new WorkspaceBatch("rooms", read(["name,location,capacity", "a,HQ,4"]));
        assert.deepEqual(await valueOf(batch.workspaces), { a: { displayName: "a", locationId: hq, capacity: 4 } });
    });
});
