/** Ctrl-C while the native plugin waits for Webex, and the option `customTimeouts`. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../simulator";
import { createProject, failed, type Project, type ResourceEntry, succeeded } from "../harness";

const MODEL = "DMS Cisco 8865";
const PAUSE = { status: 429, headers: { "Retry-After": "60" } };
/** Milliseconds from Ctrl-C to the end of the CLI; half a second is usual. */
const SOON = 2000;

describe("the native plugin is cancelled", () => {
    let simulator: Simulator;
    let project: Project;
    let program: ResourceEntry[];

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        const workspaceId = simulator.addWorkspace().id;
        program = [1, 2].map((number) => ({
            type: "Device",
            name: `phone-${number}`,
            args: { workspaceId, mac: `02AB00E0000${number}`, model: MODEL },
        }));
        project = await createProject({
            front: "native",
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

    /** Every device is in the state, nothing else is, and nothing is pending. */
    const assertWhole = () => {
        const saved = project.savedNames().map((name) => project.saved(name).id);
        const there = simulator.devices().map(({ id }) => id);
        assert.deepEqual(saved.sort(), there.sort());
        assert.deepEqual(project.savedState().deployment.pending_operations ?? [], []);
    };

    it("in a pause of 60 seconds: the run ends soon, with a whole state", async () => {
        // The first POST is done and held; the second has to wait, and so does everything else of the process.
        simulator.faults.add({ method: "POST", path: "/devices", kind: PAUSE, skip: 1 });
        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ method: "POST", status: 429 }, 60_000);
        const began = Date.now();
        started.kill("SIGINT");
        const run = failed(await started.ended, /cancelled/);
        const lasted = Date.now() - began;

        assert.ok(lasted < SOON, `${lasted} ms`);
        console.log(`      Ctrl-C to the end of the run: ${lasted} ms`);
        assert.doesNotMatch(run.output, /panic/);
        assert.equal(simulator.devices().length, 1);
        assertWhole();
    });

    it("while a POST is under way: its device is in the state", async () => {
        simulator.faults.add({ method: "POST", path: "/devices", kind: { hold: true } });
        simulator.log.clear();
        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor({ method: "POST", status: 200 }, 60_000);
        started.kill("SIGINT");
        await started.printed(/cancel/i);
        simulator.faults.release();
        await started.ended;

        assert.equal(simulator.devices().length, 2);
        assertWhole();
        succeeded(await project.up());
        assert.equal(simulator.devices().length, 2);
    });

    it("by customTimeouts, which the message names", async () => {
        const [first] = program;
        assert.ok(first);
        project.write([
            ...program,
            {
                ...first,
                name: "late",
                args: { ...first.args, mac: "02AB00E00009" },
                opts: { customTimeouts: { create: "3s" } },
            },
        ]);
        simulator.faults.add({ method: "POST", path: "/devices", kind: PAUSE });

        const run = failed(await project.up(), /create of Device "late" failed: [^]*customTimeouts, 3 s/);

        assert.ok(run.seconds < 60, `${run.seconds} s`);
        assertWhole();
    });
});
