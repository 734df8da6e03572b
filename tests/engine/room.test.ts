/** A room on the real engine: from its workspace to the settings of its device, one and forty of them. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Device, type Simulator, startSimulator } from "../../simulator/index";
import { describeByFront, ifDynamic } from "./breadth";
import { createProject, type Entry, failed, type Project, type Run, succeeded } from "./harness";

const examples = path.resolve(__dirname, "../../examples");

const VOLUME = "Audio.DefaultVolume";

describeByFront("a room", (front) => {
    const itDynamic = ifDynamic(front);
    let simulator: Simulator;
    let project: Project;

    beforeEach(async () => {
        simulator = await startSimulator({ contract: "cisco" });
    });

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    async function open(example?: string): Promise<void> {
        project = await createProject({
            front,
            ...(example !== undefined && { program: path.join(examples, example) }),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    }

    /** What a run wrote; the log is empty then. */
    function takeWrites(): string[] {
        const writes = simulator.log.writes().map(({ method, path: where }) => `${method} ${where}`);
        simulator.log.clear();
        return writes;
    }

    /** The stack's outputs that are no secrets, as the last run saved them. */
    function outputs(): Record<string, unknown> {
        const resources = project.savedState().deployment.resources ?? [];
        return resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
    }

    /** The URNs of what the stack has. */
    function saved(): string[] {
        return (project.savedState().deployment.resources ?? []).map(({ urn }) => urn).sort();
    }

    /** The value that was set for a device's volume, by whoever set it. */
    function volumeOf({ id }: Pick<Device, "id">): unknown {
        return simulator.configuration(id)[VOLUME];
    }

    /** A workspace with a device that this stack has nothing to do with. */
    function bystanders(): () => void {
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "Somebody else's" });
        const { id } = simulator.addDevice({ workspaceId, tags: ["theirs"] });
        const before = [simulator.device(id), simulator.workspaces().find((one) => one.id === workspaceId)];
        return () => {
            assert.deepEqual(
                [simulator.device(id), simulator.workspaces().find((one) => one.id === workspaceId)],
                before,
            );
            assert.deepEqual([simulator.devices().length, simulator.workspaces().length], [1, 1]);
        };
    }

    function assertQuiet({ output }: Run): void {
        assert.doesNotMatch(output, /warning|cannot be revoked|stays in Webex/);
    }

    itDynamic("huddle-room: up, the code is used, up takes the device over; destroy removes its own", async () => {
        const assertOthersStay = bystanders();
        await open("huddle-room");
        const first = succeeded(await project.up());
        assert.deepEqual(takeWrites(), ["POST /workspaces", "POST /devices/activationCode"]);
        const [{ code, workspaceId } = { code: "", workspaceId: "" }] = simulator.codes();
        assert.equal(outputs()["status"], "waiting");
        assert.equal((await project.outputs())["activationCode"], code);
        assert.ok(!first.output.includes(code));

        const { id } = simulator.redeem(code);
        const { output } = succeeded(await project.preview());
        assert.match(output, /DeviceActivation huddle-1 update.*\+redeemedBy/);
        assert.match(output, /Device huddle-1 create/);
        assert.match(output, /DeviceConfiguration huddle-1 create/);
        assert.deepEqual(takeWrites(), []);

        const second = succeeded(await project.up());
        assert.match(second.output, /its code was used by device "Huddle 1"/);
        assert.deepEqual(takeWrites(), [`PATCH /devices/${id}`, "PATCH /deviceConfigurations"]);
        assert.deepEqual(
            [simulator.device(id)?.tags, volumeOf({ id }), outputs()["status"]],
            [["huddle"], 60, "online"],
        );
        assert.equal((await project.outputs())["activationCode"], "the device is there");

        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());
        assert.deepEqual(takeWrites(), []);
        assertQuiet(succeeded(await project.destroy()));
        assert.deepEqual(takeWrites(), [`DELETE /devices/${id}`, `DELETE /workspaces/${workspaceId ?? ""}`]);
        assertOthersStay();
    });

    it("a workspace of its own or one that is there, a phone, devices that were replaced or removed by hand", async () => {
        const assertOthersStay = bystanders();
        const [there, empty] = ["There", "Empty"].map((displayName) => simulator.addWorkspace({ displayName }).id);
        const stays = simulator.addDevice({ workspaceId: there, displayName: "Board in There" });
        const settings = { [VOLUME]: 70 };
        const room = (name: string, args: Record<string, unknown> = {}): Entry => ({
            type: "Room",
            name,
            args: { ...("workspaceId" in args ? {} : { displayName: name }), tags: ["ours"], settings, ...args },
        });
        const rooms = [
            room("unused"),
            room("phone", { model: "Cisco 9861", settings: undefined }),
            room("unusedPhone", { model: "Cisco 9861", settings: undefined }),
            room("replaced"),
            room("removed"),
            room("moved"),
            room("there", { workspaceId: there }),
            room("empty", { workspaceId: empty }),
        ];
        const statuses = Object.fromEntries(rooms.map(({ name }) => [name, [name, "status"] as [string, string]]));
        await open();
        project.write(rooms, statuses);
        succeeded(await project.up());
        assert.equal(simulator.codes().length, 7);
        assert.deepEqual([simulator.device(stays.id)?.tags, volumeOf(stays)], [["ours"], 70]);
        assert.deepEqual(outputs(), {
            ...{ unused: "waiting", phone: "waiting", unusedPhone: "waiting", replaced: "waiting", removed: "waiting" },
            ...{ there: "online", empty: "waiting", moved: "waiting" },
        });
        takeWrites();

        const redeem = (name: string): Device => {
            const resources = project.savedState().deployment.resources ?? [];
            const code = resources.find(({ urn }) => urn.endsWith(`:DeviceActivation::${name}`));
            const { workspaceId } = code?.inputs as { workspaceId: string };
            return simulator.redeem(simulator.codes().find((one) => one.workspaceId === workspaceId)?.code ?? "");
        };
        const phone = redeem("phone");
        const replaced = redeem("replaced");
        const removed = redeem("removed");
        const entered = redeem("empty");
        const moved = redeem("moved");
        succeeded(await project.up());
        assert.deepEqual(takeWrites().sort(), [
            ...Array<string>(4).fill("PATCH /deviceConfigurations"),
            ...[phone, replaced, removed, entered, moved].map(({ id }) => `PATCH /devices/${id}`).sort(),
        ]);
        assert.deepEqual([replaced, removed, entered, moved].map(volumeOf), [70, 70, 70, 70]);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());

        // Nothing changes by what a list leaves out, even if it leaves out all.
        const instead = simulator.addDevice({ workspaceId: replaced.workspaceId, displayName: "Brought by hand" });
        simulator.removeDevice(replaced.id);
        simulator.removeDevice(removed.id);
        const elsewhere = simulator.addWorkspace({ displayName: "Elsewhere" }).id;
        simulator.updateDevice(moved.id, { workspaceId: elsewhere });
        simulator.faults.add({ method: "GET", path: "/devices", count: -1, kind: { json: { items: [] } } });
        const before = saved();
        const blind = succeeded(await project.up());
        assert.deepEqual([takeWrites(), saved()], [[], before]);
        assert.match(blind.output, /Room "removed": Webex does not show its device \S+ any more\. Nothing changes/);
        assert.match(blind.output, /Room "moved": Webex has its device \S+ \(\S+\) in workspace "Elsewhere" \(/);
        assert.doesNotMatch(blind.output, /Room "(there|phone|empty)"/);
        simulator.faults.clear();
        const seeing = succeeded(await project.up());
        assert.deepEqual([takeWrites(), saved()], [[], before]);
        assert.match(seeing.output, /Room "replaced": Webex does not show .* any more, but "Brought by hand" \(/);

        // A refresh proves that both are gone.
        const mended = succeeded(await project.up({ args: ["--refresh"] }));
        assert.match(mended.output, new RegExp(`its code is needed again, because device ${removed.id} is gone`));
        assert.deepEqual(takeWrites().sort(), [
            "PATCH /deviceConfigurations",
            `PATCH /devices/${instead.id}`,
            "POST /devices/activationCode",
        ]);
        assert.equal(volumeOf(instead), 70);
        assert.deepEqual([outputs()["replaced"], outputs()["removed"]], ["online", "waiting"]);
        succeeded(await project.preview({ expectNoChanges: true }));
        takeWrites();

        // What somebody else brought is not unregistered, and its workspace stays for it.
        const refused = failed(await project.destroy({ args: ["--continue-on-error"] }), /"Brought by hand"/);
        assert.doesNotMatch(refused.output, /cannot be revoked/);
        assert.equal(simulator.workspaces().filter(({ displayName }) => displayName === "replaced").length, 1);
        simulator.removeDevice(instead.id);
        succeeded(await project.destroy());
        assert.deepEqual([simulator.device(stays.id)?.tags, volumeOf(stays)], [["ours"], undefined]);
        assert.deepEqual([simulator.device(entered.id)?.tags, volumeOf(entered)], [["ours"], undefined]);
        assert.deepEqual([simulator.device(moved.id)?.tags, volumeOf(moved)], [["ours"], undefined]);
        for (const id of [stays.id, entered.id, moved.id]) {
            simulator.removeDevice(id);
        }
        for (const id of [there ?? "", empty ?? "", elsewhere]) {
            simulator.removeWorkspace(id);
        }
        assertOthersStay();
    });

    itDynamic("building: 40 rooms, of which 38 get a device, in two runs; destroy removes them alone", async () => {
        const assertOthersStay = bystanders();
        await open("building");
        succeeded(await project.up());
        const writes = takeWrites();
        assert.deepEqual(
            ["POST /workspaces", "POST /devices/activationCode"].map(
                (line) => writes.filter((each) => each === line).length,
            ),
            [40, 40],
        );
        assert.equal(writes.length, 80);
        const codes = (await project.outputs())["codes"] as Record<string, string>;
        assert.deepEqual(
            Object.values(codes).sort(),
            simulator
                .codes()
                .map(({ code }) => code)
                .sort(),
        );

        const waiting = ["2-07", "3-13"];
        const devices = new Map<string, Device>();
        for (const [name, code] of Object.entries(codes)) {
            if (!waiting.includes(name)) {
                devices.set(name, simulator.redeem(code));
            }
        }
        simulator.log.clear();
        succeeded(await project.up());
        const reads = simulator.log.entries.filter(
            ({ method, path: where }) => method === "GET" && where === "/devices",
        );
        assert.ok(reads.length <= 20, `the program and the provider read ${reads.length} lists`);
        assert.deepEqual(takeWrites().sort(), [
            ...Array<string>(38).fill("PATCH /deviceConfigurations"),
            ...[...devices.values()].map(({ id }) => `PATCH /devices/${id}`).sort(),
        ]);
        const [header, ...rows] = fs.readFileSync(path.join(examples, "building/rooms.csv"), "utf8").trim().split("\n");
        assert.equal(header, "name,displayName,floor,type,capacity,tags,volume");
        for (const [name = "", , floor, , , tags = "", volume] of rows.map((row) => row.split(","))) {
            const device = devices.get(name);
            if (device !== undefined) {
                const wanted = [`floor-${floor ?? ""}`, ...tags.split("|")].filter((tag) => tag !== "");
                assert.deepEqual([simulator.device(device.id)?.tags, volumeOf(device)], [wanted, Number(volume)], name);
            }
        }
        const { statuses } = outputs() as { statuses: Record<string, string> };
        assert.deepEqual(
            Object.entries(statuses).filter(([, status]) => status !== "online"),
            waiting.map((name) => [name, "waiting"]),
        );
        assert.deepEqual(
            (await project.outputs())["codes"],
            Object.fromEntries(waiting.map((name) => [name, codes[name]])),
        );

        succeeded(await project.preview({ expectNoChanges: true }));
        assert.deepEqual(takeWrites(), []);
        assertQuiet(succeeded(await project.destroy()));
        const deletes = takeWrites();
        assert.deepEqual(
            [/^DELETE \/devices\//, /^DELETE \/workspaces\//].map(
                (line) => deletes.filter((each) => line.test(each)).length,
            ),
            [38, 40],
        );
        assert.equal(deletes.length, 78);
        assertOthersStay();
    });

    itDynamic("an inline program: what stands in the room is judged, and read anew in each run", async () => {
        await open();
        const { id: workspaceId } = simulator.addWorkspace();
        const { id } = simulator.addDevice({ workspaceId });
        const folder = path.join(project.folder, "inline");
        fs.mkdirSync(folder);
        fs.writeFileSync(path.join(folder, "inline.cjs"), INLINE);
        const env = {
            ...process.env,
            PULUMI_HOME: project.homeFolder,
            PULUMI_BACKEND_URL: pathToFileURL(project.backendFolder).href,
            PULUMI_CONFIG_PASSPHRASE: "test",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            WEBEX_ACCESS_TOKEN: simulator.token,
            BASE_URL: simulator.baseUrl,
            WORKSPACE: workspaceId,
        };
        const { stdout } = await promisify(execFile)(process.execPath, ["inline.cjs"], { cwd: folder, env });
        assert.match(stdout, /too loud: refused[^]*Audio\.DefaultVolume must be a whole number from 0 to 100/);
        assert.match(stdout, /right: passed/);
        assert.deepEqual(takeWrites(), ["PATCH /deviceConfigurations"]);
        assert.equal(volumeOf({ id }), 50);
    });
});

/** Previews a room with a value out of range, which refuses it, and then makes the room; nothing of it is exported. */
const INLINE = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const webex = require("pulumi-webex");
async function run(label, action, volume) {
    const program = async () => {
        new webex.Room("room", { workspaceId: process.env.WORKSPACE, settings: { "Audio.DefaultVolume": volume } });
    };
    const stack = await LocalWorkspace.createOrSelectStack(
        { stackName: "inline", projectName: "inline", program },
        { workDir: __dirname },
    );
    await stack.setConfig("webex:baseUrl", { value: process.env.BASE_URL });
    await stack.setConfig("webex:contract", { value: "cisco" });
    try {
        await stack[action]();
        console.log(label + ": passed");
    } catch (error) {
        console.log(label + ": refused " + error.message);
    }
}
run("too loud", "preview", 500).then(() => run("right", "up", 50));
`;
