import assert from "node:assert/strict";
import { localTime } from "../../../cli/sheet/localTime";

describe("cli/sheet/localTime", () => {
    const moment = new Date("2026-09-07T22:05:59Z");

    it("tells a moment by the clock of a place", () => {
        assert.deepEqual(localTime(moment, "Europe/Oslo"), { text: "Tue 8 Sep 2026, 00:05", zone: "Europe/Oslo" });
        assert.deepEqual(localTime(moment, "America/New_York").text, "Mon 7 Sep 2026, 18:05");
    });

    it("knows when clocks are put forward", () => {
        const winter = localTime(new Date("2026-03-28T12:00:00Z"), "Europe/Oslo");
        const summer = localTime(new Date("2026-03-29T12:00:00Z"), "Europe/Oslo");
        assert.deepEqual([winter.text, summer.text], ["Sat 28 Mar 2026, 13:00", "Sun 29 Mar 2026, 14:00"]);
    });

    it("goes by the clock of this machine without a zone, and with one that it does not know", () => {
        const here = localTime(moment, Intl.DateTimeFormat().resolvedOptions().timeZone);
        assert.deepEqual(localTime(moment, undefined), here);
        assert.deepEqual(localTime(moment, "Mars/Olympus_Mons"), here);
    });
});
