import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index";
import { Bench, call, field, statuses, textField } from "./helpers";

const IDS = ["id", "callingDeviceId", "webexDeviceId", "deviceId"];

describe("simulator: devices that answers show with flaws", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const ids = (body: unknown) => IDS.map((name) => field(body, name));
    const row = async (simulator: Simulator, index = 0) =>
        (field((await call(simulator, "GET", "/devices")).body, "items") as unknown[])[index];

    it("shows null ids in the list, in GET and in PATCH, and shows them again", async () => {
        const simulator = await bench.start();
        const { id, callingDeviceId } = simulator.addDevice({ tags: ["a"] });
        const path = `/devices/${id}`;
        simulator.hideId(id);
        assert.deepEqual(ids(await row(simulator)), [null, null, null, null]);
        assert.deepEqual(ids((await call(simulator, "GET", path)).body), [null, null, null, null]);
        const body = [{ op: "replace", path: "tags", value: ["b"] }];
        const patched = (await call(simulator, "PATCH", path, { body })).body;
        assert.deepEqual([field(patched, "id"), field(patched, "tags")], [null, ["b"]]);
        assert.equal(simulator.device(id)?.id, id);

        simulator.showId(id);
        assert.deepEqual(ids(await row(simulator)), [id, callingDeviceId, id, undefined]);
        assert.throws(() => {
            simulator.hideId("none");
        }, /no such device/);
    });

    it("shows the ids that are to stay, and finds the device by each of its ids", async () => {
        const simulator = await bench.start();
        const { id, callingDeviceId, webexDeviceId } = simulator.addDevice();
        simulator.addDevice();
        simulator.hideId(id, { callingDeviceId: true });
        assert.deepEqual(ids(await row(simulator)), [null, callingDeviceId, null, null]);
        simulator.hideId(id, { webexDeviceId: true });
        assert.deepEqual(ids(await row(simulator)), [null, null, webexDeviceId, null]);
        simulator.hideId(id, { deviceId: true });
        const deviceId = textField(await row(simulator), "deviceId");
        assert.match(
            Buffer.from(deviceId, "base64").toString(),
            /^ciscospark:\/\/orgId=[\w-]{36}\/DEVICE_ID\/[\w-]{36}$/,
        );
        for (const each of [id, callingDeviceId, webexDeviceId, deviceId]) {
            const { status, body } = await call(simulator, "GET", `/devices/${each ?? ""}`);
            assert.deepEqual([status, ids(body)], [200, [null, null, null, deviceId]]);
        }
        assert.equal(typeof field(await row(simulator, 1), "id"), "string");
    });

    it("finds a device by the ids that a test gave it, as long as it has them", async () => {
        const simulator = await bench.start();
        const given = { callingDeviceId: "calling==", webexDeviceId: "webex", deviceId: "lasting" };
        const { id } = simulator.addDevice(given);
        simulator.hideId(id, { callingDeviceId: true, webexDeviceId: true, deviceId: true });
        assert.deepEqual(ids(await row(simulator)), [null, "calling==", "webex", "lasting"]);
        const byEach: [string, string][] = ["calling", "webex", "lasting"].map((each) => ["GET", `/devices/${each}`]);
        assert.deepEqual(await statuses(simulator, byEach), [200, 200, 200]);
        simulator.updateDevice(id, { webexDeviceId: null, deviceId: "other" });
        assert.deepEqual(await statuses(simulator, byEach), [200, 404, 404]);
        simulator.removeDevice("other");
        assert.deepEqual(await statuses(simulator, byEach), [404, 404, 404]);
    });

    it("crud: shows a null id too, but no id that its document lacks", async () => {
        const simulator = await bench.start({ contract: "crud" });
        const { id, callingDeviceId } = simulator.addDevice({ tags: ["a"] });
        simulator.hideId(id, { callingDeviceId: true });
        simulator.failFields(id, ["tags"]);
        for (const body of [await row(simulator), (await call(simulator, "GET", `/devices/${id}`)).body]) {
            assert.deepEqual([...ids(body), field(body, "tags")], [null, ...Array<undefined>(4).fill(undefined)]);
            assert.deepEqual(Object.keys(field(body, "errors") as object), ["tags"]);
        }
        assert.equal((await call(simulator, "GET", `/devices/${callingDeviceId ?? ""}`)).status, 404);
    });

    it("puts an error in place of the fields that fail, until none does", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addDevice({ tags: ["a"], displayName: "Lobby" });
        simulator.addDevice();
        const before = await row(simulator);
        simulator.failFields(id, ["tags", "displayName"]);
        const { tags, displayName, ...rest } = before as Record<string, unknown>;
        assert.deepEqual([tags, displayName], [["a"], "Lobby"]);
        const error = { code: "kms_failure", reason: "Key management server failed to respond appropriately." };
        const expected = { ...rest, errors: { tags: error, displayName: error } };
        assert.deepEqual(await row(simulator), expected);
        assert.deepEqual((await call(simulator, "GET", `/devices/${id}`)).body, expected);
        assert.equal(field(await row(simulator, 1), "errors"), undefined);
        assert.deepEqual(simulator.device(id)?.tags, ["a"]);
        simulator.failFields(id, []);
        assert.deepEqual(await row(simulator), before);
    });

    it("removes the first row that has an id where a page is to shift", async () => {
        const simulator = await bench.start();
        const [first, second] = [simulator.addDevice(), simulator.addDevice()];
        simulator.hideId(first.id);
        simulator.faults.add({ kind: { pageShift: "remove" } });
        await call(simulator, "GET", "/devices");
        assert.deepEqual([simulator.device(first.id)?.id, simulator.device(second.id)], [first.id, undefined]);
    });

    it("keeps hidden ids and SIP passwords in the file, and no organisation but the first", async () => {
        const folder = mkdtempSync(join(tmpdir(), "simulator-"));
        try {
            const file = join(folder, "organisation.json");
            const first = await bench.start({ file });
            const { id } = first.addDevice({ webexDeviceId: "webex" });
            first.hideId(id);
            const body = { sipPassword: "s3cret" };
            await call(first, "PUT", `/telephony/config/devices/${id}`, { body });
            const other = first.addOrganization();
            other.addDevice();
            await first.close();
            const second = await bench.start({ file, token: first.token });
            assert.deepEqual(ids(await row(second)), [null, null, null, null]);
            assert.equal(second.sipPassword("webex"), "s3cret");
            assert.equal((await call(second, "GET", "/devices", { token: other.token })).status, 401);
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
