import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { thorough } from "./breadth";
import { checkOrganization } from "./crashSweep";
import { createProject, type Project, type ResourceEntry, succeeded } from "./harness";

const PHONES = thorough ? 300 : 120;
const KILLS = thorough ? 10 : 1;
/** `PULUMI_WEBEX_SEED` kills at the same points again. */
const SEED = Number(process.env.PULUMI_WEBEX_SEED ?? 1);
const FAST = { PULUMI_SKIP_CHECKPOINTS: "true" };

/** Numbers from 0 up to 1 that a seed repeats (a linear congruential generator). */
function* randoms(seed: number): Generator<number, never> {
    for (let state = seed; ; ) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        yield state / 2 ** 32;
    }
}

describe("PULUMI_SKIP_CHECKPOINTS, the fast mode for phones by MAC address", () => {
    let simulator: Simulator;
    let project: Project;
    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token, ...FAST },
        });
    });
    after(async () => {
        project.dispose();
        await simulator.close();
    });

    it(`of ${PHONES} devices, killed at ${KILLS} random points (seed ${SEED}), ends with each once and an empty preview`, async () => {
        const program: ResourceEntry[] = Array.from({ length: PHONES }, (_, index) => ({
            type: "Device",
            name: `phone-${index}`,
            args: {
                workspaceId: simulator.addWorkspace({}).id,
                mac: `02AB59${index.toString(16).toUpperCase().padStart(6, "0")}`,
                model: "DMS Cisco 8865",
                tags: ["fast"],
            },
        }));
        project.write(program);
        const random = randoms(SEED);
        const isPost = ({ method }: { method: string }) => method === "POST";
        for (let kill = 1; kill <= KILLS; kill += 1) {
            // Each run takes over what those before it registered, and gets a random part of a tenth further.
            const posts = Math.floor(((kill - 1 + random.next().value) / KILLS) * PHONES) + 1;
            const started = project.start("up", ["--yes", "--skip-preview"]);
            await simulator.log.waitFor(
                (entry) => isPost(entry) && simulator.log.requests(isPost).length >= posts,
                60_000,
            );
            started.kill("SIGKILL");
            await started.ended;
            succeeded(await project.run("cancel", ["--yes"]));
        }
        assert.ok(simulator.devices().length > 0);
        assert.deepEqual(project.savedNames(), [], "nothing was saved on the way");
        // docs/batches.md: what the killed runs registered is the stack's own.
        succeeded(await project.up({ env: { WEBEX_ADOPT_AS_OWN: "true" } }));
        checkOrganization("after the last kill", project, simulator, program);
        const origins = program.map(({ name }) => project.saved(name).outputs?.origin);
        assert.deepEqual(new Set(origins), new Set(["registered"]));
        succeeded(await project.preview({ expectNoChanges: true }));
        // A reply that a kill cut off was to a POST that had its effect.
        const registered = simulator.log.requests((entry) => isPost(entry) && entry.status < 300);
        assert.equal(registered.length, PHONES, "no phone was registered twice");
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });
});
