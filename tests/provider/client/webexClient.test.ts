import assert from "node:assert/strict";
import sinon from "sinon";
import type { HttpAnswer, NoAnswer } from "../../../provider/client/http";
import { WebexClient, type WebexRequest } from "../../../provider/client/webexClient";
import { WebexError, type WebexErrorKind } from "../../../provider/client/webexError";
import { type BareAnswer, Bench, caught, fastForward, MemoryLog, settingsWith, unique, wholeTextOf } from "../helpers";

const LIST: WebexRequest = { method: "GET", path: "/devices" };
const TIMERS = { toFake: ["Date" as const, "setTimeout" as const, "clearTimeout" as const] };

async function webexError(promise: Promise<unknown>): Promise<WebexError> {
    const error = await caught(promise);
    assert.ok(error instanceof WebexError, `${error.name}: ${error.message}`);
    return error;
}

describe("client/webexClient", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

    /** A client of a server that gives these answers. */
    async function clientOf(answers: BareAnswer[], changes: Parameters<typeof settingsWith>[0] = {}) {
        const server = await bench.server(...answers);
        const log = new MemoryLog();
        const client = new WebexClient(settingsWith({ baseUrl: server.baseUrl, ...changes }), log);
        return { client, server, log };
    }

    describe("what it sends", () => {
        it("gives each item of a list by itself, and encodes brackets", async () => {
            const { server, client } = await clientOf([{ body: "{}" }]);
            await client.request({ ...LIST, query: { key: ["A[1].B", "C"], none: [] } });
            assert.match(server.seen[0]?.url ?? "", /\?key=A%5B1%5D\.B&key=C$/);
        });

        it("puts path and query behind the base URL and leaves undefined parameters out", async () => {
            const { client, server } = await clientOf([{ body: "{}" }]);
            await client.request({ ...LIST, query: { orgId: undefined, displayName: "Lobby & Bar", max: 3 } });
            assert.equal(server.seen[0]?.url, "/v1/devices?displayName=Lobby+%26+Bar&max=3");
        });

        it("sends no question mark without parameters", async () => {
            const { client, server } = await clientOf([{ body: "{}" }]);
            await client.request({ ...LIST, query: { orgId: undefined } });
            assert.equal(server.seen[0]?.url, "/v1/devices");
        });

        it("sends the token and asks for JSON", async () => {
            const { client, server } = await clientOf([{ body: "{}" }], { accessToken: "sent-token" });
            await client.request(LIST);
            const { authorization, accept } = server.seen[0]?.headers ?? {};
            assert.deepEqual([authorization, accept], ["Bearer sent-token", "application/json"]);
        });

        it("sends a body as JSON, without what is undefined in it", async () => {
            let body = "";
            const { client, server } = await clientOf([
                (response) => {
                    response.req.setEncoding("utf8").on("data", (text: string) => (body += text));
                    response.req.on("end", () => response.end("{}"));
                },
            ]);
            await client.request({ method: "POST", path: "/devices", body: { mac: "A", model: undefined } });
            assert.equal(body, '{"mac":"A"}');
            assert.equal(server.seen[0]?.headers["content-type"], "application/json");
        });

        it("sends another content type where it is asked to", async () => {
            const { client, server } = await clientOf([{ body: "{}" }]);
            await client.request({
                method: "PATCH",
                path: "/devices/x",
                body: [],
                contentType: "application/json-patch+json",
            });
            assert.equal(server.seen[0]?.headers["content-type"], "application/json-patch+json");
        });

        it("sends nothing without a credential and says how to give one", async () => {
            const { client, server } = await clientOf([{ body: "{}" }], { accessToken: undefined });
            const error = await webexError(client.request(LIST));
            assert.equal(error.kind, "credential");
            assert.match(error.message, /pulumi config set --secret webex:accessToken/);
            assert.equal(server.seen.length, 0);
        });

        it("has at most webex:maxConcurrency requests in flight", async () => {
            const open: (() => void)[] = [];
            let most = 0;
            const { client } = await clientOf(
                [
                    (response) => {
                        open.push(() => response.end("{}"));
                        most = Math.max(most, open.length);
                        // The answers go out when no further request has come for a turn.
                        setImmediate(() => setImmediate(() => open.shift()?.()));
                    },
                ],
                { maxConcurrency: 2 },
            );
            await Promise.all(Array.from({ length: 8 }, () => client.request(LIST)));
            assert.ok(most <= 2, `${most} at once`);
        });
    });

    describe("what it makes of an answer", () => {
        const usable: [string, BareAnswer, unknown][] = [
            ["JSON", { body: '{"id":"x"}' }, { id: "x" }],
            ["an empty 200", {}, undefined],
            ["a 204", { status: 204 }, undefined],
            ["JSON after a byte order mark", { body: '\uFEFF{"id":"x"}' }, { id: "x" }],
            ["null", { body: "null" }, null],
            ["a number", { body: "42" }, 42],
        ];
        for (const [name, answer, json] of usable) {
            it(`hands ${name} on`, async () => {
                const { client } = await clientOf([answer]);
                assert.deepEqual((await client.request(LIST)).json, json);
            });
        }

        const html = { "content-type": "text/html" };
        const useless: [string, BareAnswer, WebexErrorKind, number | undefined, RegExp][] = [
            ["a sign-in page", { headers: html, body: "<h1>Sign in</h1>" }, "notUnderstood", 200, /web page, not JSON/],
            ["a page that claims to be JSON", { body: "<html>" }, "notUnderstood", 200, /web page, not JSON/],
            ["cut JSON", { body: '{"items":[{"id"' }, "notUnderstood", 200, /no whole JSON/],
            [
                "a redirect",
                { status: 302, headers: { location: "http://127.0.0.1:9/" } },
                "refused",
                302,
                /answered 302/,
            ],
            ["an error page", { status: 502, headers: html, body: "<h1>Bad</h1>" }, "refused", 502, /answered 502/],
            ["an error with words", { status: 409, body: '{"message":"Busy."}' }, "refused", 409, /Webex says: Busy\./],
            ["an empty error", { status: 500 }, "refused", 500, /answered 500\.$/],
        ];
        for (const [name, answer, kind, status, message] of useless) {
            it(`refuses ${name}, naming method, path and status`, async () => {
                const { client } = await clientOf([answer]);
                const error = await webexError(client.request(LIST));
                assert.deepEqual([error.kind, error.status], [kind, status]);
                assert.match(error.message, message);
                assert.match(error.message, /^GET \/devices /);
            });
        }

        it("repeats nothing of an error page", async () => {
            const { client } = await clientOf([
                { status: 502, headers: html, body: "<h1>proxy-internal.example</h1>" },
            ]);
            assert.doesNotMatch((await webexError(client.request(LIST))).message, /proxy-internal/);
        });

        it("takes the tracking id from the header, else from the body", async () => {
            const { client } = await clientOf([
                { status: 500, headers: { trackingid: "FROM_HEADER" }, body: '{"trackingId":"FROM_BODY"}' },
                { status: 500, body: '{"trackingId":"FROM_BODY"}' },
            ]);
            assert.equal((await webexError(client.request(LIST))).trackingId, "FROM_HEADER");
            assert.equal((await webexError(client.request(LIST))).trackingId, "FROM_BODY");
        });

        it("tells the numbers that Webex gives an error, and has advice for them", async () => {
            const body = '{"errorCode":25409,"message":"Invalid Professional Place: x","errors":[{"errorCode":"5"}]}';
            const { client } = await clientOf([{ status: 405, body }]);
            const error = await webexError(client.request(LIST));
            assert.deepEqual(error.errorCodes, [25409, 5]);
            assert.match(error.message, /Professional calling licence/);
        });

        it("names where a refused token came from", async () => {
            const { client } = await clientOf([{ status: 401, body: "{}" }], { credentialSource: "WEBEX_TOKEN" });
            assert.match((await webexError(client.request(LIST))).message, /access token from WEBEX_TOKEN is refused/);
        });

        it("names the tracking id also where an answer of status 200 cannot be used", async () => {
            const { client } = await clientOf([{ headers: { ...html, trackingid: "ROUTER_9" }, body: "<p>" }]);
            assert.match((await webexError(client.request(LIST))).message, /tracking id ROUTER_9/);
        });

        it("names status and tracking id of an answer that broke off, which is none all the same", async () => {
            const { client } = await clientOf([
                (response) => {
                    response.writeHead(200, { "content-length": "100", trackingid: "ROUTER_10" });
                    response.write("{", () => response.socket?.destroy());
                },
            ]);
            const error = await webexError(client.request(LIST));
            assert.deepEqual([error.kind, error.status, error.trackingId], ["unanswered", 200, "ROUTER_10"]);
            assert.match(error.message, /^GET \/devices answered 200: .*tracking id ROUTER_10/);
        });

        it("lets the caller refuse an answer in the same words", async () => {
            const { client } = await clientOf([{ headers: { trackingid: "T7" }, body: "{}" }]);
            const error = (await client.request(LIST)).notUnderstood("it has no id");
            assert.deepEqual([error.kind, error.status, error.trackingId], ["notUnderstood", 200, "T7"]);
            assert.match(error.message, /^GET \/devices answered 200: it has no id\./);
        });

        it("tells the API's clock by the Date header, in whole seconds", async () => {
            const { client } = await clientOf([{ headers: { date: "Mon, 01 Jan 2035 00:00:00 GMT" }, body: "{}" }]);
            const { time } = await client.request(LIST);
            assert.equal(time.toISOString(), "2035-01-01T00:00:00.000Z");
            assert.equal(client.now().getUTCFullYear(), 2035);
        });

        it("keeps to its own clock where the Date header is nonsense", async () => {
            const clock = sinon.useFakeTimers({ now: Date.parse("2026-05-05T05:05:05.900Z"), toFake: ["Date"] });
            const { client } = await clientOf([{ headers: { date: "now" }, body: "{}" }]);
            const { time } = await client.request(LIST);
            assert.equal(time.toISOString(), "2026-05-05T05:05:05.000Z");
            clock.restore();
        });

        it("says of an owner that does not exist to look at the owner, and nothing of contracts", async () => {
            const { client } = await bench.stand();
            const body = { workspaceId: "nobody", mac: "02AB00000001", model: "DMS Cisco 8865" };
            const error = await caught(client.request({ method: "POST", path: "/devices", body }));
            assert.match(
                error.message,
                /answered 400: .*workspace does not exist.* no such owner: see personId or workspaceId/,
            );
            assert.doesNotMatch(error.message, /webex:contract/);
        });

        it("says nothing of contracts of a create that cisco refuses in words of no known cause", async () => {
            const refusal = { status: 400, body: '{"message":"No"}' };
            for (const [contract, named] of [
                ["cisco", false],
                ["crud", true],
            ] as const) {
                const { client } = await clientOf([refusal], { contract });
                const error = await caught(client.request({ method: "POST", path: "/devices", body: {} }));
                assert.equal(error.message.includes("webex:contract"), named, error.message);
            }
        });
    });

    describe("where it goes", () => {
        const foreign: [string, (port: number) => string][] = [
            ["another host", (port) => `http://localhost:${port}/v1/devices?start=100`],
            ["another port", (port) => `http://127.0.0.1:${port + 1}/v1/devices?start=100`],
            ["another scheme", (port) => `https://127.0.0.1:${port}/v1/devices?start=100`],
            ["a host without a scheme", () => "//elsewhere.example/v1/devices"],
            ["an address with credentials", (port) => `http://me:pw@127.0.0.1:${port}/v1/devices`],
            ["a file", () => "file:///etc/passwd"],
            ["nothing that is a web address", () => "javascript:alert(1)"],
        ];
        for (const [name, link] of foreign) {
            it(`refuses a link to ${name} and sends nothing`, async () => {
                const { client, server } = await clientOf([{ body: "{}" }]);
                const error = await webexError(client.request({ ...LIST, url: link(server.port) }));
                assert.equal(error.kind, "unsafe");
                assert.equal(server.seen.length, 0);
            });
        }

        it("refuses a link that is no URL as an answer it does not understand, and sends nothing", async () => {
            const { client, server } = await clientOf([{ body: "{}" }]);
            const error = await caught(client.request({ ...LIST, url: "http://" }));
            assert.ok(error instanceof WebexError, `${error.name}: ${error.message}`);
            assert.equal(server.seen.length, 0);
        });

        it("follows a link to its own address, also a relative one", async () => {
            const { client, server } = await clientOf([{ body: "{}" }]);
            await client.request({ ...LIST, url: `${server.baseUrl}/devices?cursor=1` });
            await client.request({ ...LIST, url: "devices?cursor=2" });
            assert.deepEqual(
                server.seen.map(({ url }) => url),
                ["/v1/devices?cursor=1", "/v1/devices?cursor=2"],
            );
        });
    });

    describe("what it sends again", () => {
        it("sends a read again after 503 until it is answered", async () => {
            sinon.stub(Math, "random").returns(0);
            const { client, server } = await clientOf([{ status: 503 }, { status: 503 }, { body: '{"ok":1}' }], {
                maxRetries: 2,
            });
            assert.deepEqual((await client.request(LIST)).json, { ok: 1 });
            assert.equal(server.seen.length, 3);
        });

        it("gives up after webex:maxRetries and tells the last answer", async () => {
            sinon.stub(Math, "random").returns(0);
            const { client, server } = await clientOf([{ status: 503, body: '{"message":"Down"}' }], { maxRetries: 3 });
            assert.match((await webexError(client.request(LIST))).message, /answered 503: Webex says: Down/);
            assert.equal(server.seen.length, 4);
        });

        it("sends a read again after a lost connection", async () => {
            sinon.stub(Math, "random").returns(0);
            const reset: BareAnswer = (response) => {
                response.socket?.resetAndDestroy();
            };
            const { client } = await clientOf([reset, { body: '{"ok":1}' }], { maxRetries: 1 });
            assert.deepEqual((await client.request(LIST)).json, { ok: 1 });
        });

        for (const [name, answer] of [
            ["503", { status: 503 }],
            ["a lost connection", ((response) => response.socket?.resetAndDestroy()) satisfies BareAnswer],
        ] as [string, BareAnswer][]) {
            it(`never sends a create again after ${name}`, async () => {
                const { client, server } = await clientOf([answer, { body: '{"id":"twice"}' }], { maxRetries: 5 });
                await assert.rejects(client.request({ method: "POST", path: "/devices", body: {} }), WebexError);
                assert.equal(server.seen.length, 1);
            });
        }

        it("does not send again after 500 or 409", async () => {
            for (const status of [500, 409]) {
                const { client, server } = await clientOf([{ status }, { body: "{}" }], { maxRetries: 5 });
                await assert.rejects(client.request(LIST), WebexError);
                assert.equal(server.seen.length, 1);
            }
        });

        it("waits as long as Retry-After says after 429, also for a create", async () => {
            const clock = sinon.useFakeTimers({ now: 1_000_000, ...TIMERS });
            const { client, server, log } = await clientOf([
                { status: 429, headers: { "retry-after": "12" } },
                { body: '{"id":"x"}' },
            ]);
            const create = client.request({ method: "POST", path: "/devices", body: {} });
            assert.deepEqual((await fastForward(clock, create)).json, { id: "x" });
            assert.deepEqual(
                server.seen.map(({ at }) => at),
                [1_000_000, 1_012_000],
            );
            assert.deepEqual(log.infos, ["waiting 12 s before POST /devices goes out again: Webex answered 429"]);
        });

        it("waits until the date that Retry-After names after 423", async () => {
            const clock = sinon.useFakeTimers({ now: Date.parse("2026-03-01T12:00:00Z"), ...TIMERS });
            const { client, server } = await clientOf([
                { status: 423, headers: { "retry-after": "Sun, 01 Mar 2026 12:00:30 GMT" } },
                { body: "{}" },
            ]);
            await fastForward(clock, client.request(LIST));
            assert.equal(new Date(server.seen[1]?.at ?? 0).toISOString(), "2026-03-01T12:00:30.000Z");
        });

        for (const header of ["soon", "-30"]) {
            it(`waits 5 seconds where Retry-After is "${header}"`, async () => {
                const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
                const { client, server } = await clientOf([
                    { status: 429, headers: { "retry-after": header } },
                    { body: "{}" },
                ]);
                await fastForward(clock, client.request(LIST));
                assert.deepEqual(
                    server.seen.map(({ at }) => at),
                    [0, 5_000],
                );
            });
        }

        it("holds back every other request of the process while one is told to wait", async () => {
            const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
            const { client, server } = await clientOf([
                { status: 429, headers: { "retry-after": "60" } },
                { body: "{}" },
            ]);
            const first = client.request(LIST);
            // The second request is made when the first has been answered.
            while (clock.countTimers() === 0) {
                await new Promise((resolve) => setImmediate(resolve));
            }
            const second = client.request({ method: "GET", path: "/licenses" });
            await fastForward(clock, Promise.all([first, second]));
            assert.deepEqual(
                server.seen.map(({ at }) => at),
                [0, 60_000, 60_000],
            );
        });

        it("fails at once, naming the time and the setting, when the wait is longer than the operation may take", async () => {
            const { client, server } = await clientOf([{ status: 429, headers: { "retry-after": "601" } }], {
                operationTimeoutSeconds: 600,
            });
            const error = await webexError(client.request(LIST));
            assert.equal(error.status, 429);
            assert.match(error.message, /wait until \d{4}-.*webex:operationTimeoutSeconds, 600 s/);
            assert.equal(server.seen.length, 1);
        });

        it("adds up the waits of an operation", async () => {
            const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
            const { client, server } = await clientOf([{ status: 429, headers: { "retry-after": "40" } }], {
                operationTimeoutSeconds: 100,
            });
            const error = await webexError(fastForward(clock, client.request(LIST)));
            assert.match(error.message, /webex:operationTimeoutSeconds/);
            assert.deepEqual(
                server.seen.map(({ at }) => at),
                [0, 40_000, 80_000],
            );
        });

        it("answers a Retry-After beyond all dates with an error of its own", async () => {
            const { client } = await clientOf([{ status: 429, headers: { "retry-after": "9".repeat(20) } }]);
            const error = await caught(client.request(LIST));
            assert.ok(error instanceof WebexError, `${error.name}: ${error.message}`);
        });

        it("tells a long backoff in the log", async () => {
            const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
            sinon.stub(Math, "random").returns(0.999);
            const { client, log } = await clientOf([{ status: 504 }], { maxRetries: 5 });
            await webexError(fastForward(clock, client.request(LIST)));
            assert.deepEqual(log.infos, ["waiting 8 s before GET /devices goes out again: Webex answered 504"]);
        });
    });

    describe("the token", () => {
        const failures: [string, (token: string) => BareAnswer, Partial<Parameters<typeof settingsWith>[0]>][] = [
            ["401", () => ({ status: 401, body: '{"message":"no"}' }), {}],
            ["401 that repeats it", (token) => ({ status: 401, body: `{"message":"bad token ${token}"}` }), {}],
            [
                "500 that repeats it in a description",
                (token) => ({ status: 500, body: `{"errors":[{"description":"Authorization: Bearer ${token}"}]}` }),
                {},
            ],
            ["403", () => ({ status: 403 }), {}],
            ["a web page that repeats it", (token) => ({ headers: { "content-type": "text/html" }, body: token }), {}],
            ["cut JSON that repeats it", (token) => ({ body: `{"token":"${token}` }), {}],
            ["a reset connection", () => (response) => void response.socket?.resetAndDestroy(), {}],
            ["a timeout", () => () => undefined, { requestTimeoutSeconds: 0.05 }],
            [
                "a broken answer",
                () => (response) => void response.writeHead(200, { "content-length": "9" }).destroy(),
                {},
            ],
            ["a wait that is too long", () => ({ status: 429, headers: { "retry-after": "999999" } }), {}],
        ];
        for (const [name, answer, changes] of failures) {
            it(`is nowhere in the error after ${name}`, async () => {
                const token = unique("leaky-token-of-the-client");
                const { client } = await clientOf([answer(token)], { accessToken: token, ...changes });
                const error = await webexError(client.request(LIST));
                const text = wholeTextOf(error);
                assert.ok(!text.includes(token), text);
                assert.equal(error.cause, undefined);
            });
        }

        it("is nowhere in the error when nothing listens", async () => {
            const token = unique("leaky-token-of-the-client");
            const client = new WebexClient(settingsWith({ accessToken: token }), new MemoryLog());
            const text = wholeTextOf(await webexError(client.request(LIST)));
            assert.match(text, /webex:baseUrl/);
            assert.ok(!text.includes(token), text);
        });

        it("does not show in part where Webex's words are cut in the middle of it", async () => {
            const token = unique("leaky-token-of-the-client-that-is-cut-in-two");
            const message = `${"x".repeat(280)} ${token}`;
            const { client } = await clientOf([{ status: 401, body: JSON.stringify({ message }) }], {
                accessToken: token,
            });
            const error = await webexError(client.request(LIST));
            assert.ok(!error.message.includes(token.slice(0, 10)), error.message);
        });

        it("is not sent to where a redirect points", async () => {
            const elsewhere = await bench.server({ body: "{}" });
            const { client } = await clientOf([{ status: 307, headers: { location: `${elsewhere.baseUrl}/devices` } }]);
            await webexError(client.request(LIST));
            assert.equal(elsewhere.seen.length, 0);
        });
    });

    it("shows each sending and each answer to its watcher, which may keep a request from being sent", async () => {
        const { baseUrl, seen } = await bench.server({ status: 503 }, { body: "{}" });
        const watched: string[] = [];
        const watcher = {
            sends: ({ path }: WebexRequest) => {
                if (path === "/secret") {
                    throw new RangeError("not this one");
                }
                watched.push(`sends ${path}`);
            },
            answered: ({ path }: WebexRequest, answer: HttpAnswer | NoAnswer) => {
                watched.push(`${path} ${answer.status ?? 0}`);
            },
        };
        const client = new WebexClient(settingsWith({ baseUrl, maxRetries: 1 }), new MemoryLog(), watcher);
        await client.request(LIST);
        assert.deepEqual(watched, ["sends /devices", "/devices 503", "sends /devices", "/devices 200"]);
        await assert.rejects(client.request({ method: "GET", path: "/secret" }), RangeError);
        assert.equal(seen.length, 2);
    });

    it("warns once of each topic", async () => {
        const { client, log } = await clientOf([{ body: "{}" }]);
        client.warnOnce("one", "first");
        client.warnOnce("one", "second");
        client.warnOnce("two", "third");
        assert.deepEqual(log.warnings, ["first", "third"]);
    });
});
