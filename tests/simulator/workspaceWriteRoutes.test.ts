import assert from "node:assert/strict";
import type { Simulator } from "../../simulator/index";
import { Bench, call, field, type Send, statuses, textField } from "./helpers";

const FULL = {
    displayName: "Fjord Room",
    capacity: 6,
    type: "huddle",
    notes: "third door",
    hotdeskingStatus: "on",
    calendar: { type: "microsoft", emailAddress: "fjord@example.com", resourceGroupId: "group" },
    deviceHostedMeetings: { enabled: true, siteUrl: "example.webex.com" },
    indoorNavigation: { url: "https://maps.example.com" },
};

describe("simulator: workspaces that are written", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const create = async (simulator: Simulator, body: object) => {
        const answer = await call(simulator, "POST", "/workspaces", { body });
        assert.equal(answer.status, 201, JSON.stringify(answer.body));
        return { body: answer.body, path: `/workspaces/${textField(answer.body, "id")}` };
    };
    const shown = async (simulator: Simulator, path: string) => (await call(simulator, "GET", path)).body;
    const fields = (body: unknown, ...names: string[]) => names.map((name) => field(body, name));

    it("makes a workspace of a name alone, with Webex's defaults, and answers what GET shows", async () => {
        const simulator = await bench.start();
        const { body, path } = await create(simulator, { displayName: "Board Room 1" });
        assert.deepEqual(fields(body, "displayName", "calling", "supportedDevices", "sipAddress", "capacity"), [
            "Board Room 1",
            { type: "freeCalling" },
            "collaborationDevices",
            "board_room_1@example.rooms.webex.example",
            undefined,
        ]);
        assert.deepEqual(await shown(simulator, path), body);
        await create(simulator, { displayName: "Board Room 1" });
        assert.equal(simulator.workspaces().length, 2);
    });

    it("takes every field that can be written, and answers no resource group", async () => {
        const simulator = await bench.start();
        const { id: locationId } = simulator.addLocation({ name: "Oslo" });
        const { body } = await create(simulator, { ...FULL, orgId: simulator.orgId, locationId, floorId: "F1" });
        const { resourceGroupId: _, ...calendar } = FULL.calendar;
        const wanted = { ...FULL, calendar, locationId, floorId: "F1" };
        assert.deepEqual(fields(body, ...Object.keys(wanted)), Object.values(wanted));
        assert.equal(simulator.workspaces()[0]?.calendar?.resourceGroupId, "group");
    });

    it("PUT clears capacity, type and notes that are left out, and keeps the rest", async () => {
        const simulator = await bench.start();
        const { id: locationId } = simulator.addLocation({ name: "Oslo" });
        const { body: before, path } = await create(simulator, { ...FULL, locationId, floorId: "F1" });
        const { status, body } = await call(simulator, "PUT", path, { body: { displayName: "Renamed" } });
        assert.equal(status, 200);
        const { capacity: _, type: __, notes: ___, ...rest } = before as Record<string, unknown>;
        assert.deepEqual(body, { ...rest, displayName: "Renamed" });
        const unnamed = (await call(simulator, "PUT", path, { body: { capacity: 0, type: "notSet" } })).body;
        assert.deepEqual(fields(unnamed, "displayName", "capacity", "type"), ["Renamed", 0, undefined]);
    });

    it("PUT clears also what the document is silent about, where a test wants that", async () => {
        const simulator = await bench.start({ clearUnsaid: true });
        const { path } = await create(simulator, FULL);
        const { body } = await call(simulator, "PUT", path, { body: { displayName: "Renamed" } });
        assert.deepEqual(fields(body, "hotdeskingStatus", "deviceHostedMeetings", "indoorNavigation", "calendar"), [
            "off",
            { enabled: false },
            undefined,
            { type: "microsoft", emailAddress: "fjord@example.com" },
        ]);
    });

    it("changes a calendar only where the request names a type, and removes it by none", async () => {
        const simulator = await bench.start();
        const { path } = await create(simulator, FULL);
        const put = async (calendar: unknown) => {
            const answer = await call(simulator, "PUT", path, { body: { calendar } });
            return answer.status === 200 ? field(answer.body, "calendar") : answer.status;
        };
        const kept = { type: "microsoft", emailAddress: "fjord@example.com" };
        assert.deepEqual([await put(null), await put({})], [kept, kept]);
        assert.deepEqual([await put({ emailAddress: "x@example.com" }), await put({ type: "google" })], [400, 400]);
        const google = { type: "google", emailAddress: "x@example.com" };
        assert.deepEqual([await put(google), await put({ type: "none" })], [google, { type: "none" }]);
    });

    it("removes indoor navigation by null, of the field or of its url, and not by an empty object", async () => {
        const simulator = await bench.start();
        const { path } = await create(simulator, FULL);
        const put = async (indoorNavigation: unknown) =>
            field((await call(simulator, "PUT", path, { body: { indoorNavigation } })).body, "indoorNavigation");
        assert.deepEqual(await put({}), FULL.indoorNavigation);
        assert.equal(await put({ url: null }), undefined);
        assert.deepEqual(await put({ url: "https://b.example.com" }), { url: "https://b.example.com" });
        assert.equal(await put(null), undefined);
    });

    it("sets a location once, wants it beside a floor, and knows none that is not there", async () => {
        const simulator = await bench.start();
        const [oslo, bergen] = ["Oslo", "Bergen"].map((name) => simulator.addLocation({ name }).id);
        const { path } = await create(simulator, { displayName: "Room" });
        const put = (body: object): [string, string, Send] => ["PUT", path, { body }];
        assert.deepEqual(
            await statuses(simulator, [
                put({ locationId: "nowhere" }),
                put({ floorId: "F1" }),
                put({ locationId: oslo, floorId: "F1" }),
                put({ locationId: oslo }),
                put({ locationId: bergen }),
                ["POST", "/workspaces", { body: { displayName: "Room", floorId: "F1" } }],
                ["POST", "/workspaces", { body: { displayName: "Room", locationId: "nowhere" } }],
            ]),
            [400, 400, 200, 200, 400, 400, 400],
        );
        assert.deepEqual(fields(await shown(simulator, path), "locationId", "floorId"), [oslo, "F1"]);
    });

    it("refuses fields that are only read, values outside their range, and writes nothing then", async () => {
        const simulator = await bench.start();
        const { path, body: before } = await create(simulator, { displayName: "Room" });
        const readOnly = [
            ...["id", "orgId", "created", "health", "devices", "capabilities", "plannedMaintenance", "hybridCalling"],
            ...["supportedDevices", "devicePlatform", "workspaceLocationId", "somethingElse"],
        ];
        const wrong: object[] = [
            ...readOnly.map((name) => ({ [name]: field(before, name) ?? "x" })),
            ...[{ capacity: -1 }, { capacity: 1.5 }, { type: "room" }, { displayName: "" }, { displayName: null }],
            ...[{ calling: {} }, { calling: { type: "x" } }, { calendar: { type: "x" } }, { hotdeskingStatus: "none" }],
            ...[{ calling: { type: "freeCalling", hybridCalling: {} } }],
        ];
        for (const body of wrong) {
            assert.deepEqual(await statuses(simulator, [["PUT", path, { body }]]), [400], JSON.stringify(body));
        }
        const post = (body: object): [string, string, Send] => ["POST", "/workspaces", { body }];
        assert.deepEqual(
            await statuses(simulator, [
                post({}),
                post({ displayName: "Room", capacity: -1 }),
                post({ displayName: "Room", supportedDevices: "boards" }),
                post({ displayName: "Room", orgId: "other" }),
                ["PUT", "/workspaces/none", { body: { displayName: "Room" } }],
            ]),
            [400, 400, 400, 403, 404],
        );
        assert.deepEqual(await shown(simulator, path), before);
        assert.equal(simulator.workspaces().length, 1);
    });

    it("asks for the scopes that the document names", async () => {
        const simulator = await bench.start();
        const { path } = await create(simulator, { displayName: "Room" });
        const body = { displayName: "Room" };
        simulator.scopes.delete("spark-admin:workspaces_write");
        const writes: [string, string, Send?][] = [
            ["POST", "/workspaces", { body }],
            ["PUT", path, { body }],
            ["DELETE", path],
        ];
        assert.deepEqual(await statuses(simulator, writes), [403, 403, 403]);
        simulator.setScopes(["spark-admin:workspaces_write"]);
        assert.deepEqual(
            await statuses(simulator, [...writes.slice(1, 2), ["GET", path], ["GET", `${path}/features/numbers`]]),
            [200, 403, 403],
        );
    });

    it("takes its devices and unused codes along when it is deleted, and nothing else", async () => {
        const simulator = await bench.start();
        const { path, body } = await create(simulator, { displayName: "Room" });
        const workspaceId = textField(body, "id");
        const other = simulator.addDevice({ workspaceId: simulator.addWorkspace().id });
        const { id } = simulator.addDevice({ workspaceId });
        const issue = async (owner: string, model?: string) => {
            const send = { body: { workspaceId: owner, ...(model !== undefined && { model }) } };
            return textField((await call(simulator, "POST", "/devices/activationCode", send)).body, "code");
        };
        const used = await issue(workspaceId);
        simulator.redeem(used);
        const codes = [await issue(workspaceId), await issue(workspaceId, "Cisco 9861")];
        const elsewhere = await issue(other.workspaceId ?? "");
        assert.deepEqual(
            await statuses(simulator, [
                ["DELETE", path],
                ["GET", path],
                ["DELETE", path],
                ["GET", `/devices/${id}`],
                ["GET", `/devices/${other.id}`],
                ["POST", "/devices/activationCode", { body: { workspaceId } }],
            ]),
            [204, 404, 404, 404, 200, 400],
        );
        for (const code of codes) {
            assert.throws(() => simulator.redeem(code), /not known/);
        }
        assert.deepEqual(
            simulator.devices().map((device) => device.id),
            [other.id],
        );
        assert.equal(simulator.redeem(elsewhere).workspaceId, other.workspaceId);
    });

    it("is deleted by another administrator all the same", async () => {
        const simulator = await bench.start();
        const { path, body } = await create(simulator, { displayName: "Room" });
        simulator.addDevice({ workspaceId: textField(body, "id") });
        simulator.removeWorkspace(textField(body, "id"));
        assert.deepEqual([simulator.devices(), await statuses(simulator, [["GET", path]])], [[], [404]]);
        assert.throws(() => {
            simulator.removeWorkspace("none");
        }, /no such workspace/);
    });
});
