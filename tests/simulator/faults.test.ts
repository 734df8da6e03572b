import assert from "node:assert/strict";
import type { FaultKind } from "../../simulator/index";
import { Bench, call, callRaw, field, itemIds, type Send, statuses } from "./helpers";

describe("simulator: faults", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    /** A simulator with one device and one fault on its deletion. */
    async function deletion(kind: FaultKind) {
        const simulator = await bench.start();
        const { id } = simulator.addDevice();
        simulator.faults.add({ method: "DELETE", path: "/devices/.*", kind });
        const request = (send: Send = {}) => call(simulator, "DELETE", `/devices/${id}`, send);
        return { simulator, request, isThere: () => simulator.device(id) !== undefined };
    }

    it("strike the fitting requests only, after `skip`, `count` times, and are named in the log", async () => {
        const simulator = await bench.start();
        simulator.faults.add({ method: "GET", path: "/devices", skip: 1, count: 2, kind: { status: 503 } });
        const list: [string, string] = ["GET", "/devices"];
        assert.deepEqual(
            await statuses(simulator, [list, ["GET", "/licenses"], ["GET", "/devices/x"], list, list, list]),
            [200, 200, 404, 503, 503, 200],
        );
        assert.deepEqual(
            simulator.log.requests({ fault: "status" }).map(({ seq }) => seq),
            [4, 5],
        );
        assert.equal(simulator.faults.pending(), 0);
    });

    it("can last for ever and be cleared, and take a RegExp", async () => {
        const simulator = await bench.start();
        simulator.faults.add({ path: /lic/, count: -1, kind: { status: 500 } });
        const list: [string, string] = ["GET", "/licenses"];
        assert.deepEqual(await statuses(simulator, [list, list, ["GET", "/devices"]]), [500, 500, 200]);
        simulator.faults.clear();
        assert.deepEqual(await statuses(simulator, [list]), [200]);
        assert.throws(() => {
            simulator.faults.add({ kind: { reset: "never" as "before" } });
        }, TypeError);
    });

    it("status: with headers and no effect, or after the effect", async () => {
        const before = await deletion({ status: 429, headers: { "Retry-After": "7" } });
        const refused = await before.request();
        assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "7"]);
        assert.ok(field(refused.body, "trackingId"));
        assert.equal(before.simulator.log.entries[0]?.retryAfter, "7");
        assert.equal(before.isThere(), true);
        const after = await deletion({ status: 500, when: "after" });
        assert.deepEqual([(await after.request()).status, after.isThere()], [500, false]);
    });

    it("delay: before or after the effect", async () => {
        for (const when of ["before", "after"] as const) {
            const { simulator, request, isThere } = await deletion({ delayMs: 40, when });
            const began = performance.now();
            const answer = request();
            const entry = await simulator.log.waitFor({ method: "DELETE" });
            assert.equal(isThere(), when === "before");
            assert.equal((await answer).status, 204);
            assert.ok(performance.now() - began >= 39);
            assert.equal(entry.status, 204);
            assert.equal(isThere(), false);
        }
    });

    it("reset: before or after the effect", async () => {
        for (const reset of ["before", "after"] as const) {
            const { request, isThere } = await deletion({ reset });
            await assert.rejects(request());
            assert.equal(isThere(), reset === "before");
        }
    });

    it("reset: in the middle of the headers or of the body, after the effect", async () => {
        for (const [reset, received] of [
            ["headers", /^HTTP\/1\.1 200 OK\r\nContent-Ty$/],
            ["body", /^HTTP\/1\.1 200 OK\r\n(.+\r\n)+\r\n\{"[^}]+$/],
        ] as const) {
            const simulator = await bench.start();
            const { id } = simulator.addDevice({ tags: [] });
            simulator.faults.add({ kind: { reset } });
            const patch = JSON.stringify([{ op: "replace", path: "tags", value: ["struck"] }]);
            const { text, error } = await callRaw(simulator, "PATCH", `/devices/${id}`, patch);
            assert.match(text, received);
            assert.equal(error?.code, "ECONNRESET");
            assert.deepEqual(simulator.device(id)?.tags, ["struck"]);
        }
    });

    it("mute: before or after the effect, no answer, and the connection stays until the client closes it", async () => {
        for (const mute of ["before", "after"] as const) {
            const { simulator, request, isThere } = await deletion({ mute });
            const giveUp = new AbortController();
            const answer = request({ signal: giveUp.signal });
            const entry = await simulator.log.waitFor({ method: "DELETE" });
            // Had there been an answer, it would be here before that of a later request.
            assert.equal((await call(simulator, "GET", "/licenses")).status, 200);
            assert.deepEqual([entry.fault, isThere(), entry.doneAtMs], ["mute", mute === "before", undefined]);
            giveUp.abort();
            await assert.rejects(answer, { name: "AbortError" });
            await simulator.log.waitFor(({ fault, doneAtMs }) => fault === "mute" && doneAtMs !== undefined);
        }
    });

    it("hold: the effect is there, the answer only after release", async () => {
        const { simulator, request, isThere } = await deletion({ hold: true });
        const answer = request();
        const entry = await simulator.log.waitFor({ fault: "hold", status: 204 });
        assert.deepEqual([isThere(), simulator.faults.held(), entry.doneAtMs], [false, 1, undefined]);
        assert.equal(simulator.faults.release(), 1);
        assert.equal((await answer).status, 204);
    });

    it("cut: the body ends in the middle", async () => {
        const simulator = await bench.start();
        simulator.addDevice();
        simulator.faults.add({ kind: { cut: true } });
        await assert.rejects(call(simulator, "GET", "/devices"));
        assert.equal((await call(simulator, "GET", "/devices")).status, 200);
    });

    it("other content, other JSON, no body, other headers, drip", async () => {
        const simulator = await bench.start();
        const add = (kind: FaultKind): void => {
            simulator.faults.add({ kind });
        };
        add({ contentType: "text/html", body: "<h1>Sign in</h1>" });
        add({ contentType: "text/html", body: "<h1>Bad gateway</h1>", status: 502 });
        add({ json: null });
        add({ empty: true });
        add({ headers: { link: '<http://elsewhere.example/>; rel="next"' } });
        add({ dripMs: 1 });
        const ask = () => call(simulator, "GET", "/devices");
        const html = await ask();
        assert.deepEqual(
            [html.status, html.headers.get("content-type"), html.body],
            [200, "text/html", "<h1>Sign in</h1>"],
        );
        assert.equal((await ask()).status, 502);
        const json = await ask();
        assert.deepEqual([json.status, json.body], [200, null]);
        const empty = await ask();
        assert.deepEqual([empty.status, empty.body], [200, ""]);
        assert.match((await ask()).headers.get("link") ?? "", /elsewhere/);
        assert.deepEqual((await ask()).body, { items: [] });
        assert.equal(simulator.log.entries.at(-1)?.fault, "dripMs");
    });

    it("expireToken: every later request gets 401 until the token is refreshed", async () => {
        const app = { clientId: "c", clientSecret: "s", refreshToken: "r" };
        const simulator = await bench.start({ serviceApp: app });
        simulator.faults.add({ skip: 1, kind: { expireToken: true } });
        const list: [string, string] = ["GET", "/devices"];
        assert.deepEqual(await statuses(simulator, [list, list, list]), [200, 401, 401]);
        await call(simulator, "POST", "/access_token", {
            token: null,
            type: "application/x-www-form-urlencoded",
            body: "grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=r",
        });
        assert.equal((await call(simulator, "GET", "/devices", { token: simulator.currentToken })).status, 200);
    });

    it("everything404: until cleared", async () => {
        const simulator = await bench.start();
        simulator.faults.add({ kind: { everything404: true } });
        const both: [string, string][] = [
            ["GET", "/devices"],
            ["GET", "/licenses"],
        ];
        assert.deepEqual(await statuses(simulator, [...both, ...both]), [404, 404, 404, 404]);
        simulator.faults.clear();
        assert.deepEqual(await statuses(simulator, both), [200, 200]);
    });

    it("pageShift: the next page repeats or misses an item", async () => {
        for (const [pageShift, expected] of [
            ["insert", 0],
            ["remove", 2],
        ] as const) {
            const simulator = await bench.start();
            const ids = Array.from({ length: 3 }, () => simulator.addDevice().id);
            simulator.faults.add({ path: "/devices", kind: { pageShift } });
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices?max=1")), [ids[0]]);
            assert.deepEqual(itemIds(await call(simulator, "GET", "/devices?max=1&start=1")), [ids[expected]]);
        }
    });
});
