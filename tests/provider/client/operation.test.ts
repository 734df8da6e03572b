import assert from "node:assert/strict";
import sinon from "sinon";
import { asOperation, operationBudget, operationDeadline, uncounted } from "../../../provider/client/operation";
import { WebexClient } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import { Bench, caught, fastForward, MemoryLog, settingsWith } from "../helpers";

describe("client/operation", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    it("gives all of its requests one deadline", async () => {
        const clock = sinon.useFakeTimers({ now: 1_000, toFake: ["Date"] });
        await asOperation({ seconds: 60 }, async () => {
            clock.tick(5_000);
            await Promise.resolve();
            assert.equal(operationDeadline(60), 61_000);
        });
    });

    it("counts from now where none is running", async () => {
        sinon.useFakeTimers({ now: 7_000, toFake: ["Date"] });
        assert.equal(operationDeadline(10), 17_000);
        await asOperation({ seconds: 60 }, () => Promise.resolve());
        assert.equal(operationDeadline(10), 17_000);
    });

    it("keeps those that run beside each other apart", async () => {
        sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
        const deadlines = await Promise.all(
            [1, 2].map((seconds) =>
                asOperation({ seconds }, async () => {
                    await Promise.resolve();
                    return operationDeadline(99);
                }),
            ),
        );
        assert.deepEqual(deadlines, [1_000, 2_000]);
    });

    it("hands on what its work answers or throws", async () => {
        assert.equal(await asOperation({ seconds: 1 }, () => Promise.resolve("done")), "done");
        assert.match(
            (await caught(asOperation({ seconds: 1 }, () => Promise.reject(new Error("failed"))))).message,
            /failed/,
        );
    });

    it("may spend its time on waits of several requests together", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const wait = { status: 429, headers: { "retry-after": "40" } };
        const server = await bench.server(wait, { body: "{}" }, wait, { body: "{}" }, wait);
        const settings = settingsWith({ baseUrl: server.baseUrl, operationTimeoutSeconds: 100 });
        const client = new WebexClient(settings, new MemoryLog());
        const ask = () => client.request({ method: "GET", path: "/devices" });
        const error = await caught(
            fastForward(
                clock,
                asOperation({ seconds: 100 }, async () => {
                    await ask();
                    await ask();
                    await ask();
                }),
            ),
        );
        assert.match(error.message, /webex:operationTimeoutSeconds, 100 s/);
        assert.deepEqual(
            server.seen.map(({ at }) => at),
            [0, 40_000, 40_000, 80_000, 80_000],
        );
    });

    it("fails at its second request where the first has used up the time, and only there", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const wait = { status: 429, headers: { "retry-after": "40" } };
        const server = await bench.server(wait, { body: "{}" }, wait, { body: '{"ok":1}' });
        const settings = settingsWith({ baseUrl: server.baseUrl, operationTimeoutSeconds: 60 });
        const client = new WebexClient(settings, new MemoryLog());
        const ask = () => client.request({ method: "GET", path: "/devices" });
        const run = asOperation({ seconds: 60 }, async () => {
            await ask();
            return caught(ask());
        });
        const error = await fastForward(clock, run);
        assert.ok(error instanceof WebexError);
        assert.equal(error.status, 429);
        assert.match(error.message, /wait until 1970-01-01T00:01:20.*webex:operationTimeoutSeconds, 60 s/);
        assert.deepEqual(
            server.seen.map(({ at }) => at),
            [0, 40_000, 40_000],
        );
        // Another operation has its own time, so it waits for the pause to end.
        assert.deepEqual((await fastForward(clock, asOperation({ seconds: 60 }, ask))).json, { ok: 1 });
        assert.equal(server.seen.at(-1)?.at, 80_000);
    });

    it("counts backoffs, too", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        sinon.stub(Math, "random").returns(0.5);
        const down = { status: 503 };
        const server = await bench.server(down, { body: "{}" }, down, down, { body: "{}" });
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl, maxRetries: 5 }), new MemoryLog());
        const ask = () => client.request({ method: "GET", path: "/devices" });
        // Waits of 0.25 s, 0.25 s and 0.5 s.
        const run = asOperation({ seconds: 0.9 }, async () => {
            await ask();
            return caught(ask());
        });
        const error = await fastForward(clock, run);
        assert.match(error.message, /answered 503: would have to wait until 1970-01-01T00:00:01\.000Z/);
        assert.deepEqual(
            server.seen.map(({ at }) => at),
            [0, 250, 250, 500],
        );
    });

    it("is told as unanswered, not as Webex's refusal, where nothing was sent", async () => {
        const server = await bench.server({ status: 423, headers: { "retry-after": "3600" } }, { body: "{}" });
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
        await caught(client.request({ method: "GET", path: "/devices" }));
        const error = await caught(client.request({ method: "DELETE", path: "/devices/d" }));
        assert.ok(error instanceof WebexError);
        assert.deepEqual([error.kind, error.status, error.method], ["unanswered", undefined, "DELETE"]);
        assert.equal(server.seen.length, 1);
    });

    it("sends nothing more where another's pause lasts longer than it may", async () => {
        const server = await bench.server({ status: 429, headers: { "retry-after": "3600" } }, { body: "{}" });
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
        const ask = () => client.request({ method: "GET", path: "/devices" });
        await caught(ask());
        assert.match((await caught(ask())).message, /would have to wait until .*webex:operationTimeoutSeconds/);
        assert.equal(server.seen.length, 1);
    });

    describe("uncounted", () => {
        const FAKED = { now: 0, toFake: ["Date" as const, "setTimeout" as const, "clearTimeout" as const] };
        const after = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

        it("moves the deadline by as long as the wait takes", async () => {
            const clock = sinon.useFakeTimers(FAKED);
            const run = asOperation({ seconds: 60 }, async () => {
                await after(10);
                await uncounted(after(500));
                await uncounted(after(30));
                return operationDeadline(99);
            });
            assert.equal(await fastForward(clock, run), 590_000);
        });

        it("moves it once by waits that overlap", async () => {
            const clock = sinon.useFakeTimers(FAKED);
            const run = asOperation({ seconds: 60 }, async () => {
                const late = after(20).then(() => uncounted(after(30)));
                await Promise.all([uncounted(after(40)), uncounted(after(5)), late]);
                return operationDeadline(99);
            });
            assert.equal(await fastForward(clock, run), 110_000);
        });

        it("counts for whoever asks during the wait", async () => {
            const clock = sinon.useFakeTimers(FAKED);
            const run = asOperation({ seconds: 60 }, async () => {
                const wait = uncounted(after(500));
                await after(100);
                const during = operationDeadline(99);
                await wait;
                return during;
            });
            assert.equal(await fastForward(clock, run), 160_000);
        });

        it("moves it also where the wait fails, and hands the failure on", async () => {
            const clock = sinon.useFakeTimers(FAKED);
            const failing = () => after(7).then(() => Promise.reject(new Error("turned away")));
            const run = asOperation(
                { seconds: 60 },
                async () => [await caught(uncounted(failing())), operationDeadline(99)] as const,
            );
            const [error, deadline] = await fastForward(clock, run);
            assert.deepEqual([error.message, deadline], ["turned away", 67_000]);
        });

        it("leaves the deadlines of other operations alone", async () => {
            const clock = sinon.useFakeTimers(FAKED);
            const waiting = asOperation({ seconds: 60 }, () => uncounted(after(50)));
            const other = asOperation({ seconds: 60 }, async () => {
                await after(50);
                return operationDeadline(99);
            });
            await fastForward(clock, waiting);
            assert.equal(await fastForward(clock, other), 60_000);
        });

        it("hands on what it waited for where no operation runs", async () => {
            assert.equal(await uncounted(Promise.resolve("done")), "done");
            assert.equal((await caught(uncounted(Promise.reject(new Error("failed"))))).message, "failed");
        });
    });
});

