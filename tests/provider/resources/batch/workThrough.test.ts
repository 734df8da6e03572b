import assert from "node:assert/strict";
import sinon from "sinon";
import { operationDeadline } from "../../../../provider/client/operation";
import { WebexError } from "../../../../provider/client/webexError";
import {
    describeFailures,
    type EntryTask,
    progress,
    workThrough,
} from "../../../../provider/resources/batch/workThrough";
import type { Surroundings } from "../../../../provider/resources/resource";
import { fakeContract, surroundingsWith } from "../../helpers";

const WHAT = "DeviceBatch";

/** Tasks by name that end when a test says so. */
class Tasks {
    readonly begun: string[] = [];
    private readonly open = new Map<string, { end(): void; fail(error: unknown): void }>();
    readonly all: readonly EntryTask[];

    constructor(keys: readonly string[]) {
        this.all = keys.map((key) => ({
            key,
            work: () =>
                new Promise((resolve, reject) => {
                    this.begun.push(key);
                    this.open.set(key, { end: resolve, fail: reject });
                }),
        }));
    }

    /** Ends a task, and lets begin what waited for it. */
    async end(key: string): Promise<void> {
        this.open.get(key)?.end();
        await turn();
    }

    async fail(key: string, error: unknown): Promise<void> {
        this.open.get(key)?.fail(error);
        await turn();
    }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function refused(status: number): WebexError {
    return new WebexError({ kind: "refused", method: "GET", path: "/devices", status, reason: "answered no" });
}

/** Tasks that fail with what `errors` says, and end at once otherwise. */
function tasksOf(keys: readonly string[], errors: Readonly<Record<string, unknown>> = {}): EntryTask[] {
    return keys.map((key) => ({
        key,
        work: () =>
            Promise.resolve().then(() => {
                // Anything can be thrown, and must not get lost.
                if (key in errors) {
                    throw errors[key] as Error;
                }
            }),
    }));
}

describe("resources/batch", () => {
    const surroundings = (seconds = 600) => surroundingsWith(fakeContract(), { operationTimeoutSeconds: seconds });
    afterEach(() => {
        sinon.restore();
    });

    describe("workThrough", () => {
        it("begins the tasks in the order given, as one after the other ends", async () => {
            const tasks = new Tasks(["a", "b", "c", "d", "e"]);
            const done = workThrough(WHAT, tasks.all, surroundings(), 2);
            assert.deepEqual(tasks.begun, ["a", "b"]);
            await tasks.end("b");
            assert.deepEqual(tasks.begun, ["a", "b", "c"]);
            await tasks.end("c");
            await tasks.end("d");
            assert.deepEqual(tasks.begun, ["a", "b", "c", "d", "e"]);
            await tasks.end("e");
            await tasks.end("a");
            assert.equal((await done).size, 0);
        });

        for (const [count, atOnce, expected] of [
            [20, 3, 3],
            [2, 16, 2],
            [20, Infinity, 20],
            [0, 4, 0],
        ] as const) {
            it(`has ${expected} of ${count} tasks beside each other where ${atOnce} may be`, async () => {
                let [now, most] = [0, 0];
                const tasks = Array.from({ length: count }, (_, at) => ({
                    key: `k${at}`,
                    work: async () => {
                        now += 1;
                        most = Math.max(most, now);
                        await new Promise((resolve) => setImmediate(resolve));
                        now -= 1;
                    },
                }));
                assert.equal((await workThrough(WHAT, tasks, surroundings(), atOnce)).size, 0);
                assert.equal(most, expected);
            });
        }

        it("goes on after a failure, which it tells by the entry's name", async () => {
            const tasks = new Tasks(["a", "b", "c"]);
            const done = workThrough(WHAT, tasks.all, surroundings(), 1);
            await tasks.fail("a", new Error("no such model"));
            await tasks.end("b");
            await tasks.fail("c", "a bare text");
            assert.deepEqual(
                [...(await done)],
                [
                    ["a", "no such model"],
                    ["c", "a bare text"],
                ],
            );
        });

        it("begins nothing more after a 401, and says so of what is left", async () => {
            const tasks = new Tasks(["a", "b", "c", "d", "e"]);
            const done = workThrough(WHAT, tasks.all, surroundings(), 2);
            const error = refused(401);
            await tasks.fail("a", error);
            assert.deepEqual(tasks.begun, ["a", "b"]);
            // What had begun is not cut off.
            await tasks.end("b");
            assert.deepEqual(
                [...(await done)],
                [
                    ["a", error.message],
                    ["c", "was not tried after that"],
                    ["d", "was not tried after that"],
                    ["e", "was not tried after that"],
                ],
            );
        });

        for (const status of [400, 403, 404, 429, 500]) {
            it(`goes on after a ${status}`, async () => {
                const tasks = tasksOf(["a", "b", "c"], { a: refused(status) });
                assert.deepEqual([...(await workThrough(WHAT, tasks, surroundings(), 1)).keys()], ["a"]);
            });
        }

        it("gives each task the time of an operation of its own, from when it begins", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const deadlines: number[] = [];
            const tasks = ["a", "b", "c"].map((key) => ({
                key,
                work: () => {
                    deadlines.push(operationDeadline(1) / 1000);
                    clock.tick(40_000);
                    return Promise.resolve();
                },
            }));
            await workThrough(WHAT, tasks, surroundings(60), 1);
            assert.deepEqual(deadlines, [60, 100, 140]);
        });

        it("hands each task the surroundings, whose log tells its warnings by name and nothing else", async () => {
            const own = surroundings();
            const tasks = ["a", "b"].map((key) => ({
                key,
                work: (given: Surroundings) => {
                    assert.equal(given.contract, own.contract);
                    given.log.info("the device is adopted");
                    given.log.warn("unused codes are there");
                    return Promise.resolve();
                },
            }));
            assert.equal((await workThrough(WHAT, tasks, own, 2)).size, 0);
            assert.deepEqual(own.log.warnings, ["a: unused codes are there", "b: unused codes are there"]);
            assert.deepEqual(own.log.infos, []);
        });

        it("tells how far it is every ten seconds, failures and all", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const own = surroundings();
            const tasks = Array.from({ length: 12 }, (_, at) => ({
                key: `k${at}`,
                work: () => {
                    clock.tick(4000);
                    return at === 0 ? Promise.reject(new Error("no")) : Promise.resolve();
                },
            }));
            await workThrough(WHAT, tasks, own, 1);
            assert.deepEqual(own.log.infos, [
                "DeviceBatch: 3 of 12 done, 0.3 a second, about 36 s left",
                "DeviceBatch: 6 of 12 done, 0.3 a second, about 24 s left",
                "DeviceBatch: 9 of 12 done, 0.3 a second, about 12 s left",
                "DeviceBatch: 12 of 12 done, 0.3 a second, about 0 s left",
            ]);
        });

        it("says nothing of what takes less than ten seconds", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const own = surroundings();
            const tasks = ["a", "b", "c"].map((key) => ({
                key,
                work: () => {
                    clock.tick(3000);
                    return Promise.resolve();
                },
            }));
            await workThrough(WHAT, tasks, own, 1);
            assert.deepEqual(own.log.infos, []);
        });
    });

    describe("progress", () => {
        const rows: [number, number, number, string][] = [
            [250, 1000, 10, "DeviceBatch: 250 of 1000 done, 25.0 a second, about 30 s left"],
            [1, 3, 30, "DeviceBatch: 1 of 3 done, 0.0 a second, about 60 s left"],
            [999, 1000, 40, "DeviceBatch: 999 of 1000 done, 25.0 a second, about 1 s left"],
            [7, 7, 14, "DeviceBatch: 7 of 7 done, 0.5 a second, about 0 s left"],
        ];
        for (const [done, total, seconds, line] of rows) {
            it(`of ${done} of ${total} in ${seconds} s`, () => {
                assert.equal(progress(WHAT, done, total, seconds), line);
            });
        }
    });

    describe("describeFailures", () => {
        it("names each failed entry with its error, those with the same error together and in order", () => {
            const failures = new Map([
                ["lab", "MAC Address is in use."],
                ["home", "The person does not exist."],
                ["desk", "MAC Address is in use."],
            ]);
            assert.equal(
                describeFailures(failures, 10, "the rest follows"),
                [
                    "3 of 10 entries failed; the rest follows",
                    "  desk, lab: MAC Address is in use.",
                    "  home: The person does not exist.",
                ].join("\n"),
            );
        });
    });
});
