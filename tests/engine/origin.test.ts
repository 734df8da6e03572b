/** What a stack did not register stays in Webex, unless it was asked to go; what it registered goes. */

import assert from "node:assert/strict";
import { type Device, type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS } from "./breadth";
import { createProject, type Project, type ResourceEntry, type Run, succeeded } from "./harness";

type Contract = "cisco" | "crud";

const MODEL = "DMS Cisco 8865";
const AS_OWN = { WEBEX_ADOPT_AS_OWN: "true" };

describe("the origin of devices", () => {
    let simulator: Simulator;
    let project: Project;
    let phones = 0;

    async function open(contract: Contract): Promise<void> {
        simulator = await startSimulator({ contract });
        project = await createProject({
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    }

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    const newMac = (): string => {
        phones += 1;
        return `02AB0E${phones.toString(16).toUpperCase().padStart(6, "0")}`;
    };
    /** A phone that somebody else registered. */
    const theirs = (): Device =>
        simulator.addDevice({
            workspaceId: simulator.addWorkspace().id,
            product: "Cisco 8865",
            type: "phone",
            mac: newMac(),
        });
    const newPhone = (): Record<string, unknown> => ({
        workspaceId: simulator.addWorkspace().id,
        mac: newMac(),
        model: MODEL,
    });
    const single = (name: string, args: Record<string, unknown>): ResourceEntry => ({ type: "Device", name, args });
    const batch = (devices: Record<string, unknown>, args: Record<string, unknown> = {}): ResourceEntry => ({
        type: "DeviceBatch",
        name: "batch",
        args: { devices, ...args },
    });
    async function declare(program: ResourceEntry[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
        project.write(program);
        return succeeded(await project.up({ env }));
    }
    const ids = (): string[] => simulator.devices().map(({ id }) => id);
    const deletes = (): string[] => simulator.log.requests({ method: "DELETE" }).map(({ path }) => path);
    const posts = () => simulator.log.requests(({ method, status }) => method === "POST" && status < 300);
    const originOf = (name: string): unknown => project.saved(name).outputs?.origin;
    /** Where the entries of a batch came from, by their names. */
    function originsOfBatch(name = "batch"): Record<string, unknown> {
        const records = JSON.parse(String(project.saved(name).outputs?.entries)) as Record<string, { origin: unknown }>;
        return Object.fromEntries(Object.entries(records).map(([key, { origin }]) => [key, origin]));
    }

    for (const contract of CONTRACTS) {
        it(`leaves 50 devices of others, adopted by singles and in a batch, or takes all with unregisterOnDelete: ${contract}`, async () => {
            await open(contract);
            const [forSingles, forBatch] = [1, 2].map(() => Array.from({ length: 50 }, theirs));
            const all = ids();
            /** 30 by MAC address, 20 by serial number. */
            const argsOf = ({ workspaceId, mac, serial }: Device, index: number, tags: string[]) =>
                index < 30 ? { workspaceId, mac, model: MODEL, tags } : { serial, tags };
            const nameOf = (index: number) => `${index < 30 ? "mac" : "serial"}-${index}`;
            const program = (tags: string[], more: Record<string, unknown> = {}): ResourceEntry[] => [
                ...(forSingles ?? []).map((device, index) =>
                    single(nameOf(index), { ...argsOf(device, index, tags), ...more }),
                ),
                batch(
                    Object.fromEntries(
                        (forBatch ?? []).map((device, index) => [nameOf(index), argsOf(device, index, tags)]),
                    ),
                    more,
                ),
            ];

            const adoption = await declare(program(["first"]));

            assert.equal(project.saved("mac-0").id, forSingles?.[0]?.id);
            const { id = "", displayName = "", workspaceId = "" } = forSingles?.[0] ?? {};
            const words = `Device "mac-0" adopts what is registered already: device "${displayName}" (${id}) of workspace ${workspaceId}`;
            assert.ok(adoption.output.includes(words), adoption.output);
            const adopters = new Set(
                [...adoption.output.matchAll(/(Device\S* "[^"]+") adopts/g)].map(([, who]) => who),
            );
            assert.equal(adopters.size, 31, "each of 30 singles, and the batch once");
            assert.match(adoption.output, /DeviceBatch "batch" adopts what is registered already: mac-0 \(device "/);
            assert.deepEqual([originOf("mac-0"), originOf("serial-30")], ["adopted", "takenOver"]);
            const origins = Object.values(originsOfBatch());
            assert.deepEqual(
                ["adopted", "takenOver"].map((origin) => origins.filter((each) => each === origin).length),
                [30, 20],
            );
            await declare(program(["second"]));
            for (const device of simulator.devices()) {
                assert.deepEqual(device.tags, ["second"]);
            }

            const left = succeeded(await project.destroy());

            assert.deepEqual(ids(), all);
            assert.deepEqual(deletes(), []);
            assert.deepEqual(posts(), []);
            assert.deepEqual(project.savedNames(), []);
            assert.ok(left.output.includes(`Device "mac-0" was adopted: device "${displayName}" (${id})`), left.output);
            assert.match(left.output, /Device "serial-30" was taken over: .*stays in Webex.*unregisterOnDelete: true/);
            assert.match(
                left.output,
                /DeviceBatch "batch": stays in Webex, .*: mac-0, mac-1, .*unregisterOnDelete: true/,
            );

            await declare(program(["third"], { unregisterOnDelete: true }));
            succeeded(await project.destroy());
            assert.deepEqual(ids(), []);
            assert.equal(deletes().length, all.length);
        });

        it(`leaves what it took over by an id or has unregisterOnDelete false, whatever leaves how: ${contract}`, async () => {
            await open(contract);
            const room = simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
            const [leaves, destroyed, left, kept] = [1, 2, 3, 4].map(() =>
                contract === "cisco" ? newPhone() : { workspaceId: simulator.addWorkspace().id, model: MODEL },
            );
            const stays = { unregisterOnDelete: false };
            const program = [single("room", { deviceId: room.id }), single("destroyed", { ...destroyed, ...stays })];
            await declare([...program, single("leaves", { ...leaves, ...stays }), batch({ left, kept }, stays)]);
            assert.equal(originOf("leaves"), "registered");
            const all = ids();
            assert.equal(all.length, 5);

            const run = await declare([...program, batch({ kept }, stays)]);
            const end = succeeded(await project.destroy());

            assert.deepEqual(deletes(), []);
            assert.deepEqual(ids(), all);
            assert.match(run.output, /Device "leaves" has unregisterOnDelete false: .* stays in Webex/);
            assert.match(run.output, /DeviceBatch "batch": stays in Webex, and Pulumi forgets it: left\./);
            assert.match(end.output, /Device "room" was taken over: /);
        });
    }

    it("unregisters what it registered, also after a killed CLI and the documented repair", async () => {
        await open("cisco");
        const singles = [1, 2, 3, 4].map((index) => single(`phone-${index}`, newPhone()));
        const program = [
            ...singles,
            batch(Object.fromEntries([1, 2, 3, 4].map((index) => [`entry-${index}`, newPhone()]))),
        ];
        project.write(program);
        // Whatever comes first is registered, and the answer to the fourth never arrives.
        simulator.faults.add({ method: "POST", path: "/devices", skip: 3, kind: { hold: true } });
        const started = project.start("up", ["--yes", "--skip-preview"]);
        await simulator.log.waitFor(({ fault, status }) => fault === "hold" && status === 200, 60_000);
        started.kill("SIGKILL");
        await started.ended;
        simulator.faults.clear();
        simulator.faults.release();
        assert.ok(ids().length >= 4);

        succeeded(await project.run("cancel", ["--yes"]));
        succeeded(await project.up({ env: AS_OWN }));

        assert.equal(ids().length, 8);
        assert.equal(posts().length, 8, "no phone was registered twice");
        for (const { name } of singles) {
            assert.equal(originOf(name), "registered", name);
        }
        assert.deepEqual(new Set(Object.values(originsOfBatch())), new Set(["registered"]));
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.destroy());
        assert.deepEqual(ids(), []);
    });

    it("counts as its own, from a later run on, what the user says is its own", async () => {
        await open("cisco");
        const [phone, entry] = [newPhone(), newPhone()];
        const mine = theirs();
        const { workspaceId, mac, id } = theirs();
        await declare([
            single("phone", phone),
            batch({ entry, adopted: { workspaceId: mine.workspaceId, mac: mine.mac, model: MODEL } }),
            single("took", { deviceId: id }),
        ]);
        const program = [
            single("handset", phone),
            batch({ entry, adopted: { workspaceId: mine.workspaceId, mac: mine.mac, model: MODEL } }),
            single("took", { deviceId: id, workspaceId, mac }),
        ];
        await declare(program);
        assert.equal(originOf("handset"), "adopted");
        const writes = simulator.log.writes().length;

        const plan = succeeded(await project.preview({ env: AS_OWN }));
        assert.match(plan.output, /handset update/);
        await declare(program, AS_OWN);

        assert.equal(originOf("handset"), "registered");
        assert.equal(originOf("took"), "takenOver");
        assert.deepEqual(originsOfBatch(), { adopted: "registered", entry: "registered" });
        assert.equal(simulator.log.writes().length, writes);
        succeeded(await project.preview({ expectNoChanges: true }));
        succeeded(await project.destroy());
        assert.deepEqual(ids(), [id]);
    });

    it("keeps the origin of what the program names in another way; adopts, warns of and leaves what a rename left", async () => {
        await open("cisco");
        const [own, entry, phone, renamedEntry] = [newPhone(), newPhone(), newPhone(), newPhone()];
        const taken = theirs();
        const { workspaceId, mac } = taken;
        const named = { workspaceId, mac, model: MODEL };
        await declare([
            single("own", own),
            single("taken", { ...named, deviceId: taken.id }),
            batch({ entry }),
            single("phone", phone),
            { ...batch({ entry: renamedEntry }), name: "another" },
        ]);
        const serials = simulator
            .devices()
            .map((device) => simulator.updateDevice(device.id, { serial: `FOC${device.mac ?? ""}` }));
        const deviceOf = (args: Record<string, unknown>) => serials.find((device) => device.mac === args["mac"]);
        succeeded(await project.refresh());
        const writes = simulator.log.writes().length;

        const { output } = await declare([
            single("own", { ...own, serial: deviceOf(own)?.serial }),
            single("taken", named),
            batch({ entry: { ...entry, serial: deviceOf(entry)?.serial } }),
            single("handset", phone),
            { ...batch({ entry: renamedEntry }), name: "renamed" },
        ]);

        assert.equal(simulator.log.writes().length, writes);
        assert.deepEqual([originOf("own"), originOf("taken")], ["registered", "takenOver"]);
        assert.deepEqual(originsOfBatch(), { entry: "registered" });
        for (const [before, after] of [
            ['Device "phone"', 'Device "handset"'],
            ['DeviceBatch "another", entry "entry"', 'DeviceBatch "renamed", entry "entry"'],
        ]) {
            const left = `${before} left the program, and ${after} adopted its device .*\\baliases\\b.*WEBEX_ADOPT_AS_OWN=true`;
            assert.match(output, new RegExp(left));
        }
        assert.match(output, /Device "handset" adopts what is registered already: device "[^"]+" \(\S+\) of workspace/);
        assert.match(output, /DeviceBatch "renamed" adopts what is registered already: entry \(device "/);
        assert.equal(originOf("handset"), "adopted");
        assert.deepEqual(originsOfBatch("renamed"), { entry: "adopted" });
        assert.deepEqual(deletes(), []);
        succeeded(await project.destroy());
        assert.deepEqual(
            new Set(ids()),
            new Set([taken.id, ...[phone, renamedEntry].map((args) => deviceOf(args)?.id)]),
        );
    });
});
