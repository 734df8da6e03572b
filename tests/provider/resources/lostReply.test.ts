import assert from "node:assert/strict";
import sinon, { type SinonFakeTimers } from "sinon";
import { WebexError, type WebexErrorKind } from "../../../provider/client/webexError";
import { mayHaveHappened, sendOnce } from "../../../provider/resources/lostReply";
import { caught, fastForward } from "../helpers";

function failed(kind: WebexErrorKind, status?: number): WebexError {
    return new WebexError({ kind, method: "POST", path: "/devices", status });
}

/** What became of a POST, whether it is looked for, and whether it is sent again where nothing was found. */
const OUTCOMES: [string, Error, { looked: boolean; again: boolean }][] = [
    ["no answer", failed("unanswered"), { looked: true, again: true }],
    ["an answer of status 200 that broke off", failed("unanswered", 200), { looked: true, again: true }],
    ["502", failed("refused", 502), { looked: true, again: true }],
    ["503", failed("refused", 503), { looked: true, again: true }],
    ["504", failed("refused", 504), { looked: true, again: true }],
    ["500", failed("refused", 500), { looked: true, again: false }],
    ["501", failed("refused", 501), { looked: true, again: false }],
    ["505", failed("refused", 505), { looked: true, again: false }],
    ["an answer of status 200 that is no device", failed("notUnderstood", 200), { looked: true, again: false }],
    ...[400, 401, 403, 404, 409, 423, 429, 499].map((status): (typeof OUTCOMES)[number] => [
        String(status),
        failed("refused", status),
        { looked: false, again: false },
    ]),
    ["a redirect", failed("refused", 302), { looked: false, again: false }],
    ["no credential", failed("credential"), { looked: false, again: false }],
    ["an address that gets no token", failed("unsafe"), { looked: false, again: false }],
    ["a bug of ours", new TypeError("a bug"), { looked: false, again: false }],
];

describe("resources/lostReply", () => {
    describe("mayHaveHappened", () => {
        for (const [name, error, { looked }] of OUTCOMES) {
            it(`is ${looked} of ${name}`, () => {
                assert.equal(mayHaveHappened(error), looked);
            });
        }

        it("is false of what is no error at all", () => {
            assert.deepEqual([undefined, "503", { status: 503 }].map(mayHaveHappened), [false, false, false]);
        });
    });

    describe("sendOnce", () => {
        let clock: SinonFakeTimers;
        beforeEach(() => {
            clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        });
        afterEach(() => {
            sinon.restore();
        });

        /** Sends that end so one after another, and looks that find this; the last of each repeats. */
        function attempt(sends: (Error | string)[], looks: (Error | string | undefined)[] = [undefined]) {
            const events: string[] = [];
            const counts: number[] = [];
            const next = <T>(what: string, outcomes: readonly (Error | T)[]): Promise<T> => {
                const index = events.filter((event) => event.startsWith(what)).length;
                events.push(`${what} at ${Date.now()}`);
                const outcome = outcomes[Math.min(index, outcomes.length - 1)] as Error | T;
                return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
            };
            const run = sendOnce<string>(
                (before) => {
                    counts.push(before);
                    return next("send", sends);
                },
                () => next("look", looks),
            );
            return { result: fastForward(clock, run), events, counts };
        }

        it("looks for nothing where the answer came", async () => {
            const { result, events, counts } = attempt(["made"]);
            assert.equal(await result, "made");
            assert.deepEqual([events, counts], [["send at 0"], [0]]);
        });

        for (const [name, error, { looked, again }] of OUTCOMES) {
            it(`after ${name}: ${looked ? "looks" : "does not look"}, ${again ? "sends again" : "does not send again"}`, async () => {
                const { result, events } = attempt([error, "made"]);
                if (again) {
                    assert.equal(await result, "made");
                } else {
                    assert.equal(await caught(result), error);
                }
                assert.deepEqual(events, [
                    "send at 0",
                    ...(looked ? ["look at 0"] : []),
                    ...(again ? ["send at 1000"] : []),
                ]);
            });

            if (looked) {
                it(`after ${name}: takes what the look finds and sends no more`, async () => {
                    const { result, events } = attempt([error, "made twice"], ["found"]);
                    assert.equal(await result, "found");
                    assert.deepEqual(events, ["send at 0", "look at 0"]);
                });
            }
        }

        it("takes whatever the look finds, an empty text too", async () => {
            const { result, events } = attempt([failed("unanswered")], [""]);
            assert.equal(await result, "");
            assert.equal(events.length, 2);
        });

        it("sends three times at the most, a look after each, one second and three seconds apart", async () => {
            const { result, events, counts } = attempt([failed("unanswered")]);
            assert.ok((await caught(result)) instanceof WebexError);
            assert.deepEqual(events, [
                "send at 0",
                "look at 0",
                "send at 1000",
                "look at 1000",
                "send at 4000",
                "look at 4000",
            ]);
            assert.deepEqual(counts, [0, 1, 2]);
        });

        it("finds what the last one made", async () => {
            const { result, events } = attempt([failed("refused", 503)], [undefined, undefined, "found"]);
            assert.equal(await result, "found");
            assert.equal(events.length, 6);
        });

        it("ends with the error of the last one", async () => {
            const errors = [failed("unanswered"), failed("refused", 502), failed("refused", 503)];
            assert.equal(await caught(attempt(errors).result), errors[2]);
        });

        it("ends with a refusal that comes later", async () => {
            const refusal = failed("refused", 409);
            const { result, events } = attempt([failed("unanswered"), refusal]);
            assert.equal(await caught(result), refusal);
            assert.deepEqual(events, ["send at 0", "look at 0", "send at 1000"]);
        });

        it("does not send again unread: where the look fails, its error is the end", async () => {
            const error = new Error("the list was refused");
            const { result, events } = attempt([failed("unanswered"), "made twice"], [error]);
            assert.equal(await caught(result), error);
            assert.deepEqual(events, ["send at 0", "look at 0"]);
        });

        it("nor where a later look fails", async () => {
            const error = failed("refused", 503);
            const { result, events } = attempt([failed("unanswered")], [undefined, error]);
            assert.equal(await caught(result), error);
            assert.deepEqual(events, ["send at 0", "look at 0", "send at 1000", "look at 1000"]);
        });

        it("passes on what was thrown before anything was sent", async () => {
            const thrown = sendOnce(
                () => {
                    throw new TypeError("a bug");
                },
                () => Promise.reject(new Error("not to be looked for")),
            );
            assert.ok((await caught(thrown)) instanceof TypeError);
        });
    });
});
