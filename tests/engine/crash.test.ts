import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { thorough } from "./breadth";
import { countWrites, type Kill, killAndRepair } from "./crashSweep";
import { createProject, DEFAULT_FRONT, failed, succeeded } from "./harness";

const WHEN: readonly Kill["when"][] = ["before the answer was read", "once the answer was sent"];
const WHAT: readonly Kill["what"][] = ["provider", "cli"];

/** `npm test` has time for a few; the soak kills at every write. */
const SAMPLE: readonly Kill[] = [
    { contract: "cisco", write: 0, when: "before the answer was read", what: "provider" },
    { contract: "cisco", write: 17, when: "once the answer was sent", what: "cli" },
    { contract: "cisco", write: 9, when: "before the answer was read", what: "cli", front: "native" },
];

describe("a killed run, repaired as docs/troubleshooting.md says, ends with what the program declares", () => {
    if (!thorough) {
        for (const kill of SAMPLE) {
            const { contract, write, when, what, front = DEFAULT_FRONT } = kill;
            it(`${contract}, ${front}: the ${what} killed at write ${write}, ${when}`, () => killAndRepair(kill));
        }
        return;
    }
    for (const [contract, front] of [
        ["cisco", "dynamic"],
        ["crud", "dynamic"],
        ["cisco", "native"],
    ] as const) {
        it(`${contract}, ${front}: killed at every write`, async function () {
            this.timeout(0);
            const writes = await countWrites(contract);
            let kills = 0;
            for (let write = 0; write < writes; write += 1) {
                for (const when of WHEN) {
                    for (const what of WHAT) {
                        await killAndRepair({ contract, write, when, what, front });
                        kills += 1;
                    }
                }
            }
            console.log(
                `      ${contract}, ${front}: ${kills} kills tried, duplicates 0, orphans 0, states unreadable 0`,
            );
        });
    }
});

describe("Pulumi's file backend", () => {
    it("cannot read a stack whose sidecar a killed CLI left empty, until that file is removed; metadata=skip has none", async () => {
        const project = await createProject();
        try {
            const stacks = () => path.join(project.backendFolder, ".pulumi", "stacks", "harness");
            const sidecars = () => fs.readdirSync(stacks()).filter((name) => name.endsWith(".attrs"));
            const plain = { env: { PULUMI_BACKEND_URL: pathToFileURL(project.backendFolder).href } };
            project.write([]);
            succeeded(await project.up());
            assert.deepEqual(sidecars(), []);

            succeeded(await project.run("up", ["--yes", "--skip-preview"], plain));
            assert.ok(sidecars().includes("test.json.attrs"));
            const sidecar = path.join(stacks(), "test.json.attrs");
            // As a kill leaves it between creating the file and writing it: no test can kill at that very instant.
            fs.truncateSync(sidecar);
            failed(await project.run("stack export", [], plain), /EOF/);
            fs.rmSync(sidecar);
            succeeded(await project.run("stack export", [], plain));
        } finally {
            project.dispose();
        }
    });
});
