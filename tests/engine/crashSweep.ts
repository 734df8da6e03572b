import assert from "node:assert/strict";
import fs from "node:fs";
import { type Device, type Simulator, startSimulator } from "../../simulator/index";
import {
    createProject,
    DEFAULT_FRONT,
    descendants,
    type Front,
    type Project,
    type ResourceEntry,
    succeeded,
} from "./harness";

/** Where a run is killed: at which of its writes, before or after the answer was read, and what is killed. */
export interface Kill {
    readonly contract: "cisco" | "crud";
    /** Which write of the run, from 0, in the order they reach the API. */
    readonly write: number;
    readonly when: "before the answer was read" | "once the answer was sent";
    readonly what: "provider" | "cli";
    /** Default `DEFAULT_FRONT`. */
    readonly front?: Front;
}

/** How docs/troubleshooting.md says that a killed run is repaired. */
export const REPAIR = { args: ["--refresh"], env: { WEBEX_ADOPT_AS_OWN: "true", WEBEX_REMOVE_ORPHANS: "true" } };

const model = "DMS Cisco 8865";
const macOf = (index: number) => `02AB00C0000${index.toString(16).toUpperCase()}`;

/** The name of every workspace that a program makes: names may repeat. */
export const ROOM = "Room";

/** Two workspaces of one name, a code for one of them, and two more in a batch. */
function sweptRooms(): ResourceEntry[] {
    const args = { displayName: ROOM, capacity: 4 };
    return [
        { type: "Workspace", name: "room-0", args },
        { type: "Workspace", name: "room-1", args },
        { type: "WorkspaceBatch", name: "rooms", args: { workspaces: { a: args, b: args } } },
        { type: "DeviceActivation", name: "in-room", args: { workspaceId: { $ref: ["room-0", "id"] } } },
    ];
}

/**
 * Twelve resources over six owners: phones with tags, codes for phones and for room devices. With `cisco` there are
 * workspaces, too.
 */
export function sweptProgram(contract: Kill["contract"], simulator: Simulator): ResourceEntry[] {
    const owners = [0, 1, 2].flatMap(() => [
        { personId: simulator.addPerson({ maxDeviceCount: 9 }).id },
        { workspaceId: simulator.addWorkspace({}).id },
    ]);
    const rooms = contract === "cisco" ? sweptRooms() : [];
    const others = owners.flatMap((owner, index): ResourceEntry[] => {
        const tags = [`tag-${index}`];
        const device =
            contract === "cisco"
                ? { ...owner, mac: macOf(index), model: index === 5 ? "Cisco 9861" : model, tags }
                : { ...owner, model, displayName: `Device ${index}`, tags };
        const code = index % 2 === 0 ? { ...owner, model: "DMS Cisco 8845" } : owner;
        return [
            { type: "Device", name: `device-${index}`, args: device },
            { type: "DeviceActivation", name: `code-${index}`, args: code },
        ];
    });
    return [...rooms, ...others];
}

/** How many writes a run of the program makes that nobody disturbs. */
export async function countWrites(contract: Kill["contract"]): Promise<number> {
    return withRun({ contract }, async (project, simulator) => {
        succeeded(await project.up());
        return simulator.log.writes().length;
    });
}

/** Kills one run, repairs it as the page says, and checks that the organisation is what the program declares. */
export async function killAndRepair(kill: Kill): Promise<void> {
    await withRun(kill, async (project, simulator, program) => {
        const nth = { method: "POST|PUT|PATCH|DELETE", skip: kill.write };
        // A held answer never comes; otherwise the fault only marks the write, a delay of nothing.
        const held = kill.when === "before the answer was read";
        simulator.faults.add({ ...nth, kind: held ? { hold: true } : { delayMs: 0, when: "after" } });
        const started = project.start("up", ["--yes", "--skip-preview"]);
        const struck = await simulator.log.waitFor(
            ({ fault, status, doneAtMs }) => fault !== undefined && status !== 0 && (held || doneAtMs !== undefined),
            60_000,
        );
        if (kill.what === "cli") {
            started.kill("SIGKILL");
        } else {
            for (const pid of providersOf(started.pid)) {
                process.kill(pid, "SIGKILL");
            }
        }
        await started.ended;
        simulator.faults.clear();
        simulator.faults.release();

        // docs/troubleshooting.md: at most one command before the `up` that repairs.
        if (kill.what === "cli") {
            await project.run("cancel", ["--yes"]);
        }
        const repair = await project.up(REPAIR);
        const words = `${JSON.stringify(kill)}, at ${struck.method} ${struck.path}`;
        assert.equal(repair.code, 0, `${words}: the repair failed:\n${repair.output}`);
        checkOrganization(words, project, simulator, program);
        succeeded(await project.preview({ expectNoChanges: true }));
        // All of it is the stack's own, so all of it goes. Cisco's API shows no entry for the code of a room device.
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), [], `${words}: left after the destroy`);
        assert.deepEqual(roomsIn(simulator), [], `${words}: left after the destroy`);
    });
}

