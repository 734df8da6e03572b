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
import type { Context } from "../../../../provider/resources/resource";
import { contextWith, fakeContract } from "../../helpers";

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

describe("resources/batch/workThrough", () => {
    /** The context of `DeviceBatch "phones"`. */
    const contextOf = (seconds = 600) => ({
        ...contextWith(fakeContract(), { operationTimeoutSeconds: seconds }),
        self: { key: "DeviceBatch phones", label: 'DeviceBatch "phones"' },
    });
    afterEach(() => {
        sinon.restore();
    });

    describe("workThrough", () => {
        it("begins the tasks in the order given, as one after the other ends", async () => {
            const tasks = new Tasks(["a", "b", "c", "d", "e"]);
            const done = workThrough(tasks.all, contextOf(), 2);
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
                assert.equal((await workThrough(tasks, contextOf(), atOnce)).size, 0);
                assert.equal(most, expected);
            });
        }

        it("goes on after a failure, which it tells by the entry's name", async () => {
            const tasks = new Tasks(["a", "b", "c"]);
            const done = workThrough(tasks.all, contextOf(), 1);
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
            const done = workThrough(tasks.all, contextOf(), 2);
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
                assert.deepEqual([...(await workThrough(tasks, contextOf(), 1)).keys()], ["a"]);
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
            await workThrough(tasks, contextOf(60), 1);
            assert.deepEqual(deadlines, [60, 100, 140]);
        });

        it("hands each task a context that speaks for its entry, and whose log tells warnings only", async () => {
            const own = contextOf();
            const tasks = ["a", "b"].map((key) => ({
                key,
                work: (given: Context) => {
                    assert.deepEqual([given.contract, given.run], [own.contract, own.run]);
                    assert.deepEqual(given.self, {
                        key: `DeviceBatch phones[${key}]`,
                        label: `DeviceBatch "phones", entry "${key}"`,
                    });
                    given.log.info("the device is adopted");
                    given.log.warn("unused codes are there");
                    return Promise.resolve();
                },
            }));
            assert.equal((await workThrough(tasks, own, 2)).size, 0);
            assert.deepEqual(own.log.warnings, ["a: unused codes are there", "b: unused codes are there"]);
            assert.deepEqual(own.log.infos, []);
        });

        it("says once for all what many entries warn of, behind a few that say it each", async () => {
            const own = contextOf();
            const tasks = Array.from({ length: 6 }, (_, at) => ({
                key: `r${at}`,
                work: (given: Context) => {
                    given.log.warn(`${given.self.label}: the workspace Y2lzY29zcGFyazovL3VzL1BMQUNFL${at} is there`);
                    if (at === 5) {
                        given.log.warn("something else");
                    }
                    return Promise.resolve();
                },
            }));
            await workThrough(tasks, own, 1);
            assert.deepEqual(own.log.warnings, [
                ...[0, 1, 2].map(
                    (at) =>
                        `r${at}: DeviceBatch "phones", entry "r${at}": the workspace Y2lzY29zcGFyazovL3VzL1BMQUNFL${at} is there`,
                ),
                "r5: something else",
                'r3, r4, r5: DeviceBatch "phones", the entry: the workspace … is there',
            ]);
        });

        it("tells how far it is every ten seconds, failures and all", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const own = contextOf();
            const tasks = Array.from({ length: 12 }, (_, at) => ({
                key: `k${at}`,
                work: () => {
                    clock.tick(4000);
                    return at === 0 ? Promise.reject(new Error("no")) : Promise.resolve();
                },
            }));
            await workThrough(tasks, own, 1);
            assert.deepEqual(own.log.infos, [
                'DeviceBatch "phones": 3 of 12 done, 0.3 a second, about 36 s left',
                'DeviceBatch "phones": 6 of 12 done, 0.3 a second, about 24 s left',
                'DeviceBatch "phones": 9 of 12 done, 0.3 a second, about 12 s left',
                'DeviceBatch "phones": 12 of 12 done, 0.3 a second, about 0 s left',
            ]);
        });

        it("says nothing of what takes less than ten seconds", async () => {
            const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date"] });
            const own = contextOf();
            const tasks = ["a", "b", "c"].map((key) => ({
                key,
                work: () => {
                    clock.tick(3000);
                    return Promise.resolve();
                },
            }));
            await workThrough(tasks, own, 1);
            assert.deepEqual(own.log.infos, []);
        });
    });

    describe("progress", () => {
        const rows: [number, number, number, string][] = [
            [250, 1000, 10, 'DeviceBatch "phones": 250 of 1000 done, 25.0 a second, about 30 s left'],
            [1, 3, 30, 'DeviceBatch "phones": 1 of 3 done, 0.0 a second, about 60 s left'],
            [999, 1000, 40, 'DeviceBatch "phones": 999 of 1000 done, 25.0 a second, about 1 s left'],
            [7, 7, 14, 'DeviceBatch "phones": 7 of 7 done, 0.5 a second, about 0 s left'],
        ];
        for (const [done, total, seconds, line] of rows) {
            it(`of ${done} of ${total} in ${seconds} s`, () => {
                assert.equal(progress('DeviceBatch "phones"', done, total, seconds), line);
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

        const tracked = (at: number) =>
            `POST /devices answered 400: MAC Address is in use. Tracking id ROUTER_${at}-X.`;

        it("puts together errors that differ in tracking ids, ids and MAC addresses only", () => {
            const id = (at: number) => Buffer.from(`ciscospark://us/DEVICE/${at}-0b7e2c1a`).toString("base64");
            const pairs: [string, string, string][] = [
                [tracked(1), tracked(2), "POST /devices answered 400: MAC Address is in use."],
                [`device ${id(1)} is locked`, `device ${id(2)} is locked`, "device … is locked"],
                ["the MAC address 02AB00000001 is taken", "the MAC address 02AB00000002 is taken", "… is taken"],
            ];
            const named = (key: string) => `DeviceBatch "phones", entry "${key}" is in organisation A`;
            pairs.push([named("a"), named("b"), 'DeviceBatch "phones", the entry is in organisation A']);
            for (const [a, b, common] of pairs) {
                const lines = describeFailures(new Map(Object.entries({ b, a })), 2, "the rest follows").split("\n");
                assert.equal(lines.length, 2, lines.join("\n"));
                assert.ok(lines[1]?.startsWith("  a, b: ") && lines[1].endsWith(common), lines[1]);
            }
        });

        it("keeps what errors have in common, e.g. the organisations that they name", () => {
            const org = Buffer.from("ciscospark://us/ORGANIZATION/0b7e2c1a").toString("base64");
            const reason = (at: number) => `device ${"d".repeat(30)}${at} is in ${org}. Tracking id T_7.`;
            const same = new Map([1, 2, 3].map((at) => [`e${at}`, reason(at)]));
            const [, line] = describeFailures(same, 3, "go on").split("\n");
            assert.equal(line, `  e1, e2, e3: device … is in ${org}. Tracking id T_7.`);
        });

        it("keeps tracking id and ids of an error that one entry has alone", () => {
            const failures = new Map([["a", tracked(1)]]);
            assert.equal(describeFailures(failures, 3, "go on"), `1 of 3 entries failed; go on\n  a: ${tracked(1)}`);
        });

        it("keeps errors apart that say something else", () => {
            const failures = new Map([
                ["a", tracked(1)],
                ["b", tracked(1).replace("400", "403")],
            ]);
            assert.equal(describeFailures(failures, 2, "go on").split("\n").length, 3);
        });

        it("makes a short message of 499 failures, whatever they say", () => {
            const long = "a word of a long answer ".repeat(400);
            const kinds: ((at: number) => string)[] = [
                tracked,
                (at) => `${long}Tracking id T_${at}`,
                (at) => `entry number ${at} is wrong in a way of its own: ${long}`,
            ];
            for (const kind of kinds) {
                const failures = new Map(Array.from({ length: 499 }, (_, at) => [`phone-${at}`, kind(at)]));
                const text = describeFailures(failures, 500, "the rest follows");
                assert.match(text, /^499 of 500 entries failed; the rest follows\n/);
                assert.ok(text.length < 14_000, String(text.length));
            }
            const same = new Map(Array.from({ length: 499 }, (_, at) => [`phone-${at}`, tracked(at)]));
            const text = describeFailures(same, 500, "the rest follows");
            assert.match(text, / and 449 more: POST \/devices answered 400: MAC Address is in use\.$/);
            assert.ok(text.length < 700, String(text.length));
        });

        it("tells twenty different errors and how many more there are", () => {
            const failures = new Map(Array.from({ length: 23 }, (_, at) => [`e${at + 10}`, `no. ${"x".repeat(at)}`]));
            const lines = describeFailures(failures, 23, "go on").split("\n");
            assert.equal(lines.length, 1 + 20 + 1);
            assert.equal(lines.at(-1), "  and 3 more that say something else");
        });

        it("clips an error of more than 600 characters", () => {
            for (const [length, shown] of [
                [600, "x".repeat(600)],
                [601, `${"x".repeat(600)} …`],
            ] as const) {
                const text = describeFailures(new Map([["a", "x".repeat(length)]]), 1, "go on");
                assert.equal(text, `1 of 1 entries failed; go on\n  a: ${shown}`);
            }
        });
    });
});
