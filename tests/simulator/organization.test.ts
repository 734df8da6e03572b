import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "../../simulator/index";
import { Bench, call, field, itemIds, statuses, textField } from "./helpers";

describe("simulator: the organisation behind the API's back", () => {
    const bench = new Bench();
    let folder = "";
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "simulator-"));
    });
    afterEach(async () => {
        await bench.closeAll();
        rmSync(folder, { recursive: true, force: true });
    });

    it("stir moves every volatile field and no other", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addDevice({ tags: ["a"] });
        const before = simulator.device(id);
        simulator.stir();
        const after = simulator.device(id);
        const moved = Object.keys(before ?? {}).filter(
            (name) => JSON.stringify(field(before, name)) !== JSON.stringify(field(after, name)),
        );
        assert.deepEqual(moved.sort(), ["connectionStatus", "errorCodes", "ip", "lastSeen", "software"]);
    });

    it("stir leaves a device that waits for its code alone", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id: workspaceId } = simulator.addWorkspace();
        const { body } = await call(simulator, "POST", "/devices", { body: { workspaceId } });
        const before = simulator.device(textField(body, "id"));
        simulator.stir();
        assert.deepEqual(simulator.device(textField(body, "id")), before);
    });

    it("advance moves the Date header and the dates of new devices", async () => {
        const simulator = await bench.start();
        simulator.advance(86_400_000);
        const answer = await call(simulator, "GET", "/devices");
        assert.ok(Date.parse(answer.headers.get("date") ?? "") > Date.now() + 86_000_000);
        assert.ok(Date.parse(simulator.addDevice().created) > Date.now() + 86_000_000);
        assert.throws(() => {
            simulator.advance(-1);
        }, RangeError);
    });

    it("a device's name follows its owner until it has its own", async () => {
        const simulator = await bench.start();
        const owner = simulator.addWorkspace({ displayName: "Old" });
        const { id } = simulator.addDevice({ workspaceId: owner.id });
        simulator.updateWorkspace(owner.id, { displayName: "New" });
        assert.equal(simulator.device(id)?.displayName, "New");
        simulator.updateDevice(id, { displayName: "Own" });
        assert.equal(simulator.device(id)?.displayName, "Own");
    });

    it("brings a phone created by MAC online", async () => {
        const simulator = await bench.start();
        const { id: workspaceId } = simulator.addWorkspace();
        const body = { mac: "001122334455", model: "DMS Cisco 8845", workspaceId };
        const created = await call(simulator, "POST", "/devices", { body });
        const device = simulator.redeem({ deviceId: textField(created.body, "id") });
        assert.deepEqual([device.connectionStatus, device.mac, device.type], ["connected", "001122334455", "phone"]);
    });

    for (const type of ["accessory", "webexgo", "unknown", "monitor"]) {
        it(`leaves a device of the type ${type} as it is when a code of its workspace is redeemed`, async () => {
            const simulator = await bench.start();
            const { id: workspaceId } = simulator.addWorkspace();
            const other = simulator.addDevice({ workspaceId, type });
            const issued = await call(simulator, "POST", "/devices/activationCode", { body: { workspaceId } });
            const device = simulator.redeem(textField(issued.body, "code"));
            assert.notEqual(device.id, other.id);
            assert.deepEqual(simulator.device(other.id), other);
            assert.equal(simulator.redeem({ deviceId: other.id }).type, type);
        });
    }

    it("keeps everything in a private file, whole at every moment, and starts from it", async () => {
        const file = join(folder, "deep", "organisation.json");
        const first = await bench.start({ file });
        const { id: personId } = first.addPerson({ displayName: "Ada" });
        const { id } = first.addDevice({ personId, tags: ["a"] });
        const { body } = await call(first, "POST", "/devices/activationCode", { body: { personId } });
        assert.equal(statSync(file).mode & 0o777, 0o600);
        assert.deepEqual(readdirSync(join(folder, "deep")), ["organisation.json"]);
        const before = first.devices();
        await first.close();

        const second = await startSimulator({ file });
        try {
            assert.deepEqual(second.devices(), before);
            assert.equal(second.orgId, first.orgId);
            assert.deepEqual(itemIds(await call(second, "GET", "/devices")), [id]);
            second.redeem(textField(body, "code"));
            assert.ok(readFileSync(file, "utf8").includes('"redeemed": true'));
        } finally {
            await second.close();
        }
    });

    it("refuses to start from a file that is something else, and leaves it as it is", async () => {
        const file = join(folder, "other.json");
        for (const content of ["not json", "null", '{"version":2}']) {
            writeFileSync(file, content);
            await assert.rejects(startSimulator({ file }), /does not hold a simulated organisation/);
            assert.equal(readFileSync(file, "utf8"), content);
        }
    });

    it("reset empties everything and heals it", async () => {
        const simulator = await bench.start();
        simulator.addDevice();
        simulator.faults.add({ count: -1, kind: { status: 500 } });
        simulator.expireToken();
        simulator.scopes.clear();
        simulator.advance(1e9);
        await call(simulator, "GET", "/devices");
        simulator.reset();
        assert.deepEqual(simulator.log.entries, []);
        const answer = await call(simulator, "GET", "/devices");
        assert.deepEqual([answer.status, answer.body], [200, { items: [] }]);
        assert.ok(Math.abs(Date.parse(answer.headers.get("date") ?? "") - Date.now()) < 5_000);
    });

    it("refuses options outside their range and ids that are taken", async () => {
        await assert.rejects(startSimulator({ pageCap: 0 }), RangeError);
        await assert.rejects(startSimulator({ contract: "other" as "cisco" }), RangeError);
        await assert.rejects(startSimulator({ rateLimit: { requestsPerMinute: 0 } }), RangeError);
        const simulator = await bench.start();
        simulator.addPerson({ id: "p1" });
        assert.throws(() => simulator.addPerson({ id: "p1" }), /taken/);
        assert.throws(() => {
            simulator.removeDevice("none");
        }, /no such device/);
        assert.deepEqual(await statuses(simulator, [["GET", "/people/p1"]]), [200]);
    });
});
