import assert from "node:assert/strict";
import type { Finding } from "../../../cli/doctor/finding";
import { MOST_REQUESTS, webexFindings } from "../../../cli/doctor/webexFindings";
import type { Managed } from "../../../cli/stack/managed";
import type { Settings } from "../../../provider/settings";
import type { Simulator } from "../../../simulator/index";
import { Bench, lines, MemoryLog, settingsWith } from "../../provider/helpers";

const APP = { clientId: "some-client", clientSecret: "some-client-secret", refreshToken: "some-refresh-token" };

describe("cli/doctor/webexFindings", () => {
    const bench = new Bench();
    afterEach(() => bench.closeAll());

    function examine(
        { baseUrl, token: accessToken, contract }: Simulator,
        { managed = [], ...changes }: Partial<Settings> & { managed?: readonly Managed[] } = {},
    ): Promise<readonly Finding[]> {
        const settings = settingsWith({ baseUrl, accessToken, contract, ...changes });
        return webexFindings({ settings, managed, log: new MemoryLog() }, () => undefined);
    }

    const words = (findings: readonly Finding[]) => findings.map(({ topic, word }) => `${topic} ${word}`);

    it("asks for each scope by a small read and writes nothing", async () => {
        const simulator = await bench.simulator();
        const { id } = simulator.addDevice();
        simulator.addDevice({ type: "phone", product: "Cisco 8865" });
        const findings = await examine(simulator);
        assert.deepEqual(words(findings), [
            "token warning",
            "organisation ok",
            ...Array<string>(7).fill("scope ok"),
            "scope unknown",
            "rate ok",
            "clock ok",
        ]);
        assert.deepEqual(simulator.log.writes(), []);
        assert.deepEqual(lines(simulator.log.requests()), [
            "GET /people/me",
            "GET /authorizations/tokenExpiry",
            "GET /devices?max=1&type=roomdesk",
            "GET /workspaces?max=1",
            "GET /people?max=1",
            "GET /locations?max=1",
            "GET /licenses",
            "GET /telephony/config/supportedDevices",
            `GET /deviceConfigurations?deviceId=${id}&key=SystemUnit.Name`,
        ]);
        assert.ok(simulator.log.requests().length <= MOST_REQUESTS);
    });

    it("names each scope that is missing, and nothing else", async () => {
        const all = (await bench.simulator()).scopes;
        for (const missing of [...all].filter((scope) => scope.endsWith("_read"))) {
            const simulator = await bench.simulator({ scopes: [...all].filter((scope) => scope !== missing) });
            simulator.addDevice();
            const wrong = (await examine(simulator)).filter(({ topic, word }) => topic === "scope" && word !== "ok");
            const told = wrong.filter(({ word }) => word !== "unknown").map(({ text }) => text.split(" ")[0]);
            // Locations are also read by those who may read people; a device is needed to ask for its settings.
            const wanted = missing === "spark-admin:locations_read" ? [] : [missing];
            assert.deepEqual(told, wanted, missing);
        }
    });

    it("says that the token is refused, and asks nothing more", async () => {
        const simulator = await bench.simulator();
        simulator.expireToken();
        const findings = await examine(simulator);
        assert.deepEqual(words(findings), ["token problem", "clock ok"]);
        assert.match(findings[0]?.text ?? "", /personal tokens end after 12 hours/);
        assert.equal(simulator.log.requests().length, 1);
    });

    it("says where nothing answers", async () => {
        const settings = settingsWith({ baseUrl: "http://127.0.0.1:9/v1" });
        const findings = await webexFindings({ settings, managed: [], log: new MemoryLog() }, () => undefined);
        assert.deepEqual(words(findings), ["address problem"]);
        assert.match(findings[0]?.text ?? "", /nothing answers at 127\.0\.0\.1:9/);
    });

    it("knows a Service App, also one whose refresh is refused", async () => {
        const simulator = await bench.simulator({ serviceApp: APP });
        const [token] = await examine(simulator, { accessToken: undefined, serviceApp: APP });
        assert.equal(token?.word, "ok");
        assert.match(token.text, /^an application's \(Service App\), ends in 1[34] days .*makes the next one$/);
        const wrong = { ...APP, clientSecret: "a-wrong-secret" };
        const [refused] = await examine(simulator, { accessToken: undefined, serviceApp: wrong });
        assert.deepEqual([refused?.topic, refused?.word], ["credential", "problem"]);
        assert.doesNotMatch(refused?.text ?? "", /a-wrong-secret/);
    });

    it("looks at the stack's own device for its settings, and at the organisation of its devices", async () => {
        const simulator = await bench.simulator();
        const { id } = simulator.addDevice();
        const state = { orgId: "another-organisation" };
        const settingsOf: Managed = {
            ...{ kind: "settings", urn: "u", label: "l", name: "n", id, inputs: { deviceId: id } },
            state,
        };
        const findings = await examine(simulator, { managed: [settingsOf] });
        assert.deepEqual(words(findings), [
            ...[
                "token warning",
                "organisation problem",
                "scope ok",
                "scope ok",
                "scope unknown",
                "rate ok",
                "clock ok",
            ],
        ]);
        assert.equal(simulator.log.requests({ path: "/deviceConfigurations" })[0]?.query.deviceId, id);
    });

    it("tells what held it back, and a clock that is wrong", async () => {
        const simulator = await bench.simulator();
        simulator.advance(120_000);
        simulator.faults.add({ path: "/workspaces", kind: { status: 429, headers: { "retry-after": "1" } } });
        const findings = await examine(simulator);
        const [rate, clock] = findings.slice(-2);
        assert.match(rate?.text ?? "", /^9 requests, 1 held back with 429 \(Retry-After 1 s\); Webex tells no limits$/);
        assert.match(clock?.text ?? "", /^1(19|20|21) s behind Webex's$/);
    });

    it("sends no more than its limit, however often Webex fails", async () => {
        const simulator = await bench.simulator();
        simulator.faults.add({ path: /^\/(?!people)/, count: -1, kind: { status: 503 } });
        await examine(simulator, { maxRetries: 5 });
        assert.equal(simulator.log.requests().length, MOST_REQUESTS);
    });

    it("asks for devices alone where the 1.0 document is spoken", async () => {
        const simulator = await bench.simulator({ contract: "crud" });
        const findings = await examine(simulator);
        assert.equal(findings.filter(({ topic, word }) => topic === "scope" && word === "ok").length, 1);
        assert.deepEqual(simulator.log.requests({ path: "/workspaces" }), []);
    });
});
