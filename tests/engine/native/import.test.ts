/** `pulumi import` by the native plugin: one resource of each kind, and a listed estate of 50 devices. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { addAwkwardEstate } from "../../cli/inventory/awkwardEstate";
import { runCli } from "../../cli/runCli";
import { createProject, failed, type Project, type ResourceEntry, type StateResource, succeeded } from "../harness";

const PREFIX = "webex:index:";

const SECRET = "not-for-anybody-77";
/** Webex shows asterisks in place of a secret. */
const SECRET_KEY = "SystemUnit.CustomDeviceId";
const PASSWORD_TAG = "%ADMIN_PASSWORD%";

/** Nothing is asked, and no code is printed: there is no SDK of the plugin in the program's folder. */
const QUIETLY = ["--yes", "--skip-preview", "--generate-code=false"];

function environmentOf({ token, baseUrl, contract }: Simulator): Record<string, string> {
    return { WEBEX_ACCESS_TOKEN: token, WEBEX_BASE_URL: baseUrl, WEBEX_CONTRACT: contract };
}

/** The resources of this package in the saved state. */
function imported(project: Project): StateResource[] {
    return (project.savedState().deployment.resources ?? []).filter(({ type }) => type.startsWith(PREFIX));
}

/** A program that declares what was imported, by the inputs that the import found. */
function declared(project: Project): ResourceEntry[] {
    return imported(project).map(({ type, urn, inputs = {} }) => ({
        type: type.slice(PREFIX.length) as ResourceEntry["type"],
        name: urn.slice(urn.lastIndexOf("::") + 2),
        args: inputs,
        opts: { protect: true },
    }));
}

/** What was sent to Webex, but for questions that go out as POST. */
function writes(simulator: Simulator): string[] {
    return simulator.log
        .writes()
        .filter(({ path: route }) => !route.endsWith("/actions/getSettings/invoke"))
        .map(({ method, path: route }) => `${method} ${route}`);
}

