import assert from "node:assert/strict";
import { WebexClient } from "../../../provider/client/webexClient";
import { MemoryLog, settingsWith } from "../helpers";
import { exchangeOnce } from "./exchangeOnce";
import { CERTIFICATE, exchangeInProcess, TlsBench } from "./tlsBench";

/** Newer Nodes check the chain in another order, so either code may stand for the same thing. */
const UNTRUSTED =
    /^the certificate of localhost:\d+ is signed by nobody whom this machine trusts \((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)\); if a gateway or proxy of your organisation signs it, let NODE_EXTRA_CA_CERTS name the file of its CA certificate$/;

describe("client/http and certificates", () => {
    const tls = new TlsBench();
    afterEach(() => tls.closeAll());

    const reasonIn = (outcome: object): string => {
        assert.ok("reason" in outcome, `it was answered: ${JSON.stringify(outcome)}`);
        return String(outcome.reason);
    };

    it("trusts the certificates that NODE_EXTRA_CA_CERTS names", async () => {
        const server = await tls.server();
        assert.deepEqual(
            await exchangeInProcess(`https://localhost:${server.port}/v1`, { NODE_EXTRA_CA_CERTS: CERTIFICATE }),
            { status: 200, body: '{"from":"webex"}' },
        );
    });

    it("uses a connection again", async () => {
        const server = await tls.server();
        const url = `https://localhost:${server.port}/v1`;
        const outcome = await exchangeInProcess(url, { NODE_EXTRA_CA_CERTS: CERTIFICATE }, 2);
        assert.deepEqual(outcome, { status: 200, body: '{"from":"webex"}' });
        assert.deepEqual([server.seen.length, server.connections()], [2, 1]);
    });

    it("sends nothing to a server whose certificate nobody vouches for, and says what to do", async () => {
        const server = await tls.server();
        assert.match(reasonIn(await exchangeOnce(`https://localhost:${server.port}/v1`)), UNTRUSTED);
        assert.deepEqual(server.seen, []);
    });

    it("is not asked again, because somebody has to mend it first", async () => {
        const server = await tls.server();
        const settings = settingsWith({ baseUrl: `https://localhost:${server.port}/v1`, maxRetries: 5 });
        const error: unknown = await new WebexClient(settings, new MemoryLog())
            .request({ method: "GET", path: "/devices" })
            .then(undefined, (reason: unknown) => reason);
        assert.match(String(error), /signed by nobody/);
        assert.equal(server.connections(), 1);
    });

    it("does not let NODE_TLS_REJECT_UNAUTHORIZED=0 turn the check off", async () => {
        const server = await tls.server();
        const outcome = await exchangeInProcess(`https://localhost:${server.port}/v1`, {
            NODE_TLS_REJECT_UNAUTHORIZED: "0",
        });
        assert.match(reasonIn(outcome), UNTRUSTED);
        assert.deepEqual(server.seen, []);
    });

    it("does not let it do so behind a proxy either, which could otherwise sit in between", async () => {
        const server = await tls.server();
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await exchangeInProcess("https://localhost/v1", {
            HTTPS_PROXY: proxy.url,
            NODE_TLS_REJECT_UNAUTHORIZED: "0",
        });
        assert.match(reasonIn(outcome), UNTRUSTED);
        assert.deepEqual(proxy.asked, ["localhost:443"]);
        assert.deepEqual(server.seen, []);
    });

    it("refuses a trusted certificate that is another host's", async () => {
        const server = await tls.server();
        const proxy = await tls.proxy({ tunnelTo: server.port });
        const outcome = await exchangeInProcess("https://webex.invalid/v1", {
            HTTPS_PROXY: proxy.url,
            NODE_EXTRA_CA_CERTS: CERTIFICATE,
        });
        assert.deepEqual(outcome, {
            reason: "the certificate of webex.invalid:443 is for another host (ERR_TLS_CERT_ALTNAME_INVALID); see webex:baseUrl",
        });
        assert.deepEqual(server.seen, []);
    });
});
