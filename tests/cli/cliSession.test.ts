import assert from "node:assert/strict";
import { CliError } from "../../cli/cliError";
import { openCliSession } from "../../cli/cliSession";
import { caught, thrown } from "../provider/helpers";

const NAMES = ["WEBEX_ACCESS_TOKEN", "WEBEX_TOKEN", "WEBEX_BASE_URL", "WEBEX_CONTRACT", "WEBEX_CLIENT_ID"];

describe("cli/cliSession", () => {
    const before = NAMES.map((name) => [name, process.env[name]] as const);
    beforeEach(() => {
        for (const name of NAMES) {
            Reflect.deleteProperty(process.env, name);
        }
    });
    after(() => {
        for (const [name, value] of before) {
            Reflect.deleteProperty(process.env, name);
            Object.assign(process.env, value === undefined ? {} : { [name]: value });
        }
    });

    it("goes by the environment, or by a stack's configuration", () => {
        process.env["WEBEX_ACCESS_TOKEN"] = "token-of-the-shell";
        assert.equal(openCliSession().settings.credentialSource, "WEBEX_ACCESS_TOKEN");
        const config: Record<string, string> = { baseUrl: "http://127.0.0.1:9/v1", contract: "cisco" };
        const { settings } = openCliSession((key) => config[key]);
        assert.deepEqual([settings.baseUrl, settings.contract], ["http://127.0.0.1:9/v1", "cisco"]);
    });

    it("names every setting that is wrong, in one error", async () => {
        process.env["WEBEX_ACCESS_TOKEN"] = "token-of-the-shell";
        const config: Record<string, string> = { contract: "soap", maxRetries: "many" };
        const error = await thrown(() => openCliSession((key) => config[key]));
        assert.ok(error instanceof CliError);
        assert.match(error.message, /^webex:contract must be .*; webex:maxRetries must be /);
    });

    it("says how to give a credential where there is none", async () => {
        const error = await caught(Promise.resolve().then(() => openCliSession()));
        assert.match(error.message, /^webex:accessToken no Webex credential is configured/);
    });
});
