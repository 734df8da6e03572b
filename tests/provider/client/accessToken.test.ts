import assert from "node:assert/strict";
import sinon from "sinon";
import { AccessToken } from "../../../provider/client/accessToken";
import { asOperation } from "../../../provider/client/operation";
import { scrub } from "../../../provider/client/secrets";
import { WebexClient, type WebexRequest } from "../../../provider/client/webexClient";
import { WebexError } from "../../../provider/client/webexError";
import type { Settings } from "../../../provider/settings";
import type { ServiceApp } from "../../../simulator/index";
import { type BareAnswer, Bench, caught, fastForward, MemoryLog, settingsWith, unique, wholeTextOf } from "../helpers";

const LIST: WebexRequest = { method: "GET", path: "/devices" };
const TIMERS = { toFake: ["Date" as const, "setTimeout" as const, "clearTimeout" as const] };
const FRESH: BareAnswer = { body: '{"access_token":"fresh-token"}' };
const NO_ANSWER: BareAnswer = (response) => void response.socket?.resetAndDestroy();

function someApp(): ServiceApp {
    return {
        clientId: unique("client-id"),
        clientSecret: unique("client-secret"),
        refreshToken: unique("refresh-token"),
    };
}

describe("client/accessToken", () => {
    const bench = new Bench();
    afterEach(async () => {
        sinon.restore();
        await bench.closeAll();
    });

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

    /** The token of a Service App whose refreshes are answered by `answers`, the last of them repeated. */
    async function tokenAt(answers: BareAnswer[], changes: Partial<Settings> = {}) {
        const { baseUrl, seen } = await bench.server(...answers);
        const log = new MemoryLog();
        const settings = settingsWith({ baseUrl, accessToken: undefined, serviceApp: someApp(), ...changes });
        return { token: new AccessToken(settings, log), seen, log };
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
        const { baseUrl, seen } = await bench.server(FRESH);
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
        const token = new AccessToken(settingsWith({ accessToken: "a-token-that-stays" }), new MemoryLog());
        assert.equal(await token.insteadOf("a-token-that-stays"), undefined);
    });

    it("fails with the line that sets one where there is no credential at all", async () => {
        const token = new AccessToken(settingsWith({ accessToken: undefined }), new MemoryLog());
        assert.match((await caught(token.current())).message, /pulumi config set --secret webex:accessToken/);
    });

    describe("in a process that lives long", () => {
        const minted = (number: number, expiresIn?: unknown): BareAnswer => ({
            body: JSON.stringify({ access_token: `token-${number}`, expires_in: expiresIn }),
        });

        it("refreshes again when the token of the last refresh is refused much later", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
            const { client, refreshes, simulator } = await appStand({ accessToken: "worn-out-token" });
            for (let count = 1; count <= 3; count += 1) {
                await client.request(LIST);
                assert.equal(refreshes().length, count);
                simulator.expireToken();
                clock.tick(60_000);
            }
        });

        it("does not refresh again when the token of the last refresh is refused at once", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
            const { client, refreshes, simulator } = await appStand({ accessToken: "worn-out-token" });
            await client.request(LIST);
            simulator.expireToken();
            clock.tick(59_999);
            const error = await caught(client.request(LIST));
            assert.ok(error instanceof WebexError);
            assert.equal(error.status, 401);
            assert.equal(refreshes().length, 1);
        });

        it("does not loop where the API refuses whatever token a refresh gives", async () => {
            const { baseUrl, seen } = await bench.server(FRESH, { status: 401 });
            const settings = settingsWith({ baseUrl, accessToken: undefined, serviceApp: someApp() });
            await caught(new WebexClient(settings, new MemoryLog()).request(LIST));
            assert.deepEqual(
                seen.map(({ url }) => url),
                ["/v1/access_token", "/v1/devices"],
            );
        });

        it("shares one second refresh among requests that are refused together", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
            const { client, refreshes, simulator } = await appStand();
            await client.request(LIST);
            simulator.expireToken();
            clock.tick(60_000);
            await Promise.all(Array.from({ length: 6 }, () => client.request(LIST)));
            assert.equal(refreshes().length, 2);
        });

        it("refreshes a minute before the token ends, once for all requests", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const { token, seen } = await tokenAt([minted(1, 1_209_600), minted(2, 1_209_600)]);
            assert.equal(await token.current(), "token-1");
            clock.tick(1_209_540_000 - 1);
            assert.equal(await token.current(), "token-1");
            clock.tick(1);
            assert.deepEqual(await Promise.all([token.current(), token.current()]), ["token-2", "token-2"]);
            assert.equal(seen.length, 2);
        });

        it("keeps a token that lives for seconds through most of its life", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const { token } = await tokenAt([minted(1, 20), minted(2, 20)]);
            assert.equal(await token.current(), "token-1");
            clock.tick(17_999);
            assert.equal(await token.current(), "token-1");
            clock.tick(1);
            assert.equal(await token.current(), "token-2");
        });

        it("refreshes a refused token whose time has passed, however young it is", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const { token } = await tokenAt([minted(1, 20), minted(2, 20)]);
            await token.current();
            clock.tick(19_999);
            assert.equal(await token.insteadOf("token-1"), undefined);
            clock.tick(1);
            assert.equal(await token.insteadOf("token-1"), "token-2");
        });

        for (const life of [undefined, 0, -1, "60", null]) {
            it(`keeps a token whose expires_in is ${JSON.stringify(life)} until it is refused`, async () => {
                const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
                const { token, seen } = await tokenAt([minted(1, life), minted(2, life)]);
                await token.current();
                clock.tick(365 * 86_400_000);
                assert.equal(await token.current(), "token-1");
                assert.equal(seen.length, 1);
            });
        }

        it("sends with the second refresh the refresh token that the first one gave", async () => {
            const clock = sinon.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
            const { client, refreshes, simulator } = await appStand({}, { ...someApp(), rotateRefreshToken: true });
            await client.request(LIST);
            simulator.expireToken();
            clock.tick(60_000);
            await client.request(LIST);
            assert.deepEqual(
                refreshes().map(({ status }) => status),
                [200, 200],
            );
        });
    });

    describe("when the refresh gets no token at first", () => {
        for (const status of [502, 503, 504]) {
            it(`tries again after ${status}`, async () => {
                sinon.stub(Math, "random").returns(0);
                const { token, seen } = await tokenAt([{ status }, { status }, FRESH], { maxRetries: 2 });
                assert.equal(await token.current(), "fresh-token");
                assert.equal(seen.length, 3);
            });
        }

        it("tries again after a lost connection", async () => {
            sinon.stub(Math, "random").returns(0);
            const { token, seen } = await tokenAt([NO_ANSWER, FRESH], { maxRetries: 1 });
            assert.equal(await token.current(), "fresh-token");
            assert.equal(seen.length, 2);
        });

        it("waits longer each time, and no longer than webex:maxRetries allows", async () => {
            const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
            sinon.stub(Math, "random").returns(0.5);
            const { token, seen } = await tokenAt([{ status: 503, headers: { trackingid: "T503" } }], {
                maxRetries: 3,
            });
            const error = await fastForward(clock, caught(token.current()));
            assert.ok(error instanceof WebexError);
            assert.deepEqual([error.kind, error.status, error.trackingId], ["credential", 503, "T503"]);
            assert.match(error.message, /could not be refreshed: run it again later/);
            assert.deepEqual(
                seen.map(({ at }) => at),
                [0, 250, 750, 1_750],
            );
        });

        for (const status of [400, 401, 403, 500]) {
            it(`does not try again after ${status}`, async () => {
                const { token, seen } = await tokenAt([{ status }], { maxRetries: 5 });
                await caught(token.current());
                assert.equal(seen.length, 1);
            });
        }

        for (const status of [429, 503]) {
            it(`waits as long as Retry-After says after ${status}, and tells it`, async () => {
                const clock = sinon.useFakeTimers({ now: 0, ...TIMERS });
                const late: BareAnswer = { status, headers: { "retry-after": "12" } };
                const { token, seen, log } = await tokenAt([late, FRESH], { maxRetries: 1 });
                assert.equal(await fastForward(clock, token.current()), "fresh-token");
                assert.deepEqual(
                    seen.map(({ at }) => at),
                    [0, 12_000],
                );
                assert.deepEqual(log.infos, [
                    `waiting 12 s before POST /access_token goes out again: Webex answered ${status}`,
                ]);
            });

            it(`fails at once where Retry-After of ${status} is longer than the operation may take`, async () => {
                const late: BareAnswer = { status, headers: { "retry-after": "31" } };
                const { token, seen } = await tokenAt([late, FRESH], { maxRetries: 1 });
                const error = await caught(asOperation({ seconds: 30 }, () => token.current()));
                assert.ok(error instanceof WebexError);
                assert.deepEqual([error.kind, error.status], ["credential", status]);
                assert.match(error.message, /due in 31 s, later than this operation may take/);
                assert.equal(seen.length, 1);
            });
        }

        const passing: [string, BareAnswer][] = [
            ["500", { status: 500 }],
            ["a lost connection", NO_ANSWER],
            ["a web page", { body: "<p>" }],
        ];
        for (const [name, answer] of passing) {
            it(`tries again with the next request after ${name}`, async () => {
                const { token, seen } = await tokenAt([answer, FRESH]);
                const together = await Promise.allSettled([token.current(), token.current()]);
                assert.deepEqual(
                    together.map(({ status }) => status),
                    ["rejected", "rejected"],
                );
                assert.equal(await token.current(), "fresh-token");
                assert.equal(seen.length, 2);
            });
        }
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
            ["a lost connection", NO_ANSWER, /the connection to 127\.0\.0\.1:\d+ failed/],
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
