import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type InventoryOptions, inventory } from "../../../cli/inventory/inventory";
import type { Simulator } from "../../../simulator/index";
import { Bench, caught } from "../../provider/helpers";
import { capture } from "../capture";
import { runCli } from "../runCli";

describe("cli/inventory/inventory", function () {
    this.timeout(60_000);
    const bench = new Bench();
    const environment = { ...process.env };
    let simulator: Simulator;

    beforeEach(async () => {
        simulator = await bench.simulator();
        Object.assign(process.env, variables());
    });
    afterEach(async () => {
        process.env = { ...environment };
        await bench.closeAll();
    });

    function variables(): Record<string, string> {
        const { baseUrl, contract, token } = simulator;
        return { WEBEX_BASE_URL: baseUrl, WEBEX_CONTRACT: contract, WEBEX_ACCESS_TOKEN: token };
    }

    function run(options: InventoryOptions = {}) {
        return capture(() => inventory(options));
    }

    function addRoom(displayName: string, tags: string[] = []): string {
        const { id: workspaceId } = simulator.addWorkspace({ displayName });
        return simulator.addDevice({ workspaceId, product: "Cisco Room Bar", tags }).id;
    }

    it("prints a table, a CSV file or JSON to standard output, and nothing else, with reads alone", async () => {
        addRoom("Lobby");
        const patterns = {
            table: /^LOCATION .*\n– +Lobby +Cisco Room Bar/,
            csv: /^name,mac,.*\nlobby-room-bar,/,
            json: /^\{\n {2}"devices": \[/,
        };
        for (const [format, pattern] of Object.entries(patterns)) {
            const { result, stdout, stderr } = await run({ format: format as "table" });
            assert.deepEqual([result, stderr], [0, ""]);
            assert.match(stdout, pattern);
        }
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("says in CSV which devices and tags it leaves out", async () => {
        addRoom("Lobby", ["a|b"]);
        const { id: personId } = simulator.addPerson();
        simulator.addDevice({ personId, product: "Cisco 8865", connectionStatus: "activating" });
        const { stdout, stderr } = await run({ format: "csv" });
        assert.equal(stdout.trim().split("\n").length, 2);
        assert.match(stderr, /^left out: 1 device not online yet, .*\nthe tags of these devices .*: lobby-room-bar\n$/);
    });

    it("names the nearest of a tag that no device has, beside the empty list", async () => {
        addRoom("Lobby", ["early"]);
        const { result, stdout, stderr } = await run({ tag: "erly" });
        assert.deepEqual([result, stderr], [0, 'no device has the tag "erly"; the nearest is "early"\n']);
        assert.match(stdout, /0 devices, 0 workspaces/);
    });

    it("writes a program and reports it", async () => {
        addRoom("Lobby");
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "webex-estate-"));
        try {
            const { result, stdout, stderr } = await run({ program: folder });
            assert.deepEqual([result, stderr], [0, ""]);
            assert.match(stdout, /declares 1 workspace, 1 device/);
            assert.ok(fs.existsSync(path.join(folder, "index.ts")));
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    it("writes a file for `pulumi import`, and says what becomes of one that is there", async () => {
        addRoom("Lobby");
        const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "webex-import-")), "import.json");
        const names = () =>
            (JSON.parse(fs.readFileSync(file, "utf8")) as { resources: { name: string }[] }).resources.map(
                ({ name }) => name,
            );
        try {
            const first = await run({ import: file });
            assert.deepEqual([first.result, first.stderr], [0, ""]);
            assert.match(
                first.stdout,
                /names 1 workspace, 1 device\.\n\nThe file was written\.\n\nNext[^]*pulumi import/,
            );
            assert.deepEqual(names(), ["lobby", "lobby-room-bar"]);
            assert.match((await run({ import: file })).stdout, /says so already; it did not change/);
            fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('"lobby-room-bar"', '"bar"'));
            addRoom("Board", ["early"]);
            const again = await run({ import: file });
            assert.match(again.stdout, /was there and was written anew: 2 new, 0 no longer in it/);
            assert.deepEqual(names(), ["board", "lobby", "bar", "board-room-bar"]);
            const filtered = await run({ import: file, tag: "early" });
            assert.match(filtered.stdout, /0 new, 2 no longer in it/);
            assert.deepEqual(names(), ["board", "board-room-bar"]);
            assert.match((await run({ import: file, tag: "erly" })).stderr, /the nearest is "early"/);
            assert.deepEqual(names(), []);
            fs.writeFileSync(file, "mine");
            assert.match(
                (await caught(inventory({ import: file }))).message,
                /is no import file\. Nothing was written/,
            );
            assert.equal(fs.readFileSync(file, "utf8"), "mine");
            const folder = path.dirname(file);
            assert.match((await caught(inventory({ import: folder }))).message, /could not be read/);
            const nowhere = path.join(folder, "nowhere", "import.json");
            assert.match((await caught(inventory({ import: nowhere }))).message, /^could not write /);
            assert.deepEqual(simulator.log.writes(), []);
        } finally {
            fs.rmSync(path.dirname(file), { recursive: true });
        }
    });

    it("has options that only programs have", async () => {
        const options: InventoryOptions = { batches: true, per: "location" };
        assert.match((await caught(inventory(options))).message, /^--batches and --per: only programs have that/);
        const batches = await caught(inventory({ batches: true, import: "import.json" }));
        assert.match(batches.message, /^--batches: only programs have that\. A batch has no id/);
        assert.match(
            (await caught(inventory({ settings: true }))).message,
            /^--settings: only programs and import files/,
        );
    });

    it("ends with one line for what is wrong, and refuses a list and a program at once", async () => {
        simulator.addLocation({ name: "Berlin" });
        const unknown = await runCli(["inventory", "--location", "Berln"], variables());
        assert.deepEqual([unknown.code, unknown.stdout], [1, ""]);
        assert.match(
            unknown.stderr,
            /^pulumi-webex inventory: there is no location "Berln"; the nearest is "Berlin".*\n$/,
        );
        const both = await runCli(["inventory", "--program", "x", "--format", "csv"], variables());
        assert.deepEqual([both.code, both.stdout], [1, ""]);
        assert.match(both.stderr, /cannot be used with/);
        const none = await runCli(["inventory"], {});
        assert.deepEqual([none.code, none.stdout], [1, ""]);
        assert.match(none.stderr, /^pulumi-webex inventory: webex:accessToken no Webex credential.*\n$/);
    });

    it("reads devices alone where there is nothing else", async () => {
        simulator = await bench.simulator({ contract: "crud", people: false });
        Object.assign(process.env, variables());
        simulator.addDevice({ workspaceId: "room-9", product: "Cisco Room Bar" });
        const { stdout, stderr } = await run();
        assert.match(stdout, /^– +room-9 +Cisco Room Bar/m);
        assert.match(stderr, /^warning: workspaces are left out: this API has none\nwarning: locations are left out/);
        const refused = await caught(run({ program: "nowhere", settings: true }));
        assert.match(refused.message, /Leave --settings out/);
    });
});
