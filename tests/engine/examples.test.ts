import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createProject, failed, type Project, succeeded } from "./harness";

const examples = path.resolve(__dirname, "../../examples");

describe("the examples", () => {
    let simulator: Simulator;
    let opened: Project | undefined;

    before(async () => {
        simulator = await startSimulator();
    });

    afterEach(() => {
        opened?.dispose();
        simulator.reset();
    });

    after(async () => {
        await simulator.close();
    });

    async function open(example: string, config: Record<string, unknown>): Promise<Project> {
        opened = await createProject({
            program: path.join(examples, example),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", ...config },
            secrets: { "webex:accessToken": simulator.token },
        });
        return opened;
    }

    it("are all run here, in room.test.ts, in sharedBackend.test.ts, in native/programs.test.ts or by npm start", () => {
        const names = fs.readdirSync(examples).sort();
        assert.deepEqual(names, [
            ...["activation-codes", "building", "huddle-room", "limit-guard", "many-phones", "native-go"],
            ...["native-python", "native-yaml", "phones-by-mac", "pipelines", "quickstart"],
        ]);
    });

    it("phones-by-mac registers a person's and a workspace's phone", async () => {
        const person = simulator.addPerson({ maxDeviceCount: 1 });
        const workspace = simulator.addWorkspace({});
        const phones = [
            { name: "ada", mac: "52-ea-d3-24-fd-22", model: "Cisco 9861", personId: person.id },
            {
                name: "reception",
                mac: "52EAD324FD21",
                model: "DMS Cisco 8865",
                workspaceId: workspace.id,
                tags: ["lobby"],
            },
        ];
        const stack = await open("phones-by-mac", { "phones-by-mac:phones": phones });
        succeeded(await stack.up());
        const byMac = new Map(simulator.devices().map((device) => [device.mac, device]));
        assert.equal(byMac.get("52EAD324FD22")?.personId, person.id);
        assert.deepEqual(byMac.get("52EAD324FD21")?.tags, ["lobby"]);
        const { deviceIds } = (await stack.outputs()) as { deviceIds: Record<string, string> };
        assert.equal(deviceIds.reception, byMac.get("52EAD324FD21")?.id);
        succeeded(await stack.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("many-phones registers the phones of a CSV file, and names the lines that cannot be used", async () => {
        const stack = await open("many-phones", { "many-phones:file": "desks.csv" });
        const file = path.join(stack.programFolder, "desks.csv");
        const ids = ["a", "b"].map(() => simulator.addWorkspace({}).id);
        const rows = ids.map((id, index) => `desk-${index};52EAD324FD2${index};DMS Cisco 8865;${id};lobby|new`);
        const header = "name;mac;model;workspaceId;tags";
        fs.writeFileSync(file, [header, "bad;52EA;DMS Cisco 8865;w;", ...rows].join("\r\n"));
        failed(await stack.up(), /line 2, mac: .*no MAC address/);
        assert.deepEqual(simulator.log.writes(), []);

        fs.writeFileSync(file, [header, ...rows].join("\r\n"));
        succeeded(await stack.up());
        const { deviceIds } = (await stack.outputs()) as { deviceIds: Record<string, string> };
        assert.deepEqual(Object.keys(deviceIds), ["desk-0", "desk-1"]);
        assert.deepEqual(simulator.device(deviceIds["desk-1"] ?? "")?.tags, ["lobby", "new"]);
    });

    it("activation-codes gives a code for each room, as a secret", async () => {
        const rooms = { "Board room": simulator.addWorkspace({}).id, "Huddle 1": simulator.addWorkspace({}).id };
        const stack = await open("activation-codes", { "activation-codes:rooms": rooms });
        const { output } = succeeded(await stack.up());
        const { codes, status } = (await stack.outputs()) as {
            codes: Record<string, { code: string }>;
            status: Record<string, string>;
        };
        assert.deepEqual(status, { "Board room": "pending", "Huddle 1": "pending" });
        const issued = simulator.codes().map(({ code }) => code);
        assert.deepEqual(
            Object.values(codes)
                .map(({ code }) => code)
                .sort(),
            issued.sort(),
        );
        for (const code of issued) {
            assert.ok(!output.includes(code), "no code on the console");
        }
    });

    it("limit-guard refuses the second phone of a Standard person at preview", async () => {
        const license = simulator.addLicense({ name: "Webex Calling - Standard" });
        const person = simulator.addPerson({ licenses: [license.id] });
        const macs = ["52EAD324FD21", "52EAD324FD22"];
        const stack = await open("limit-guard", { "limit-guard:personId": person.id, "limit-guard:macs": macs });
        failed(await stack.preview(), /too many devices.*"Webex Calling - Standard"/);
        assert.deepEqual(simulator.log.writes(), []);
    });
});
