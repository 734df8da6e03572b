/** Components that the plugin makes, as for programs in other languages. */

import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "../../../simulator/index";
import { createProject, type Entry, failed, type Project, succeeded } from "../harness";

const OUTPUTS = ["codes", "statuses", "expiries", "deviceIds"];

describe("a component that the plugin makes", () => {
    let simulator: Simulator;
    let project: Project;

    beforeEach(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        project = await createProject({
            front: "native",
            config: { "webex:baseUrl": simulator.baseUrl, "webex:contract": "cisco" },
            env: { WEBEX_ACCESS_TOKEN: simulator.token },
        });
    });

    afterEach(async () => {
        project.dispose();
        await simulator.close();
    });

    function batches(args: Record<string, unknown>): Entry {
        return { type: "DeviceActivationBatches", name: "codes", args, byPluginWith: OUTPUTS };
    }

    it("DeviceActivationBatches: codes for workspaces of the same program, one more, and none", async () => {
        const rooms: Entry[] = ["One", "Two", "Three"].map((displayName) => ({
            type: "Workspace",
            name: displayName,
            args: { displayName },
        }));
        const codesFor = (names: string[], slices = 2): Entry => {
            const entries = names.map((name) => [name, { workspaceId: { $ref: [name, "id"] } }]);
            return batches({ activations: Object.fromEntries(entries), slices });
        };
        const write = (...program: Entry[]) => {
            project.write(program, { codes: ["codes", "codes"], statuses: ["codes", "statuses"] });
        };

        write(...rooms, codesFor(["One", "Two"]));
        const planned = succeeded(await project.preview());
        assert.match(planned.output, /DeviceActivationBatch codes-\d create/);
        succeeded(await project.up());
        assert.equal(simulator.codes().length, 2);
        write(...rooms, codesFor(["One", "Two", "Three"]));
        succeeded(await project.up());
        const issued = simulator.codes().map(({ code }) => code);
        assert.equal(issued.length, 3);
        const { codes, statuses } = (await project.outputs()) as Record<string, Record<string, string>>;
        assert.deepEqual(Object.values(codes ?? {}).sort(), issued.sort());
        assert.deepEqual(statuses, { One: "pending", Two: "pending", Three: "pending" });
        assert.deepEqual(project.whereInClear(...issued), []);
        succeeded(await project.preview({ expectNoChanges: true }));

        write(...rooms, batches({ activations: { $unknownAtPreview: {} } }));
        failed(await project.preview(), /DeviceActivationBatches "codes": activations must be a plain map/);
        write(...rooms, codesFor(["One"], 0));
        failed(await project.preview(), /DeviceActivationBatches "codes": slices must be a whole number from 1/);

        succeeded(await project.destroy());
        // Webex shows no entry for the code of a room device, so the workspaces tell that all went.
        assert.deepEqual(simulator.workspaces(), []);
        assert.deepEqual(project.savedNames(), []);
    });

    it("Room: up, the code is used, up again takes the device over; what is wrong is refused in the words of TypeScript", async () => {
        const status = { status: ["huddle", "status"] as [string, string] };
        // This class, too, has the plugin make it.
        const room = (args: Record<string, unknown>): Entry => ({
            type: "Room",
            name: "huddle",
            args: { displayName: "Huddle", ...args },
        });
        project.write([room({ capacity: 6 })], status);
        succeeded(await project.up());
        const [{ code } = { code: "" }] = simulator.codes();
        const { id } = simulator.redeem(code);
        project.write([room({ capacity: 6, tags: ["huddle"], settings: { "Audio.DefaultVolume": 60 } })], status);
        succeeded(await project.up());
        assert.deepEqual(simulator.device(id)?.tags, ["huddle"]);
        assert.equal((await project.outputs())["status"], "online");
        succeeded(await project.preview({ expectNoChanges: true }));
        assert.equal(simulator.configuration(id)["Audio.DefaultVolume"], 60);

        simulator.log.clear();
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "There" });
        for (const [args, words] of [
            [
                { settings: { "Audio.DefaultVolume": 1000 } },
                /Audio\.DefaultVolume must be a whole number from 0 to 100/,
            ],
            [
                { workspaceId },
                /Room "huddle": workspaceId names a workspace that the room leaves as it is, so displayName/,
            ],
        ] as const) {
            project.write([room(args)]);
            failed(await project.preview(), words);
        }
        assert.deepEqual(simulator.log.writes(), []);

        project.write([room({ capacity: 6 })]);
        succeeded(await project.up());
        succeeded(await project.destroy());
        assert.equal(simulator.device(id), undefined);
    });
});
