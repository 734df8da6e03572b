import assert from "node:assert/strict";
import { readSettings, type SettingsResult } from "../../provider/settings";

type Texts = Record<string, string>;

/** Settings from configuration (bare keys) and environment, with a token unless the test gives its own. */
function read(config: Texts = {}, env: Texts = {}): SettingsResult {
    const all: Texts = { accessToken: "t", ...config };
    return readSettings((key) => all[key], env);
}

function readBare(config: Texts = {}, env: Texts = {}): SettingsResult {
    return readSettings((key) => config[key], env);
}

/** The reasons of the problems with one key. */
function reasons({ problems }: SettingsResult, key: string): string[] {
    return problems.filter((problem) => problem.key === `webex:${key}`).map(({ reason }) => reason);
}

describe("settings", () => {
    it("has a default for everything but the credential", () => {
        const { settings, problems } = read();
        assert.deepEqual(problems, []);
        assert.deepEqual(settings, {
            baseUrl: "https://webexapis.com/v1",
            contract: "cisco",
            accessToken: "t",
            serviceApp: undefined,
            credentialSource: "webex:accessToken",
            orgId: undefined,
            deviceLimits: {},
            licenseLimits: {},
            limitGuard: "enforce",
            preflight: "enforce",
            removeOrphans: false,
            adoptAsOwn: false,
            allowRemovals: false,
            requestTimeoutSeconds: 30,
            maxRetries: 5,
            maxConcurrency: 8,
            operationTimeoutSeconds: 600,
            phoneAppearTimeoutSeconds: 180,
        });
    });

    it("reads every key of the configuration", () => {
        const { settings, problems } = readBare({
            accessToken: "token",
            clientId: "id",
            clientSecret: "secret",
            refreshToken: "refresh",
            baseUrl: "https://webex.example/api/",
            orgId: "org",
            contract: "cisco",
            deviceLimits: '{"person":2,"default":1}',
            licenseLimits: '{"license":3}',
            limitGuard: "warn",
            preflight: "off",
            removeOrphans: "true",
            adoptAsOwn: "true",
            allowRemovals: "true",
            requestTimeoutSeconds: "11",
            maxRetries: "0",
            maxConcurrency: "3",
            operationTimeoutSeconds: "44",
            phoneAppearTimeoutSeconds: "55",
        });
        assert.deepEqual(problems, []);
        assert.deepEqual(settings, {
            accessToken: "token",
            serviceApp: { clientId: "id", clientSecret: "secret", refreshToken: "refresh" },
            credentialSource: "webex:accessToken",
            baseUrl: "https://webex.example/api",
            orgId: "org",
            contract: "cisco",
            deviceLimits: { person: 2, default: 1 },
            licenseLimits: { license: 3 },
            limitGuard: "warn",
            preflight: "off",
            removeOrphans: true,
            adoptAsOwn: true,
            allowRemovals: true,
            requestTimeoutSeconds: 11,
            maxRetries: 0,
            maxConcurrency: 3,
            operationTimeoutSeconds: 44,
            phoneAppearTimeoutSeconds: 55,
        });
    });

    it("reads the environment", () => {
        const { settings, problems } = readBare(
            {},
            {
                WEBEX_ACCESS_TOKEN: "token",
                WEBEX_CLIENT_ID: "id",
                WEBEX_CLIENT_SECRET: "secret",
                WEBEX_REFRESH_TOKEN: "refresh",
                WEBEX_BASE_URL: "https://webex.example/v1",
                WEBEX_ORG_ID: "org",
                WEBEX_CONTRACT: "cisco",
                WEBEX_REMOVE_ORPHANS: "true",
                WEBEX_ADOPT_AS_OWN: "true",
                WEBEX_ALLOW_REMOVALS: "true",
            },
        );
        assert.deepEqual(problems, []);
        const { accessToken, serviceApp, baseUrl, orgId, contract, removeOrphans, adoptAsOwn, allowRemovals } =
            settings;
        assert.deepEqual(
            { accessToken, serviceApp, baseUrl, orgId, contract, removeOrphans, adoptAsOwn, allowRemovals },
            {
                accessToken: "token",
                serviceApp: { clientId: "id", clientSecret: "secret", refreshToken: "refresh" },
                baseUrl: "https://webex.example/v1",
                orgId: "org",
                contract: "cisco",
                removeOrphans: true,
                adoptAsOwn: true,
                allowRemovals: true,
            },
        );
    });

    describe("which of configuration and environment wins", () => {
        const env = {
            WEBEX_ACCESS_TOKEN: "env",
            WEBEX_CLIENT_ID: "env",
            WEBEX_CLIENT_SECRET: "env",
            WEBEX_REFRESH_TOKEN: "env",
            WEBEX_BASE_URL: "https://env.example",
            WEBEX_ORG_ID: "env",
            WEBEX_CONTRACT: "crud",
        };
        const config = {
            accessToken: "config",
            clientId: "config",
            clientSecret: "config",
            refreshToken: "config",
            baseUrl: "https://config.example",
            orgId: "config",
            contract: "cisco",
        };
        const { settings } = readBare(config, env);

        it("for credentials the environment, because refresh sees only the saved configuration", () => {
            assert.equal(settings.accessToken, "env");
            assert.deepEqual(settings.serviceApp, { clientId: "env", clientSecret: "env", refreshToken: "env" });
        });

        it("for all else the configuration", () => {
            const { baseUrl, orgId, contract } = settings;
            assert.deepEqual(
                { baseUrl, orgId, contract },
                { baseUrl: "https://config.example", orgId: "config", contract: "cisco" },
            );
        });

        it("WEBEX_ACCESS_TOKEN goes before WEBEX_TOKEN", () => {
            const names = { WEBEX_ACCESS_TOKEN: "long", WEBEX_TOKEN: "short" };
            assert.equal(readBare({}, names).settings.accessToken, "long");
            assert.equal(readBare({}, { WEBEX_TOKEN: "short" }).settings.accessToken, "short");
        });

        it("an empty value is no value", () => {
            const { settings: empty, problems } = readBare(
                { accessToken: "config", orgId: " ", baseUrl: "" },
                { WEBEX_ACCESS_TOKEN: " ", WEBEX_TOKEN: "", WEBEX_ORG_ID: "env" },
            );
            assert.deepEqual(problems, []);
            assert.deepEqual([empty.accessToken, empty.orgId], ["config", "env"]);
        });

        it("white space around a value, as pasting leaves it, is dropped", () => {
            assert.equal(readBare({ accessToken: " token\n" }).settings.accessToken, "token");
        });
    });

    describe("credentials", () => {
        it("missing ones are one problem with the exact line that sets the token", () => {
            const { problems } = readBare();
            assert.equal(problems.length, 1);
            assert.equal(problems[0]?.key, "webex:accessToken");
            assert.match(problems[0].reason, /`pulumi config set --secret webex:accessToken`/);
        });

        it("a Service App alone is enough", () => {
            const app = { clientId: "a", clientSecret: "b", refreshToken: "c" };
            const { settings, problems } = readBare(app);
            assert.deepEqual([settings.serviceApp, settings.accessToken, problems], [app, undefined, []]);
        });

        for (const missing of ["clientId", "clientSecret", "refreshToken"]) {
            it(`a Service App without ${missing} is a problem of that key`, () => {
                const app = { clientId: "a", clientSecret: "b", refreshToken: "c", [missing]: "" };
                const result = readBare(app);
                assert.deepEqual(
                    result.problems.map(({ key }) => key),
                    [`webex:${missing}`],
                );
                assert.equal(result.settings.serviceApp, undefined);
            });
        }

        it("a Service App may come from both sources", () => {
            const { settings } = readBare({ clientId: "a", refreshToken: "c" }, { WEBEX_CLIENT_SECRET: "b" });
            assert.deepEqual(settings.serviceApp, { clientId: "a", clientSecret: "b", refreshToken: "c" });
        });
    });

    describe("where the credential came from", () => {
        const app = { clientId: "some-id", clientSecret: "some-secret", refreshToken: "some-refresh" };
        const appInEnvironment = {
            WEBEX_CLIENT_ID: "some-id",
            WEBEX_CLIENT_SECRET: "some-secret",
            WEBEX_REFRESH_TOKEN: "some-refresh",
        };
        const rows: [string, Texts, Texts, string | undefined][] = [
            ["the configuration", { accessToken: "some-token" }, {}, "webex:accessToken"],
            ["WEBEX_ACCESS_TOKEN", {}, { WEBEX_ACCESS_TOKEN: "some-token" }, "WEBEX_ACCESS_TOKEN"],
            ["WEBEX_TOKEN", { accessToken: "some-token" }, { WEBEX_TOKEN: "some-token" }, "WEBEX_TOKEN"],
            [
                "the configuration beside an empty variable",
                { accessToken: "some-token" },
                { WEBEX_TOKEN: '""' },
                "webex:accessToken",
            ],
            ["a configured Service App", app, {}, "the Service App of webex:clientId"],
            ["a Service App of the environment", app, appInEnvironment, "the Service App of WEBEX_CLIENT_ID"],
            ["a token beside a Service App", { ...app, accessToken: "some-token" }, {}, "webex:accessToken"],
            ["nowhere", {}, {}, undefined],
            ["half a Service App", { clientId: "some-id" }, {}, undefined],
        ];
        for (const [name, config, env, source] of rows) {
            it(`is told for ${name}`, () => {
                assert.equal(readBare(config, env).settings.credentialSource, source);
            });
        }
    });

    describe("credentials as they are pasted", () => {
        const tokens = [
            "Bearer some-token",
            "bearer  some-token",
            "BEARER\tsome-token\r\n",
            '"some-token"',
            "'some-token'",
            ` " some-token " `,
            '"Bearer some-token"',
            "Bearer 'some-token'",
            `"'some-token'"`,
            "some-\n  token",
            "\uFEFFsome-token\u00A0",
        ];
        for (const text of tokens) {
            it(`takes some-token out of ${JSON.stringify(text)}`, () => {
                assert.equal(readBare({ accessToken: text }).settings.accessToken, "some-token");
                assert.equal(readBare({}, { WEBEX_ACCESS_TOKEN: text }).settings.accessToken, "some-token");
            });
        }

        for (const text of ["Bearer", "Bearer ", "''", '"', '"Bearer "', "bearer-like", "it's"]) {
            const token = { '"': '"', "bearer-like": "bearer-like", "it's": "it's" }[text];
            it(`takes ${token ?? "nothing"} out of ${JSON.stringify(text)}`, () => {
                assert.equal(readBare({ accessToken: text }).settings.accessToken, token);
            });
        }

        it("takes quotes and white space from the Service App's values, and nothing else", () => {
            const { settings } = readBare(
                { clientId: ' "an id"\n', refreshToken: "Bearer r" },
                { WEBEX_CLIENT_SECRET: "'s'" },
            );
            assert.deepEqual(settings.serviceApp, { clientId: "an id", clientSecret: "s", refreshToken: "Bearer r" });
        });

        it("leaves the quotes of all other values", () => {
            assert.equal(read({ orgId: '"org"' }).settings.orgId, '"org"');
        });
    });

    describe("baseUrl", () => {
        const good: [string, string][] = [
            ["https://webexapis.com/v1/", "https://webexapis.com/v1"],
            ["https://HOST.example", "https://host.example"],
            ["https://host.example:8443/a/b//", "https://host.example:8443/a/b"],
            ["http://127.0.0.1:4010/v1", "http://127.0.0.1:4010/v1"],
            ["http://127.8.7.6/v1", "http://127.8.7.6/v1"],
            ["http://localhost:4010/v1", "http://localhost:4010/v1"],
            ["http://[::1]:4010/v1", "http://[::1]:4010/v1"],
        ];
        for (const [text, url] of good) {
            it(`takes ${text}`, () => {
                const { settings, problems } = read({ baseUrl: text });
                assert.deepEqual([settings.baseUrl, problems], [url, []]);
            });
        }

        const bad: [string, RegExp][] = [
            ["no url", /is no URL/],
            ["webexapis.com/v1", /is no URL/],
            ["https://me:pw@host.example/v1", /must not carry credentials.*webex:accessToken/],
            ["https://me@host.example/v1", /must not carry credentials/],
            ["https://host.example/v1?orgId=1", /without \? or #/],
            ["https://host.example/v1#x", /without \? or #/],
            ["http://host.example/v1", /would send the token in clear to host\.example.*webex:allowInsecure/],
            ["http://127.0.0.1.evil.example/v1", /in clear/],
            ["http://localhost.evil.example/v1", /in clear/],
            ["http://10.0.0.1/v1", /in clear/],
            ["ftp://127.0.0.1/v1", /must begin with https/],
            ["file:///v1", /must begin with https/],
        ];
        for (const [text, reason] of bad) {
            it(`refuses ${text}, and the default stands in its place`, () => {
                const result = read({ baseUrl: text });
                const [only, ...others] = reasons(result, "baseUrl");
                assert.match(only ?? "", reason);
                assert.deepEqual(others, []);
                assert.equal(result.settings.baseUrl, "https://webexapis.com/v1");
            });
        }

        it("does not repeat what was pasted there by mistake", () => {
            for (const text of ["NmQ5token-in-the-wrong-key", "https://user:NmQ5token-in-the-wrong-key@h.example"]) {
                assert.doesNotMatch(JSON.stringify(read({ baseUrl: text }).problems), /NmQ5token/);
            }
        });

        it("takes plain http to another machine with webex:allowInsecure only", () => {
            const insecure = { baseUrl: "http://lab.example/v1" };
            assert.deepEqual(read({ ...insecure, allowInsecure: "true" }).problems, []);
            assert.equal(read({ ...insecure, allowInsecure: "false" }).problems.length, 1);
        });
    });

    describe("contract", () => {
        const hosts: [string, string][] = [
            ["https://webexapis.com/v1", "cisco"],
            ["https://emea.webexapis.com/v1", "cisco"],
            ["https://api-usgov.webex.com/v1", "cisco"],
            ["https://webexapis.com.evil.example/v1", "crud"],
            ["https://notwebexapis.com/v1", "crud"],
            ["https://webex.example/v1", "crud"],
            ["http://127.0.0.1:4010/v1", "crud"],
        ];
        for (const [baseUrl, contract] of hosts) {
            it(`is ${contract} for ${baseUrl} unless it is set`, () => {
                assert.equal(read({ baseUrl }).settings.contract, contract);
            });
        }

        it("is what is set, whatever the host", () => {
            assert.equal(read({ contract: "crud" }).settings.contract, "crud");
            assert.equal(read({ baseUrl: "https://a.example", contract: "cisco" }).settings.contract, "cisco");
        });

        it("refuses another word and names the two", () => {
            assert.deepEqual(reasons(read({ contract: "Cisco" }), "contract"), [
                'must be "cisco" or "crud", not "Cisco"',
            ]);
        });
    });

    for (const key of ["limitGuard", "preflight"] as const) {
        describe(key, () => {
            for (const mode of ["enforce", "warn", "off"]) {
                it(`may be ${mode}`, () => {
                    assert.equal(read({ [key]: mode }).settings[key], mode);
                });
            }

            it("refuses another word, and enforces", () => {
                const result = read({ [key]: "false" });
                assert.equal(reasons(result, key).length, 1);
                assert.equal(result.settings[key], "enforce");
            });
        });
    }

    const flags = [
        ["removeOrphans", "WEBEX_REMOVE_ORPHANS"],
        ["adoptAsOwn", "WEBEX_ADOPT_AS_OWN"],
        ["allowRemovals", "WEBEX_ALLOW_REMOVALS"],
    ] as const;
    for (const [key, variable] of flags) {
        describe(key, () => {
            for (const text of ["false", "", "1", "TRUE"]) {
                it(`is off for "${text}"`, () => {
                    assert.equal(read({ [key]: text }).settings[key], false);
                    assert.equal(read({}, { [variable]: text }).settings[key], false);
                });
            }

            it("refuses another word", () => {
                assert.deepEqual(reasons(read({}, { [variable]: "yes" }), key), [
                    'must be "true" or "false", not "yes"',
                ]);
            });

            it("is what the configuration says, whatever the environment", () => {
                assert.equal(read({ [key]: "false" }, { [variable]: "true" }).settings[key], false);
                assert.equal(read({ [key]: "true" }, { [variable]: "false" }).settings[key], true);
            });
        });
    }

    describe("numbers", () => {
        const ranges: [keyof SettingsResult["settings"], number, number, number][] = [
            ["requestTimeoutSeconds", 30, 1, 600],
            ["maxRetries", 5, 0, 20],
            ["maxConcurrency", 8, 1, 64],
            ["operationTimeoutSeconds", 600, 1, 86_400],
            ["phoneAppearTimeoutSeconds", 180, 1, 3_600],
        ];
        for (const [key, fallback, least, most] of ranges) {
            it(`${key} goes from ${least} to ${most}`, () => {
                for (const good of [least, most]) {
                    const { settings, problems } = read({ [key]: String(good) });
                    assert.deepEqual([settings[key], problems], [good, []]);
                }
                for (const bad of [least - 1, most + 1]) {
                    const result = read({ [key]: String(bad) });
                    assert.deepEqual(reasons(result, key), [
                        `must be a whole number from ${least} to ${most}, not "${bad}"`,
                    ]);
                    assert.equal(result.settings[key], fallback);
                }
            });
        }

        for (const text of ["many", "1.5", "NaN", "Infinity", "true"]) {
            it(`refuses "${text}"`, () => {
                assert.equal(reasons(read({ maxConcurrency: text }), "maxConcurrency").length, 1);
            });
        }
    });

    describe("deviceLimits and licenseLimits", () => {
        for (const key of ["deviceLimits", "licenseLimits"] as const) {
            it(`${key} may hold numbers as text, as some versions of pulumi config store them`, () => {
                const { settings, problems } = read({ [key]: '{"a":"2","b":0}' });
                assert.deepEqual([settings[key], problems], [{ a: 2, b: 0 }, []]);
            });

            for (const text of ["2", "no json", "[1]", "null", '"a"']) {
                it(`${key} refuses ${text} with the line that sets one`, () => {
                    const result = read({ [key]: text });
                    assert.match(reasons(result, key).join(), new RegExp(`pulumi config set --path 'webex:${key}`));
                    assert.deepEqual(result.settings[key], {});
                });
            }

            for (const value of ["-1", "1.5", '"many"', '""', "null", "true", "{}"]) {
                it(`${key} refuses the number ${value}, naming the id, and keeps the others`, () => {
                    const result = read({ [key]: `{"id-1":${value},"id-2":4}` });
                    assert.match(reasons(result, key).join(), /the limit of id-1 must be a whole number/);
                    assert.deepEqual(result.settings[key], { "id-2": 4 });
                });
            }
        }
    });

    it("lists every problem there is", () => {
        const { problems } = read({ baseUrl: "x", contract: "x", limitGuard: "x", maxRetries: "x", deviceLimits: "x" });
        assert.deepEqual(problems.map(({ key }) => key).sort(), [
            "webex:baseUrl",
            "webex:contract",
            "webex:deviceLimits",
            "webex:limitGuard",
            "webex:maxRetries",
        ]);
    });
});
