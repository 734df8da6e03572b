import assert from "node:assert/strict";
import { Bench, call, field, itemIds, statuses, textField } from "./helpers";

describe("simulator: other organisations at the same address", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("answers from the organisation whose token a request carries", async () => {
        const simulator = await bench.start();
        const other = simulator.addOrganization("other-token");
        assert.deepEqual([other.token, other.orgId === simulator.orgId], ["other-token", false]);
        const own = simulator.addDevice();
        const foreign = other.addDevice();
        const person = other.addPerson();
        const { token } = other;

        assert.deepEqual(itemIds(await call(simulator, "GET", "/devices")), [own.id]);
        assert.deepEqual(itemIds(await call(simulator, "GET", "/devices", { token })), [foreign.id]);
        assert.deepEqual([foreign.orgId, own.orgId], [other.orgId, simulator.orgId]);
        const me = await call(simulator, "GET", "/people/me", { token });
        assert.equal(field(me.body, "orgId"), other.orgId);
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", `/devices/${own.id}`, { token }],
                ["DELETE", `/devices/${own.id}`, { token }],
                ["GET", `/devices/${foreign.id}`],
                ["GET", `/people/${person.id}`],
                ["GET", `/people/${person.id}`, { token }],
                ["GET", `/devices?orgId=${simulator.orgId}`, { token }],
                ["GET", `/devices?orgId=${other.orgId}`, { token }],
                ["GET", `/devices?orgId=${other.orgId}`],
            ]),
            [404, 404, 404, 404, 200, 403, 200, 403],
        );
        assert.deepEqual([simulator.devices().length, other.devices().length], [1, 1]);
    });

    it("keeps codes, MAC addresses and scopes apart", async () => {
        const simulator = await bench.start({ contract: "cisco" });
        const other = simulator.addOrganization();
        const { token } = other;
        const [mine, theirs] = [simulator.addWorkspace(), other.addWorkspace()];
        const phone = { mac: "001122334455", model: "DMS Cisco 8845" };
        assert.deepEqual(
            await statuses(simulator, [
                ["POST", "/devices", { body: { ...phone, workspaceId: mine.id } }],
                ["POST", "/devices", { body: { ...phone, workspaceId: mine.id }, token }],
                ["POST", "/devices", { body: { ...phone, workspaceId: theirs.id }, token }],
            ]),
            [200, 400, 200],
        );
        const issued = await call(simulator, "POST", "/devices/activationCode", {
            body: { workspaceId: theirs.id },
            token,
        });
        assert.deepEqual([simulator.codes().length, other.codes().length], [0, 1]);
        other.redeem(textField(issued.body, "code"));
        assert.equal(other.devices().length, 2);

        other.scopes.delete("spark-admin:devices_read");
        simulator.scopes.delete("spark-admin:devices_write");
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", "/devices", { token }],
                ["DELETE", `/devices/${other.devices()[0]?.id ?? ""}`, { token }],
                ["GET", "/devices"],
            ]),
            [403, 204, 200],
        );
    });

    it("writes one log, in which each request names its organisation", async () => {
        const simulator = await bench.start();
        const other = simulator.addOrganization();
        await statuses(simulator, [
            ["GET", "/devices"],
            ["GET", "/devices", { token: other.token }],
            ["GET", "/devices", { token: "nobody's" }],
        ]);
        assert.deepEqual(
            simulator.log.entries.map(({ orgId }) => orgId),
            [simulator.orgId, other.orgId, undefined],
        );
        assert.deepEqual(
            simulator.log.requests({ orgId: other.orgId }).map(({ seq }) => seq),
            [2],
        );
        assert.ok(!JSON.stringify(simulator.log.entries).includes(other.token));
    });

    it("has its own token's end, and its own page shifts", async () => {
        const simulator = await bench.start();
        const other = simulator.addOrganization();
        const { token } = other;
        simulator.expireToken();
        const list: [string, string][] = [["GET", "/devices"]];
        assert.deepEqual(await statuses(simulator, [...list, ["GET", "/devices", { token }]]), [401, 200]);
        simulator.faults.add({ kind: { pageShift: "insert" } });
        await call(simulator, "GET", "/devices", { token });
        assert.deepEqual([simulator.devices().length, other.devices().length], [0, 1]);
        simulator.faults.add({ kind: { expireToken: true } });
        simulator.reset();
        assert.deepEqual(await statuses(simulator, [...list, ["GET", "/devices", { token }]]), [200, 401]);
    });

    it("strikes the organisation of the request where a fault expires tokens", async () => {
        const simulator = await bench.start();
        const { token } = simulator.addOrganization();
        simulator.faults.add({ kind: { expireToken: true } });
        assert.deepEqual(
            await statuses(simulator, [
                ["GET", "/devices", { token }],
                ["GET", "/devices", { token }],
                ["GET", "/devices"],
            ]),
            [401, 401, 200],
        );
    });

    it("refuses a token that is taken, also one that has expired", async () => {
        const simulator = await bench.start({ token: "first" });
        const other = simulator.addOrganization();
        simulator.expireToken();
        for (const token of ["first", other.token]) {
            assert.throws(() => simulator.addOrganization(token), /taken/);
        }
    });

    it("is made and controlled by other processes, by its own token", async () => {
        const simulator = await bench.start();
        const control = async (name: string, args: unknown[], token = simulator.token) => {
            const response = await fetch(simulator.baseUrl.replace("/v1", `/__simulator/${name}`), {
                method: "POST",
                headers: { "x-simulator-token": token },
                body: JSON.stringify(args),
            });
            return response.json();
        };
        const other = await control("addOrganization", ["theirs"]);
        assert.deepEqual(Object.keys(other as object), ["token", "orgId"]);
        assert.notEqual(textField(other, "orgId"), simulator.orgId);
        const id = textField(await control("addDevice", [], "theirs"), "id");
        assert.deepEqual(simulator.devices(), []);
        assert.deepEqual(itemIds(await call(simulator, "GET", "/devices", { token: "theirs" })), [id]);
        await control("hideId", [id, { deviceId: true }], "theirs");
        await control("failFields", [id, ["tags"]], "theirs");
        const read = async () => (await call(simulator, "GET", `/devices/${id}`, { token: "theirs" })).body;
        assert.deepEqual([field(await read(), "id"), field(await read(), "tags")], [null, undefined]);
        await control("showId", [id], "theirs");
        assert.equal(field(await read(), "id"), id);
        assert.equal(await control("sipPassword", [id], "theirs"), null);
        assert.ok(textField(await control("addOrganization", []), "token"));
    });
});
