import assert from "node:assert/strict";
import { endWords, originOf } from "../../../cli/sheet/sheetDocument";
import { sheetOf } from "./samples";

describe("cli/sheet/sheetDocument", () => {
    it("says of which stacks a sheet is, and when it was made", () => {
        const sheet = sheetOf([]);
        assert.equal(originOf(sheet), "Stack offices/dev, made Tue 4 Aug 2026, 12:15, Europe/Oslo");
        assert.match(originOf({ ...sheet, stacks: ["a/b", "c/d"] }), /^Stacks a\/b, c\/d, made/);
    });

    it("names the zone of a code's end", () => {
        const ends = { text: "Mon 7 Sep 2026, 14:00", zone: "Asia/Tokyo" };
        assert.equal(endWords(ends), "good until Mon 7 Sep 2026, 14:00, Asia/Tokyo");
    });
});
