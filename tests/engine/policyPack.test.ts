/** The policy pack of policy/, as `pulumi preview --policy-pack` runs it. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const repository = path.resolve(__dirname, "../..");

type Config = Readonly<Record<string, object | string>>;

describe("the policy pack", () => {
    let simulator: Simulator;
    let project: Project;
    let pack: string;
    let personId: string;
    let workspaceId: string;

    before(async () => {
        simulator = await startSimulator();
        workspaceId = simulator.addWorkspace().id;
        personId = simulator.addPerson({ maxDeviceCount: 5 }).id;
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        pack = path.join(project.folder, "policy");
        fs.cpSync(path.join(repository, "policy"), pack, { recursive: true });
        project.write([
            phone("stays", "01", { tags: ["site-berlin"] }),
            phone("goes", "02"),
            phone("before", "03"),
            batch({ a: "04", b: "05", c: "06" }),
            { type: "DeviceActivation", name: "code", args: { workspaceId } },
        ]);
        succeeded(await project.up());
        simulator.log.clear();
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    function phone(name: string, digits: string, args: object = {}, opts: Record<string, unknown> = {}): ResourceEntry {
        const all = { workspaceId, model: MODEL, mac: `02AB9E0001${digits}`, ...args };
        return { type: "Device", name, args: all, opts };
    }

    function batch(entries: Readonly<Record<string, string>>, more: object = {}): ResourceEntry {
        const devices = Object.entries(entries).map(([name, digits]) => [name, phone(name, digits).args] as const);
        return { type: "DeviceBatch", name: "phones", args: { devices: { ...Object.fromEntries(devices), ...more } } };
    }

    /** Two devices and a code for one person, a room that is unknown at preview; one phone and two entries go. */
    function change(): void {
        const owner = { workspaceId: undefined, personId };
        project.write([
            phone("stays", "01", { tags: ["site-berlin"] }),
            phone("after", "03", {}, { aliases: [{ name: "before" }] }),
            { type: "Workspace", name: "room", args: { displayName: "Room" } },
            phone("new", "07", { workspaceId: { $ref: ["room", "id"] }, tags: ["site-rome"] }),
            phone("hidden", "08", { ...owner, personId: { $secret: personId }, tags: ["site-rome"] }),
            batch({ a: "04" }, { d: { personId, model: "DMS Cisco 8861", mac: "02AB9E000109" } }),
            { type: "DeviceActivation", name: "code", args: { workspaceId } },
            { type: "DeviceActivation", name: "personal", args: { personId } },
        ]);
    }

    function policies(config: Config): string[] {
        const file = path.join(project.folder, "policy-config.json");
        fs.writeFileSync(file, JSON.stringify(config));
        return ["--policy-pack", pack, "--policy-pack-config", file];
    }

    /** What each policy reported, with its level, as the CLI prints it. */
    function reported({ stdout }: Run): string[] {
        const found = stdout.matchAll(/^\s+- \[(\w+)\]\s+(webex-[\w-]+)\s+\(.*\)\n\s+.*\n\s+(.*)$/gm);
        return [...found].map(([, level = "", name = "", message = ""]) => `${level} ${name}: ${message}`).sort();
    }

    it("reports by its configuration what a plan has, single and in batches, and what it takes away", async () => {
        change();
        const run = succeeded(
            await project.preview({
                args: policies({
                    all: "advisory",
                    "webex-devices-per-person": { limit: 2 },
                    "webex-required-tags": { tags: ["site-*"] },
                    "webex-allowed-models": { models: ["Cisco 8865"] },
                    "webex-codes-end-before": { date: "2999-01-01" },
                    "webex-unregistrations": { limit: 2 },
                }),
            }),
        );
        const expiresAt = String(project.saved("code").outputs?.["expiresAt"]);
        assert.deepEqual(reported(run), [
            'advisory webex-allowed-models: DeviceBatch "phones", entry "d" has the model "DMS Cisco 8861"; allowed are ' +
                "Cisco 8865",
            `advisory webex-codes-end-before: the code of DeviceActivation "code" ends at ${expiresAt}, before ` +
                "2999-01-01T00:00:00.000Z",
            "advisory webex-devices-per-person: one person has 3 devices in this stack, and 2 are allowed: " +
                'Device "hidden"; DeviceActivation "personal"; DeviceBatch "phones", entry "d"',
            'advisory webex-required-tags: Device "after" lacks "site-*"',
            'advisory webex-required-tags: DeviceBatch "phones", entry "a" lacks "site-*"',
            'advisory webex-required-tags: DeviceBatch "phones", entry "d" lacks "site-*"',
            'advisory webex-unregistrations: this change takes 3 devices out of Webex, and 2 are allowed: Device "goes"; ' +
                'DeviceBatch "phones", entry "b"; DeviceBatch "phones", entry "c"',
        ]);
        assert.ok(!run.output.includes(personId), "the person's id is a secret of this program");
    });

    it("stops an update whose plan violates a mandatory policy, before anything is written", async () => {
        change();
        const run = failed(
            await project.up({
                preview: true,
                args: policies({ "webex-unregistrations": { enforcementLevel: "mandatory", limit: 2 } }),
            }),
        );
        const [violation = "", ...others] = reported(run);
        assert.match(violation, /^mandatory webex-unregistrations: this change takes 3 devices/);
        assert.deepEqual(others, [], "a policy without a limit says nothing");
        assert.deepEqual(simulator.log.writes(), []);
    });
});
