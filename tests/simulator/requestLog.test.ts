import assert from "node:assert/strict";
import { Bench, call, textField } from "./helpers";

describe("simulator: request log", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("records order, path, query, body, status and times", async () => {
        const simulator = await bench.start();
        const { id: workspaceId } = simulator.addWorkspace();
        await call(simulator, "GET", "/devices?max=5&tag=a");
        await call(simulator, "POST", "/devices/activationCode", { body: { workspaceId } });
        const [first, second] = simulator.log.entries;
        assert.ok(first && second);
        assert.deepEqual(
            [first.seq, first.method, first.path, first.query, first.status, first.authorized],
            [1, "GET", "/devices", { max: "5", tag: "a" }, 200, true],
        );
        assert.deepEqual([second.seq, second.body], [2, { workspaceId }]);
        assert.ok(second.atMs > first.atMs && (first.doneAtMs ?? 0) >= first.atMs);
        assert.deepEqual(simulator.log.writes(), [second]);
        assert.deepEqual(simulator.log.requests({ path: /^\/devices$/ }), [first]);
        assert.deepEqual(simulator.log.requests({ afterSeq: 1 }), [second]);
        simulator.log.clear();
        await call(simulator, "GET", "/devices");
        assert.deepEqual(
            simulator.log.entries.map(({ seq }) => seq),
            [3],
        );
    });

    it("holds no secret: passwords, codes and credentials are masked, at any depth and in forms", async () => {
        const simulator = await bench.start({
            serviceApp: { clientId: "c", clientSecret: "s3c", refreshToken: "r3f" },
        });
        await call(simulator, "POST", "/devices", { body: { password: "p4ss", nested: [{ sipPassword: "p5ss" }] } });
        await call(simulator, "POST", "/devices", { body: "p6ss is no JSON" });
        await call(simulator, "POST", "/access_token", {
            type: "application/x-www-form-urlencoded",
            body: "grant_type=refresh_token&client_id=c&client_secret=s3c&refresh_token=r3f",
        });
        const text = JSON.stringify(simulator.log.entries);
        for (const secret of ["p4ss", "p5ss", "p6ss", "s3c", "r3f", simulator.token, simulator.currentToken]) {
            assert.ok(!text.includes(secret), secret);
        }
        assert.equal(simulator.log.writes().length, 2);
    });

    it("waitFor resolves with an entry that is there, with one to come, and rejects at its time", async () => {
        const simulator = await bench.start();
        const coming = simulator.log.waitFor((entry) => entry.path === "/licenses" && entry.status === 200);
        await call(simulator, "GET", "/licenses");
        assert.equal((await coming).seq, 1);
        assert.equal((await simulator.log.waitFor({ path: "/licenses" })).seq, 1);
        await assert.rejects(simulator.log.waitFor({ path: "/nowhere" }, 1), /within 1 ms.*GET \/licenses 200/);
    });

    it("keeps no control method and no control request", async () => {
        const simulator = await bench.start();
        const device = simulator.addDevice();
        simulator.setTags(device.id, ["a"]);
        const control = simulator.baseUrl.replace("/v1", "/__simulator/devices");
        const answer = await fetch(control, { headers: { "x-simulator-token": simulator.token } });
        assert.equal(textField(((await answer.json()) as unknown[])[0], "id"), device.id);
        assert.deepEqual(simulator.log.entries, []);
    });
});
