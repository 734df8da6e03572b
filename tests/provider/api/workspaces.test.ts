import assert from "node:assert/strict";
import { readWorkspace, readWorkspaces } from "../../../provider/api/workspaces";
import { WebexClient } from "../../../provider/client/webexClient";
import { type BareAnswer, Bench, caught, lines, MemoryLog, settingsWith } from "../helpers";

describe("api/workspaces", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function clientOf(answer: BareAnswer) {
        const server = await bench.server(answer);
        return { server, client: new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog()) };
    }

    for (const sendLink of [true, false]) {
        it(`reads all pages, ${sendLink ? "by links" : "by start"}`, async () => {
            const { simulator, client } = await bench.stand({ sendLink });
            const ids = Array.from({ length: 201 }, () => simulator.addWorkspace().id);
            const workspaces = await readWorkspaces(client, { orgId: undefined });
            assert.deepEqual(
                workspaces.map(({ id }) => id),
                ids,
            );
            assert.equal(simulator.log.entries.length, 3);
        });
    }

    it("filters by a part of the name and by location", async () => {
        const { simulator, client } = await bench.stand();
        const locationId = simulator.addLocation({ name: "Denver" }).id;
        const { id } = simulator.addWorkspace({ displayName: "Board Room", locationId });
        simulator.addWorkspace({ displayName: "Board Room" });
        simulator.addWorkspace({ displayName: "Lobby", locationId });
        const found = await readWorkspaces(client, { orgId: simulator.orgId, displayName: "board", locationId });
        assert.deepEqual(
            found.map((workspace) => workspace.id),
            [id],
        );
        assert.deepEqual(lines(simulator.log.entries), [
            `GET /workspaces?orgId=${simulator.orgId}&displayName=board&locationId=${locationId}&max=100`,
        ]);
    });

    it("tells one workspace, asked for without an organisation", async () => {
        const { simulator, client } = await bench.stand();
        const { id, created } = simulator.addWorkspace({
            displayName: "Lobby",
            calling: "webexCalling",
            supportedDevices: "phones",
        });
        assert.deepEqual(await readWorkspace(client, id), {
            id,
            displayName: "Lobby",
            orgId: simulator.orgId,
            created,
            calling: { type: "webexCalling" },
            hotdeskingStatus: "off",
            supportedDevices: "phones",
            devicePlatform: "cisco",
        });
        assert.deepEqual(lines(simulator.log.entries), [`GET /workspaces/${id}`]);
    });

    it("leaves out what is not of its type", async () => {
        const body = JSON.stringify({ id: "w", displayName: null, capacity: "5", calling: "none", type: "" });
        assert.deepEqual(await readWorkspace((await clientOf({ body })).client, "w"), { id: "w" });
    });

    it("is undefined for none, and for a person's id", async () => {
        const { simulator, client } = await bench.stand();
        assert.equal(await readWorkspace(client, "nothing"), undefined);
        assert.equal(await readWorkspace(client, simulator.addPerson().id), undefined);
    });

    it("refuses an answer without an id, and a list with a row without one", async () => {
        const { client } = await clientOf({ body: "{}" });
        assert.match((await caught(readWorkspace(client, "w"))).message, /the answer has no workspace's id/);
        const list = await clientOf({ body: '{"items":[{"displayName":"x"}]}' });
        assert.match((await caught(readWorkspaces(list.client, { orgId: undefined }))).message, /no id/);
    });

    it("fails where it is refused, naming the scope", async () => {
        const { client } = await clientOf({ status: 403 });
        assert.match(
            (await caught(readWorkspaces(client, { orgId: undefined }))).message,
            /spark-admin:workspaces_read/,
        );
    });
});
