import assert from "node:assert/strict";
import sinon from "sinon";
import { Gate } from "../../../provider/client/gate";

/** A task that ends when it is told to. */
function task() {
    let end: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
        end = resolve;
    });
    const state = { started: false };
    const run = async () => {
        state.started = true;
        await done;
    };
    return { run, end, state };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("client/gate", () => {
    afterEach(() => {
        sinon.restore();
    });

    it("lets so many through at once and the next one when a place is free", async () => {
        const gate = new Gate(2);
        const tasks = [task(), task(), task()];
        const passed = tasks.map(({ run }) => gate.pass(run));
        await turn();
        assert.deepEqual(
            tasks.map(({ state }) => state.started),
            [true, true, false],
        );
        tasks[0]?.end();
        await turn();
        assert.equal(tasks[2]?.state.started, true);
        for (const { end } of tasks) {
            end();
        }
        await Promise.all(passed);
    });

    it("serves those who wait in the order they came", async () => {
        const gate = new Gate(1);
        const order: number[] = [];
        await Promise.all(
            [1, 2, 3, 4].map((number) =>
                gate.pass(async () => {
                    await turn();
                    order.push(number);
                }),
            ),
        );
        assert.deepEqual(order, [1, 2, 3, 4]);
    });

    it("frees the place of a task that fails, and passes its error on", async () => {
        const gate = new Gate(1);
        await assert.rejects(
            gate.pass(() => Promise.reject(new Error("this one"))),
            /this one/,
        );
        assert.equal(await gate.pass(() => Promise.resolve("next")), "next");
    });

    it("lets nothing out before the time it is closed until", async () => {
        const clock = sinon.useFakeTimers({ now: 1_000, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(3);
        gate.closeUntil(6_000);
        const times: number[] = [];
        const all = Promise.all(
            [1, 2].map(() =>
                gate.pass(() => {
                    times.push(Date.now());
                    return Promise.resolve();
                }),
            ),
        );
        await clock.tickAsync(4_999);
        assert.deepEqual(times, []);
        await clock.tickAsync(1);
        await all;
        assert.deepEqual(times, [6_000, 6_000]);
    });

    it("goes on waiting when the time moves on meanwhile", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(1);
        gate.closeUntil(1_000);
        let at: number | undefined;
        const passed = gate.pass(() => {
            at = Date.now();
            return Promise.resolve();
        });
        await clock.tickAsync(500);
        gate.closeUntil(3_000);
        await clock.tickAsync(600);
        assert.equal(at, undefined);
        await clock.tickAsync(2_000);
        await passed;
        assert.equal(at, 3_000);
    });

    it("does not run a task that would have to wait beyond its deadline, and frees its place", async () => {
        sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(1);
        gate.closeUntil(5_000);
        let ran = false;
        const run = () => {
            ran = true;
            return Promise.resolve();
        };
        assert.equal(await gate.pass(run, 4_999), "closed");
        assert.equal(await gate.pass(run, 4_999), "closed");
        assert.equal(ran, false);
    });

    it("runs a task at the very end of its time, and tells what it answered", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(1);
        gate.closeUntil(5_000);
        const passed = gate.pass(() => Promise.resolve(Date.now()), 5_000);
        await clock.tickAsync(5_000);
        assert.equal(await passed, 5_000);
    });

    it("does not run a task when the time moves beyond its deadline while it waits", async () => {
        const clock = sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(1);
        gate.closeUntil(1_000);
        let ran = 0;
        const run = () => {
            ran += 1;
            return Promise.resolve("ran");
        };
        const passed = [gate.pass(run, 2_000), gate.pass(run, 2_000), gate.pass(run, 3_000)];
        await clock.tickAsync(500);
        gate.closeUntil(3_000);
        await clock.tickAsync(500);
        assert.deepEqual(await Promise.all(passed.slice(0, 2)), ["closed", "closed"]);
        assert.equal(ran, 0);
        await clock.tickAsync(2_000);
        assert.equal(await passed[2], "ran");
    });

    it("does not run a task that waited for a place until the gate was closed for too long", async () => {
        sinon.useFakeTimers({ now: 0, toFake: ["Date", "setTimeout", "clearTimeout"] });
        const gate = new Gate(1);
        const first = task();
        const passed = gate.pass(first.run);
        const second = task();
        const waiting = gate.pass(second.run, 4_000);
        await turn();
        gate.closeUntil(5_000);
        first.end();
        await passed;
        assert.equal(await waiting, "closed");
        assert.equal(second.state.started, false);
    });

    it("is not opened by an earlier time", () => {
        const gate = new Gate(1);
        gate.closeUntil(5_000);
        gate.closeUntil(2_000);
        assert.equal(gate.opens, 5_000);
    });
});
