import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { thorough } from "./breadth";
import { createProject, type Project, succeeded } from "./harness";

const PHONES = 100;
const repository = path.resolve(__dirname, "../..");

/** What a phone costs on the real engine: requests and bytes do not vary, so they are pinned here. */
describe("a hundred devices as single resources", () => {
    let simulator: Simulator;
    const projects: Project[] = [];

    async function open(program?: string): Promise<Project> {
        const project = await createProject({
            ...(program === undefined ? {} : { program }),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            // As at users: with tools/compileCache.cjs, which leaves out source maps, the state has another trace.
            env: { WEBEX_ACCESS_TOKEN: simulator.token, NODE_OPTIONS: "" },
        });
        projects.push(project);
        return project;
    }

    before(async () => {
        simulator = await startSimulator();
        // Devices of others, listed first.
        for (let index = 0; index < 900; index += 1) {
            simulator.addDevice();
        }
    });
    after(async () => {
        for (const project of projects) {
            project.dispose();
        }
        await simulator.close();
    });

    /**
     * What `stack export` writes. Pulumi names the folder of this repository in it, which is as long as it happens
     * to be.
     */
    async function bytesOf(project: Project): Promise<number> {
        const { stdout } = succeeded(await project.run("stack export"));
        const here = path.relative(project.programFolder, repository).split(path.sep).join("/");
        return stdout.replaceAll(`project:///${here}/`, "project:///../../../repository/").length / PHONES;
    }

    async function requestsOf(work: () => Promise<unknown>): Promise<number> {
        const before = simulator.log.entries.length;
        await work();
        return simulator.log.entries.length - before;
    }

    it("need at most 3,600 bytes each, no request when nothing changes, and pages of one list else", async () => {
        const names = Array.from({ length: PHONES }, (_, index) => `phone-${String(index).padStart(4, "0")}`);
        const project = await open();
        project.write(
            names.map((name, index) => ({
                type: "Device",
                name,
                args: {
                    workspaceId: simulator.addWorkspace({}).id,
                    mac: `02AB5B${index.toString(16).padStart(6, "0")}`,
                    model: "DMS Cisco 8865",
                },
            })),
        );
        const create = await requestsOf(async () => succeeded(await project.up()));
        // One POST each, and the looks before them share the list.
        assert.ok(create <= PHONES + 18, `${create} requests for ${PHONES} creates`);
        // The pause of stack traces (sdk/stackTraces.ts) leaves Pulumi its record of where a resource comes from.
        assert.match(project.saved("phone-0000").sourcePosition ?? "", /^project:\/\/\/index\.js#\d+,\d+$/);

        const floor = await open(path.join(repository, "bench/floor"));
        fs.writeFileSync(
            path.join(floor.programFolder, "devices.json"),
            JSON.stringify(Object.fromEntries(names.map((name) => [name, {}]))),
        );
        succeeded(await floor.up());
        const [ours, nothing] = [await bytesOf(project), await bytesOf(floor)];
        console.log(
            `      ${ours} bytes a device, ${nothing} for a resource that does nothing; ${create} requests to create`,
        );
        // The goal of issue 8, for a state that anybody can read, with identity, origin and organisation.
        assert.ok(ours <= 3600, `${ours} bytes a device`);

        const idle = await requestsOf(async () => {
            succeeded(await project.preview({ expectNoChanges: true }));
            if (thorough) {
                succeeded(await project.up());
            }
        });
        assert.equal(idle, 0);
        const refresh = await requestsOf(async () => succeeded(await project.refreshPreview()));
        console.log(`      ${refresh} requests to refresh`);
        assert.ok(refresh <= 18, `${refresh} requests to refresh ${PHONES} of 1,000 devices`);
    });
});
