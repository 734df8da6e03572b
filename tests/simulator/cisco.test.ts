import assert from "node:assert/strict";
import { Bench, call, field, itemIds, statuses, textField } from "./helpers";

const PHONE = "DMS Cisco 8845";

describe("simulator: cisco contract", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("creates a phone by MAC: stored bare, named after its owner, readable by either id", async () => {
        const simulator = await bench.start();
        const { id: personId } = simulator.addPerson({ displayName: "Ada Lovelace" });
        const { status, body } = await call(simulator, "POST", "/devices", {
            body: { mac: "aa:bb:cc-00-11-22", model: PHONE, personId },
        });
        assert.equal(status, 200);
        const seen = ["mac", "product", "type", "connectionStatus", "displayName", "personId"].map((name) =>
            field(body, name),
        );
        assert.deepEqual(seen, ["AABBCC001122", "Cisco 8845", "phone", "disconnected", "Ada Lovelace", personId]);
        for (const name of ["id", "callingDeviceId"]) {
            assert.deepEqual((await call(simulator, "GET", `/devices/${textField(body, name)}`)).body, body);
        }
        assert.match(Buffer.from(textField(body, "id"), "base64").toString(), /^ciscospark:\/\/us\/DEVICE\/[\w-]{36}$/);
        assert.match(Buffer.from(textField(body, "callingDeviceId"), "base64").toString(), /\/CALLING_DEVICE\//);
    });

    it("refuses a taken MAC, a person at the limit, and owners that are missing, double or unknown", async () => {
        const simulator = await bench.start();
        const { id: personId } = simulator.addPerson({ maxDeviceCount: 5, maxOwnedDeviceCount: 1 });
        const { id: workspaceId } = simulator.addWorkspace();
        const post = (body: object) => call(simulator, "POST", "/devices", { body: { model: PHONE, ...body } });
        assert.equal((await post({ mac: "001122334455", personId })).status, 200);

        const taken = await post({ mac: "00:11:22:33:44:55", workspaceId });
        assert.deepEqual([taken.status, field(taken.body, "message")], [400, "[Error 5675] MAC Address is in use."]);
        const full = await post({ mac: "001122334456", personId });
        assert.deepEqual([full.status, field(full.body, "message")], [400, "Phones cannot be added to this user"]);
        for (const owner of [{}, { personId, workspaceId }, { workspaceId: "nobody" }, { personId: "nobody" }]) {
            assert.equal((await post({ mac: "001122334457", ...owner })).status, 400);
        }
        assert.equal((await post({ mac: "not a mac", workspaceId })).status, 400);
        assert.equal(simulator.devices().length, 1);
    });

    for (const model of ["Cisco 9861", "Cisco 8875"]) {
        it(`answers 204 for a ${model}, which appears later but holds its MAC at once`, async () => {
            const simulator = await bench.start({ appearAfterSeconds: 60 });
            const { id: workspaceId } = simulator.addWorkspace();
            const body = { mac: "001122334455", model, workspaceId };
            const created = await call(simulator, "POST", "/devices", { body });
            assert.deepEqual([created.status, created.body], [204, ""]);
            const [device] = simulator.devices();
            assert.ok(device);
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices?mac=001122334455")), []);
            assert.deepEqual(
                await statuses(simulator, [
                    ["GET", `/devices/${device.id}`],
                    ["POST", "/devices", { body }],
                ]),
                [404, 400],
            );
            simulator.advance(59_000);
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices")), []);
            simulator.advance(1_000);
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices?mac=00-11-22-33-44-55")), [device.id]);
        });
    }

    it("issues a RoomOS code without a device; redeeming makes one", async () => {
        const simulator = await bench.start({ codeLifetimeDays: 7 });
        const { id: workspaceId } = simulator.addWorkspace({ calling: "none", displayName: "Lobby" });
        const { status, body } = await call(simulator, "POST", "/devices/activationCode", { body: { workspaceId } });
        assert.equal(status, 200);
        assert.deepEqual(Object.keys(body as object), ["code", "expiryTime"]);
        assert.match(textField(body, "code"), /^\d{16}$/);
        const days = (Date.parse(textField(body, "expiryTime")) - Date.now()) / 86_400_000;
        assert.ok(days > 6.9 && days <= 7);
        assert.equal(simulator.workspaces()[0]?.calling, "freeCalling");
        assert.deepEqual(simulator.devices(), []);

        const device = simulator.redeem(textField(body, "code"), { serial: "FOC1", product: "Cisco Board Pro" });
        const shown = (await call(simulator, "GET", `/devices/${device.id}`)).body;
        assert.deepEqual(
            ["workspaceId", "serial", "product", "type", "connectionStatus", "displayName"].map((name) =>
                field(shown, name),
            ),
            [workspaceId, "FOC1", "Cisco Board Pro", "roomdesk", "connected", "Lobby"],
        );
        assert.match(textField(shown, "mac"), /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);
        for (const name of ["firstSeen", "lastSeen", "ip", "software"]) {
            assert.ok(textField(shown, name));
        }
        assert.throws(() => simulator.redeem(textField(body, "code")), /used/);
    });

    it("lists a phone's code as an activating device; deleting that kills the code", async () => {
        const simulator = await bench.start();
        const { id: personId } = simulator.addPerson();
        const send = { body: { personId, model: PHONE } };
        const first = textField((await call(simulator, "POST", "/devices/activationCode", send)).body, "code");
        const listed = await call(simulator, "GET", "/devices?connectionStatus=activating");
        const [id] = itemIds(listed);
        assert.ok(id);
        assert.equal(field(simulator.device(id), "firstSeen"), undefined);
        assert.equal((await call(simulator, "DELETE", `/devices/${id}`)).status, 204);
        assert.throws(() => simulator.redeem(first), /not known/);

        const second = textField((await call(simulator, "POST", "/devices/activationCode", send)).body, "code");
        simulator.advance(31 * 86_400_000);
        assert.throws(() => simulator.redeem(second), /expired/);
        const third = textField((await call(simulator, "POST", "/devices/activationCode", send)).body, "code");
        assert.equal(simulator.redeem(third.replace(/(\d{4})(?=\d)/g, "$1-")).connectionStatus, "connected");
    });

    it("asks for one of the two identity scopes, the wider one for people", async () => {
        const simulator = await bench.start();
        const { id: personId } = simulator.addPerson();
        const { id: workspaceId } = simulator.addWorkspace();
        const both: [string, string, object][] = [
            ["POST", "/devices/activationCode", { body: { personId } }],
            ["POST", "/devices/activationCode", { body: { workspaceId } }],
        ];
        simulator.scopes.delete("identity:one_time_password");
        assert.deepEqual(await statuses(simulator, both), [403, 200]);
        simulator.scopes.delete("identity:placeonetimepassword_create");
        assert.deepEqual(await statuses(simulator, both), [403, 403]);
    });

    it("changes tags by JSON Patch, as an array or a bare operation, and nothing else", async () => {
        const simulator = await bench.start();
        const { id } = simulator.addDevice({ tags: ["a"] });
        const patch = async (body: unknown) => {
            const answer = await call(simulator, "PATCH", `/devices/${id}`, { body });
            return answer.status === 200 ? field(answer.body, "tags") : answer.status;
        };
        assert.deepEqual(await patch([{ op: "add", path: "tags", value: ["b", "a"] }]), ["a", "b"]);
        assert.deepEqual(await patch({ op: "replace", path: "tags", value: ["c"] }), ["c"]);
        assert.equal(await patch([{ op: "replace", path: "/tags", value: ["d"] }]), 400);
        assert.equal(await patch([{ op: "replace", path: "displayName", value: ["d"] }]), 400);
        assert.equal(await patch([{ op: "replace", path: "tags" }]), 400);
        assert.equal(await patch([]), 400);
        assert.deepEqual(simulator.device(id)?.tags, ["c"]);
        assert.deepEqual(await patch([{ op: "remove", path: "tags" }]), []);
        const body = [{ op: "remove", path: "tags" }];
        assert.equal(
            (await call(simulator, "PATCH", `/devices/${id}`, { body, type: "application/json" })).status,
            415,
        );
    });

    it("deletes once, and frees the MAC", async () => {
        const simulator = await bench.start();
        const { id: workspaceId } = simulator.addWorkspace();
        const create = { body: { mac: "001122334455", model: PHONE, workspaceId } };
        const { body } = await call(simulator, "POST", "/devices", create);
        const path = `/devices/${textField(body, "id")}`;
        assert.deepEqual(
            await statuses(simulator, [
                ["DELETE", path],
                ["DELETE", path],
                ["GET", path],
                ["POST", "/devices", create],
            ]),
            [204, 404, 404, 200],
        );
    });

    it("sets a SIP password by the calling device id", async () => {
        const simulator = await bench.start();
        const { id, callingDeviceId } = simulator.addDevice();
        const path = `/telephony/config/devices/${callingDeviceId ?? ""}`;
        assert.deepEqual(
            await statuses(simulator, [
                ["PUT", path, { body: { sipPassword: "s3cret-value" } }],
                ["PUT", path, { body: {} }],
                ["PUT", "/telephony/config/devices/none", { body: { sipPassword: "s3cret-value" } }],
            ]),
            [204, 400, 404],
        );
        assert.ok(!JSON.stringify(simulator.log.entries).includes("s3cret-value"));
        assert.equal(simulator.sipPassword(id), "s3cret-value");
    });

    for (const model of ["Generic IPPhone Customer Managed", "DMS Poly VVX 350"]) {
        it(`tells what the owner of a ${model} has to set it up with, but never its password`, async () => {
            const simulator = await bench.start();
            const { id: workspaceId } = simulator.addWorkspace();
            const body = { mac: "001122334455", model, workspaceId, password: "s3cret-value" };
            const created = (await call(simulator, "POST", "/devices", { body })).body;
            const id = textField(created, "id");
            assert.deepEqual(
                ["manufacturer", "managedBy", "connectionStatus", "type", "product"].map((name) =>
                    field(created, name),
                ),
                ["THIRD_PARTY", "CUSTOMER", "unknown", "phone", model.replace("DMS ", "")],
            );
            assert.match(textField(created, "linePort"), /^\w{10}_LGU@[\w.]+$/);
            assert.match(textField(created, "outboundProxy"), /^hs17\.[\w.]+$/);
            assert.match(textField(created, "sipUserName"), /^\w{10}$/);

            assert.equal(simulator.sipPassword(id), "s3cret-value");
            const list = (await call(simulator, "GET", "/devices")).body;
            assert.deepEqual(field(list, "items"), [created]);
            assert.ok(!JSON.stringify([created, list, simulator.devices()]).includes("s3cret-value"));

            simulator.redeem({ deviceId: id });
            const online = (await call(simulator, "GET", `/devices/${id}`)).body;
            for (const name of ["manufacturer", "managedBy", "linePort", "sipUserName", "software"]) {
                assert.equal(field(online, name), field(created, name), name);
            }
        });
    }

    it("tells nothing of the kind about a phone of Cisco's", async () => {
        const simulator = await bench.start();
        const { id: workspaceId } = simulator.addWorkspace();
        const body = { mac: "001122334455", model: PHONE, workspaceId };
        const created = (await call(simulator, "POST", "/devices", { body })).body;
        for (const name of ["manufacturer", "linePort", "outboundProxy", "sipUserName"]) {
            assert.equal(field(created, name), undefined, name);
        }
        assert.equal(simulator.sipPassword(textField(created, "id")), undefined);
        assert.equal(simulator.sipPassword("none"), undefined);
    });

    it("serves only its own organisation", async () => {
        const simulator = await bench.start();
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `/devices?orgId=${simulator.orgId}`],
                ["GET", "/devices?orgId=other"],
            ]),
            [200, 403],
        );
    });
});
