import assert from "node:assert/strict";
import { Bench } from "../../provider/helpers";
import { runCli } from "../runCli";

const APP = { clientId: "some-client-id", clientSecret: "some-client-secret", refreshToken: "some-refresh-token" };
const VARIABLES = {
    WEBEX_CLIENT_ID: APP.clientId,
    WEBEX_CLIENT_SECRET: APP.clientSecret,
    WEBEX_REFRESH_TOKEN: APP.refreshToken,
};

describe("cli/token", function () {
    this.timeout(30_000);
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    it("prints one new token and nothing else", async () => {
        const simulator = await bench.simulator({ serviceApp: APP });
        const run = await runCli(["token"], { ...VARIABLES, WEBEX_BASE_URL: simulator.baseUrl });
        assert.deepEqual([run.code, run.stdout, run.stderr], [0, `${simulator.currentToken}\n`, ""]);
        assert.notEqual(simulator.currentToken, simulator.token);
        assert.equal(simulator.log.requests({ path: "/access_token" }).length, 1);
    });

    it("makes one although the environment holds tokens, and whatever else is wrong there", async () => {
        const simulator = await bench.simulator({ serviceApp: APP });
        const run = await runCli(["token"], {
            ...VARIABLES,
            WEBEX_BASE_URL: simulator.baseUrl,
            WEBEX_ACCESS_TOKEN: "old-token",
            WEBEX_TOKEN: "older-token",
            WEBEX_CONTRACT: "soap",
        });
        assert.deepEqual([run.code, run.stdout], [0, `${simulator.currentToken}\n`]);
        assert.notEqual(simulator.currentToken, simulator.token);
    });

    it("warns of a new refresh token on standard error", async () => {
        const simulator = await bench.simulator({ serviceApp: { ...APP, rotateRefreshToken: true } });
        const run = await runCli(["token"], { ...VARIABLES, WEBEX_BASE_URL: simulator.baseUrl });
        assert.deepEqual([run.code, run.stdout], [0, `${simulator.currentToken}\n`]);
        assert.match(run.stderr, /^pulumi-webex token: warning: .*new refresh token/);
        assert.doesNotMatch(run.stderr, /simulator-refresh-/);
    });

    it("tells on standard error that it waits", async () => {
        const { baseUrl } = await bench.server(
            { status: 429, headers: { "retry-after": "5" } },
            { body: '{"access_token":"fresh-token"}' },
        );
        const run = await runCli(["token"], { ...VARIABLES, WEBEX_BASE_URL: baseUrl });
        assert.deepEqual([run.code, run.stdout], [0, "fresh-token\n"]);
        assert.match(run.stderr, /^pulumi-webex token: waiting 5 s .*answered 429\n$/);
    });

    it("fails with one line that shows no secret where Webex refuses", async () => {
        const { baseUrl } = await bench.server({
            status: 400,
            body: JSON.stringify({ error: "invalid_grant", message: `${APP.clientSecret} ${APP.refreshToken}` }),
        });
        const run = await runCli(["token"], { ...VARIABLES, WEBEX_BASE_URL: baseUrl });
        assert.deepEqual([run.code, run.stdout], [1, ""]);
        assert.match(run.stderr, /^pulumi-webex token: POST \/access_token answered 400: .*WEBEX_REFRESH_TOKEN.*\n$/);
        assert.doesNotMatch(run.stderr, /some-(client-secret|refresh-token)/);
    });

    const incomplete: [string, Record<string, string>, RegExp][] = [
        ["nothing", {}, /set WEBEX_CLIENT_ID, WEBEX_CLIENT_SECRET, WEBEX_REFRESH_TOKEN \(/],
        ["only an access token", { WEBEX_ACCESS_TOKEN: "old-token" }, /set WEBEX_CLIENT_ID, WEBEX_CLIENT_SECRET, /],
        ["no refresh token", { ...VARIABLES, WEBEX_REFRESH_TOKEN: "" }, /set WEBEX_REFRESH_TOKEN \(/],
        ["a wrong address", { ...VARIABLES, WEBEX_BASE_URL: "somewhere" }, /WEBEX_BASE_URL is no URL/],
    ];
    for (const [name, env, message] of incomplete) {
        it(`fails with one line that says what to set for ${name}`, async () => {
            const { code, stdout, stderr } = await runCli(["token"], env);
            assert.deepEqual([code, stdout], [1, ""]);
            assert.match(stderr, message);
            assert.match(stderr, /^pulumi-webex token: .*\n$/);
        });
    }

    it("explains itself", async () => {
        const { code, stdout, stderr } = await runCli(["token", "--help"]);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.match(stdout, /even if WEBEX_ACCESS_TOKEN/);
    });

    it("takes no arguments, and does not repeat one that may be a secret", async () => {
        const { code, stdout, stderr } = await runCli(["token", APP.refreshToken], VARIABLES);
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /too many arguments/);
        assert.doesNotMatch(stderr, /some-refresh-token/);
    });
});
