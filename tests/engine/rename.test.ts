import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { itThoroughly, thorough } from "./breadth";
import { checkOrganization } from "./crashSweep";
import { createProject, failed, type Project, type ResourceEntry, succeeded } from "./harness";

describe("a resource that gets another name, or leaves, while something goes wrong", () => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;

    beforeEach(async () => {
        simulator = await startSimulator();
        workspaceId = simulator.addWorkspace({}).id;
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    function phone(name: string, index: number): ResourceEntry {
        const args = { workspaceId, mac: `02AB00F0000${index}`, model: "DMS Cisco 8865", tags: ["x"] };
        return { type: "Device", name, args };
    }

    async function declare(...program: ResourceEntry[]): Promise<ResourceEntry[]> {
        project.write(program);
        succeeded(await project.up());
        return program;
    }

    for (const args of thorough ? [[], ["--refresh"]] : [[]]) {
        it(`keeps its device where the run that renames it fails: up ${args.join(" ")}`, async () => {
            await declare(phone("before", 1));
            const program = [phone("after", 1), phone("other", 2)];
            project.write(program);
            simulator.faults.add({ method: "POST", path: "/devices", kind: { status: 500 } });
            failed(await project.up());
            succeeded(await project.up({ args }));
            checkOrganization("renamed", project, simulator, program);
            assert.equal(project.saved("after").outputs?.["origin"], "adopted");
        });
    }

    it("keeps its device where the tags drifted, under up --refresh", async () => {
        await declare(phone("before", 1));
        for (const { id } of simulator.devices()) {
            simulator.setTags(id, ["drifted"]);
        }
        const program = [phone("after", 1)];
        project.write(program);
        const run = succeeded(await project.up({ args: ["--refresh"] }));
        checkOrganization("renamed", project, simulator, program);
        assert.match(
            run.output,
            /Device "before" left the program, and Device "after" adopted its device .* stays in Webex/,
        );
        succeeded(await project.destroy());
        assert.equal(simulator.devices().length, 1);
        assert.deepEqual(simulator.log.requests({ method: "DELETE" }), []);
    });

    it("stays what it was with an alias, and goes with the stack", async () => {
        await declare(phone("before", 1));
        for (const { id } of simulator.devices()) {
            simulator.setTags(id, ["drifted"]);
        }
        const program = [{ ...phone("after", 1), opts: { aliases: [{ name: "before" }] } }];
        project.write(program);
        const run = succeeded(await project.up({ args: ["--refresh"] }));
        checkOrganization("renamed", project, simulator, program);
        assert.equal(project.saved("after").outputs?.["origin"], "registered");
        assert.doesNotMatch(run.output, /adopts what is registered already/);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("is the stack's own again after an up with WEBEX_ADOPT_AS_OWN", async () => {
        await declare(phone("before", 1));
        await declare(phone("after", 1));
        assert.equal(project.saved("after").outputs?.["origin"], "adopted");
        simulator.log.clear();
        succeeded(await project.up({ env: { WEBEX_ADOPT_AS_OWN: "true" } }));
        assert.equal(project.saved("after").outputs?.["origin"], "registered");
        assert.deepEqual(simulator.log.writes(), []);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("is deleted where the tags drifted and it left, under up --refresh", async () => {
        await declare(phone("leaves", 1), phone("stays", 2));
        for (const { id } of simulator.devices()) {
            simulator.setTags(id, ["drifted"]);
        }
        const program = [phone("stays", 2)];
        project.write(program);
        succeeded(await project.up({ args: ["--refresh"] }));
        checkOrganization("left", project, simulator, program);
    });

    itThoroughly("is registered anew where the user forces its replacement", async () => {
        const [entry] = await declare({ ...phone("phone", 1), opts: { deleteBeforeReplace: true } });
        const { id, urn } = project.saved("phone");
        succeeded(await project.up({ args: ["--replace", urn] }));
        assert.notEqual(project.saved("phone").id, id);
        checkOrganization("replaced", project, simulator, entry === undefined ? [] : [entry]);
    });

    it("is deleted by a destroy that runs the program", async () => {
        await declare(phone("phone", 1));
        succeeded(await project.destroy({ args: ["--run-program"] }));
        assert.deepEqual(simulator.devices(), []);
    });
});
