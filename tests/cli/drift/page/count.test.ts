import assert from "node:assert/strict";
import { counted, inWords, minuteOf } from "../../../../cli/drift/page/count";

describe("cli/drift/page/count", () => {
    it("counts in words", () => {
        assert.deepEqual(
            [counted(0, "finding"), counted(1, "finding"), counted(1204, "person", "people"), inWords(12_000)],
            ["0 findings", "1 finding", "1,204 people", "12,000"],
        );
    });

    it("writes a moment to the minute, in UTC, and keeps what is none", () => {
        assert.equal(minuteOf("2026-08-04T12:15:59+02:00"), "2026-08-04 10:15 UTC");
        assert.equal(minuteOf("yesterday"), "yesterday");
    });
});
