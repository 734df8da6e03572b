import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import type { Duplex } from "node:stream";
import { Bench } from "../helpers";
import { exchangeOnce, TOKEN } from "./exchangeOnce";
import { CERTIFICATE, exchangeInProcess, TlsBench, withEnvironment } from "./tlsBench";

const ANSWERED = { status: 200, body: '{"from":"webex"}' };

describe("client/http behind a proxy", () => {
    const bench = new Bench();
    const tls = new TlsBench();
    afterEach(async () => {
        await bench.closeAll();
        await tls.closeAll();
    });

    it("goes through a tunnel of HTTPS_PROXY, which never sees the token", async () => {
        const server = await tls.server();
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await exchangeInProcess(`https://localhost:${server.port}/v1/devices`, {
            HTTPS_PROXY: proxy.url,
            NODE_EXTRA_CA_CERTS: CERTIFICATE,
        });
        assert.deepEqual(outcome, ANSWERED);
        assert.deepEqual(server.seen, [{ line: "GET /v1/devices", authorization: `Bearer ${TOKEN}` }]);
        assert.deepEqual(proxy.asked, [`localhost:${server.port}`]);
        assert.match(proxy.received(), /Host/i, "the proxy kept nothing of what it received");
        assert.ok(!proxy.received().includes(TOKEN), "the proxy saw the token");
    });

    it("goes past the proxy to the hosts that NO_PROXY names", async () => {
        const server = await tls.server();
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await exchangeInProcess(`https://localhost:${server.port}/v1/devices`, {
            HTTPS_PROXY: proxy.url,
            NO_PROXY: "example.com,localhost",
            NODE_EXTRA_CA_CERTS: CERTIFICATE,
        });
        assert.deepEqual(outcome, ANSWERED);
        assert.equal(server.seen.length, 1);
        assert.deepEqual(proxy.asked, []);
    });

    it("sends the proxy's user and password to the proxy alone", async () => {
        const server = await tls.server();
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await exchangeInProcess(`https://localhost:${server.port}/v1/devices`, {
            HTTPS_PROXY: proxy.url.replace("//", "//user:word@"),
            NODE_EXTRA_CA_CERTS: CERTIFICATE,
        });
        assert.deepEqual(outcome, ANSWERED);
        assert.ok(proxy.received().includes(`Basic ${Buffer.from("user:word").toString("base64")}`));
        assert.equal(server.seen[0]?.authorization, `Bearer ${TOKEN}`);
    });

    it("hands nothing of plain http to HTTP_PROXY, which would read the token", async () => {
        const server = await bench.server({ body: '{"from":"webex"}' });
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await withEnvironment({ HTTP_PROXY: proxy.url, http_proxy: proxy.url }, () =>
            exchangeOnce(server.baseUrl),
        );
        assert.deepEqual(outcome, ANSWERED);
        assert.deepEqual(proxy.asked, []);
    });

    describe("that opens no tunnel", () => {
        /** What a request comes to whose CONNECT the proxy answers, or does not answer, in this way. */
        async function refused(onConnect: (client: Duplex) => void, timeoutSeconds?: number) {
            const proxy = await tls.proxy(onConnect);
            const outcome = await withEnvironment({ HTTPS_PROXY: proxy.url }, () =>
                exchangeOnce("https://webex.invalid/v1/devices", timeoutSeconds),
            );
            assert.deepEqual(proxy.asked, ["webex.invalid:443"]);
            assert.ok(!proxy.received().includes(TOKEN), "the proxy saw the token");
            return { proxy, outcome };
        }

        for (const [answer, reason] of [
            [
                "407 Proxy Authentication Required",
                "the proxy that HTTPS_PROXY names opened no tunnel to the API (407); it asks for a user name and password: " +
                    "http://user:password@host:port",
            ],
            ["403 Forbidden", "the proxy that HTTPS_PROXY names opened no tunnel to the API (403)"],
            ["404 Not Found", "the proxy that HTTPS_PROXY names opened no tunnel to the API (404)"],
            // No tunnel either, and so not Webex's words, which could otherwise be forged by whoever stands between.
            ["201 Created", "the proxy that HTTPS_PROXY names opened no tunnel to the API (201)"],
        ] as const) {
            it(`does not take its ${answer} for Webex's`, async () => {
                const { outcome } = await refused((client) => {
                    client.end(`HTTP/1.1 ${answer}\r\ncontent-type: application/json\r\n\r\n{"id":"forged"}`);
                });
                assert.deepEqual(outcome, { reason });
            });
        }

        it("is waited for no longer than a request may take", async () => {
            const { outcome, proxy } = await refused(() => undefined, 0.1);
            assert.deepEqual(outcome, {
                reason: "no whole answer within 0.1 s (webex:requestTimeoutSeconds) from webex.invalid:443",
            });
            await proxy.quiet();
        });

        it("is named when nothing listens there", async () => {
            const vacant = net.createServer().listen(0, "127.0.0.1");
            await once(vacant, "listening");
            const { port } = vacant.address() as net.AddressInfo;
            vacant.close();
            await once(vacant, "close");
            const outcome = await withEnvironment({ HTTPS_PROXY: `http://127.0.0.1:${port}` }, () =>
                exchangeOnce("https://webex.invalid/v1/devices"),
            );
            assert.deepEqual(outcome, {
                reason:
                    `nothing answers at 127.0.0.1:${port} on the way to webex.invalid:443 (ECONNREFUSED); ` +
                    "see webex:baseUrl and HTTPS_PROXY",
            });
        });
    });
});
