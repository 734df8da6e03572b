import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type DevicesFromCsv, type DevicesFromCsvOptions, devicesFromCsv } from "../../../sdk/index";
import type { Simulator } from "../../../simulator/index";
import { Bench, caught, lines, unique } from "../../provider/helpers";
import { configFor, Program, valueOf } from "../helpers";

describe("sdk/csv/ownerIds", () => {
    const bench = new Bench();
    let folder: string;
    let file: string;
    let program: Program;
    let simulator: Simulator;
    before(() => {
        folder = mkdtempSync(path.join(tmpdir(), "webex-csv-"));
        file = path.join(folder, "devices.csv");
    });
    beforeEach(async () => {
        simulator = await bench.simulator({ contract: "crud" });
        program = new Program();
        await program.start(configFor(simulator));
    });
    afterEach(async () => {
        program.stop();
        await bench.closeAll();
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    function read(content: readonly string[], options?: DevicesFromCsvOptions): DevicesFromCsv {
        writeFileSync(file, content.join("\n"));
        return devicesFromCsv(file, options);
    }

    /** The entries with their outputs resolved. */
    async function resolved(entries: object): Promise<unknown> {
        return valueOf(pulumi.output(entries));
    }

    it("looks all of a file up together, each e-mail address once and the lists once", async () => {
        const ada = simulator.addPerson({ emails: ["ada@example.com"] });
        const bob = simulator.addPerson({ emails: ["other@example.com", "bob@example.com"] });
        const [hq, berlin] = ["HQ", "Berlin"].map((name) => simulator.addLocation({ name }).id);
        const [here] = [hq, berlin].map((id) => simulator.addWorkspace({ displayName: "Lobby", locationId: id ?? "" }));
        const board = simulator.addWorkspace({ displayName: "Board Room" });
        simulator.log.clear();
        const { devices, extra } = read([
            "name,serial,person,workspace,location,personId",
            "a,,ada@example.com,,,",
            "b,,ADA@example.com,,Berlin,",
            "c,,bob@example.com,,,",
            "d,,,lobby,hq,",
            "e,,,Board Room,,",
            "f,,,,,some-id",
        ]);
        assert.deepEqual(await resolved(devices), {
            a: { personId: ada.id },
            b: { personId: ada.id },
            c: { personId: bob.id },
            d: { workspaceId: here?.id },
            e: { workspaceId: board.id },
            f: { personId: "some-id" },
        });
        assert.deepEqual(extra.d, { workspace: "lobby", location: "hq" });
        assert.equal(devices.f?.personId, "some-id", "an id stays plain");
        const expected = [
            "GET /people?email=ada%40example.com&max=100",
            "GET /people?email=bob%40example.com&max=100",
            "GET /workspaces?max=100",
            "GET /locations?max=100",
        ];
        assert.deepEqual(lines(simulator.log.entries).sort(), expected.sort());
    });

    it("finds many people by the pages of the list", async () => {
        const people = Array.from({ length: 120 }, (_, at) => simulator.addPerson({ emails: [`p${at}@example.com`] }));
        simulator.log.clear();
        const { devices } = read(["name,person", ...people.map(({ emails: [email = ""] }, at) => `n${at},${email}`)]);
        assert.deepEqual(
            await resolved(devices),
            Object.fromEntries(people.map(({ id }, at) => [`n${at}`, { personId: id }])),
        );
        const requests = lines(simulator.log.entries);
        assert.equal(requests.length, 2, requests.join("\n"));
        assert.ok(requests.every((line) => line.startsWith("GET /people?") && !line.includes("email=")));
    });

    it("asks nothing twice for a second file of the run", async () => {
        simulator.addPerson({ emails: ["ada@example.com"] });
        simulator.addWorkspace({ displayName: "Lobby" });
        const content = ["name,person,workspace", "a,ada@example.com,", "b,,Lobby"];
        await resolved(read(content).devices);
        const before = simulator.log.entries.length;
        await resolved(read(content).devices);
        assert.equal(simulator.log.entries.length, before);
    });

    it("sends nothing for a file with ids, nor for one that is wrong by itself", async () => {
        read(["name,person,personId", "a,,p"]);
        const error = await caught(Promise.resolve().then(() => read(["name,person", "a,ada@example.com", "b,"])));
        assert.match(error.message, /line 3: its owner is missing/);
        await new Promise((resolve) => setImmediate(resolve));
        assert.deepEqual(simulator.log.entries, []);
    });

    it("tells all names that Webex does not know in one error, for every entry the same", async () => {
        simulator.addPerson({ emails: ["ada@example.com"] });
        for (const displayName of ["Lobby", "Lobby", "Board Room"]) {
            simulator.addWorkspace({ displayName });
        }
        const { devices } = read([
            "name,person,workspace,location",
            "a,ada@example.com,,",
            "b,nobody@example.com,,",
            "c,,Bord Room,",
            "d,,Lobby,",
            "e,,Board Room,Mars",
        ]);
        const errors = await Promise.all(Object.values(devices).map((entry) => caught(resolved(entry))));
        assert.equal(new Set(errors).size, 1);
        const [error] = errors;
        assert.ok(error instanceof pulumi.RunError);
        const [heading, ...list] = error.message.split("\n  ");
        assert.equal(heading, `devicesFromCsv: ${file} names owners that Webex cannot tell:`);
        assert.deepEqual(list.slice(0, 2), [
            'line 3, person: nobody in the organisation has the e-mail address "nobody@example.com"',
            'line 4, workspace: there is no workspace "Bord Room"; the nearest is "Board Room"',
        ]);
        assert.match(list[2] ?? "", /^line 5, workspace: 2 workspaces are called "Lobby": /);
        assert.equal(list[3], 'line 6, location: there is no location "Mars"');
        assert.equal(list.length, 4);
    });

    it("says what was attempted where Webex refuses", async () => {
        simulator.faults.add({ method: "GET", path: "/workspaces", count: 1, kind: { status: 403 } });
        const { devices } = read(["name,workspace", "a,Lobby"]);
        const error = await caught(resolved(devices));
        assert.match(error.message, /^devicesFromCsv: looking up the owners in .*devices\.csv failed: .*403/);
        assert.match(error.message, /spark-admin:workspaces_read/);
    });

    it("asks in the organisation that the call names", async () => {
        simulator.addWorkspace({ displayName: "Lobby" });
        const { devices } = read(["name,workspace", "a,Lobby"], { orgId: unique("org") });
        await caught(resolved(devices));
        assert.match(lines(simulator.log.entries)[0] ?? "", /^GET \/workspaces\?orgId=org-/);
    });

    it("makes phones and codes of Control Hub's file", async () => {
        const anna = simulator.addPerson({ emails: ["anna@example.com"] });
        const hq = simulator.addLocation({ name: "San Jose - HQ" });
        const lobby = simulator.addWorkspace({ displayName: "Lobby, east", locationId: hq.id });
        const { devices, activations, extra } = read([
            "username,TYPE,Extension,Phone Number,Device Type,Model,MAC Address,Location",
            "anna@example.com,USER,,,IP,Cisco 8865,,San Jose - HQ",
            "Lobby\\, east,WORKSPACE,2001,,IP,Cisco 9861,00:00:5E:00:53:01,San Jose - HQ",
        ]);
        assert.deepEqual(await resolved({ devices, activations }), {
            devices: { "Lobby, east": { mac: "00005E005301", model: "Cisco 9861", workspaceId: lobby.id } },
            activations: { "anna@example.com": { model: "Cisco 8865", personId: anna.id } },
        });
        assert.equal(extra["Lobby, east"]?.Extension, "2001");
    });

    it("sends nothing under Pulumi's mocks, where a name stands for its id", async () => {
        program.stop();
        await program.start(configFor(simulator), { hooks: false });
        const { devices } = read(["name,person,workspace", "a,ada@example.com,", "b,,Lobby"]);
        assert.deepEqual(await resolved(devices), {
            a: { personId: "ada@example.com" },
            b: { workspaceId: "Lobby" },
        });
        assert.deepEqual(simulator.log.entries, []);
    });
});
