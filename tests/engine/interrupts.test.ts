/** What somebody does to a run or to a stack from outside: Ctrl-C, an import, a state that came from elsewhere. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator/index";
import { describeByFront, ifDynamic } from "./breadth";
import { REPAIR } from "./crashSweep";
import { createProject, failed, type Project, type ResourceEntry, succeeded } from "./harness";

const model = "DMS Cisco 8865";

describeByFront("interrupts, import and moved states", (front) => {
    const itDynamic = ifDynamic(front);
    let simulator: Simulator;
    let project: Project;
    let program: ResourceEntry[];
    const pending = () => project.savedState().deployment.pending_operations ?? [];

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        const workspaceId = simulator.addWorkspace().id;
        program = [1, 2, 3].map((number) => ({
            type: "Device",
            name: `phone-${number}`,
            args: { workspaceId, mac: `02AB00E0000${number}`, model },
        }));
        project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        project.write(program);
    });

    after(async () => {
        project.dispose();
        await simulator.close();
    });

    afterEach(() => {
        simulator.faults.clear();
        simulator.faults.release();
    });

    /** Every device is in the state, and nothing else is. */
    const assertTracked = () => {
        const saved = project.savedNames().map((name) => project.saved(name).id);
        assert.deepEqual(
            saved.sort(),
            simulator
                .devices()
                .map(({ id }) => id)
                .sort(),
        );
    };
    /** An `up` whose first create has happened and is not answered yet. */
    const heldUp = async () => {
        simulator.log.clear();
        simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });
        // A plan of one step at a time, so that it is plain which ones are still to begin.
        const started = project.start("up", ["--yes", "--skip-preview", "--parallel", "1"]);
        await simulator.log.waitFor({ method: "POST", status: 200 }, 60_000);
        return started;
    };

    itDynamic("fails for the option `import`, which no dynamic resource has, and writes nothing", async () => {
        const [first] = program;
        assert.ok(first);
        project.write([{ ...first, opts: { import: "somebodys-device" } }]);

        failed(
            await project.up(),
            /Device "phone-1": the option import does not work .* Declare the device without it/,
        );

        assert.deepEqual(simulator.log.requests(), []);
        assert.deepEqual(project.savedNames(), []);
        project.write(program);
    });

    it("finishes the step it is in after one Ctrl-C, and begins no other", async () => {
        const started = await heldUp();
        started.kill("SIGINT");
        await started.printed(/cancel/i);
        simulator.faults.release();
        const run = failed(await started.ended);

        assert.doesNotMatch(run.output, /panic/);
        assert.equal(simulator.log.writes().length, 1);
        assert.deepEqual(pending(), []);
        assertTracked();
    });

    it("leaves a pending create after two, and the next up adopts what it made", async () => {
        const known = project.savedNames().length;
        const started = await heldUp();
        started.kill("SIGINT");
        await started.printed(/cancel/i);
        started.kill("SIGINT");
        failed(await started.ended);

        assert.deepEqual(
            pending().map(({ type }) => type),
            ["creating"],
        );
        assert.equal(project.savedNames().length, known);
        assert.equal(simulator.devices().length, known + 1);
        simulator.faults.release();
        await project.run("cancel", ["--yes"]);

        succeeded(await project.up(REPAIR));

        assertTracked();
        assert.equal(simulator.devices().length, program.length);
        const origins = program.map(({ name }) => project.saved(name).outputs?.["origin"]);
        assert.deepEqual(origins, Array<string>(program.length).fill("registered"));
        // Pulumi goes on warning of the pending create until it is told that it is settled.
        succeeded(await project.refresh({ args: ["--clear-pending-creates"] }));
        assert.deepEqual(pending(), []);
    });

    it("plans nothing for a state that was exported and imported into a new stack", async () => {
        const exported = succeeded(await project.run("stack export", ["--show-secrets"]));
        const other = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
            stackByCli: true,
        });
        try {
            other.write(program);
            const file = path.join(other.folder, "exported.json");
            fs.writeFileSync(file, exported.stdout);
            succeeded(await other.run("stack import", ["--file", file]));
            simulator.log.clear();

            succeeded(await other.preview({ expectNoChanges: true }));
            succeeded(await other.refreshPreview());

            assert.deepEqual(simulator.log.writes(), []);
        } finally {
            other.dispose();
        }
    });

    it("plans nothing for the state that is kept in savedState.json, so that its format stays", async () => {
        const { state, program } = JSON.parse(fs.readFileSync(path.join(__dirname, "savedState.json"), "utf8")) as {
            state: unknown;
            program: ResourceEntry[];
        };
        const later = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        try {
            later.write(program);
            const file = path.join(later.folder, "state.json");
            fs.writeFileSync(file, JSON.stringify(state));
            succeeded(await later.run("stack import", ["--file", file]));

            succeeded(await later.preview({ expectNoChanges: true }));
            assert.deepEqual(simulator.log.writes(), []);
        } finally {
            later.dispose();
        }
    });
});
