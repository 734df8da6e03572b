import assert from "node:assert/strict";
import { Bench, call, field, itemIds, statuses, textField } from "./helpers";

describe("simulator: crud contract", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("creates a device together with its code, and shows only what is known before it is redeemed", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id: workspaceId } = simulator.addWorkspace({ displayName: "Lobby" });
        const body = { workspaceId, model: "Cisco Room Bar" };
        const created = await call(simulator, "POST", "/devices", { body });
        assert.deepEqual(Object.keys(created.body as object), ["id", "code", "expiresAt"]);
        const path = `/devices/${textField(created.body, "id")}`;
        const waiting = (await call(simulator, "GET", path)).body as object;
        assert.deepEqual(Object.keys(waiting).sort(), [
            "created",
            "displayName",
            "id",
            "orgId",
            "product",
            "tags",
            "workspaceId",
        ]);
        simulator.redeem(textField(created.body, "code"));
        const online = (await call(simulator, "GET", path)).body;
        assert.equal(field(online, "connectionStatus"), "connected");
        assert.equal(field(online, "product"), "Cisco Room Bar");
        assert.ok(textField(online, "firstSeen") && textField(online, "serial"));
    });

    it("shows the 22 documented fields and no other", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id: personId } = simulator.addPerson();
        const { id: workspaceId } = simulator.addWorkspace();
        const { id } = simulator.addDevice({ personId, workspaceId });
        const { body } = await call(simulator, "GET", `/devices/${id}`);
        assert.equal(Object.keys(body as object).length, 22);
        simulator.updateDevice(id, { connectionStatus: "offline_expired" });
        assert.equal(field((await call(simulator, "GET", `/devices/${id}`)).body, "connectionStatus"), undefined);
    });

    it("changes name, channel and tags by PUT, and leaves alone what is not sent", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id } = simulator.addDevice({ tags: ["a"], upgradeChannel: "stable" });
        const put = (body: unknown) => call(simulator, "PUT", `/devices/${id}`, { body });
        await put({ displayName: "New", upgradeChannel: "beta" });
        const { body } = await put({ tags: [] });
        assert.deepEqual(
            ["displayName", "upgradeChannel", "tags"].map((name) => field(body, name)),
            ["New", "beta", []],
        );
        assert.deepEqual([(await put({ mac: "x" })).status, (await put({ tags: "a" })).status], [400, 400]);
    });

    it("can hide a device until it is redeemed, yet lets it be changed and deleted", async () => {
        const simulator = await bench.start({ contract: "crud", hideUnredeemed: true });
        const { id: personId } = simulator.addPerson();
        const { body } = await call(simulator, "POST", "/devices", { body: { personId } });
        const path = `/devices/${textField(body, "id")}`;
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", path],
                ["PUT", path, { body: { tags: ["a"] } }],
            ]),
            [404, 200],
        );
        assert.deepEqual(itemIds(await call(simulator, "GET", "/devices")), []);
        simulator.redeem({ deviceId: textField(body, "id") });
        assert.equal((await call(simulator, "GET", path)).status, 200);
    });

    it("enforces the owner and the person's limit", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id: personId } = simulator.addPerson({ maxDeviceCount: 1 });
        const { id: workspaceId } = simulator.addWorkspace();
        const post = (body: object): [string, string, object] => ["POST", "/devices", { body }];
        const requests = [post({}), post({ personId, workspaceId }), post({ personId }), post({ personId })];
        assert.deepEqual(await statuses(simulator, requests), [400, 400, 200, 400]);
    });

    it("deletes a device and its unused code, and knows no operation of Cisco's", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id: workspaceId } = simulator.addWorkspace();
        const { body } = await call(simulator, "POST", "/devices", { body: { workspaceId } });
        const path = `/devices/${textField(body, "id")}`;
        assert.deepEqual(
            await statuses(simulator, [
                ["PATCH", path, { body: [] }],
                ["POST", path, { body: {} }],
                ["POST", "/devices/activationCode", { body: { workspaceId } }],
                ["GET", `${path}?orgId=${simulator.orgId}`],
                ["DELETE", path],
                ["DELETE", path],
            ]),
            [405, 405, 404, 400, 204, 404],
        );
        assert.deepEqual(simulator.codes(), []);
    });
});
