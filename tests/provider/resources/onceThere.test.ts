import assert from "node:assert/strict";
import sinon from "sinon";
import { WebexError } from "../../../provider/client/webexError";
import { onceThere } from "../../../provider/resources/onceThere";
import { caught } from "../helpers";

function answered(status: number): WebexError {
    return new WebexError({ kind: "refused", method: "PATCH", path: "/devices/d", status });
}

describe("resources/onceThere", () => {
    let clock: sinon.SinonFakeTimers;

    beforeEach(() => {
        clock = sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "Date"] });
    });

    afterEach(() => {
        clock.restore();
    });

    it("does it at once where the device is there", async () => {
        assert.equal(await onceThere(() => Promise.resolve("done")), "done");
        assert.equal(clock.now, 0);
    });

    it("tries again after each 404, after 1, 2 and 3 seconds", async () => {
        const times: number[] = [];
        const run = onceThere(() => {
            times.push(clock.now / 1000);
            return times.length < 4 ? Promise.reject(answered(404)) : Promise.resolve("done");
        });
        await clock.runAllAsync();
        assert.equal(await run, "done");
        assert.deepEqual(times, [0, 1, 3, 6]);
    });

    it("believes a 404 after 20 seconds", async () => {
        let tries = 0;
        const run = caught(
            onceThere(() => {
                tries += 1;
                return Promise.reject(answered(404));
            }),
        );
        await clock.runAllAsync();
        assert.match((await run).message, /answered 404/);
        assert.deepEqual([tries, clock.now], [6, 20_000]);
    });

    for (const error of [answered(400), answered(500), new Error("no answer of Webex's")]) {
        it(`passes on at once: ${error.message}`, async () => {
            assert.equal(await caught(onceThere(() => Promise.reject(error))), error);
            assert.equal(clock.now, 0);
        });
    }
});
