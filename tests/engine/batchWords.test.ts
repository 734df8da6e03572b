import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../simulator/index";
import { CONTRACTS, describeByFront, itThoroughly } from "./breadth";
import { createProject, failed, type Project, type ResourceEntry, succeeded } from "./harness";

const MODEL = "DMS Cisco 8865";
const macOf = (index: number) => `02AB5B${index.toString(16).toUpperCase().padStart(6, "0")}`;
const nameOf = (index: number) => `phone-${String(index).padStart(2, "0")}`;

type Devices = Record<string, object>;

/** What a plan says of its batches, and what holds it back. */
describeByFront("batches in words", (front) => {
    let simulator: Simulator;
    let project: Project;
    let workspaceId: string;

    async function open(contract: "cisco" | "crud" = "cisco"): Promise<void> {
        simulator = await startSimulator({ contract });
        workspaceId = simulator.addWorkspace({}).id;
        project = await createProject({
            front,
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": contract },
        });
    }

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    const phone = (index: number, more: object = {}) => ({ workspaceId, mac: macOf(index), model: MODEL, ...more });

    const phones = (count: number): Devices =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), phone(index)]));

    const batchOf = (devices: Devices, args: object = {}): ResourceEntry => ({
        type: "DeviceBatch",
        name: "phones",
        args: { devices, ...args },
    });

    const codesOf = (count: number, args: object = {}): ResourceEntry => ({
        type: "DeviceActivationBatch",
        name: "codes",
        args: {
            activations: Object.fromEntries(
                Array.from({ length: count }, (_, index) => [nameOf(index), { workspaceId, model: MODEL }]),
            ),
            ...args,
        },
    });

    /** How often a run printed a line. */
    const timesIn = (output: string, line: string): number =>
        output.split("\n").filter((each) => each.trim() === line).length;

    for (const contract of CONTRACTS) {
        it(`are refused at preview where they lose 12 of 40, unless the program allows it (${contract})`, async () => {
            await open(contract);
            project.write([batchOf(phones(40)), codesOf(40)]);
            succeeded(await project.up());
            simulator.log.clear();
            const there = simulator.devices().length;

            project.write([batchOf(phones(28)), codesOf(40)]);
            const refused =
                /phones: the update takes 12 of 40 devices out of Webex: UNREGISTERS 12 \(phone-28, .*and 2 more\)/;
            failed(await project.preview(), refused);
            failed(await project.up(), refused);
            project.write([batchOf(phones(40)), codesOf(28)]);
            failed(await project.preview(), /codes: the update takes 12 of 40 activations out of Webex: REVOKES 12 \(/);
            assert.deepEqual(simulator.log.writes(), []);
            assert.equal(simulator.devices().length, there);

            const allowed = { allowRemovals: true };
            project.write([batchOf(phones(28), allowed), codesOf(28, allowed)]);
            const line =
                "phones: UNREGISTERS 12 (phone-28, phone-29, phone-30, phone-31, phone-32, phone-33, phone-34, phone-35, " +
                "phone-36, phone-37 and 2 more)";
            const { output } = succeeded(await project.up({ preview: true }));
            assert.equal(timesIn(output, line), 2, output);
            assert.match(output, /codes: REVOKES 12 \(phone-28/);
            assert.equal(simulator.devices().length, there - 12 - 12);
            assert.equal(simulator.log.writes().length, 12 + 12);

            // The leave alone changes nothing in Webex, whether it comes or goes.
            project.write([batchOf(phones(28)), codesOf(28)]);
            succeeded(await project.up());
            succeeded(await project.preview({ expectNoChanges: true }));
            assert.equal(simulator.log.writes().length, 12 + 12);
        });
    }

    itThoroughly("are allowed by the environment for one run", async () => {
        await open();
        project.write([batchOf(phones(24))]);
        succeeded(await project.up());
        project.write([batchOf(phones(12))]);
        failed(await project.preview(), /12 of 24/);
        succeeded(await project.up({ preview: true, env: { WEBEX_ALLOW_REMOVALS: "true" } }));
        assert.equal(simulator.devices().length, 12);
        project.write([batchOf({})]);
        failed(await project.preview(), /12 of 12/);
        succeeded(await project.destroy());
        assert.deepEqual(simulator.devices(), []);
    });

    it("take no rename, no moved MAC address and nothing that stays in Webex for a removal", async () => {
        await open();
        for (let index = 0; index < 12; index += 1) {
            simulator.addDevice({ workspaceId, mac: macOf(100 + index), product: "Cisco 8865", type: "phone" });
        }
        const adopted = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`there-${at}`, phone(100 + at)]));
        project.write([batchOf({ ...phones(28), ...adopted })]);
        succeeded(await project.up());
        simulator.log.clear();
        const renamed = Object.fromEntries(Object.values(phones(28)).map((given, at) => [`new-${at}`, given]));
        project.write([batchOf({ ...renamed, ...adopted })]);
        const { output } = succeeded(await project.up());
        assert.match(output, /phones: renames 28 \(phone-00 to new-0, .* and 18 more\)/);
        project.write([batchOf(renamed)]);
        const forgotten = succeeded(await project.up({ preview: true }));
        assert.match(forgotten.output, /phones: forgets 12 \(there-0, there-1, there-10, .* and 2 more\)/);
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("say in preview and up what becomes of their entries; --diff shows one tag more as one line", async () => {
        await open();
        const code = (model = MODEL) => ({ workspaceId, model });
        const desk = (tags: string[]): ResourceEntry => ({ type: "Device", name: "desk", args: phone(9, { tags }) });
        const write = (devices: Devices, activations: object, tags: string[]): void => {
            const codes: ResourceEntry = { type: "DeviceActivationBatch", name: "codes", args: { activations } };
            project.write([batchOf({ ...devices, tagged: phone(21, { tags }) }), codes, desk(tags)]);
        };
        write(
            { ...phones(4), x: phone(20), "phone-11": phone(11), "phone-13": phone(13) },
            { a: code(), b: code("DMS Cisco 8845"), c: code("DMS Cisco 8841") },
            ["lobby"],
        );
        const first = succeeded(await project.up({ preview: true }));
        const made = "8 (phone-00, phone-01, phone-02, phone-03, phone-11, phone-13, tagged, x)";
        // The preview has asked which are there; in the update each is looked for when its turn comes.
        assert.equal(timesIn(first.output, `phones: registers ${made}`), 1, first.output);
        assert.equal(timesIn(first.output, `phones: registers or adopts ${made}`), 1, first.output);
        assert.equal(timesIn(first.output, "codes: issues codes for 3 (a, b, c)"), 2, first.output);

        const elsewhere = simulator.addWorkspace({}).id;
        write(
            {
                "phone-00": phone(0),
                "phone-01": phone(1, { tags: ["lobby"] }),
                "phone-02": phone(2, { tags: ["lobby"] }),
                ...{ "phone-03": phone(3), y: phone(20), a: phone(30), b: phone(31) },
                "phone-11": phone(11, { workspaceId: elsewhere }),
            },
            { a: code(), b: code("DMS Cisco 8851"), d: code("DMS Cisco 8811") },
            // Before it by the alphabet, and before it in the program.
            ["floor-1", "lobby"],
        );
        const line = (registers: string) =>
            `phones: ${registers} 2 (a, b), replaces phone-11, renames x to y, changes the tags of 3 (phone-01, ` +
            "phone-02, tagged), UNREGISTERS phone-13";
        simulator.log.clear();
        const diff = succeeded(await project.preview({ args: ["--diff"] })).output;
        assert.equal(timesIn(diff, line("registers")), 1, diff);
        assert.equal(timesIn(diff, "codes: issues codes for 1 (d), replaces b, REVOKES c"), 1, diff);
        assert.equal(diff.match(/^\s+\+ \[1\]: "floor-1"$/gm)?.length, 2, diff);
        assert.doesNotMatch(diff, /"lobby" => |- \[|~ \[/);
        assert.deepEqual(simulator.log.writes(), []);
        const { output } = succeeded(await project.up({ preview: true }));
        assert.equal(timesIn(output, line("registers")), 1, output);
        assert.equal(timesIn(output, line("registers or adopts")), 1, output);
        const tagged = simulator.devices().filter(({ tags }) => tags.length > 1);
        assert.deepEqual(
            tagged.map(({ tags }) => tags),
            [
                ["lobby", "floor-1"],
                ["lobby", "floor-1"],
            ],
        );

        const quiet = succeeded(await project.preview({ expectNoChanges: true }));
        assert.doesNotMatch(quiet.output, /phones: /);
        succeeded(await project.refreshPreview());
    });
});
