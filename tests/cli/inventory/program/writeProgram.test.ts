import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { CliError } from "../../../../cli/cliError";
import type { Manifest } from "../../../../cli/inventory/program/manifest";
import { type ProgramRequest, writeProgram } from "../../../../cli/inventory/program/writeProgram";
import { openSession } from "../../../../provider/session";
import type { Simulator } from "../../../../simulator/index";
import { Bench, caught, MemoryLog } from "../../../provider/helpers";

describe("cli/inventory/program/writeProgram", () => {
    const bench = new Bench();
    let simulator: Simulator;
    let folder: string;

    beforeEach(async () => {
        simulator = await bench.simulator();
        folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "webex-estate-")), "estate");
    });
    afterEach(async () => {
        await bench.closeAll();
        fs.rmSync(path.dirname(folder), { recursive: true });
    });

    function run(request: Partial<ProgramRequest> = {}, of: Simulator = simulator, token = of.token): Promise<string> {
        const config: Record<string, string> = { baseUrl: of.baseUrl, contract: of.contract, accessToken: token };
        const session = openSession((key) => config[key], new MemoryLog());
        return writeProgram({ folder, ...request }, session, () => undefined);
    }

    function read(file: string): string {
        return fs.readFileSync(path.join(folder, file), "utf8");
    }

    function write(file: string, text: string): void {
        fs.writeFileSync(path.join(folder, file), text);
    }

    function files(): string[] {
        return fs
            .readdirSync(folder, { recursive: true, encoding: "utf8" })
            .filter((each) => fs.statSync(path.join(folder, each)).isFile())
            .sort();
    }

    /** A room with a device in a location of its own. */
    function addRoom(name: string): { deviceId: string; workspaceId: string } {
        const { id: locationId } = simulator.addLocation({ name: `${name} Site` });
        const { id: workspaceId } = simulator.addWorkspace({ displayName: name, locationId });
        const { id: deviceId } = simulator.addDevice({ workspaceId, product: "Cisco Room Bar" });
        return { deviceId, workspaceId };
    }

    it("writes a project and notes what it wrote, with reads alone", async () => {
        addRoom("Lobby");
        assert.match(await run(), /declares 1 workspace, 1 device \(1 by serial number\), 1 location\./);
        assert.deepEqual(files(), [
            ...[".gitignore", ".pulumi-webex/inventory.json", "Pulumi.yaml", "README.md", "index.ts", "package.json"],
            "tsconfig.json",
        ]);
        assert.match(read("index.ts"), /new webex\.Workspace\("lobby"/);
        assert.match(read("README.md"), new RegExp(`pulumi config set webex:baseUrl ${simulator.baseUrl}\n`));
        assert.doesNotMatch(files().map(read).join(), new RegExp(simulator.token));
        assert.deepEqual(simulator.log.writes(), []);
        const { organization, told } = JSON.parse(read(".pulumi-webex/inventory.json")) as Manifest;
        assert.deepEqual([organization, told], [simulator.orgId, { people: 0, workspaces: 1, locations: 1 }]);
    });

    it("changes nothing where nothing changed", async () => {
        addRoom("Lobby");
        await run();
        const before = files().map(read);
        assert.match(await run(), /Nothing is new since the last run\.\n\nNo file changed\./);
        assert.deepEqual(files().map(read), before);
    });

    it("says what is new, changed and gone since, keeps names, and writes unedited files anew", async () => {
        const [lobby, attic] = [addRoom("Lobby"), addRoom("Attic")];
        await run();
        simulator.removeWorkspace(attic.workspaceId);
        simulator.updateWorkspace(lobby.workspaceId, { displayName: "Reception" });
        simulator.setTags(lobby.deviceId, ["new"]);
        addRoom("Lobby");
        const report = await run();
        assert.match(
            report,
            /New since the last run \(2\)\n {2}workspace {2}lobby-2 .*\n {2}device {5}lobby-2-room-bar/,
        );
        assert.match(report, /Changed since the last run \(2\)\n {2}workspace {2}lobby {11}name: Lobby → Reception/);
        assert.match(report, /device {5}lobby-room-bar {2}owner: Lobby → Reception; tags: – → new/);
        assert.match(report, /Gone since the last run \(2\)\n {2}workspace {2}attic/);
        assert.match(report, /Written anew: index\.ts\./);
        assert.match(read("index.ts"), /new webex\.Workspace\("lobby", \{\n.*\n {4}displayName: "Reception",/);
        assert.doesNotMatch(read("index.ts"), /attic/);
    });

    it("leaves an edited file, writes the new text beside, and says which and what to do", async () => {
        const { deviceId } = addRoom("Lobby");
        await run();
        const edited = `${read("index.ts")}// mine\n`;
        write("index.ts", edited);
        assert.match(await run(), /Edited by somebody and left as it is; there is nothing new for it: index\.ts\./);
        simulator.setTags(deviceId, ["new"]);
        const report = await run();
        assert.match(report, /the new text stands beside it: index\.ts \(index\.ts\.new\)\./);
        assert.match(report, /remove the new file: diff .*index\.ts .*index\.ts\.new$/);
        assert.equal(read("index.ts"), edited);
        assert.match(read("index.ts.new"), /tags: \["new"\]/);
        // Taken over as it is, it counts as generated again.
        fs.renameSync(path.join(folder, "index.ts.new"), path.join(folder, "index.ts"));
        simulator.setTags(deviceId, ["newer"]);
        assert.match(await run(), /Written anew: index\.ts\./);
        assert.match(read("index.ts"), /tags: \["newer"\]/);
    });

    it("takes files that were there before for edited ones", async () => {
        addRoom("Lobby");
        fs.mkdirSync(folder);
        write("index.ts", "mine");
        await run();
        assert.equal(read("index.ts"), "mine");
        assert.match(read("index.ts.new"), /webex/);
    });

    it("removes the file of a location that has nothing any more, unless somebody edited it", async () => {
        const rooms = ["Lobby", "Attic", "Cellar"].map(addRoom);
        await run({ per: "location" });
        write("locations/cellar-site.ts", "// mine\n");
        for (const { workspaceId } of rooms.slice(1)) {
            simulator.removeWorkspace(workspaceId);
        }
        const report = await run();
        assert.match(report, /Removed, as nothing is declared in it any more: locations\/attic-site\.ts\./);
        assert.match(report, /left, although nothing is declared in it any more: locations\/cellar-site\.ts\./);
        assert.deepEqual(fs.readdirSync(path.join(folder, "locations")).sort(), ["cellar-site.ts", "lobby-site.ts"]);
    });

    it("takes the form and the filters of the run before, unless some are given", async () => {
        addRoom("Lobby");
        addRoom("Attic");
        await run({ batches: true, location: "Lobby Site" });
        await run();
        assert.match(read("index.ts"), /WorkspaceBatch/);
        assert.doesNotMatch(read("index.ts"), /Attic/);
        const report = await run({ per: "location" });
        assert.match(report, /The program has another form than before/);
        assert.match(read("locations/attic-site.ts"), /new webex\.Workspace\("attic"/);
    });

    it("declares settings that differ from their default", async () => {
        const { deviceId } = addRoom("Lobby");
        simulator.configure(deviceId, { "Audio.DefaultVolume": 60 });
        assert.match(await run({ settings: true }), /the settings of 1 device/);
        assert.match(
            read("index.ts"),
            /deviceId: lobbyRoomBar\.id,\n {8}settings: \{\n {12}"Audio\.DefaultVolume": 60,/,
        );
    });

    it("has the ids of owners where the API knows devices alone", async () => {
        const crud = await bench.simulator({ contract: "crud", people: false });
        const [{ id: personId }, { id: workspaceId }] = [crud.addPerson(), crud.addWorkspace({ displayName: "Lobby" })];
        crud.addDevice({ personId, product: "Cisco 8865", mac: "52EAD324FD21" });
        crud.addDevice({ workspaceId, product: "Cisco Room Bar", serial: "FOC1" });
        await run({}, crud);
        const text = read("index.ts");
        assert.match(text, new RegExp(`personId: "${personId}",\n {4}mac: "52:EA:D3:24:FD:21"`));
        assert.match(text, new RegExp(`workspaceId: "${workspaceId}",\n {4}serial: "FOC1"`));
        assert.doesNotMatch(text, /webex\.Workspace|getPerson/);
    });

    it("writes nothing with another organisation's token, or one that reads less", async () => {
        addRoom("Lobby");
        await run();
        const before = files().map(read);
        const other = simulator.addOrganization();
        other.addDevice({ workspaceId: other.addWorkspace().id });
        const errors = [await caught(run({}, simulator, other.token))];
        simulator.scopes.delete("spark-admin:workspaces_read");
        errors.push(await caught(run()));
        assert.ok(errors.every((error) => error instanceof CliError));
        assert.match(errors[0]?.message ?? "", /Nothing was written\. Use a token of the first/);
        assert.match(errors[1]?.message ?? "", /Webex tells no workspaces now/);
        assert.deepEqual(files().map(read), before);
    });

    it("says what keeps it from writing", async () => {
        addRoom("Lobby");
        fs.writeFileSync(folder, "a file");
        assert.match((await caught(run())).message, /is a file\. Name a folder for --program/);
        fs.rmSync(folder);
        await run();
        write(".pulumi-webex/inventory.json", "{}");
        assert.match((await caught(run())).message, /was not written by this version of pulumi-webex/);
        fs.rmSync(folder, { recursive: true });
        fs.mkdirSync(path.join(folder, "index.ts"), { recursive: true });
        assert.match((await caught(run())).message, /index\.ts could not be read: /);
    });
});
