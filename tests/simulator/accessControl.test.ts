import assert from "node:assert/strict";
import type { Simulator } from "../../simulator/index";
import { Bench, call, field, statuses, textField } from "./helpers";

const APP = { clientId: "client", clientSecret: "secret", refreshToken: "refresh" };

describe("simulator: tokens, rate limit and HTTP control", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    const form = (fields: Record<string, string>) => ({
        token: null,
        type: "application/x-www-form-urlencoded",
        body: new URLSearchParams({
            grant_type: "refresh_token",
            client_id: "client",
            client_secret: "secret",
            refresh_token: "refresh",
            ...fields,
        }).toString(),
    });

    it("refreshes an access token, keeping the refresh token", async () => {
        const simulator = await bench.start({ serviceApp: APP });
        const { body } = await call(simulator, "POST", "/access_token", form({}));
        assert.deepEqual(
            ["expires_in", "refresh_token", "refresh_token_expires_in"].map((name) => field(body, name)),
            [1_209_600, "refresh", 7_776_000],
        );
        const token = textField(body, "access_token");
        assert.equal(token, simulator.currentToken);
        assert.notEqual(token, simulator.token);
        assert.equal((await call(simulator, "GET", "/devices", { token })).status, 200);
        assert.deepEqual(simulator.log.writes(), []);
    });

    it("refuses a wrong secret, refresh token, grant and content type; has no route without a Service App", async () => {
        const simulator = await bench.start({ serviceApp: APP });
        assert.deepEqual(
            await statuses(simulator, [
                ["POST", "/access_token", form({ client_secret: "x" })],
                ["POST", "/access_token", form({ refresh_token: "x" })],
                ["POST", "/access_token", form({ grant_type: "password" })],
                ["POST", "/access_token", { body: { grant_type: "refresh_token" } }],
            ]),
            [401, 400, 400, 415],
        );
        const without = await bench.start();
        assert.equal((await call(without, "POST", "/access_token", { ...form({}), token: without.token })).status, 404);
    });

    it("tells when a token ends: 12 hours for a person's, 14 days for a Service App's from its refresh on", async () => {
        const expiry = async (simulator: Simulator) => {
            const { status, body } = await call(simulator, "GET", "/authorizations/tokenExpiry", {
                token: simulator.currentToken,
            });
            assert.equal(status, 200);
            return Math.round((Number(field(body, "exp")) - Date.now()) / 60_000) / 60;
        };
        assert.equal(await expiry(await bench.start()), 12);
        const app = await bench.start({ serviceApp: APP });
        app.advance(3_600_000);
        assert.equal(await expiry(app), 14 * 24);
        await call(app, "POST", "/access_token", form({}));
        assert.equal(await expiry(app), 14 * 24 + 1);
        app.reset();
        assert.equal(await expiry(app), 14 * 24);
    });

    it("can rotate the refresh token", async () => {
        const simulator = await bench.start({ serviceApp: { ...APP, rotateRefreshToken: true } });
        const { body } = await call(simulator, "POST", "/access_token", form({}));
        const next = textField(body, "refresh_token");
        assert.notEqual(next, "refresh");
        assert.deepEqual(
            await statuses(simulator, [
                ["POST", "/access_token", form({})],
                ["POST", "/access_token", form({ refresh_token: next })],
            ]),
            [400, 200],
        );
    });

    it("throttles with Retry-After in whole seconds, to the end of which everything is refused", async () => {
        const simulator = await bench.start({ rateLimit: { requestsPerMinute: 12 } });
        const list: [string, string] = ["GET", "/devices"];
        assert.deepEqual(await statuses(simulator, [list, list, list]), [200, 200, 429]);
        assert.equal(simulator.log.entries[2]?.retryAfter, "5");
        simulator.advance(4_000);
        assert.deepEqual(await statuses(simulator, [list]), [429]);
        assert.equal(simulator.log.entries[3]?.retryAfter, "1");
        simulator.advance(1_000);
        assert.deepEqual(await statuses(simulator, [list, list]), [200, 429]);
        simulator.setRateLimit(undefined);
        assert.deepEqual(await statuses(simulator, [list, list, list]), [200, 200, 200]);
    });

    it("lets other processes use the control methods", async () => {
        const simulator = await bench.start();
        const control = async (name: string, args: unknown, token = simulator.token) => {
            const response = await fetch(simulator.baseUrl.replace("/v1", `/__simulator/${name}`), {
                method: "POST",
                headers: { "x-simulator-token": token },
                body: JSON.stringify(args),
            });
            return { status: response.status, body: await response.json() };
        };
        const device = (await control("addDevice", [{ tags: ["a"] }])).body;
        assert.equal(simulator.device(textField(device, "id"))?.tags[0], "a");
        await control("faults.add", [{ path: "/devices", kind: { status: 418 } }]);
        const waiting = control("log.waitFor", [{ status: 418 }]);
        assert.equal((await call(simulator, "GET", "/devices")).status, 418);
        assert.equal(field((await waiting).body, "path"), "/devices");
        assert.deepEqual(await control("stir", []), { status: 200, body: null });

        assert.equal((await control("stir", [], "wrong")).status, 401);
        assert.equal((await control("constructor", [])).status, 404);
        assert.equal((await control("stir", {})).status, 400);
        assert.equal((await control("redeem", ["0000"])).status, 404);
        assert.equal((await control("advance", [-1])).status, 400);
    });

    it("serves the log by GET, and still takes the first token for control once it has expired", async () => {
        const simulator = await bench.start();
        simulator.expireToken();
        await call(simulator, "GET", "/devices");
        const response = await fetch(simulator.baseUrl.replace("/v1", "/__simulator/log"), {
            headers: { "x-simulator-token": simulator.token },
        });
        assert.equal(field(((await response.json()) as unknown[])[0], "status"), 401);
    });

    it("lets other processes change rooms and settings", async () => {
        const simulator = await bench.start();
        const control = async (name: string, ...args: unknown[]): Promise<unknown> => {
            const response = await fetch(simulator.baseUrl.replace("/v1", `/__simulator/${name}`), {
                method: "POST",
                headers: { "x-simulator-token": simulator.token },
                body: JSON.stringify(args),
            });
            assert.equal(response.status, 200, name);
            return response.json();
        };
        const room = textField(await control("addWorkspace", { capacity: 4 }), "id");
        assert.equal(field(await control("updateWorkspace", room, { capacity: 5 }), "capacity"), 5);
        const { id } = simulator.addDevice({ workspaceId: room });
        const phone = simulator.addDevice({ type: "phone", product: "Cisco 8865" }).id;
        await control("configure", id, { "Standby.Delay": 5 });
        await control("setOrganizationDefault", "Audio.DefaultVolume", 40);
        await control("changeSettings", phone, { "%WEB_ACCESS%": "1" });
        await control("setInheritedSetting", { level: "ORGANIZATION" }, "%WEB_ACCESS%", "1");
        assert.deepEqual(
            [
                await control("configuration", id),
                await control("settings", phone),
                await control("changesApplied", phone),
            ],
            [{ "Standby.Delay": 5 }, { "%WEB_ACCESS%": "1" }, 0],
        );
        const { body } = await call(simulator, "GET", `/deviceConfigurations?deviceId=${id}&key=Audio.DefaultVolume`);
        assert.equal(field(field(field(body, "items"), "Audio.DefaultVolume"), "value"), 40);
        await control("removeWorkspace", room);
        assert.deepEqual(await control("workspaces"), []);
    });
});
