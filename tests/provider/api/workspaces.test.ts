import assert from "node:assert/strict";
import {
    deleteWorkspace,
    postWorkspace,
    putWorkspace,
    readNumbers,
    readWorkspace,
    readWorkspaces,
    readWorkspaceUnlessGone,
} from "../../../provider/api/workspaces";
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
            webexCalling: { extension: "2001", licenses: ["licence"] },
            supportedDevices: "phones",
            calendar: { type: "google", emailAddress: "lobby@example.com" },
            deviceHostedMeetings: { enabled: true, siteUrl: "site.example" },
            indoorNavigation: { url: "https://map.example" },
            plannedMaintenance: { mode: "upcoming" },
            health: { level: "warning" },
        });
        assert.deepEqual(await readWorkspace(client, id), {
            id,
            displayName: "Lobby",
            orgId: simulator.orgId,
            created,
            calling: { type: "webexCalling", webexCalling: { licenses: ["licence"] } },
            calendar: { type: "google", emailAddress: "lobby@example.com" },
            deviceHostedMeetings: { enabled: true, siteUrl: "site.example" },
            indoorNavigation: { url: "https://map.example" },
            plannedMaintenance: "upcoming",
            health: { level: "warning" },
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

    it("reads licences beside webexCalling, too, and maintenance that is a bare text", async () => {
        const body = JSON.stringify({
            id: "w",
            calling: { type: "hybridCalling", licenses: ["l"], hybridCalling: { emailAddress: "a@b", more: 1 } },
            plannedMaintenance: "off",
        });
        assert.deepEqual(await readWorkspace((await clientOf({ body })).client, "w"), {
            id: "w",
            calling: {
                type: "hybridCalling",
                webexCalling: { licenses: ["l"] },
                hybridCalling: { emailAddress: "a@b" },
            },
            plannedMaintenance: "off",
        });
    });

    it("tells one that is gone from a route that is not there", async () => {
        const { client } = await clientOf({ status: 404 });
        assert.equal(await readWorkspaceUnlessGone(client, "w"), undefined);
        for (const status of [405, 410, 501]) {
            const other = await clientOf({ status });
            assert.match((await caught(readWorkspaceUnlessGone(other.client, "w"))).message, new RegExp(`${status}`));
            assert.equal(await readWorkspace(other.client, "w"), undefined);
        }
    });

    it("makes, changes and deletes one", async () => {
        const { simulator, client } = await bench.stand();
        const made = await postWorkspace(client, { displayName: "Lobby", capacity: 3 });
        assert.deepEqual([made.displayName, made.capacity], ["Lobby", 3]);
        const changed = await putWorkspace(client, made.id, { displayName: "Hall" });
        assert.deepEqual([changed.id, changed.displayName, changed.capacity], [made.id, "Hall", undefined]);
        assert.equal(await deleteWorkspace(client, made.id), true);
        assert.equal(await deleteWorkspace(client, made.id), false);
        assert.deepEqual(
            simulator.log.writes().map(({ method, path, body }) => [method, path, body]),
            [
                ["POST", "/workspaces", { displayName: "Lobby", capacity: 3 }],
                ["PUT", `/workspaces/${made.id}`, { displayName: "Hall" }],
                ["DELETE", `/workspaces/${made.id}`, undefined],
                ["DELETE", `/workspaces/${made.id}`, undefined],
            ],
        );
    });

    it("does not understand an answer to a write that has no id", async () => {
        const { client } = await clientOf({ body: "{}" });
        assert.match((await caught(postWorkspace(client, { displayName: "x" }))).message, /no workspace's id/);
        assert.match((await caught(putWorkspace(client, "w", {}))).message, /no workspace's id/);
    });

    describe("numbers", () => {
        it("are those of the primary row, with their location", async () => {
            const { simulator, client } = await bench.stand();
            const locationId = simulator.addLocation({ name: "Oslo" }).id;
            const { id } = simulator.addWorkspace({
                calling: "webexCalling",
                webexCalling: { phoneNumber: "+4711223344", extension: "3344", locationId, licenses: [] },
            });
            assert.deepEqual(await readNumbers(client, id), {
                phoneNumber: "+4711223344",
                extension: "3344",
                locationId,
            });
            assert.deepEqual(lines(simulator.log.entries), [`GET /workspaces/${id}/features/numbers`]);
        });

        const ANSWERS: readonly [string, unknown, unknown][] = [
            [
                "of several rows",
                { phoneNumbers: [{ extension: "1" }, { external: "2", primary: true }] },
                { phoneNumber: "2" },
            ],
            ["of rows of which none is primary", { phoneNumbers: [{ extension: "1" }] }, { extension: "1" }],
            ["of no rows", { phoneNumbers: [] }, {}],
            ["of an answer without any", { location: { id: "oslo" } }, { locationId: "oslo" }],
        ];
        for (const [name, body, expected] of ANSWERS) {
            it(`are told ${name}`, async () => {
                const { client } = await clientOf({ body: JSON.stringify(body) });
                assert.deepEqual(await readNumbers(client, "w"), expected);
            });
        }

        for (const status of [403, 404, 405]) {
            it(`are undefined where ${status} is answered`, async () => {
                assert.equal(await readNumbers((await clientOf({ status })).client, "w"), undefined);
            });
        }

        it("fail where the token is refused", async () => {
            assert.match((await caught(readNumbers((await clientOf({ status: 401 })).client, "w"))).message, /401/);
        });
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
