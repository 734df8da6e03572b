/**
 * The same programs behind both faces of the provider, Pulumi's dynamic one and the native plugin: what is refused, in
 * which words, and the life of every kind of device and code, with a fault. The soak runs whole suites with both.
 */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../simulator";
import {
    createProject,
    diagnosticsOf,
    type Front,
    failed,
    type Project,
    type ResourceEntry,
    type Run,
    succeeded,
} from "../harness";

const MODEL = "DMS Cisco 8865";
const FRONTS: readonly Front[] = ["dynamic", "native"];

/** What a failed plan says is wrong, without the words that Pulumi itself puts around it. */
function errorsOf(run: Run): string[] {
    const said =
        diagnosticsOf(run).match(/(?<=error: )(?!preview failed|Preview failed: the plan is refused).*/g) ?? [];
    return said.map((text) => text.replace("Preview failed: ", "")).sort();
}

/** What is said of the resources, without the types, which differ, and the colons before them. */
function newsOf(run: Run): string[] {
    return (diagnosticsOf(run).match(/^ {4}(?!error).*/gm) ?? []).map((line) => line.trim()).sort();
}

describe("both fronts", () => {
    const opened: Project[] = [];
    const simulators: Simulator[] = [];

    async function open(front: Front, simulator: Simulator, config: Record<string, unknown> = {}): Promise<Project> {
        const project = await createProject({
            front,
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco", "webex:maxRetries": 0, ...config },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
        opened.push(project);
        return project;
    }

    afterEach(async () => {
        for (const project of opened.splice(0)) {
            project.dispose();
        }
        await Promise.all(simulators.splice(0).map((simulator) => simulator.close()));
    });

    async function start(): Promise<Simulator> {
        const simulator = await startSimulator({ contract: "cisco" });
        simulators.push(simulator);
        return simulator;
    }

    /** A plan with everything that guard and pre-flight find, and more that is right. */
    function wrongProgram(simulator: Simulator): ResourceEntry[] {
        const full = simulator.addPerson({ displayName: "Ada", maxDeviceCount: 9, maxOwnedDeviceCount: 0 }).id;
        const room = simulator.addWorkspace({ displayName: "Lobby" }).id;
        const [taken, adopted] = ["02DD00000001", "02DD00000002"];
        simulator.addDevice({
            workspaceId: simulator.addWorkspace({}).id,
            mac: taken,
            product: "Cisco 8865",
            type: "phone",
        });
        simulator.addDevice({ workspaceId: room, mac: adopted, product: "Cisco 8865", type: "phone" });
        const phone = (name: string, args: Record<string, unknown>): ResourceEntry => ({
            type: "Device",
            name,
            args: { model: MODEL, ...args },
        });
        return [
            phone("many", { personId: full, mac: "02DD00000003" }),
            phone("lost", { personId: "nobody", mac: "02DD00000005" }),
            phone("nowhere", { workspaceId: "nowhere", mac: "02DD00000006" }),
            phone("taken", { workspaceId: room, mac: taken }),
            phone("adopted", { workspaceId: room, mac: adopted }),
            { type: "DeviceActivation", name: "code", args: { workspaceId: room, model: "DMS Cisco 88650" } },
            {
                type: "DeviceBatch",
                name: "phones",
                args: { devices: { a: { workspaceId: "gone", mac: "02DD00000007", model: MODEL } } },
            },
            {
                type: "DeviceConfiguration",
                name: "settings",
                args: { deviceId: "none", settings: { "Audio.Volume": 5 } },
            },
        ];
    }

    it("refuse the same plan, in the same words, with nothing written, and only warn or ask nothing if told so", async () => {
        const simulator = await start();
        const program = wrongProgram(simulator);
        const projects = await Promise.all(FRONTS.map((front) => open(front, simulator)));
        const said: { errors: string[]; warned: string[] }[] = [];
        for (const project of projects) {
            project.write(program);
            const errors = errorsOf(failed(await project.preview(), /error/));
            project.setConfig({ "webex:limitGuard": "warn", "webex:preflight": "warn" });
            const warned = newsOf(succeeded(await project.preview()));
            project.setConfig({ "webex:limitGuard": "off", "webex:preflight": "off" });
            simulator.log.clear();
            succeeded(await project.preview());
            assert.deepEqual(simulator.log.entries, []);
            said.push({ errors, warned });
        }
        const [dynamic, native] = said;
        assert.ok(dynamic !== undefined && dynamic.errors.length >= 7, JSON.stringify(dynamic));
        assert.deepEqual(native, dynamic);
        assert.deepEqual(simulator.log.writes(), []);
    });

    for (const front of FRONTS) {
        it(`lead devices, codes and batches through their lives, with a fault and a swap (${front})`, async () => {
            const simulator = await start();
            const project = await open(front, simulator);
            const [lobby, hall] = [1, 2].map(() => simulator.addWorkspace({}).id);
            const ada = simulator.addPerson({ maxDeviceCount: 1 }).id;
            const mac = (at: number) => `02EE0000000${at}`;
            const phone = (name: string, owner: object, at: number, more: object = {}): ResourceEntry => ({
                type: "Device",
                name,
                args: { ...owner, mac: mac(at), model: MODEL, ...more },
            });
            const batch = (tags: string[]): ResourceEntry => ({
                type: "DeviceBatch",
                name: "phones",
                args: { devices: { "desk 1": { workspaceId: hall, mac: mac(4), model: MODEL, tags } } },
            });
            const code: ResourceEntry = {
                type: "DeviceActivation",
                name: "code",
                args: { workspaceId: hall, model: MODEL },
            };
            const secret = { password: { $secret: "s3cret-of-the-lobby" } };
            project.write(
                [
                    phone("lobby", { workspaceId: lobby }, 1, { tags: ["a"], ...secret }),
                    phone("hall", { workspaceId: hall }, 2),
                    phone("ada", { personId: ada }, 3),
                    batch(["x"]),
                    code,
                ],
                { code: ["code", "code"], product: ["lobby", "product"] },
            );

            // A phone is registered and its tags are refused, so it is kept, and the next `up` goes on with it.
            simulator.faults.add({ method: "PATCH|PUT", kind: { status: 400 } });
            failed(await project.up(), /failed/);
            const { resources = [] } = project.savedState().deployment;
            assert.equal(resources.filter(({ initErrors = [] }) => initErrors.length > 0).length, 1);
            succeeded(await project.up());
            const registered = simulator.devices().length;
            assert.equal(registered, 5, "four phones, and the entry of the code");
            assert.equal(project.savedNames().length, 5);
            assert.deepEqual(project.whereInClear("s3cret-of-the-lobby"), []);
            const outputs = await project.outputs();
            assert.deepEqual(outputs, { code: simulator.codes()[0]?.code, product: "Cisco 8865" });

            simulator.log.clear();
            succeeded(await project.preview({ expectNoChanges: true, args: ["--refresh"] }));
            assert.deepEqual(simulator.log.writes(), []);

            // Two phones swap rooms, a person of limit one gets another, and a batch changes inside.
            project.write([
                phone("lobby", { workspaceId: lobby }, 2, { tags: ["a"], ...secret }),
                phone("hall", { workspaceId: hall }, 1),
                phone("ada", { personId: ada }, 5),
                batch(["x", "y"]),
                code,
            ]);
            const moved = succeeded(await project.up({ preview: true, args: ["--diff", "--parallel", "16"] }));
            assert.match(moved.output, /phones: changes the tags of desk 1/);
            const where = new Map(
                simulator.devices().map((device) => [device.mac, device.workspaceId ?? device.personId]),
            );
            assert.deepEqual(
                [1, 2, 5].map((at) => where.get(mac(at))),
                [hall, lobby, ada],
            );
            assert.ok(!where.has(mac(3)));

            succeeded(await project.destroy());
            assert.deepEqual([simulator.devices(), simulator.codes()], [[], []]);
        });
    }

    it("keep two organisations apart: a provider of its own has its own token, limits and pauses (native)", async () => {
        const [first, second] = [await start(), await start()];
        const project = await open("native", first);
        const [one, two] = [first.addWorkspace({}).id, second.addWorkspace({}).id];
        const provider = { baseUrl: second.baseUrl, contract: "cisco", accessToken: { $secret: second.token } };
        const phone = (name: string, workspaceId: string, mac: string, opts = {}): ResourceEntry => ({
            type: "Device",
            name,
            args: { workspaceId, mac, model: MODEL },
            opts,
        });
        const program = (args: Record<string, unknown>): ResourceEntry[] => [
            { type: "Provider", name: "other", args },
            phone("here", one, "02EE00000001"),
            phone("there", two, "02EE00000002", { provider: "other" }),
        ];
        project.write(program({ ...provider, maxRetrys: "3" }));
        failed(await project.preview(), /webex:maxRetrys is no setting; the nearest is webex:maxRetries/);

        project.write(program(provider));
        succeeded(await project.up({ preview: true }));

        assert.deepEqual(
            [first, second].map((simulator) => simulator.devices().map(({ workspaceId }) => workspaceId)),
            [[one], [two]],
        );
        assert.deepEqual(project.whereInClear(second.token), []);
        // A provider's settings change, and none of its resources is replaced because of that.
        project.write(program({ ...provider, maxRetries: 3 }));
        const run = succeeded(await project.up({ args: ["--diff"] }));
        assert.match(run.output, /maxRetries/);
        assert.deepEqual(
            second.log.writes().map(({ method }) => method),
            ["POST"],
        );
        succeeded(await project.destroy());
        assert.deepEqual([first.devices(), second.devices()], [[], []]);
    });
});
