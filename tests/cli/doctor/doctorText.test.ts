import assert from "node:assert/strict";
import { doctorText } from "../../../cli/doctor/doctorText";
import { finding } from "../../../cli/doctor/finding";

describe("cli/doctor/doctorText", () => {
    it("has a line for each finding, in columns, and one that sums up", () => {
        const text = doctorText([
            finding("node", "ok", "20.20.2"),
            finding("organisation", "problem", "the token is\nanother's", "take the right one"),
            finding("token", "warning", "ends soon", "https://example.com tells more"),
        ]);
        assert.deepEqual(text.split("\n"), [
            "ok       node          20.20.2",
            "problem  organisation  the token is another's. Take the right one",
            "warning  token         ends soon. https://example.com tells more",
            "",
            "1 problem, 1 warning",
        ]);
    });

    it("says that there is nothing", () => {
        assert.match(doctorText([finding("node", "ok", "20.20.2")]), /\n\nno problems, no warnings$/);
    });
});
