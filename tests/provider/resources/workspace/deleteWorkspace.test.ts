import assert from "node:assert/strict";
import sinon from "sinon";
import { device } from "../../../../provider/resources/device/device";
import { workspace } from "../../../../provider/resources/workspace/workspace";
import { Bench, caught, fastForward, lines } from "../../helpers";
import { stateWith as deviceState } from "../device/deviceStand";
import { boardContext, create, nextRunAt, workspaceStand, writes } from "./workspaceStand";

describe("resources/workspace/deleteWorkspace", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** A workspace in the state, in the run that deletes it. */
    async function made(program = {}) {
        const first = await workspaceStand(bench);
        const { id, state } = await create(first, { displayName: "Board", ...program });
        const place = nextRunAt(first);
        place.simulator.log.clear();
        return { ...place, id, state };
    }

    const fakeClock = () => sinon.useFakeTimers({ now: Date.now(), toFake: ["Date", "setTimeout", "clearTimeout"] });

    it("is a look at the devices inside and one DELETE", async () => {
        const { context, id, state, simulator } = await made();
        await workspace.delete(id, state, context);
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /devices?workspaceId=${id}&max=100`,
            `DELETE /workspaces/${id}`,
        ]);
        assert.deepEqual(simulator.workspaces(), []);
    });

    it("is done where the workspace is gone, if the recorded organisation answers", async () => {
        const { context, id, state, simulator } = await made();
        simulator.removeWorkspace(id);
        await workspace.delete(id, state, context);
    });

    it("is refused with devices inside, which it names, and changes nothing", async () => {
        const { context, id, state, simulator } = await made();
        const inside = simulator.addDevice({ workspaceId: id, displayName: "Board Bar" });
        const { message } = await caught(workspace.delete(id, state, context));
        assert.ok(
            message.includes(`would delete the devices inside, too: device "Board Bar" (${inside.id}). Nothing`),
            message,
        );
        assert.match(message, /deleteDevices: true of Workspace "board" first/);
        assert.deepEqual(writes({ simulator }), []);
    });

    it("names ten devices at the most", async () => {
        const { context, id, state, simulator } = await made();
        for (let each = 0; each < 12; each += 1) {
            simulator.addDevice({ workspaceId: id });
        }
        const { message } = await caught(workspace.delete(id, state, context));
        assert.match(message, / and 2 more\. Nothing/);
    });

    it("takes devices along where the program says deleteDevices, and does not look", async () => {
        const { context, id, state, simulator } = await made({ deleteDevices: true });
        simulator.addDevice({ workspaceId: id });
        await workspace.delete(id, state, context);
        assert.deepEqual(lines(simulator.log.entries), [`DELETE /workspaces/${id}`]);
        assert.deepEqual(simulator.devices(), []);
    });

    it("waits for devices that this run removes", async () => {
        const clock = fakeClock();
        const { context, id, state, simulator } = await made();
        const inside = simulator.addDevice({ workspaceId: id });
        const { run } = context;
        run.activity.news();
        const deleting = run.activity.during(() => workspace.delete(id, state, context));
        const removing = new Promise((resolve) => setTimeout(resolve, 2000)).then(() => {
            run.activity.news();
            return device.delete(inside.id, deviceState({ workspaceId: id }), {
                ...context,
                self: { key: "Device bar", label: 'Device "bar"' },
            });
        });
        const began = Date.now();
        await fastForward(clock, Promise.all([deleting, removing]));
        assert.deepEqual(writes({ simulator }), [`DELETE /devices/${inside.id}`, `DELETE /workspaces/${id}`]);
        assert.ok(Date.now() - began < 5000, "it goes on when they are gone");
    });

    it("looks once more when the engine is quiet: something else may have emptied it", async () => {
        const clock = fakeClock();
        const { context, id, state, simulator } = await made();
        const inside = simulator.addDevice({ workspaceId: id });
        context.run.activity.news();
        setTimeout(() => {
            simulator.removeDevice(inside.id);
        }, 1000);
        await fastForward(clock, workspace.delete(id, state, context));
        assert.deepEqual(simulator.workspaces(), []);
    });

    it("is refused when the engine is quiet and devices are left", async () => {
        const clock = fakeClock();
        const { context, id, state, simulator } = await made();
        simulator.addDevice({ workspaceId: id });
        context.run.activity.news();
        const began = Date.now();
        const { message } = await fastForward(clock, caught(workspace.delete(id, state, context)));
        assert.match(message, /stays, because Webex would delete the devices inside/);
        assert.ok(Date.now() - began >= 5000);
    });

    const LEFT: readonly [string, object, string][] = [
        ["deleteOnDestroy is false", { deleteOnDestroy: false }, "has deleteOnDestroy false"],
        ["it was taken over", { origin: "takenOver" }, "was taken over"],
    ];
    for (const [name, more, why] of LEFT) {
        it(`forgets the workspace where ${name}, and says so`, async () => {
            const { context, id, state, simulator, log } = await made();
            simulator.addDevice({ workspaceId: id });
            await workspace.delete(id, { ...state, ...more }, context);
            assert.deepEqual(writes({ simulator }), []);
            assert.deepEqual(log.infos, [
                `Workspace "board" ${why}: the workspace ${id} stays in Webex, and Pulumi forgets it. To have it deleted, run ` +
                    "`pulumi up` with deleteOnDestroy: true before it leaves",
            ]);
        });
    }

    it("deletes one that was taken over where the program says deleteOnDestroy", async () => {
        const { context, id, state, simulator } = await made();
        await workspace.delete(id, { ...state, origin: "takenOver", deleteOnDestroy: true }, context);
        assert.deepEqual(simulator.workspaces(), []);
    });

    it("leaves what another resource of the run took over", async () => {
        const { context, contract, id, state, simulator, log } = await made();
        const other = { contract, context: boardContext(context, "other") };
        await create(other, { workspaceId: id });
        await workspace.delete(id, state, context);
        assert.equal(simulator.workspaces().length, 1);
        assert.match(log.warnings.join(), /left the program, and Workspace "other" has it: the workspace .* stays/);
    });
});
