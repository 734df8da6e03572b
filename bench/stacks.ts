/** A column's program, set up against an organisation of its own. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Simulator, startSimulator } from "../simulator/index";
import { createProject, type Run as Ended, succeeded } from "../tests/engine/harness";
import { run } from "../tools/children.mjs";
import type { Column } from "./columns";
import type { Conditions } from "./figures";
import type { Row } from "./rows";

const TAG = "bench";
const DRIFTED = "drifted";
/** Milliseconds; ten thousand devices take many minutes, and a limit on requests more. */
const LONGEST_COMMAND = 6 * 60 * 60_000;
/** People that each room is for. */
const CAPACITY = 6;

/** The workspaces of a program of rooms, by name. */
type Rooms = Readonly<Record<string, { displayName: string; capacity: number }>>;

/** The phones that another program declares, by name. */
type Devices = Readonly<Record<string, { mac: string; model: string; workspaceId: string; tags: string[] }>>;

/** A tool with a program and its state. */
interface Tool {
    /** Undefined: the tool has no such command. */
    start(row: Row): Promise<Pick<Ended, "code" | "output" | "seconds">> | undefined;
    stateText(): Promise<string>;
    dispose(): void;
}

export interface Stack {
    readonly column: Column;
    readonly simulator: Simulator;
    readonly tool: Tool;
    readonly devices: number;
    /** Changes the tags of some devices behind the program's back. */
    drift(share: number): void;
    /** Throws unless the organisation is as the program says, or empty. */
    verify(row: Row): void;
    dispose(): Promise<void>;
}

function declare(simulator: Simulator, count: number): Devices {
    return Object.fromEntries(
        Array.from({ length: count }, (_, index) => {
            const mac = `02AB57${index.toString(16).toUpperCase().padStart(6, "0")}`;
            const workspaceId = simulator.addWorkspace({}).id;
            return [`phone-${index}`, { mac, model: "DMS Cisco 8865", workspaceId, tags: [TAG] }];
        }),
    );
}

function declareRooms(count: number): Rooms {
    const names = Array.from({ length: count }, (_, index) => `room-${index}`);
    return Object.fromEntries(names.map((name) => [name, { displayName: name, capacity: CAPACITY }]));
}

async function openPulumi(column: Column, simulator: Simulator, devices: Devices | Rooms): Promise<Tool> {
    const project = await createProject({
        program: path.join(__dirname, column.program),
        front: column.program === "native" ? "native" : "dynamic",
        longestCommand: LONGEST_COMMAND,
        config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", ...column.config },
        env: { WEBEX_ACCESS_TOKEN: simulator.token, ...column.env },
    });
    fs.writeFileSync(path.join(project.programFolder, "devices.json"), JSON.stringify(devices));
    return {
        start: ({ pulumi: [command = "", ...args] }) => project.run(command, args),
        stateText: async () => succeeded(await project.run("stack export")).stdout,
        dispose: () => {
            project.dispose();
        },
    };
}

/** The phones as Terraform's blocks, in its JSON syntax. */
function terraformBlocks(devices: Devices): object {
    const blocks = Object.entries(devices).map(([name, { mac, model, workspaceId }]) => [
        name,
        {
            path: "/devices",
            data: JSON.stringify({ mac, model, workspaceId }),
            // What Webex adds, and what it does not show again.
            ignore_server_additions: true,
            ignore_changes_to: ["model"],
        },
    ]);
    return { resource: { restapi_object: Object.fromEntries(blocks) as object } };
}

/** Terraform with the provider that BENCH_TERRAFORM_RESTAPI names, taken as it is: nothing is looked up or fetched. */
function openTerraform(column: Column, simulator: Simulator, devices: Devices): Tool {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-bench-"));
    fs.cpSync(path.join(__dirname, column.program), folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "devices.tf.json"), JSON.stringify(terraformBlocks(devices)));
    const plugins = path.join(folder, "plugins");
    fs.mkdirSync(plugins);
    fs.symlinkSync(terraformProvider() ?? "", path.join(plugins, "terraform-provider-restapi"));
    const settings = path.join(folder, "terraform.rc");
    const overrides = `dev_overrides { "Mastercard/restapi" = ${JSON.stringify(plugins)} }`;
    fs.writeFileSync(settings, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
    const env = {
        ...process.env,
        TF_CLI_CONFIG_FILE: settings,
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
        TF_VAR_base_url: simulator.baseUrl,
        TF_VAR_access_token: simulator.token,
    };
    const terraform = async (...args: string[]): Promise<Pick<Ended, "code" | "output" | "seconds">> => {
        const started = performance.now();
        const { code, output } = await run("terraform", args, { cwd: folder, env });
        return { code, output, seconds: (performance.now() - started) / 1000 };
    };
    return {
        start: (row) => row.terraform && terraform(...row.terraform, "-input=false", "-no-color"),
        stateText: () => fs.promises.readFile(path.join(folder, "terraform.tfstate"), "utf8"),
        dispose: () => {
            fs.rmSync(folder, { recursive: true, force: true });
        },
    };
}

/** The binary of Terraform's generic REST provider (Mastercard/restapi), where the user names one. */
export function terraformProvider(): string | undefined {
    const file = process.env["BENCH_TERRAFORM_RESTAPI"];
    return file === undefined || file === "" ? undefined : path.resolve(file);
}

export async function openStack(column: Column, conditions: Conditions): Promise<Stack> {
    const simulator = await startSimulator();
    const { latencyMs } = conditions;
    if (latencyMs > 0) {
        simulator.faults.add({ count: -1, kind: { delayMs: latencyMs } });
    }
    const count = column.devices ?? conditions.devices;
    const isOfRooms = column.manages === "workspaces";
    const tool = isOfRooms
        ? await openPulumi(column, simulator, declareRooms(count))
        : await (column.program === "terraform" ? openTerraform : openPulumi)(
              column,
              simulator,
              declare(simulator, count),
          );

    return {
        column,
        simulator,
        tool,
        devices: count,
        drift(share) {
            for (const { id } of isOfRooms ? simulator.workspaces().slice(0, Math.ceil(count * share)) : []) {
                simulator.updateWorkspace(id, { capacity: CAPACITY + 1 });
            }
            for (const { id } of simulator.devices().slice(0, Math.ceil(count * share))) {
                simulator.setTags(id, [DRIFTED]);
            }
        },
        verify(row) {
            if (column.manages === "nothing") {
                return;
            }
            const wanted = row.empties ? 0 : count;
            if (isOfRooms) {
                const rooms = simulator.workspaces();
                const right = rooms.filter(({ capacity }) => capacity === CAPACITY);
                const codes = simulator.codes().length;
                if ([rooms.length, right.length, codes].some((found) => found !== wanted)) {
                    throw new Error(
                        `there are ${rooms.length} workspaces, ${right.length} right, ${codes} codes, not ${wanted}`,
                    );
                }
                return;
            }
            const there = simulator.devices();
            const tagged = there.filter(({ tags }) => column.manages === "no tags" || tags.join() === TAG);
            if (there.length !== wanted || tagged.length !== wanted) {
                throw new Error(`there are ${there.length} devices, ${tagged.length} of them right, not ${wanted}`);
            }
        },
        async dispose() {
            tool.dispose();
            await simulator.close();
        },
    };
}