describe("client/operation, cancelled", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("ends a pause that the API asked for, at once, and sends nothing more", async () => {
        const server = await bench.server({ status: 429, headers: { "retry-after": "60" } }, { body: "{}" });
        const log = new MemoryLog();
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), log);
        const controller = new AbortController();
        const limits = { seconds: 600, signal: controller.signal };
        const began = Date.now();
        const asking = asOperation(limits, () => client.request({ method: "POST", path: "/devices", body: {} }));
        const told = new Promise((resolve) => sinon.stub(log, "info").callsFake(resolve));
        const first = caught(asking);
        await told;
        const queued = asOperation(limits, () => client.request({ method: "GET", path: "/devices" }));
        const errors = Promise.all([first, caught(queued)]);
        controller.abort();
        for (const error of await errors) {
            assert.ok(error instanceof WebexError);
            assert.equal(error.kind, "cancelled");
            assert.match(error.message, /^(POST|GET) \/devices the run was cancelled; nothing more was sent\.$/);
        }
        assert.ok(Date.now() - began < 5_000);
    });

    it("lets a request that is under way come to its end", async () => {
        const server = await bench.server({ body: '{"id":"made"}' });
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl }), new MemoryLog());
        const controller = new AbortController();
        const answer = await asOperation({ seconds: 600, signal: controller.signal }, async () => {
            const asking = client.request({ method: "POST", path: "/devices", body: {} });
            await new Promise(setImmediate);
            controller.abort();
            return asking;
        });
        assert.deepEqual(answer.json, { id: "made" });
    });

    it("ends the wait in a queue, and that of an operation inside", async () => {
        const controller = new AbortController();
        const never = new Promise<void>(() => undefined);
        const waiting = asOperation({ seconds: 600, signal: controller.signal }, () =>
            asOperation({ seconds: 5 }, () => uncounted(never)),
        );
        controller.abort();
        assert.match((await caught(waiting)).message, /the run was cancelled/);
    });
});

describe("client/operation, with customTimeouts", () => {
    it("ends by then, queues and entries of a batch included, and says so", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
        await asOperation({ seconds: 600, customSeconds: 60 }, async () => {
            assert.equal(operationDeadline(600), 60_000);
            clock.tick(50_000);
            await asOperation({ seconds: 600 }, async () => {
                assert.equal(operationDeadline(600), 60_000);
                await uncounted(Promise.resolve());
                assert.equal(operationBudget(600), "the resource's option customTimeouts, 60 s");
            });
        });
        await asOperation({ seconds: 600, customSeconds: 3_600 }, () => {
            assert.equal(operationDeadline(600), 50_000 + 3_600_000);
            return Promise.resolve();
        });
        assert.equal(operationBudget(600), "webex:operationTimeoutSeconds, 600 s");
        clock.restore();
    });
});
