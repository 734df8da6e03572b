import assert from "node:assert/strict";
import { settingsFindings } from "../../../cli/doctor/settingsFindings";
import { readSettings } from "../../../provider/settings";

type Variables = Readonly<Record<string, string>>;

describe("cli/doctor/settingsFindings", () => {
    function found(config: Variables, env: Variables = {}, shadowed: readonly string[] = []) {
        const { settings, problems } = readSettings((key) => config[key], env);
        return settingsFindings(settings, problems, shadowed);
    }

    it("tells address, contract and where the credential came from, never its value", () => {
        const findings = found({ accessToken: "token-of-the-stack" }, { WEBEX_TOKEN: "token-of-the-shell" }, [
            "WEBEX_TOKEN",
            "webex:accessToken",
        ]);
        assert.deepEqual(findings, [
            { topic: "address", word: "ok", text: "https://webexapis.com/v1 with the contract cisco" },
            {
                topic: "credential",
                word: "ok",
                text: "from WEBEX_TOKEN, which takes precedence over webex:accessToken",
            },
        ]);
    });

    it("refuses a contract that Cisco's address does not speak", () => {
        const [address] = found({ accessToken: "token-of-the-settings", contract: "crud" });
        assert.deepEqual([address?.topic, address?.word], ["address", "problem"]);
        assert.match(address?.remedy ?? "", /pulumi config rm webex:contract/);
        const [elsewhere] = found({
            accessToken: "token-of-the-settings",
            contract: "crud",
            baseUrl: "https://example.com/v1",
        });
        assert.equal(elsewhere?.word, "ok");
    });

    it("says that there is no credential, or what is missing of one", () => {
        const [, none] = found({});
        assert.deepEqual([none?.topic, none?.word], ["credential", "problem"]);
        assert.match(none?.text ?? "", /^no Webex credential is configured\./);
        const [, half] = found({ clientId: "id", clientSecret: "secret-of-the-app" });
        assert.match(half?.text ?? "", /^webex:refreshToken is missing/);
        assert.doesNotMatch(half?.text ?? "", /secret-of-the-app/);
    });

    it("names every other setting that is wrong", () => {
        const findings = found({ accessToken: "token-of-the-settings", baseUrl: "ftp://x", maxRetries: "many" });
        assert.deepEqual(
            findings.filter(({ topic }) => topic === "settings").map(({ text }) => text.split(" ")[0]),
            ["webex:baseUrl", "webex:maxRetries"],
        );
    });
});
