import assert from "node:assert/strict";
import { refreshEnvironment } from "../../../cli/drift/refreshEnvironment";
import { assertSameOrganization } from "../../../cli/drift/sameOrganization";
import { settingsWith } from "../../provider/helpers";

describe("cli/drift/refreshEnvironment", () => {
    it("hands the present credentials to the refresh, which else has those of the last `up`", () => {
        const serviceApp = { clientId: "c", clientSecret: "s", refreshToken: "r" };
        assert.deepEqual(refreshEnvironment(settingsWith({ accessToken: "t" })), { WEBEX_ACCESS_TOKEN: "t" });
        assert.deepEqual(refreshEnvironment(settingsWith({ accessToken: undefined, serviceApp })), {
            WEBEX_CLIENT_ID: "c",
            WEBEX_CLIENT_SECRET: "s",
            WEBEX_REFRESH_TOKEN: "r",
        });
        assert.deepEqual(refreshEnvironment(settingsWith({ accessToken: undefined })), {});
    });
});

describe("cli/drift/sameOrganization", () => {
    const saved = { "webex:baseUrl": "http://127.0.0.1:9/v1/", "webex:contract": "cisco" };

    it("passes where the last `up` had the same address, contract and organisation", () => {
        assertSameOrganization(saved, settingsWith(), {});
        assertSameOrganization({ ...saved, "webex:orgId": "o" }, settingsWith({ orgId: "o" }), {});
        assertSameOrganization({ "webex:contract": "cisco" }, settingsWith(), {
            WEBEX_BASE_URL: "http://127.0.0.1:9/v1",
        });
    });

    it("passes where the saved value is a secret", () => {
        assertSameOrganization({ ...saved, "webex:orgId": undefined }, settingsWith({ orgId: "o" }), {});
    });

    const others: readonly [key: string, saved: object, present: Parameters<typeof settingsWith>[0]][] = [
        ["baseUrl", { ...saved, "webex:baseUrl": "http://127.0.0.1:8/v1" }, {}],
        ["contract", saved, { contract: "crud" }],
        ["orgId", saved, { orgId: "o" }],
    ];
    for (const [key, then, present] of others) {
        it(`refuses where webex:${key} has changed since`, () => {
            assert.throws(
                () => {
                    assertSameOrganization({ ...then }, settingsWith(present), {});
                },
                new RegExp(`^CliError: webex:${key} is another one now .*run \`pulumi up\` first`),
            );
        });
    }
});
