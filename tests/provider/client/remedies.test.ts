import assert from "node:assert/strict";
import { remedyFor, scopeFor } from "../../../provider/client/remedies";
import type { WebexErrorDetails } from "../../../provider/client/webexError";

function refused(status: number, method: string, path: string, webexMessage?: string): WebexErrorDetails {
    return { kind: "refused", status, method, path, webexMessage };
}

describe("client/remedies", () => {
    const scopes: [string, string, RegExp | undefined][] = [
        ["GET", "/devices", /^spark-admin:devices_read$/],
        ["GET", "/devices/x", /^spark-admin:devices_read$/],
        ["POST", "/devices", /^spark-admin:devices_write$/],
        ["PUT", "/devices/x", /^spark-admin:devices_write$/],
        ["PATCH", "/devices/x", /^spark-admin:devices_write$/],
        ["DELETE", "/devices/x", /^spark-admin:devices_write$/],
        ["POST", "/devices/activationCode", /identity:placeonetimepassword_create.*identity:one_time_password/],
        ["GET", "/deviceConfigurations", /^spark-admin:devices_read$/],
        ["PATCH", "/deviceConfigurations", /^spark-admin:devices_write$/],
        ["GET", "/telephony/config/people/x/devices/count", /^spark-admin:telephony_config_read$/],
        ["PUT", "/telephony/config/devices/x", /^spark-admin:telephony_config_write$/],
        ["GET", "/people/x", /^spark-admin:people_read$/],
        ["GET", "/licenses", /^spark-admin:licenses_read$/],
        ["GET", "/workspaces/x", /^spark-admin:workspaces_read$/],
        ["POST", "/workspaces", /^spark-admin:workspaces_write$/],
        ["PUT", "/workspaces/x", /^spark-admin:workspaces_write$/],
        ["DELETE", "/workspaces/x", /^spark-admin:workspaces_write$/],
        ["GET", "/locations", /^spark-admin:locations_read$/],
        ["POST", "/access_token", undefined],
    ];
    for (const [method, path, scope] of scopes) {
        it(`${scope === undefined ? "knows no scope" : "names the scope"} for ${method} ${path}`, () => {
            if (scope === undefined) {
                assert.equal(scopeFor(method, path), undefined);
            } else {
                assert.match(scopeFor(method, path) ?? "", scope);
            }
        });
    }

    const remedies: [string, WebexErrorDetails, RegExp | undefined][] = [
        ["401 names the token's setting", refused(401, "GET", "/devices"), /webex:accessToken.*WEBEX_ACCESS_TOKEN/],
        ["403 names the scope", refused(403, "GET", "/licenses"), /spark-admin:licenses_read/],
        ["403 of another route names the role", refused(403, "GET", "/elsewhere"), /administrator role/],
        ["405 names the contract", refused(405, "PUT", "/devices/x"), /webex:contract/],
        ["404 of the list names the contract", refused(404, "GET", "/devices"), /webex:contract/],
        ["404 of a create names the contract", refused(404, "POST", "/devices"), /webex:contract/],
        ["404 of a code names the contract", refused(404, "POST", "/devices/activationCode"), /webex:contract/],
        ["404 of a new workspace names the contract", refused(404, "POST", "/workspaces"), /webex:contract/],
        [
            "404 of a write names refresh and the contract",
            refused(404, "PATCH", "/devices/x"),
            /refresh.*webex:contract/,
        ],
        ["404 of one device has none", refused(404, "GET", "/devices/x"), undefined],
        ["400 of a create names the contract", refused(400, "POST", "/devices"), /webex:contract/],
        ["400 of another route has none", refused(400, "PATCH", "/devices/x"), undefined],
        [
            "a full person's 400 names the limit, not the contract",
            refused(400, "POST", "/devices", "Phones cannot be added to this user"),
            /as many devices as the licence allows/,
        ],
        [
            "401 names where the token came from",
            { ...refused(401, "GET", "/devices"), credentialSource: "WEBEX_TOKEN" },
            /^The access token from WEBEX_TOKEN is refused.* Set a fresh one in the same place, or use a Service App$/,
        ],
        [
            "405 for want of a licence names the licence",
            { ...refused(405, "PUT", "/telephony/config/workspaces/x/numbers"), errorCodes: [25409] },
            /^The owner needs a Professional calling licence/,
        ],
        ...[400, 403].map((status): [string, WebexErrorDetails, RegExp] => [
            `${status} for a MAC address in use names the search for it`,
            { ...refused(status, "POST", "/devices"), errorCodes: [5675] },
            /^Another device has this MAC address.*getDevices\(\{ mac \}\)/,
        ]),
        ...["[Error 5675] MAC Address is in use", "MAC Address 52EAD324FD21 is already in use"].map(
            (words): [string, WebexErrorDetails, RegExp] => [
                `"${words}" names the search for it`,
                refused(403, "POST", "/devices", words),
                /getDevices/,
            ],
        ),
        [
            "400 about a model names the list of models",
            refused(400, "POST", "/devices", "Invalid model DMS Cisco 1"),
            /^GET \/telephony\/config\/supportedDevices lists the models/,
        ],
        [
            "400 about the model of a code does so, too",
            refused(400, "POST", "/devices/activationCode", "Model not supported"),
            /supportedDevices/,
        ],
        ["400 of a list about a model does not", refused(400, "GET", "/devices", "model?"), /webex:contract/],
        ["400 of a tag about a model has none", refused(400, "PATCH", "/devices/x", "model?"), undefined],
        [
            "400 for want of a MAC address tells what Cisco's API registers, and names the contract",
            refused(400, "POST", "/devices", "Valid device mac is required"),
            /^Cisco's API registers phones by their MAC address only.*DeviceActivation.*webex:contract/,
        ],
        ...(["The workspace does not exist.", "Person was not found"] as const).map(
            (words): [string, WebexErrorDetails, RegExp] => [
                `"${words}" names the owner, and no contract`,
                refused(400, "POST", "/devices", words),
                /^The token's organisation has no such owner: see personId or workspaceId(?!.*webex:contract)/,
            ],
        ),
        [
            "a 400 of a create by cisco has none: the look for the MAC address went well",
            { ...refused(400, "POST", "/devices", "No"), contract: "cisco" },
            undefined,
        ],
        [
            "a 400 of a list by cisco names the contract, away from Cisco's address",
            { ...refused(400, "GET", "/devices", "No"), contract: "cisco", isAtWebex: false },
            /webex:contract/,
        ],
        ...[
            refused(400, "GET", "/devices"),
            refused(400, "POST", "/devices"),
            refused(404, "POST", "/devices/activationCode"),
            refused(405, "PUT", "/devices/x"),
        ].flatMap((details): [string, WebexErrorDetails, RegExp | undefined][] => [
            [
                `${details.status ?? ""} of ${details.method} ${details.path} by cisco at Cisco's address has none`,
                { ...details, contract: "cisco", isAtWebex: true },
                undefined,
            ],
            [
                `${details.status ?? ""} of ${details.method} ${details.path} by crud at Cisco's address names the contract`,
                { ...details, contract: "crud", isAtWebex: true },
                /webex:contract/,
            ],
        ]),
        [
            "404 of a write by cisco at Cisco's address names refresh only",
            { ...refused(404, "PATCH", "/devices/x"), contract: "cisco", isAtWebex: true },
            /^Probably it was removed outside Pulumi \(`pulumi refresh`(?!.*webex:contract)/,
        ],
        ["451 names the address", refused(451, "GET", "/devices"), /webex:baseUrl/],
        ["500 has none", refused(500, "GET", "/devices"), undefined],
        [
            "an answer that is none of Webex names the address and the proxy",
            { kind: "notUnderstood", method: "GET", path: "/devices", status: 200 },
            /webex:baseUrl and HTTPS_PROXY/,
        ],
        ["no answer has none", { kind: "unanswered", method: "GET", path: "/devices" }, undefined],
    ];
    for (const [name, details, advice] of remedies) {
        it(name, () => {
            const remedy = remedyFor(details);
            if (advice === undefined) {
                assert.equal(remedy, undefined);
            } else {
                assert.match(remedy ?? "", advice);
            }
        });
    }
});
