/** From an organisation that is there to a program that declares all of it, with nothing written at Webex. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type Simulator, startSimulator } from "../../simulator/index";
import { addAwkwardEstate } from "../cli/inventory/awkwardEstate";
import { runCli } from "../cli/runCli";
import { itThoroughly } from "./breadth";
import { createProject, issueByHand, type Project, succeeded } from "./harness";

const COMPILER = path.resolve(__dirname, "../../node_modules/typescript/bin/tsc");

/** 300 devices in 175 workspaces and with 140 people. */
const SIZES = { rooms: 110, phoneRooms: 50, people: 140, emptyRooms: 15 };

/**
 * The compiler runs by itself, once. Without checkpoints 475 resources take a quarter of the time; what is adopted is
 * found again anyway.
 */
const FAST = { PULUMI_NODEJS_TRANSPILE_ONLY: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

describe("the program of an organisation of 300 devices in 12 locations with awkward names", () => {
    let simulator: Simulator;
    let folder: string;
    let project: Project | undefined;

    beforeEach(async () => {
        folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-inventory-")), "estate");
        simulator = await startSimulator();
        addAwkwardEstate(simulator, SIZES);
    });
    afterEach(async () => {
        project?.dispose();
        project = undefined;
        fs.rmSync(path.dirname(folder), { recursive: true, force: true });
        await simulator.close();
    });

    function environment(): Record<string, string> {
        const { token, baseUrl, contract } = simulator;
        return { WEBEX_ACCESS_TOKEN: token, WEBEX_BASE_URL: baseUrl, WEBEX_CONTRACT: contract };
    }

    /** Writes the program, has it compiled, and opens a project with it. */
    async function open(...form: string[]): Promise<Project> {
        const { code, stderr } = await runCli(["inventory", "--program", folder, ...form], environment());
        assert.equal(code, 0, stderr);
        project = await createProject({ program: folder, env: { ...environment(), ...FAST } });
        await compile(project.programFolder);
        return project;
    }

    async function compile(programFolder: string): Promise<void> {
        try {
            await promisify(execFile)(process.execPath, [COMPILER, "-p", programFolder]);
        } catch (error) {
            assert.fail(`the program does not compile:\n${(error as { stdout: string }).stdout.slice(0, 5000)}`);
        }
    }

    /** All that the organisation has. */
    function everything(): string {
        const devices = simulator.devices();
        const settings = devices.map(({ id }) => simulator.configuration(id));
        return JSON.stringify([devices, settings, simulator.workspaces(), simulator.people()]);
    }

    /** Adopts everything, finds nothing to do afterwards, and has sent nothing but reads. */
    async function adoptsAll(stack: Project): Promise<void> {
        const before = everything();
        succeeded(await stack.up());
        succeeded(await stack.preview({ expectNoChanges: true }));
        succeeded(await stack.refreshPreview());
        assert.deepEqual(simulator.log.writes(), []);
        assert.equal(everything(), before);
    }

    /** Everything leaves the stack, and nothing Webex. */
    async function leavesAll(stack: Project): Promise<void> {
        const before = everything();
        succeeded(await stack.destroy());
        assert.deepEqual(stack.savedNames(), []);
        assert.deepEqual(simulator.log.writes(), []);
        assert.equal(everything(), before);
    }

    it("adopts all of it with a resource each, and plans nothing then", async () => {
        const stack = await open();
        await adoptsAll(stack);
        assert.equal(stack.savedNames().length, 300 + 175);
    });

    it("adopts all of it with --batches, plans nothing then, and leaves all of it when it is destroyed", async () => {
        const stack = await open("--batches");
        await adoptsAll(stack);
        assert.deepEqual(stack.savedNames(), ["workspaces", "devices"]);
        const entries = ["workspaces", "devices"].map((name) => Object.keys(stack.saved(name).outputs?.["ids"] ?? {}));
        assert.deepEqual(
            entries.map(({ length }) => length),
            [175, 300],
        );
        await leavesAll(stack);
    });

    for (const form of [[], ["--batches"]]) {
        itThoroughly(`does so with ${[...form, "--settings --per location"].join(" ")}`, async () => {
            const stack = await open(...form, "--settings", "--per", "location");
            assert.ok(stack.savedNames().length === 0);
            await adoptsAll(stack);
            const configured = stack.savedNames().length;
            assert.ok(configured > (form.length === 0 ? 475 : 26), `${configured}`);
            await leavesAll(stack);
        });
    }

    itThoroughly("has ids for owners where the API knows devices alone", async () => {
        await simulator.close();
        simulator = await startSimulator({ contract: "crud", people: false });
        addAwkwardEstate(simulator, { rooms: 10, phoneRooms: 10, people: 10, emptyRooms: 1 });
        await issueByHand(simulator, { workspaceId: simulator.workspaces()[0]?.id ?? "" });
        simulator.log.clear();
        const stack = await open();
        await adoptsAll(stack);
        assert.equal(stack.savedNames().length, 30);
        await leavesAll(stack);
    });
});
