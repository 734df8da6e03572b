import assert from "node:assert/strict";
import { stackFinding } from "../../../cli/doctor/stackFinding";

describe("cli/doctor/stackFinding", () => {
    const stack = { name: "dev", project: "rooms", managed: 3, hold: undefined };

    it("tells what it has, and why it is held", () => {
        assert.deepEqual(stackFinding(stack), {
            topic: "stack",
            word: "ok",
            text: "dev of project rooms has 3 things at Webex; no other run is at work on it",
        });
        assert.match(stackFinding({ ...stack, managed: 1 }).text, /has 1 thing /);
        assert.deepEqual(stackFinding({ ...stack, hold: "it is locked" }), {
            topic: "stack",
            word: "problem",
            text: "it is locked",
        });
    });
});