/**
 * Checks that the organisation holds what the program declares and nothing else. `left` says of a device that nobody
 * declares whether it was rightly left.
 */
export function checkOrganization(
    words: string,
    project: Project,
    simulator: Simulator,
    program: ResourceEntry[],
    left: (device: Device) => boolean = () => false,
): void {
    checkRooms(words, project, simulator, program);
    const declared = new Map<string, string>();
    const unnamed: ResourceEntry[] = [];
    for (const entry of program.filter(({ type }) => !type.startsWith("Workspace"))) {
        const { type, name, args } = entry;
        const { id = "", outputs = {} } = project.saved(name);
        // Not a code's `deviceId`: any room device that came to the room since may be taken for the one that used it.
        const deviceId = type === "Device" ? id : (outputs.entryId as string | undefined);
        if (deviceId === undefined) {
            // Cisco's API makes no device for a code that is good for any room device.
            if (args.model !== undefined) {
                unnamed.push(entry);
            }
            continue;
        }
        assert.ok(!declared.has(deviceId), `${words}: ${name} and ${declared.get(deviceId) ?? ""} share a device`);
        declared.set(deviceId, name);
        const device = simulator.device(deviceId);
        assert.ok(device, `${words}: the device of ${name} is missing`);
        for (const field of ["personId", "workspaceId", "mac", "displayName", "tags"] as const) {
            if (args[field] !== undefined) {
                // Tags are a set: those that are known keep their order.
                assert.deepEqual(sorted(device[field]), sorted(args[field]), `${words}: ${field} of ${name}`);
            }
        }
        if (args.model !== undefined) {
            assert.equal(device.product, productOf(args.model), `${words}: model of ${name}`);
        }
    }
    // Where one owner has several codes for a model, a list that failed leaves open whose entry is whose.
    for (const { name, args } of unnamed) {
        const device = simulator
            .devices()
            .find(
                ({ id, personId, workspaceId, product }) =>
                    !declared.has(id) &&
                    personId === args.personId &&
                    workspaceId === args.workspaceId &&
                    product === productOf(args.model),
            );
        assert.ok(device, `${words}: there is no device for ${name}`);
        declared.set(device.id, name);
    }
    const there = simulator.devices().filter((device) => declared.has(device.id) || !left(device));
    const ids = there.map(({ id }) => id).sort();
    assert.deepEqual(ids, [...declared.keys()].sort(), `${words}: no orphan, no duplicate, none missing`);
}

/** Checks that the organisation has each workspace that the program makes, once, and as the program says. */
function checkRooms(words: string, project: Project, simulator: Simulator, program: ResourceEntry[]): void {
    const declared = program.flatMap(({ type, name, args }) => {
        if (type === "Workspace") {
            return [{ id: project.saved(name).id ?? "", args }];
        }
        const entries = Object.entries((args.workspaces ?? {}) as Record<string, Record<string, unknown>>);
        const ids = type === "WorkspaceBatch" ? (project.saved(name).outputs?.ids as Record<string, string>) : {};
        return type === "WorkspaceBatch" ? entries.map(([key, own]) => ({ id: ids[key] ?? "", args: own })) : [];
    });
    const there = roomsIn(simulator);
    const ids = there.map(({ id }) => id).sort();
    assert.deepEqual(ids, declared.map(({ id }) => id).sort(), `${words}: no second workspace, none missing`);
    for (const { id, args } of declared) {
        const room = there.find((each) => each.id === id);
        assert.equal(room?.capacity, args.capacity, `${words}: capacity of ${id}`);
    }
}

/** The workspaces that programs made, as opposed to those that were there. */
function roomsIn(simulator: Simulator) {
    return simulator.workspaces().filter(({ displayName }) => displayName === ROOM);
}

function sorted(value: unknown): unknown {
    return Array.isArray(value) ? [...(value as string[])].sort() : value;
}

/** The product that the simulator shows for a model. */
export function productOf(model: unknown): string {
    return String(model).replace(/^DMS /, "");
}

/** The process ids of a run's provider. */
function providersOf(cli: number): number[] {
    return descendants(cli).filter((pid) => {
        try {
            return /dynamic-provider|pulumi-resource-webex/.test(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8"));
        } catch {
            return false;
        }
    });
}

async function withRun<T>(
    { contract, front = DEFAULT_FRONT }: Pick<Kill, "contract" | "front">,
    work: (project: Project, simulator: Simulator, program: ResourceEntry[]) => Promise<T>,
): Promise<T> {
    const simulator = await startSimulator({ contract });
    try {
        const project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        try {
            const program = sweptProgram(contract, simulator);
            project.write(program);
            return await work(project, simulator, program);
        } finally {
            project.dispose();
        }
    } finally {
        await simulator.close();
    }
}
