import assert from "node:assert/strict";
import { AccessToken } from "../../../provider/client/accessToken";
import { scrub } from "../../../provider/client/secrets";
import { WebexClient, type WebexRequest } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import type { Settings } from "../../../provider/settings";
import type { ServiceApp } from "../../../simulator/index";
import { type BareAnswer, Bench, caught, MemoryLog, settingsWith, unique, wholeTextOf } from "../helpers";

const LIST: WebexRequest = { method: "GET", path: "/devices" };

function someApp(): ServiceApp {
    return {
        clientId: unique("client-id"),
        clientSecret: unique("client-secret"),
        refreshToken: unique("refresh-token"),
    };
}

describe("client/accessToken", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    async function appStand(changes: Partial<Settings> = {}, app = someApp()) {
        const simulator = await bench.simulator({ serviceApp: app });
        const log = new MemoryLog();
        const settings = settingsWith({
            baseUrl: simulator.baseUrl,
            accessToken: undefined,
            serviceApp: { clientId: app.clientId, clientSecret: app.clientSecret, refreshToken: app.refreshToken },
            ...changes,
        });
        const refreshes = () => simulator.log.requests({ path: "/access_token" });
        return { simulator, app, log, settings, client: new WebexClient(settings, log), refreshes };
    }

    it("uses a configured token as it is and fetches none", async () => {
        const { simulator, settings, refreshes } = await appStand();
        const client = new WebexClient({ ...settings, accessToken: simulator.token }, new MemoryLog());
        await client.request(LIST);
        assert.equal(refreshes().length, 0);
    });

    it("fetches none before the first request", async () => {
        const { refreshes, settings } = await appStand();
        new AccessToken(settings, new MemoryLog());
        assert.equal(refreshes().length, 0);
    });

    it("sends the refresh as a form with the Service App's three values", async () => {
        const { baseUrl, seen } = await bench.server({ body: '{"access_token":"fresh-token"}' });
        const token = new AccessToken(
            settingsWith({
                baseUrl,
                accessToken: undefined,
                serviceApp: { clientId: "the id", clientSecret: "the-secret", refreshToken: "the-refresh" },
            }),
            new MemoryLog(),
        );
        assert.equal(await token.current(), "fresh-token");
        assert.equal(seen[0]?.url, "/v1/access_token");
        assert.equal(seen[0].headers["content-type"], "application/x-www-form-urlencoded");
        assert.equal(seen[0].headers.authorization, undefined);
    });

    it("fetches one token for all requests that start together without one", async () => {
        const { client, refreshes, simulator } = await appStand();
        await Promise.all(Array.from({ length: 6 }, () => client.request(LIST)));
        assert.equal(refreshes().length, 1);
        assert.equal(simulator.log.requests({ status: 401 }).length, 0);
    });

    it("refreshes a refused token and sends the request again", async () => {
        const { client, refreshes, simulator } = await appStand({ accessToken: "worn-out-token" });
        assert.deepEqual((await client.request(LIST)).json, { items: [] });
        assert.equal(refreshes().length, 1);
        assert.deepEqual(
            simulator.log.entries.map(({ path, status }) => [path, status]),
            [
                ["/devices", 401],
                ["/access_token", 200],
                ["/devices", 200],
            ],
        );
    });

    it("shares one refresh among requests that are refused together", async () => {
        const { client, refreshes } = await appStand({ accessToken: "worn-out-token" });
        const results = await Promise.allSettled(Array.from({ length: 6 }, () => client.request(LIST)));
        assert.deepEqual(
            results.map(({ status }) => status),
            Array.from({ length: 6 }, () => "fulfilled"),
        );
        assert.equal(refreshes().length, 1);
    });

    it("takes the fresh token for a request whose old one was refused after the refresh", async () => {
        const { settings, refreshes } = await appStand({ accessToken: "worn-out-token" });
        const token = new AccessToken(settings, new MemoryLog());
        const fresh = await token.insteadOf("worn-out-token");
        assert.equal(await token.insteadOf("worn-out-token"), fresh);
        assert.equal(await token.current(), fresh);
        assert.equal(refreshes().length, 1);
    });

    it("refreshes once per process: a fresh token that is refused too is an error", async () => {
        const { client, refreshes, simulator } = await appStand({ accessToken: "worn-out-token" });
        await client.request(LIST);
        simulator.expireToken();
        const error = await caught(client.request(LIST));
        assert.ok(error instanceof WebexError);
        assert.equal(error.status, 401);
        assert.equal(refreshes().length, 1);
    });

    it("sends the fresh token with a request that waited while the old one was refused", async () => {
        const { settings, simulator, refreshes } = await appStand({ accessToken: "worn-out-token", maxConcurrency: 1 });
        const client = new WebexClient(settings, new MemoryLog());
        await Promise.all([client.request(LIST), client.request(LIST), client.request(LIST)]);
        assert.equal(refreshes().length, 1);
        assert.ok(simulator.log.requests({ status: 401 }).length <= 3);
    });

    it("does not refresh after 403", async () => {
        const { client, refreshes, simulator } = await appStand();
        simulator.setScopes([]);
        assert.match((await caught(client.request(LIST))).message, /answered 403/);
        assert.equal(refreshes().length, 1);
    });

    it("has nothing in place of a refused token without a Service App", async () => {
        const token = new AccessToken(settingsWith({ accessToken: "alone" }), new MemoryLog());
        assert.equal(await token.insteadOf("alone"), undefined);
    });

    it("fails with the line that sets one where there is no credential at all", async () => {
        const token = new AccessToken(settingsWith({ accessToken: undefined }), new MemoryLog());
        assert.match((await caught(token.current())).message, /pulumi config set --secret webex:accessToken/);
    });

    it("warns once of a new refresh token and does not show it", async () => {
        const { client, log, simulator } = await appStand({}, { ...someApp(), rotateRefreshToken: true });
        await client.request(LIST);
        await client.request(LIST);
        assert.equal(log.warnings.length, 1);
        assert.match(log.warnings[0] ?? "", /webex:refreshToken/);
        assert.doesNotMatch(log.warnings[0] ?? "", /simulator-refresh-/);
        assert.ok(simulator.currentToken.length > 0);
    });

    it("does not warn where the refresh token stays the same", async () => {
        const { client, log } = await appStand();
        await client.request(LIST);
        assert.deepEqual(log.warnings, []);
    });

    it("remembers every credential as secret, the fetched token included", async () => {
        const { client, app, simulator } = await appStand();
        await client.request(LIST);
        for (const secret of [app.clientSecret, app.refreshToken, simulator.currentToken]) {
            assert.equal(scrub(`<${secret}>`), "<[secret]>");
        }
    });

    describe("when the refresh fails", () => {
        const rows: [string, (app: ServiceApp) => Partial<ServiceApp>, RegExp][] = [
            [
                "a wrong client secret",
                () => ({ clientSecret: unique("wrong-secret") }),
                /webex:clientId and webex:clientSecret/,
            ],
            ["a wrong refresh token", () => ({ refreshToken: unique("wrong-refresh") }), /webex:refreshToken/],
        ];
        for (const [name, wrong, advice] of rows) {
            it(`says which setting to look at for ${name}, without any of the values`, async () => {
                const { settings, app } = await appStand();
                const serviceApp = { ...app, ...wrong(app) };
                const client = new WebexClient({ ...settings, serviceApp }, new MemoryLog());
                const error = await caught(client.request(LIST));
                assert.ok(error instanceof WebexError);
                assert.equal(error.kind, "credential");
                assert.match(error.message, advice);
                for (const secret of [serviceApp.clientSecret, serviceApp.refreshToken]) {
                    assert.ok(!wholeTextOf(error).includes(secret));
                }
            });
        }

        const odd: [string, BareAnswer, RegExp][] = [
            ["an answer without a token", { body: "{}" }, /webex:clientId, webex:clientSecret and webex:refreshToken/],
            ["an empty token", { body: '{"access_token":""}' }, /could not be refreshed/],
            ["a token that is no text", { body: '{"access_token":7}' }, /could not be refreshed/],
            ["null", { body: "null" }, /could not be refreshed/],
            ["a web page", { headers: { "content-type": "text/html" }, body: "<p>" }, /could not be refreshed/],
            [
                "invalid_client",
                { status: 400, body: '{"error":"invalid_client"}' },
                /webex:clientId and webex:clientSecret/,
            ],
            ["invalid_grant", { status: 400, body: '{"error":"invalid_grant"}' }, /look at webex:refreshToken/],
            ["500", { status: 500, headers: { trackingid: "T500" } }, /answered 500.*tracking id T500/],
            ["a lost connection", (response) => void response.socket?.resetAndDestroy(), /connection failed/],
        ];
        for (const [name, answer, message] of odd) {
            it(`fails on ${name} and shows no secret`, async () => {
                const { baseUrl } = await bench.server(answer);
                const serviceApp = someApp();
                const client = new WebexClient(
                    settingsWith({ baseUrl, accessToken: undefined, serviceApp }),
                    new MemoryLog(),
                );
                const error = await caught(client.request(LIST));
                assert.ok(error instanceof WebexError);
                assert.equal(error.kind, "credential");
                assert.match(error.message, message);
                const text = wholeTextOf(error);
                assert.ok(!text.includes(serviceApp.clientSecret) && !text.includes(serviceApp.refreshToken), text);
            });
        }
    });
});
