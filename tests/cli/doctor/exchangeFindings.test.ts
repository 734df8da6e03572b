import assert from "node:assert/strict";
import type { Exchange } from "../../../cli/asking/asker";
import { clockFindings, rateFinding } from "../../../cli/doctor/exchangeFindings";

function exchange(status: number, headers: Record<string, string> = {}, clockLeadMs?: number): Exchange {
    return { path: "/devices", status, clockLeadMs, header: (name) => headers[name] };
}

describe("cli/doctor/exchangeFindings", () => {
    it("passes answers that nobody held back", () => {
        assert.deepEqual(rateFinding([exchange(200), exchange(403)]), {
            topic: "rate",
            word: "ok",
            text: "2 requests, none held back; Webex tells no limits",
        });
    });

    it("warns of requests that were held back, and tells the limits of the last answers", () => {
        const found = rateFinding([
            exchange(200, { "x-ratelimit-remaining": "9", "ratelimit-policy": "300;w=60" }),
            exchange(429, { "retry-after": "5" }),
            exchange(429),
            exchange(200, { "x-ratelimit-remaining": "8" }),
        ]);
        assert.equal(found.word, "warning");
        assert.equal(
            found.text,
            "4 requests, 2 held back with 429 (Retry-After 5 s, ? s); Webex tells ratelimit-policy: 300;w=60, " +
                "x-ratelimit-remaining: 8",
        );
    });

    const clocks: [number[], string, string][] = [
        [[-400, -900], "ok", "within 1 s of Webex's"],
        [[-30_500, -29_900], "ok", "within 29 s of Webex's"],
        [[90_000], "warning", "91 s behind Webex's"],
        [[-3_600_500], "warning", "3600 s ahead of Webex's"],
    ];
    for (const [leads, word, text] of clocks) {
        it(`says "${text}" of a clock that answers are ${leads.join(" and ")} ms ahead of`, () => {
            const [found] = clockFindings(leads.map((lead) => exchange(200, {}, lead)));
            assert.deepEqual([found?.word, found?.text], [word, text]);
        });
    }

    it("says nothing of the clock where no answer told the time", () => {
        assert.deepEqual(clockFindings([exchange(200)]), []);
    });
});
