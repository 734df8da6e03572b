import assert from "node:assert/strict";
import {
    type Attempt,
    decideRetry,
    type Method,
    type Outcome,
    parseRetryAfter,
} from "../../../provider/client/requestPolicy";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function attempt(changes: Partial<Attempt> = {}): Attempt {
    return {
        method: "GET",
        outcome: 503,
        retryAfter: undefined,
        backoffs: 0,
        maxRetries: 5,
        now: NOW,
        random: 0.5,
        ...changes,
    };
}

describe("client/requestPolicy", () => {
    describe("which requests are sent again", () => {
        const repeatable: readonly Method[] = ["GET", "PUT", "PATCH", "DELETE"];
        const none: readonly Method[] = [];
        const rows: [Outcome, readonly Method[]][] = [
            [429, METHODS],
            [423, METHODS],
            [502, repeatable],
            [503, repeatable],
            [504, repeatable],
            ["unanswered", repeatable],
            ["unreachable", none],
            [200, none],
            [204, none],
            [302, none],
            [400, none],
            [401, none],
            [403, none],
            [404, none],
            [405, none],
            [408, none],
            [409, none],
            [410, none],
            [415, none],
            [428, none],
            [451, none],
            [500, none],
            [501, none],
        ];
        for (const [outcome, again] of rows) {
            it(`after ${outcome}: ${again.length === 0 ? "none" : again.join(", ")}`, () => {
                assert.deepEqual(
                    METHODS.filter((method) => decideRetry(attempt({ outcome, method })).again),
                    again,
                );
            });
        }
    });

    it("says nothing of a wait where nothing is sent again", () => {
        assert.deepEqual(decideRetry(attempt({ outcome: 500 })), { again: false });
    });

    it("waits for the whole process after 429 and 423, for the one request otherwise", () => {
        const waitAfter = (outcome: Outcome) => {
            const decision = decideRetry(attempt({ outcome }));
            return decision.again ? decision.wait : undefined;
        };
        assert.deepEqual(([429, 423, 502, 503, 504, "unanswered"] as const).map(waitAfter), [
            "pause",
            "pause",
            "backoff",
            "backoff",
            "backoff",
            "backoff",
        ]);
    });

    it("doubles the longest backoff from half a second up to 30 seconds", () => {
        const seconds = [0, 1, 2, 3, 4, 5, 6, 7, 12].map((backoffs) => {
            const decision = decideRetry(attempt({ backoffs, maxRetries: 20, random: 1 }));
            return decision.again ? decision.seconds : undefined;
        });
        assert.deepEqual(seconds, [0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
    });

    it("draws the backoff from the whole range below its longest", () => {
        const seconds = [0, 0.25, 0.5].map((random) => {
            const decision = decideRetry(attempt({ backoffs: 3, random }));
            return decision.again ? decision.seconds : undefined;
        });
        assert.deepEqual(seconds, [0, 1, 2]);
    });

    it("gives up after webex:maxRetries backoffs", () => {
        assert.equal(decideRetry(attempt({ backoffs: 4 })).again, true);
        assert.deepEqual(decideRetry(attempt({ backoffs: 5 })), { again: false });
        assert.deepEqual(decideRetry(attempt({ backoffs: 0, maxRetries: 0 })), { again: false });
    });

    it("does not count a pause against webex:maxRetries", () => {
        assert.equal(decideRetry(attempt({ outcome: 429, backoffs: 5, maxRetries: 5 })).again, true);
        assert.equal(decideRetry(attempt({ outcome: 423, maxRetries: 0 })).again, true);
    });

    it("ignores Retry-After where a backoff is due", () => {
        assert.deepEqual(decideRetry(attempt({ outcome: 503, retryAfter: "600", random: 0 })), {
            again: true,
            wait: "backoff",
            seconds: 0,
        });
    });

    it("pauses as long as Retry-After says", () => {
        assert.deepEqual(decideRetry(attempt({ outcome: 429, retryAfter: "17" })), {
            again: true,
            wait: "pause",
            seconds: 17,
        });
    });

    it("pauses a second where Retry-After says less, so that no API is asked without a breath", () => {
        for (const retryAfter of ["0", "0.25", "Sun, 01 Mar 2026 11:59:00 GMT"]) {
            assert.deepEqual(decideRetry(attempt({ outcome: 429, retryAfter })), {
                again: true,
                wait: "pause",
                seconds: 1,
            });
        }
    });

    for (const retryAfter of [undefined, "", "soon", "-5", "NaN", "Infinity", "1e3"]) {
        it(`pauses 5 seconds where Retry-After is ${retryAfter === undefined ? "missing" : `"${retryAfter}"`}`, () => {
            assert.deepEqual(decideRetry(attempt({ outcome: 429, retryAfter })), {
                again: true,
                wait: "pause",
                seconds: 5,
            });
        });
    }

    describe("parseRetryAfter", () => {
        const rows: [string | undefined, number | undefined][] = [
            ["0", 0],
            ["7", 7],
            [" 7 ", 7],
            ["1.5", 1.5],
            ["1.25", 1.25],
            ["Sun, 01 Mar 2026 12:00:30 GMT", 30],
            ["Sunday, 01-Mar-26 12:01:00 GMT", 60],
            ["Sun 01 Mar 2026 12:00:30 GMT", 30],
            ["Sun, 01 Mar 2026 11:59:00 GMT", 0],
            [undefined, undefined],
            ["", undefined],
            ["-1", undefined],
            ["+3", undefined],
            ["1e3", undefined],
            ["0x10", undefined],
            ["abc 1", undefined],
            ["at Sun, 01 Mar 2026 12:00:30 GMT", undefined],
            ["Monday", undefined],
            ["Mon, not a date", undefined],
            ["2026-03-01T12:00:30Z", undefined],
        ];
        for (const [text, seconds] of rows) {
            it(`reads ${text === undefined ? "a missing header" : `"${text}"`} as ${seconds ?? "nonsense"}`, () => {
                assert.equal(parseRetryAfter(text, NOW), seconds);
            });
        }

        it("reads a date without a zone as GMT, wherever the machine is", () => {
            const zone = process.env.TZ;
            process.env.TZ = "America/New_York";
            try {
                assert.equal(parseRetryAfter("Sun Mar  1 12:00:30 2026", NOW), 30);
            } finally {
                if (zone === undefined) {
                    delete process.env.TZ;
                } else {
                    process.env.TZ = zone;
                }
            }
        });
    });
});
