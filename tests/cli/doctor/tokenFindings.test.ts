import assert from "node:assert/strict";
import { organizationFindings, type TokenFacts, tokenFinding } from "../../../cli/doctor/tokenFindings";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const HOUR = 3_600_000;

describe("cli/doctor/tokenFindings", () => {
    const token = (facts: Partial<TokenFacts>) =>
        tokenFinding({ account: "person", endsAt: undefined, now: NOW, renewsItself: false, ...facts });

    const kinds: [string, Partial<TokenFacts>, string, RegExp][] = [
        [
            "a personal token",
            { endsAt: NOW + 5 * HOUR },
            "warning",
            /^a person's, probably a personal one .*in 5 hours/,
        ],
        [
            "one in its last minutes",
            { endsAt: NOW + HOUR / 2 },
            "warning",
            /ends in 30 minutes \(2026-01-01 00:30 UTC\)$/,
        ],
        ["one that ended", { endsAt: NOW - HOUR }, "warning", /which ended at 2025-12-31 23:00 UTC$/],
        ["an integration's", { endsAt: NOW + 13 * 24 * HOUR }, "ok", /^a person's, ends in 13 days \(2026-01-14/],
        ["an integration's near its end", { endsAt: NOW + 50 * HOUR }, "warning", /^a person's, ends in 2 days/],
        ["a Service App's", { account: "appuser", endsAt: NOW + 9 * 24 * HOUR }, "ok", /^an application's .*in 9 days/],
        ["a Service App's near its end", { account: "appuser", endsAt: NOW + HOUR }, "warning", /in 60 minutes/],
        [
            "one that renews itself",
            { account: "appuser", endsAt: NOW + HOUR, renewsItself: true },
            "ok",
            /makes the next/,
        ],
        ["a bot's", { account: "bot", endsAt: NOW + 99 * 24 * HOUR }, "problem", /no administrator's scopes/],
        ["one whose end is not told", {}, "unknown", /does not tell when it ends/],
        ["an account that is not told", { account: undefined, endsAt: NOW + 99 * HOUR }, "ok", /does not tell, ends/],
        ["a new kind of account", { account: "robot", endsAt: NOW + 99 * HOUR }, "ok", /^robot, ends in 4 days/],
    ];
    for (const [name, facts, word, text] of kinds) {
        it(`says ${word} of ${name}`, () => {
            const found = token(facts);
            assert.equal(found.word, word);
            assert.match(found.text, text);
            assert.equal(found.remedy === undefined, word === "ok" || word === "unknown");
        });
    }

    it("says nothing of an organisation that Webex does not tell", () => {
        assert.deepEqual(organizationFindings({ own: undefined, configured: undefined, ofStack: ["a"] }), []);
    });

    const organizations: [string, Parameters<typeof organizationFindings>[0], string, RegExp][] = [
        ["the stack's own", { own: "a", configured: undefined, ofStack: ["a"] }, "ok", /^a$/],
        ["another than the stack's", { own: "a", configured: undefined, ofStack: ["b"] }, "problem", /for a, .* in b$/],
        [
            "a partner's customer",
            { own: "p", configured: "a", ofStack: ["a"] },
            "ok",
            /^a \(webex:orgId\), by .* of p$/,
        ],
        ["a partner's wrong customer", { own: "p", configured: "a", ofStack: ["b"] }, "problem", /for a, .* in b$/],
    ];
    for (const [name, facts, word, text] of organizations) {
        it(`says ${word} of ${name} organisation`, () => {
            const [found] = organizationFindings(facts);
            assert.equal(found?.word, word);
            assert.match(found.text, text);
        });
    }
});
