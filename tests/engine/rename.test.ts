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
        it(`keeps its device where the run that renames it fails, and has it as its own again: up ${args.join(" ")}`, async () => {
            await declare(phone("before", 1));
            const program = [phone("after", 1), phone("other", 2)];
            project.write(program);
            simulator.faults.add({ method: "POST", path: "/devices", kind: { status: 500 } });
            failed(await project.up());
            succeeded(await project.up({ args }));
            checkOrganization("renamed", project, simulator, program);
            assert.equal(project.saved("after").outputs?.["origin"], "adopted");

            simulator.log.clear();
            succeeded(await project.up({ env: { WEBEX_ADOPT_AS_OWN: "true" } }));
            assert.equal(project.saved("after").outputs?.["origin"], "registered");
            assert.deepEqual(simulator.log.writes(), []);
            succeeded(await project.preview({ expectNoChanges: true }));
            succeeded(await project.destroy({ args: ["--run-program"] }));
            assert.deepEqual(simulator.devices(), []);
        });
    }

    it("with tags that drifted, under up --refresh: keeps its device, is the same by an alias, or is deleted", async () => {
        await declare(phone("renamed", 1), phone("aliased", 2), phone("leaves", 3), phone("stays", 4));
        for (const { id } of simulator.devices()) {
            simulator.setTags(id, ["drifted"]);
        }
        const [kept = "", gone = ""] = ["renamed", "leaves"].map((name) => project.saved(name).id);
        const withAlias = { ...phone("sameByAlias", 2), opts: { aliases: [{ name: "aliased" }] } };
        const program = [phone("after", 1), withAlias, phone("stays", 4)];
        project.write(program);
        simulator.log.clear();

        const { output } = succeeded(await project.up({ args: ["--refresh"] }));

        checkOrganization("renamed, aliased and left", project, simulator, program);
        assert.match(
            output,
            /Device "renamed" left the program, and Device "after" adopted its device .* stays in Webex/,
        );
        const deletes = () => simulator.log.requests({ method: "DELETE" }).map(({ path }) => path);
        assert.deepEqual(deletes(), [`/devices/${gone}`]);
        assert.equal(project.saved("after").id, kept);
        assert.equal(project.saved("sameByAlias").outputs?.["origin"], "registered");
        assert.doesNotMatch(output, /"(sameByAlias|stays)" adopts what is registered already/);
        succeeded(await project.preview({ expectNoChanges: true }));

        // What is the same by its alias goes with the stack; what was adopted stays.
        succeeded(await project.destroy());
        assert.deepEqual(
            simulator.devices().map(({ id }) => id),
            [kept],
        );
        assert.ok(!deletes().includes(`/devices/${kept}`));
    });

    it("with another model, too, is refused at preview, and registered anew by an alias or in a run of its own", async () => {
        await declare(phone("aliased", 1), phone("alone", 2));
        const before = simulator.devices();
        const another = (name: string, index: number): ResourceEntry => {
            const { args, ...entry } = phone(name, index);
            return { ...entry, args: { ...args, model: "DMS Cisco 8845" } };
        };
        project.write([another("sameByAlias", 1), another("anew", 2)]);
        simulator.log.clear();

        const { output } = failed(await project.preview());
        for (const name of ["sameByAlias", "anew"]) {
            assert.match(
                output,
                new RegExp(
                    `error: .*${name}: .* Webex lists it as Cisco 8865, not DMS Cisco 8845, and no resource of this plan ` +
                        "gives it up.*declare the old name as an alias .* or remove the old resource first",
                ),
            );
        }
        // Without a preview, too.
        failed(await project.up(), /Webex lists it as Cisco 8865, not DMS Cisco 8845\. Nothing was changed/);
        assert.deepEqual(simulator.log.writes(), []);
        assert.deepEqual(simulator.devices(), before);

        const withAlias = { ...another("sameByAlias", 1), opts: { aliases: [{ name: "aliased" }] } };
        await declare(withAlias);
        const program = await declare(withAlias, another("anew", 2));
        checkOrganization("of another model", project, simulator, program);
        for (const { name } of program) {
            assert.equal(project.saved(name).outputs?.["origin"], "registered");
        }
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("of another model is refused at preview where the phone is to stay in Webex", async () => {
        const { args, ...entry } = phone("stays", 1);
        await declare({ ...entry, args: { ...args, unregisterOnDelete: false } });
        project.write([{ ...entry, args: { ...args, unregisterOnDelete: false, model: "DMS Cisco 8845" } }]);
        simulator.log.clear();

        failed(
            await project.preview(),
            /Webex lists it as Cisco 8865, not DMS Cisco 8845, and no resource of this plan gives it up/,
        );
    });

    itThoroughly("is registered anew where the user forces its replacement", async () => {
        const [entry] = await declare({ ...phone("phone", 1), opts: { deleteBeforeReplace: true } });
        const { id, urn } = project.saved("phone");
        succeeded(await project.up({ args: ["--replace", urn] }));
        assert.notEqual(project.saved("phone").id, id);
        checkOrganization("replaced", project, simulator, entry === undefined ? [] : [entry]);
    });
});
