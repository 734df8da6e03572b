import assert from "node:assert/strict";
import { environmentFor, readerOf, settingFailures } from "../../../provider/plugin/providerSettings";
import { UNKNOWN } from "../../../provider/resources/unknown";
import { MISSING_CREDENTIAL, readSettings } from "../../../provider/settings";

const TOKEN = { WEBEX_ACCESS_TOKEN: "from-the-environment" };
const DEFAULT = "urn:pulumi:dev::shop::pulumi:providers:webex::default_0_1_0";
const OWN = "urn:pulumi:dev::shop::pulumi:providers:webex::other-organisation";

function reasons(values: Record<string, unknown>, env: Record<string, string> = TOKEN): string[] {
    return settingFailures(values, env).map(({ property, reason }) => {
        assert.equal(property, "", "Pulumi prints the value of a property that is named");
        return reason;
    });
}

describe("plugin/providerSettings", () => {
    describe("settingFailures", () => {
        it("finds nothing wrong with right settings and with what is Pulumi's own", () => {
            const values = {
                contract: "crud",
                maxRetries: "3",
                version: "0.1.0",
                pluginDownloadURL: "x",
                __internal: {},
            };
            assert.deepEqual(reasons(values), []);
            assert.deepEqual(reasons({ deviceLimits: { default: 2 }, maxRetries: 3, allowInsecure: true }), []);
        });

        it("says what is wrong in the words of the stack's configuration", () => {
            assert.deepEqual(reasons({ limitGuard: "of", maxConcurrency: "0" }), [
                'webex:limitGuard must be "enforce" or "warn" or "off", not "of"',
                'webex:maxConcurrency must be a whole number from 1 to 64, not "0"',
            ]);
        });

        it("refuses what is no setting, with the nearest one", () => {
            assert.deepEqual(reasons({ acessToken: "secret" }), [
                "webex:acessToken is no setting; the nearest is webex:accessToken",
            ]);
        });

        it("says that no credential is there, and takes one of the environment", () => {
            assert.deepEqual(reasons({}, {}), [`webex:accessToken ${MISSING_CREDENTIAL}`]);
            assert.deepEqual(reasons({}), []);
        });

        it("does not look at what is not known yet", () => {
            assert.deepEqual(reasons({ accessToken: UNKNOWN, baseUrl: UNKNOWN, maxRetries: UNKNOWN }, {}), []);
        });
    });

    describe("environmentFor", () => {
        const tokenOf = (values: Record<string, unknown>, urn: string) =>
            readSettings(readerOf(values), environmentFor(values, urn, TOKEN)).settings.accessToken;

        it("prefers the environment to a stack's configuration, whose token has often ended", () => {
            assert.equal(tokenOf({ accessToken: "of-the-stack" }, DEFAULT), "from-the-environment");
            assert.equal(tokenOf({ accessToken: "of-the-stack" }, ""), "from-the-environment");
        });

        it("prefers the credential of a provider of its own, for another organisation", () => {
            assert.equal(tokenOf({ accessToken: "of-the-other" }, OWN), "of-the-other");
            const app = { clientId: "i", clientSecret: "s", refreshToken: "r" };
            assert.equal(tokenOf(app, OWN), undefined);
            assert.equal(tokenOf({ orgId: "other" }, OWN), "from-the-environment");
        });
    });
});
