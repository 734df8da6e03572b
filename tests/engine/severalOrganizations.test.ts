/** Several tokens in one program, by the program of docs/several-organisations.md. */

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../../simulator";
import { createProject, type Project, succeeded } from "./harness";

const page = path.resolve(__dirname, "../../docs/several-organisations.md");

describe("a program with a provider for each organisation", () => {
    let simulator: Simulator;
    let project: Project | undefined;
    let program: string;

    beforeEach(async () => {
        simulator = await startSimulator();
        program = fs.mkdtempSync(path.join(os.tmpdir(), "several-"));
        const [, text] = /^```ts\n([\s\S]*?)^```$/m.exec(fs.readFileSync(page, "utf8")) ?? [];
        assert.ok(text !== undefined, "the page has no program");
        fs.writeFileSync(path.join(program, "index.ts"), text);
        fs.writeFileSync(path.join(program, "Pulumi.yaml"), "name: several\nruntime: nodejs\nmain: index.ts\n");
    });

    afterEach(async () => {
        project?.dispose();
        await simulator.close();
        fs.rmSync(program, { recursive: true });
    });

    it("runs without the default provider, each with its own token, and a new token changes no device", async () => {
        const south = simulator.addOrganization("token-of-the-south");
        project = await createProject({
            program,
            config: {
                "pulumi:disable-default-providers": ["*"],
                "webex:limitGuard": "off",
                "webex:preflight": "off",
                "several:baseUrl": simulator.baseUrl,
                "several:northWorkspace": simulator.addWorkspace().id,
                "several:southWorkspace": south.addWorkspace().id,
                "several:northMac": "52EAD324FD01",
                "several:southMac": "52EAD324FD02",
            },
            secrets: { "several:northToken": simulator.token, "several:southToken": south.token },
        });

        succeeded(await project.up());
        assert.deepEqual(
            [simulator, south].map((each) => each.devices().map(({ mac }) => mac)),
            [["52EAD324FD01"], ["52EAD324FD02"]],
        );
        assert.deepEqual(project.whereInClear(simulator.token, south.token), []);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.refreshPreview());

        project.setSecrets({ "several:northToken": simulator.token, "several:southToken": "another" });
        const { output } = succeeded(await project.preview());
        assert.match(output, /~ +pulumi:providers:pulumi-nodejs south update/);
        assert.doesNotMatch(output, /webex:Device \S+ (update|replace|delete|create)/);
        project.setSecrets({ "several:northToken": simulator.token, "several:southToken": south.token });
        succeeded(await project.destroy());
        assert.deepEqual([...simulator.devices(), ...south.devices()], []);
    });
});
