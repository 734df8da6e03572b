import assert from "node:assert/strict";
import { pipeline } from "node:stream";
import { exchange, type HttpRequest, NoAnswer } from "../../../provider/client/http";
import { Bench, caught, wholeTextOf } from "../helpers";

const TOKEN = "http-test-token-0123456789";

function request(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
    return {
        method: "GET",
        url,
        headers: { Authorization: `Bearer ${TOKEN}` },
        body: undefined,
        timeoutSeconds: 10,
        ...changes,
    };
}

/** Why no answer came. Throws if one did, or if the error is of another type. */
async function reasonOf(exchanging: Promise<unknown>): Promise<string> {
    const error = await caught(exchanging);
    assert.ok(error instanceof NoAnswer, `${error.name}: ${error.message}`);
    assert.ok(!wholeTextOf(error).includes(TOKEN), "the error carries the token");
    return error.reason;
}

describe("client/http", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("gives status, type, text and headers of an answer, whatever its status", async () => {
        const { baseUrl } = await bench.server({
            status: 418,
            headers: { "Content-Type": "text/x-tea", TrackingId: "T1" },
            body: "short and stout",
        });
        const answer = await exchange(request(baseUrl));
        assert.deepEqual(
            [answer.status, answer.contentType, answer.body, answer.header("trackingID"), answer.header("nothing")],
            [418, "text/x-tea", "short and stout", "T1", undefined],
        );
    });

    it("gives JSON as the text it came as", async () => {
        const { baseUrl } = await bench.server({ body: '{"big": 12345678901234567890}' });
        assert.equal((await exchange(request(baseUrl))).body, '{"big": 12345678901234567890}');
    });

    it("sends method, headers and body as they are", async () => {
        let received = "";
        const { baseUrl, seen } = await bench.server((response, { method }) => {
            received = method;
            response.end();
        });
        await exchange(
            request(baseUrl, {
                method: "PATCH",
                headers: { "Content-Type": "application/json-patch+json" },
                body: "[]",
            }),
        );
        assert.equal(received, "PATCH");
        assert.equal(seen[0]?.headers["content-type"], "application/json-patch+json");
        assert.equal(seen[0].headers["content-length"], "2");
    });

    it("does not follow a redirect, which could take the token elsewhere", async () => {
        const elsewhere = await bench.server({ body: "{}" });
        const { baseUrl } = await bench.server({ status: 302, headers: { location: elsewhere.baseUrl } });
        assert.equal((await exchange(request(baseUrl))).status, 302);
        assert.equal(elsewhere.seen.length, 0);
    });

    it("names the setting when no whole answer comes in time", async () => {
        const { baseUrl } = await bench.server(() => undefined);
        assert.equal(
            await reasonOf(exchange(request(baseUrl, { timeoutSeconds: 0.05 }))),
            `no whole answer within 0.05 s (webex:requestTimeoutSeconds) from ${new URL(baseUrl).host}`,
        );
    });

    it("counts the reading of a slow answer into the time", async () => {
        const { baseUrl } = await bench.server((response) => {
            response.writeHead(200, { "content-type": "application/json" });
            response.write("{");
        });
        assert.match(await reasonOf(exchange(request(baseUrl, { timeoutSeconds: 0.05 }))), /no whole answer within/);
    });

    it("says that nothing listens at the address, by host and port", async () => {
        const { baseUrl } = await bench.server();
        await bench.closeAll();
        assert.equal(
            await reasonOf(exchange(request(baseUrl))),
            `nothing answers at ${new URL(baseUrl).host} (ECONNREFUSED); see webex:baseUrl and HTTPS_PROXY`,
        );
    });

    it("says that a host name is unknown", async () => {
        assert.match(
            await reasonOf(exchange(request("http://no-such-host.invalid/v1"))),
            /^the host name of no-such-host\.invalid:80 is not known here .*webex:baseUrl/,
        );
        assert.match(
            await reasonOf(exchange(request("https://no-such-host.invalid/v1"))),
            /^the host name of no-such-host\.invalid:443 is not known here /,
        );
    });

    it("says that the answer broke off", async () => {
        const { baseUrl } = await bench.server((response) => {
            response.writeHead(200, { "content-length": "100" });
            response.write("half of it", () => {
                response.destroy();
            });
        });
        assert.match(await reasonOf(exchange(request(baseUrl))), /broke off|connection to \S+ failed/);
    });

    it("says that the connection failed when it is reset before any answer", async () => {
        const { baseUrl } = await bench.server((response) => {
            response.socket?.resetAndDestroy();
        });
        assert.equal(
            await reasonOf(exchange(request(baseUrl))),
            `the connection to ${new URL(baseUrl).host} failed (ECONNRESET)`,
        );
    });

    it("refuses an answer that is too large to be a list of devices", async () => {
        let sent = 0;
        function* endless() {
            for (;;) {
                sent += 1;
                yield Buffer.alloc(1024 * 1024, " ");
            }
        }
        const { baseUrl } = await bench.server((response) => {
            // Ends with an error when the client has had enough.
            pipeline(endless, response, () => undefined);
        });
        assert.equal(
            await reasonOf(exchange(request(baseUrl))),
            `the answer of ${new URL(baseUrl).host} broke off or was too large`,
        );
        assert.ok(sent >= 64, `${sent} MiB were too much`);
    });

    it("shows no token when the request cannot be sent at all", async () => {
        const { baseUrl, seen } = await bench.server({ body: "{}" });
        const headers = { Authorization: `Bearer ${TOKEN}` };
        const method = "NO METHOD" as HttpRequest["method"];
        assert.match(await reasonOf(exchange(request(baseUrl, { headers, method }))), /failed/);
        assert.equal(seen.length, 0);
    });
});
