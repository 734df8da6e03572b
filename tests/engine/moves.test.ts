import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { describeByFront, ifDynamic, itThoroughly, thorough } from "./breadth";
import { createProject, failed, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";

/** Whether each phone is a resource of its own, an entry of one batch, or one a resource and the others entries. */
type Form = "singles" | "batch" | "single and batch";

const FORMS: readonly Form[] = thorough ? ["singles", "batch", "single and batch"] : ["single and batch"];
const RUNS = thorough ? 3 : 1;

interface Phone {
    readonly mac: string;
    readonly personId?: string;
    readonly workspaceId?: string;
}

type Phones = Readonly<Record<string, Phone>>;

function mac(index: number): string {
    return `02AB00C000${index.toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The program of these phones. */
function programOf(phones: Phones, form: Form): ResourceEntry[] {
    const all = Object.entries(phones).map(([name, args]) => ({ name, args: { ...args, model: MODEL } }));
    const singles = form === "singles" ? all : all.slice(0, form === "batch" ? 0 : 1);
    const rest = all.slice(singles.length);
    const devices = Object.fromEntries(rest.map(({ name, args }) => [name, args]));
    return [
        ...singles.map(({ name, args }): ResourceEntry => ({ type: "Device", name, args })),
        ...(rest.length > 0 ? [{ type: "DeviceBatch", name: "phones", args: { devices } } as const] : []),
    ];
}

describeByFront("devices that change places in one plan", (front) => {
    let simulator: Simulator;
    let project: Project;

    beforeEach(async () => {
        simulator = await startSimulator();
        project = await createProject({
            front,
            config: {
                "webex:baseUrl": simulator.baseUrl,
                "webex:contract": "cisco",
                "webex:operationTimeoutSeconds": 20,
            },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    async function declare(phones: Phones, form: Form): Promise<void> {
        project.write(programOf(phones, form));
        succeeded(await project.up());
        simulator.log.clear();
    }

    /** Applies with a preview, and looks that Webex has exactly these phones then. */
    async function move(phones: Phones, form: Form, args: string[] = []): Promise<Run> {
        simulator.log.clear();
        project.write(programOf(phones, form));
        const run = succeeded(await project.up({ preview: true, args }));
        assertThere(phones);
        return run;
    }

    function assertThere(phones: Phones): void {
        const found = simulator.devices().map((device) => `${device.mac} ${device.personId ?? device.workspaceId}`);
        const wanted = Object.values(phones).map((phone) => `${phone.mac} ${phone.personId ?? phone.workspaceId}`);
        assert.deepEqual(found.sort(), wanted.sort());
    }

    /** One registration and one removal for each phone that moved, and nothing else. */
    function assertWrites(movers: number): void {
        const registered = simulator.log.requests({ method: "POST" }).filter(({ status }) => status === 200);
        const removed = simulator.log.requests({ method: "DELETE" });
        assert.deepEqual([registered.length, removed.length], [movers, movers]);
        assert.deepEqual(
            simulator.log.writes().filter(({ method }) => method === "PUT" || method === "PATCH"),
            [],
        );
    }

    /** So many rooms with a phone each; `first` is the number of the first one. */
    function rooms(count: number, first = 0): Phones {
        const numbers = Array.from({ length: count }, (_, index) => first + index);
        return Object.fromEntries(
            numbers.map((at) => [`room${at}`, { workspaceId: simulator.addWorkspace({}).id, mac: mac(at) }]),
        );
    }

    /** Each phone with the MAC address of the next one; the last one gets that of the first, or a new one. */
    function shifted(phones: Phones, last?: string): Phones {
        const macs = Object.values(phones).map((phone) => phone.mac);
        return Object.fromEntries(
            Object.entries(phones).map(([name, phone], index) => {
                const next = macs[index + 1] ?? last ?? macs[0] ?? "";
                return [name, { ...phone, mac: next }];
            }),
        );
    }

    for (const form of FORMS) {
        it(`two rooms swap, three in a ring, a shift, and two people of limit one (${form})`, async () => {
            const [swap, ring, shift] = [rooms(2), rooms(3, 2), rooms(2, 5)];
            const [p, q] = [0, 1].map(() => simulator.addPerson({ maxDeviceCount: 1 }).id);
            const people = { p: { personId: p ?? "", mac: mac(8) }, q: { personId: q ?? "", mac: mac(9) } };
            await declare({ ...swap, ...ring, ...shift, ...people }, form);
            const moved = {
                ...shifted(swap),
                ...shifted(ring),
                ...shifted(shift, mac(99)),
                p: { ...people.p, personId: people.q.personId },
                q: { ...people.q, personId: people.p.personId },
            };
            await move(moved, form, ["--parallel", "16"]);
            assertWrites(9);
            succeeded(await project.preview({ expectNoChanges: true }));
        });
    }

    for (const { workers, test } of [
        { workers: 4, test: it },
        { workers: 16, test: itThoroughly },
    ]) {
        test(`two rooms, and one person's two phones, swap again with --parallel ${workers}`, async () => {
            const personId = simulator.addPerson({}).id;
            let pairs = [rooms(2), { a: { personId, mac: mac(8) }, b: { personId, mac: mac(9) } }];
            const all = () => Object.assign({}, ...pairs) as Phones;
            await declare(all(), "singles");
            for (let run = 0; run < RUNS; run += 1) {
                pairs = pairs.map((pair) => shifted(pair));
                const { output } = await move(all(), "singles", ["--parallel", String(workers)]);
                assertWrites(4);
                assert.doesNotMatch(output, /adopts what is registered/);
            }
        });
    }

    /** More movers than workers: nothing is done, and done by the command that is told. Gives the phones at first. */
    async function refusedThenMoved(movers: number, workers: number): Promise<Phones> {
        const before = rooms(movers);
        await declare(before, "singles");
        const after = shifted(before);
        project.write(programOf(after, "singles"));
        failed(
            await project.up({ preview: true, args: ["--parallel", String(workers)] }),
            new RegExp(`needs ${movers} of them, and this run has ${workers}[^]*pulumi up --parallel ${movers}`),
        );
        assert.deepEqual(simulator.log.writes(), []);
        assertThere(before);
        succeeded(await project.up({ args: ["--parallel", String(movers)] }));
        assertThere(after);
        return before;
    }

    // The engine does not tell a plugin how many workers there are.
    const itKnowing = ifDynamic(front);
    const itKnowingThoroughly = ifDynamic(front, itThoroughly);

    itKnowing(
        "too few workers are refused at preview, with the command to use, and end in an error that names what is gone",
        async () => {
            const before = await refusedThenMoved(2, 1);
            project.write(programOf(before, "singles"));
            failed(
                await project.up({ args: ["--parallel", "1"] }),
                /The device \S+ of Device "room\d" is gone from Webex already[^]*`pulumi up` again/,
            );
            // The next up registers it.
            succeeded(await project.up());
            assertThere(before);
        },
    );

    itKnowingThoroughly("12 movers with 4 workers are refused at preview, with the command to use", async () => {
        await refusedThenMoved(12, 4);
    });

    for (const { option, test } of [
        { option: "protect", test: it },
        { option: "retainOnDelete", test: itThoroughly },
    ]) {
        test(`${option} keeps a phone that another resource wants, also without a preview`, async () => {
            const before = rooms(2);
            const kept = (phones: Phones) =>
                programOf(phones, "singles").map((entry) =>
                    entry.name === "room1" ? { ...entry, opts: { [option]: true } } : entry,
                );
            project.write(kept(before));
            succeeded(await project.up());
            const { id } = simulator.devices().find((device) => device.mac === mac(1)) ?? { id: "" };
            simulator.log.clear();
            project.write(kept(shifted(before, mac(99))));
            failed(await project.up());
            assert.ok(!simulator.log.requests({ method: "DELETE" }).some(({ path }) => path.endsWith(id)));
            assert.ok(simulator.device(id));
        });
    }
});
