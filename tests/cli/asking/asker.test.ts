import assert from "node:assert/strict";
import { Asker } from "../../../cli/asking/asker";
import { Bench, MemoryLog, settingsWith } from "../../provider/helpers";

describe("cli/asking/asker", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("tells answers and errors, and remembers each exchange with its headers and Webex's clock", async () => {
        const simulator = await bench.simulator();
        const { baseUrl, token: accessToken } = simulator;
        const asker = new Asker(settingsWith({ baseUrl, accessToken }), new MemoryLog(), 10);
        simulator.advance(3_600_000);
        const list = await asker.get("/devices", { max: 1 });
        assert.ok(list && "answer" in list);
        assert.deepEqual(list.answer.json, { items: [] });
        const missing = await asker.get("/devices/nobody");
        assert.ok(missing && "error" in missing);
        assert.equal(missing.error.status, 404);
        assert.deepEqual(
            asker.exchanges.map(({ path, status, header }) => [path, status, header("trackingid") !== undefined]),
            [
                ["/devices", 200, true],
                ["/devices/nobody", 404, true],
            ],
        );
        const lead = asker.exchanges[0]?.clockLeadMs ?? 0;
        assert.ok(Math.abs(lead - 3_600_000) < 2_000, `ahead by ${lead} ms`);
    });

    it("sends no more than its limit, repetitions included", async () => {
        const { baseUrl, seen } = await bench.server({ status: 503 });
        const asker = new Asker(settingsWith({ baseUrl, maxRetries: 5 }), new MemoryLog(), 3);
        const replies = [await asker.get("/a"), await asker.get("/b"), await asker.get("/c")];
        assert.deepEqual(
            replies.map((reply) => (reply !== undefined && "error" in reply ? reply.error.status : reply)),
            [503, undefined, undefined],
        );
        assert.deepEqual(
            seen.map(({ url }) => url),
            ["/v1/a", "/v1/a", "/v1/b"],
        );
        assert.equal(asker.count, 3);
    });

    it("follows links to its own address only", async () => {
        const { baseUrl, seen } = await bench.server({ body: "{}" });
        const asker = new Asker(settingsWith({ baseUrl }), new MemoryLog(), 10);
        const own = await asker.follow("/devices", `${baseUrl}/devices?start=1`);
        const foreign = await asker.follow("/devices", "https://example.com/v1/devices");
        assert.ok(own && "answer" in own);
        assert.ok(foreign && "error" in foreign);
        assert.equal(foreign.error.kind, "unsafe");
        assert.equal(seen.length, 1);
    });

    it("keeps to shorter settings of its own, and remembers an exchange without an answer", async () => {
        const settings = settingsWith({ maxRetries: 0, requestTimeoutSeconds: 2, maxConcurrency: 8 });
        const asker = new Asker(settings, new MemoryLog(), 10);
        const { maxRetries, requestTimeoutSeconds, operationTimeoutSeconds, maxConcurrency } = asker.settings;
        assert.deepEqual([maxRetries, requestTimeoutSeconds, operationTimeoutSeconds, maxConcurrency], [0, 2, 60, 1]);
        const reply = await asker.get("/devices");
        assert.ok(reply && "error" in reply);
        assert.equal(reply.error.kind, "unanswered");
        assert.deepEqual(
            asker.exchanges.map(({ status, clockLeadMs, header }) => [status, clockLeadMs, header("date")]),
            [[undefined, undefined, undefined]],
        );
    });
});
