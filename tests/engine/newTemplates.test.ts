import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { newProject } from "../../cli/new/newProject";
import { TEMPLATES, type TemplateName } from "../../cli/new/templates";
import { addDemoOrganization } from "../../simulator/demoOrganization";
import { type Simulator, startSimulator } from "../../simulator/index";
import { capture } from "../cli/capture";
import { createProject, type Project, succeeded } from "./harness";

const repository = path.resolve(__dirname, "../..");
const names = Object.keys(TEMPLATES) as TemplateName[];

describe("the templates of pulumi-webex new", () => {
    let scratch: string;
    let simulator: Simulator;
    let project: Project | undefined;

    before(async () => {
        scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "templates-")));
        fs.symlinkSync(path.join(repository, "node_modules"), path.join(scratch, "node_modules"), "junction");
        for (const template of names) {
            await capture(() => newProject({ template }, path.join(scratch, template)));
        }
        simulator = await startSimulator();
    });

    beforeEach(() => {
        simulator.reset();
        addDemoOrganization(simulator);
    });

    afterEach(() => {
        project?.dispose();
    });

    after(async () => {
        await simulator.close();
        fs.rmSync(scratch, { recursive: true, force: true });
    });

    it("compile under their own settings, which are strict", () => {
        const files = names.map((template) => `${template}/index.ts`);
        const config = { extends: "./rooms/tsconfig.json", compilerOptions: { noEmit: true }, files };
        fs.writeFileSync(path.join(scratch, "tsconfig.json"), JSON.stringify(config));
        const tsc = path.join(repository, "node_modules/typescript/bin/tsc");
        execFileSync(process.execPath, [tsc, "-p", "tsconfig.json"], { cwd: scratch });
    });

    /** A stack of the template in the demo organisation, after an `up` that left nothing to do. */
    async function made(template: TemplateName): Promise<Project> {
        project = await createProject({
            program: path.join(scratch, template),
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            secrets: { "webex:accessToken": simulator.token },
        });
        succeeded(await project.up());
        succeeded(await project.preview({ expectNoChanges: true }));
        return project;
    }

    /** The owners and tags of the devices that the demo organisation did not have. */
    function added(): (readonly [owner: string | undefined, tags: string])[] {
        return simulator
            .devices()
            .slice(1)
            .map(({ displayName, tags }) => [displayName, tags.join()] as const);
    }

    it("rooms: a workspace and a code for each room", async () => {
        const stack = await made("rooms");
        const { codes = {}, statuses } = (await stack.outputs()) as Readonly<Record<string, Record<string, string>>>;
        const issued = simulator.codes().map(({ code }) => code);
        assert.deepEqual(Object.values(codes).sort(), issued.sort());
        assert.deepEqual(statuses, { "huddle-1": "waiting", "training-1": "waiting" });
        succeeded(await stack.destroy());
        assert.ok(!simulator.workspaces().some(({ displayName }) => displayName === "Huddle 1"));
    });

    it("phones: a person's and a workspace's", async () => {
        const stack = await made("phones");
        assert.deepEqual(added().sort(), [
            ["Paula Professional", "early-adopters"],
            ["Reception", ""],
        ]);
        succeeded(await stack.destroy());
        assert.deepEqual(added(), []);
    });

    it("csv: one for each row of the file", async () => {
        const stack = await made("csv");
        assert.deepEqual(added().sort(), [
            ["Paula Professional", "early-adopters"],
            ["Reception", "front-desk,public"],
            ["Stan Standard", ""],
        ]);
        succeeded(await stack.destroy());
        assert.deepEqual(added(), []);
    });
});
