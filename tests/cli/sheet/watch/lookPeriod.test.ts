import assert from "node:assert/strict";
import { lookPeriod, nextPeriod, requestsOf } from "../../../../cli/sheet/watch/lookPeriod";

describe("cli/sheet/watch/lookPeriod", () => {
    it("counts a request for each of a few owners, and pages of the list for many", () => {
        assert.deepEqual(
            [requestsOf(3, 10_000), requestsOf(6, 50), requestsOf(40, 250), requestsOf(40, 10_000)],
            [3, 6, 9, 40],
        );
    });

    it("sends twenty requests a minute at most", () => {
        assert.deepEqual(lookPeriod(1), { shortest: 10, longest: 60 });
        assert.deepEqual(lookPeriod(9), { shortest: 27, longest: 60 });
        assert.deepEqual(lookPeriod(40), { shortest: 120, longest: 120 });
    });

    it("waits longer while nothing changes, and not after a change", () => {
        const period = { shortest: 10, longest: 60 };
        const waits = [10];
        for (const hasChanged of [false, false, false, false, false, false, true]) {
            waits.push(nextPeriod(waits.at(-1) ?? 0, hasChanged, period));
        }
        assert.deepEqual(waits, [10, 15, 23, 35, 53, 60, 60, 10]);
    });
});