describe("pulumi import of one resource of each kind", () => {
    let simulator: Simulator;
    let project: Project;
    let ids: Record<"phone" | "bar" | "board" | "phones" | "lobby", string>;

    before(async () => {
        simulator = await startSimulator();
        const { id: lobby } = simulator.addWorkspace({ displayName: "Lobby" });
        const { id: phones } = simulator.addWorkspace({
            ...{ displayName: "Phones", supportedDevices: "phones", calling: "webexCalling" },
        });
        const phone = { workspaceId: phones, product: "Cisco 8865", mac: "52EAD324FD21" };
        ids = {
            ...{ lobby, phones, phone: simulator.addDevice({ ...phone, tags: ["b", "a"] }).id },
            bar: simulator.addDevice({ workspaceId: lobby, product: "Cisco Room Bar", serial: "FOC1" }).id,
            board: simulator.addDevice({ workspaceId: lobby, product: "Cisco Board 55", serial: "FOC2" }).id,
        };
        simulator.configure(ids.bar, { "Audio.DefaultVolume": 61, [SECRET_KEY]: "******" });
        simulator.changeSettings(ids.phone, { "%ENABLE_BLUETOOTH%": "1", [PASSWORD_TAG]: SECRET });
        project = await createProject({ front: "native", env: environmentOf(simulator) });
        project.write([]);
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    function importFile(...resources: (readonly [type: string, name: string, id: string])[]): string {
        const file = path.join(project.folder, "import.json");
        const all = resources.map(([type, name, id]) => ({ type: `${PREFIX}${type}`, name, id }));
        fs.writeFileSync(file, JSON.stringify({ resources: all }));
        return file;
    }

    it("finds each by what people know it by, prints the program, and has no secret in it", async () => {
        const file = importFile(
            ["Workspace", "lobby", ids.lobby],
            ["Device", "phone", "52:ea:d3:24:fd:21"],
            ["Device", "bar", "foc1"],
            ["DeviceConfiguration", "bar", ids.bar],
            ["CallingDeviceSettings", "phone", "52EAD324FD21"],
        );
        const out = path.join(project.folder, "printed.ts");
        const args = ["--file", file, "--out", out, "--yes", "--skip-preview"];
        const { output } = succeeded(await project.run("import", args));
        const printed = fs.readFileSync(out, "utf8");
        assert.match(printed, /new webex\.Device\("phone", \{\s+mac: "52EAD324FD21",\s+model: ".*8865",/);
        assert.match(printed, /new webex\.Device\("bar", \{\s+serial: "FOC1",/);
        assert.match(printed, /settings: \{\s+"Audio\.DefaultVolume": 61,\s+\}/);
        assert.match(printed, /settings: \{\s+"%ENABLE_BLUETOOTH%": "1",\s+\}/);
        assert.match(output, new RegExp(`left out, as their values may be secrets: ${SECRET_KEY}`));
        assert.match(output, new RegExp(`left out, as their values may be secrets: ${PASSWORD_TAG}`));
        assert.deepEqual(project.whereInClear(SECRET), []);
        assert.equal(project.saved("bar").id, ids.bar);
        const known = imported(project).map(({ type, id }) => [type.slice(PREFIX.length), id]);
        assert.ok(
            known.some(([type, id]) => type === "Device" && id === ids.phone),
            JSON.stringify(known),
        );
    });

    it("refuses what has no id, is something else, or is not there, and says what to do", async () => {
        const file = importFile(
            ["DeviceActivation", "code", ids.phone],
            ["DeviceBatch", "batch", "phones"],
            ["Workspace", "wrong", ids.board],
            ["Device", "none", "FOC9"],
        );
        const { output } = failed(await project.run("import", ["--file", file, ...QUIETLY, "--parallel", "4"]));
        const said = [
            /import of DeviceActivation "code" failed: a DeviceActivation cannot be imported: Webex tells nobody the text/,
            /import of DeviceBatch "batch" failed: .* a batch is nothing at Webex that an id would name/,
            /the id \S+ names a device, not a workspace\. Import it as a Device/,
            /Webex knows no device by "FOC9"\. Give the device's id, its MAC address or its serial number/,
        ];
        const missing = said.filter((pattern) => !pattern.test(output));
        assert.deepEqual(missing, [], output);
    });

    it("plans nothing for what was found, with the import option and reads by id beside it", async () => {
        const { lobby, board, bar } = ids;
        project.write([
            ...declared(project),
            { type: "Device", name: "board", args: { serial: "FOC2", tags: [] }, opts: { import: board } },
            { type: "Device", name: "readBar", args: {}, opts: { id: bar } },
            { type: "Workspace", name: "readLobby", args: {}, opts: { id: lobby } },
        ]);
        succeeded(await project.up());
        assert.deepEqual(project.saved("readBar").outputs?.["product"], "Cisco Room Bar");
        assert.deepEqual(project.saved("board").outputs?.["origin"], "takenOver");
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(writes(simulator), []);
    });
});

describe("pulumi import of a listed estate", () => {
    let simulator: Simulator;
    let project: Project;

    before(async () => {
        simulator = await startSimulator();
        addAwkwardEstate(simulator, { rooms: 20, phoneRooms: 10, people: 20, emptyRooms: 3 });
        project = await createProject({ front: "native", env: environmentOf(simulator) });
        project.write([]);
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    it("of 50 devices with their workspaces ends in an empty preview, with no write at Webex", async () => {
        const file = path.join(project.folder, "import.json");
        const listed = await runCli(["inventory", "--import", file], environmentOf(simulator));
        assert.equal(listed.code, 0, listed.stderr);
        assert.match(listed.stdout, /names 33 workspaces, 50 devices\./);
        simulator.log.clear();
        succeeded(await project.run("import", ["--file", file, ...QUIETLY]));
        assert.equal(imported(project).length, 83);
        // Reads share the pages of the lists.
        const asked = simulator.log.requests().length;
        assert.ok(asked < 40, `${asked} requests`);
        project.write(declared(project));
        succeeded(await project.preview({ expectNoChanges: true, args: ["--diff"] }));
        assert.deepEqual(writes(simulator), []);
    });
});
