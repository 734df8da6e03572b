import assert from "node:assert/strict";
import { WorkspaceReads } from "../../../../provider/resources/workspace/workspaceReads";
import { Bench, caught, lines } from "../../helpers";

describe("resources/workspace/workspaceReads", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function open(workspaces: number) {
        const { simulator, client } = await bench.stand();
        const made = Array.from({ length: workspaces }, (_, at) =>
            simulator.addWorkspace({ displayName: `Room ${at}` }),
        );
        return { simulator, made, reads: new WorkspaceReads(client, undefined) };
    }

    it("reads a few by themselves", async () => {
        const { simulator, made, reads } = await open(2);
        const [first] = made;
        assert.equal((await reads.byId(first?.id ?? ""))?.displayName, "Room 0");
        assert.deepEqual(
            (await reads.byName("Room 1")).map(({ id }) => id),
            [made[1]?.id],
        );
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /workspaces/${first?.id ?? ""}`,
            "GET /workspaces?displayName=Room+1&max=100",
        ]);
    });

    it("finds whole names only, in their own case", async () => {
        const { simulator, reads } = await open(0);
        const exact = simulator.addWorkspace({ displayName: "Board" }).id;
        simulator.addWorkspace({ displayName: "Boardroom" });
        simulator.addWorkspace({ displayName: "board" });
        assert.deepEqual(
            (await reads.byName("Board")).map(({ id }) => id),
            [exact],
        );
    });

    it("reads many by the pages of the list, by id and by name", async () => {
        const { simulator, made, reads } = await open(250);
        const found = await Promise.all(made.map(({ id }) => reads.byId(id)));
        assert.deepEqual(
            found.map((each) => each?.id),
            made.map(({ id }) => id),
        );
        const named = await Promise.all(made.map(({ displayName }) => reads.byName(displayName)));
        assert.ok(named.every((each) => each.length === 1));
        assert.equal(simulator.log.entries.length, 6 + 3);
    });

    it("asks for what was written by itself, also where a page shows it", async () => {
        const { simulator, made, reads } = await open(20);
        await Promise.all(made.map(({ id }) => reads.byId(id)));
        const { id = "" } = made[7] ?? {};
        simulator.updateWorkspace(id, { displayName: "Other" });
        assert.equal((await reads.byId(id))?.displayName, "Room 7");
        reads.write({ id, displayName: "Other" });
        assert.equal((await reads.byId(id))?.displayName, "Other");
        assert.equal((await reads.byName("Other")).length, 1);
    });

    it("does not find by name what the run has deleted", async () => {
        const { made, reads } = await open(1);
        reads.remove(made[0]?.id ?? "");
        assert.deepEqual(await reads.byName("Room 0"), []);
    });

    it("knows none that is 404, and fails for every other answer", async () => {
        const { simulator, reads } = await open(0);
        assert.equal(await reads.byId("none"), undefined);
        simulator.faults.add({ kind: { status: 405 } });
        assert.match((await caught(reads.byId("none"))).message, /answered 405/);
    });
});
