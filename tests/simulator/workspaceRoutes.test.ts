import assert from "node:assert/strict";
import type { Simulator } from "../../simulator/index";
import { Bench, call, field, itemIds, statuses } from "./helpers";

describe("simulator: workspaces that are read", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const found = async (simulator: Simulator, query: string) =>
        itemIds(await call(simulator, "GET", `/workspaces?${query}`));

    it("shows a workspace with what is set, and leaves out what is not", async () => {
        const simulator = await bench.start();
        const { id, created } = simulator.addWorkspace({ displayName: "Lobby" });
        const { body } = await call(simulator, "GET", `/workspaces/${id}`);
        assert.deepEqual(body, {
            id,
            orgId: simulator.orgId,
            displayName: "Lobby",
            created,
            calling: { type: "freeCalling" },
            calendar: { type: "none" },
            hotdeskingStatus: "off",
            deviceHostedMeetings: { enabled: false },
            devicePlatform: "cisco",
            health: { level: "ok", issues: [] },
            plannedMaintenance: { mode: "off" },
        });
        simulator.updateWorkspace(id, {
            capacity: 0,
            type: "notSet",
            notes: "by the door",
            floorId: "F2",
            supportedDevices: "phones",
            indoorNavigation: { url: "https://maps.example.com/2" },
            calendar: { type: "microsoft", emailAddress: "lobby@example.com", resourceGroupId: "group" },
            calling: "hybridCalling",
            hybridCalling: { emailAddress: "lobby@cucm.example.com" },
        });
        const set = (await call(simulator, "GET", `/workspaces/${id}`)).body;
        const names = [
            "capacity",
            "type",
            "notes",
            "floorId",
            "supportedDevices",
            "indoorNavigation",
            "calendar",
            "calling",
        ];
        assert.deepEqual(
            names.map((name) => field(set, name)),
            [
                0,
                undefined,
                "by the door",
                "F2",
                "phones",
                { url: "https://maps.example.com/2" },
                { type: "microsoft", emailAddress: "lobby@example.com" },
                { type: "hybridCalling", hybridCalling: { emailAddress: "lobby@cucm.example.com" } },
            ],
        );
    });

    it("takes a field away again where another administrator clears it", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addWorkspace({ capacity: 4, notes: "old" });
        simulator.updateWorkspace(id, { capacity: undefined, notes: undefined });
        const { body } = await call(simulator, "GET", `/workspaces/${id}`);
        assert.deepEqual(
            ["capacity", "notes"].map((name) => Reflect.has(body as object, name)),
            [false, false],
        );
    });

    it("filters by each documented field", async () => {
        const simulator = await bench.start();
        simulator.addWorkspace({ displayName: "Plain" });
        const { id: locationId } = simulator.addLocation({ name: "Oslo" });
        const { id } = simulator.addWorkspace({
            displayName: "Fjord Room",
            locationId,
            floorId: "F1",
            capacity: 6,
            type: "huddle",
            calling: "none",
            supportedDevices: "collaborationDevices",
            calendar: { type: "google", emailAddress: "fjord@example.com" },
            deviceHostedMeetings: { enabled: true, siteUrl: "example.webex.com" },
            health: { level: "warning" },
            plannedMaintenance: { mode: "upcoming" },
        });
        const filters = [
            ...["displayName=fjord", `locationId=${locationId}`, "floorId=F1", "capacity=6", "type=huddle"],
            ...["calling=none", "supportedDevices=collaborationDevices", "calendar=google"],
            ...["deviceHostedMeetingsEnabled=true", "healthLevel=warning", "plannedMaintenance=upcoming"],
            ...[`orgId=${simulator.orgId}&capacity=6`],
        ];
        for (const filter of filters) {
            assert.deepEqual(await found(simulator, filter), [id], filter);
        }
        assert.equal((await found(simulator, "devicePlatform=cisco")).length, 2);
        for (const filter of ["devicePlatform=microsoftTeamsRoom", "customAttribute=x", "orgId=other", "capacity=7"]) {
            assert.deepEqual(await found(simulator, filter), [], filter);
        }
    });

    it("finds what has no capacity by -1 and what has no type by notSet", async () => {
        const simulator = await bench.start();
        const plain = simulator.addWorkspace().id;
        const said = simulator.addWorkspace({ capacity: 1, type: "notSet" }).id;
        simulator.addWorkspace({ capacity: 0, type: "desk" });
        assert.deepEqual(await found(simulator, "capacity=-1"), [plain]);
        assert.deepEqual(await found(simulator, "type=notSet"), [plain, said]);
    });

    it("refuses values and parameters that the document does not know", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addWorkspace();
        const refused = ["capacity=-2", "capacity=a", "type=room", "calling=x", "calendar=x", "name=x"];
        assert.deepEqual(
            await statuses(simulator, [
                ...refused.map((query): [string, string] => ["GET", `/workspaces?${query}`]),
                ["GET", `/workspaces/${id}?orgId=${simulator.orgId}`],
            ]),
            [...refused.map(() => 400), 400],
        );
    });

    it("includes devices and capabilities only where they are asked for", async () => {
        const simulator = await bench.start({ appearAfterSeconds: 60 });
        const { id: workspaceId } = simulator.addWorkspace();
        simulator.addWorkspace();
        const { id } = simulator.addDevice({ workspaceId });
        simulator.addDevice({ personId: simulator.addPerson().id });
        const late = { workspaceId, mac: "001122334455", model: "Cisco 9861" };
        await call(simulator, "POST", "/devices", { body: late });
        const asked = "includeDevices=true&includeCapabilities=true";
        const rows = field((await call(simulator, "GET", `/workspaces?${asked}`)).body, "items") as unknown[];
        const idsIn = (row: unknown) => (field(row, "devices") as unknown[]).map((device) => field(device, "id"));
        assert.deepEqual(rows.map(idsIn), [[id], []]);
        const one = (await call(simulator, "GET", `/workspaces/${workspaceId}?${asked}`)).body;
        assert.deepEqual(idsIn(one), [id]);
        assert.deepEqual(field(field(one, "capabilities"), "soundLevel"), { supported: true, configured: false });
        const alone = await call(simulator, "GET", `/workspaces/${workspaceId}/capabilities`);
        assert.deepEqual(alone.body, { capabilities: field(one, "capabilities") });
        const bare = (await call(simulator, "GET", `/workspaces/${workspaceId}`)).body;
        assert.deepEqual([field(bare, "devices"), field(bare, "capabilities")], [undefined, undefined]);
    });

    it("crud: reads workspaces, and knows none of the routes that write them", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id } = simulator.addWorkspace();
        const body = { displayName: "New" };
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `/workspaces/${id}`],
                ["POST", "/workspaces", { body }],
                ["PUT", `/workspaces/${id}`, { body }],
                ["DELETE", `/workspaces/${id}`],
                ["GET", `/workspaces/${id}/features/numbers`],
                ["GET", "/deviceConfigurations?deviceId=x"],
            ]),
            [200, 405, 405, 405, 404, 404],
        );
    });
});
