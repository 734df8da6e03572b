import assert from "node:assert/strict";
import { openSession } from "../../provider/session";
import { MemoryLog, unique } from "./helpers";

describe("session", () => {
    const saved = { ...process.env };
    beforeEach(() => {
        for (const name of Object.keys(process.env)) {
            if (name.startsWith("WEBEX_")) {
                Reflect.deleteProperty(process.env, name);
            }
        }
    });
    afterEach(() => {
        process.env = { ...saved };
    });

    const reader = (config: Record<string, string>) => (key: string) => config[key];

    it("is one for a configuration, so that token, pause and places are shared", () => {
        const config = { accessToken: unique("session-token") };
        assert.equal(openSession(reader(config)), openSession(reader({ ...config })));
    });

    it("is another for another token, address or organisation", () => {
        const config = { accessToken: unique("session-token") };
        const sessions = [
            config,
            { accessToken: unique("session-token") },
            { ...config, baseUrl: "https://other.example" },
            { ...config, orgId: "org" },
        ].map((one) => openSession(reader(one)));
        assert.equal(new Set(sessions).size, 4);
    });

    it("has one run state for all that work in it, and none in common with another session", () => {
        const config = { accessToken: unique("session-token") };
        const [one, same, other] = [config, { ...config }, { ...config, orgId: "org" }].map((each) =>
            openSession(reader(each)),
        );
        assert.ok(one && same && other);
        assert.equal(one.run, same.run);
        assert.notEqual(one.run, other.run);
        one.run.claims.know("device");
        assert.deepEqual([same.run.claims.isKnown("device"), other.run.claims.isKnown("device")], [true, false]);
    });

    it("speaks the contract of its settings by its own client", () => {
        const session = openSession(
            reader({ accessToken: unique("session-token"), contract: "crud" }),
            new MemoryLog(),
        );
        assert.equal(session.contract.name, "crud");
        assert.equal(session.client.settings, session.settings);
        assert.ok(Math.abs(session.now().getTime() - Date.now()) < 2_000);
    });

    it("never throws: what is wrong is listed", () => {
        const { problems } = openSession(reader({ baseUrl: "nowhere", limitGuard: "perhaps" }));
        assert.deepEqual(problems.map(({ key }) => key).sort(), ["webex:baseUrl", "webex:limitGuard"]);
    });
});
