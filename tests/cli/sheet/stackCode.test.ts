import assert from "node:assert/strict";
import { codesIn, whyLeftOut } from "../../../cli/sheet/stackCode";
import { stackCode } from "./samples";

const NOW = new Date("2026-08-10T00:00:00Z");

describe("cli/sheet/stackCode", () => {
    it("finds the codes among the things of a stack", () => {
        const { state } = stackCode("a");
        const thing = { urn: "urn", name: "a", id: "id", inputs: {}, state };
        const things = [
            { ...thing, kind: "code" as const, label: 'DeviceActivationBatch "b", entry "a"' },
            { ...thing, kind: "device" as const, label: 'Device "a"' },
        ];
        assert.deepEqual(codesIn("offices/dev", things), [
            { stack: "offices/dev", label: 'DeviceActivationBatch "b", entry "a"', state },
        ]);
    });

    const cases = {
        "a pending code can be entered": [{}, undefined],
        "a used one cannot": [{ status: "redeemed" }, "used"],
        "one that a refresh saw end cannot": [{ status: "expired" }, "ended"],
        "one that ended since the last up cannot": [{ expiresAt: "2026-08-10T00:00:00Z" }, "ended"],
        "one that ends in a second can": [{ expiresAt: "2026-08-10T00:00:01Z" }, undefined],
        "one whose device is gone cannot": [{ status: "gone" }, "of a device that is gone"],
        "one that was not needed cannot": [{ status: "notNeeded", code: "", expiresAt: "" }, "not needed"],
        "one without digits cannot": [{ code: "" }, "ended"],
        "one whose end nobody knows cannot": [{ expiresAt: "" }, "ended"],
    } as const;
    for (const [title, [state, reason]] of Object.entries(cases)) {
        it(title, () => {
            assert.equal(whyLeftOut(stackCode("a", state), NOW), reason);
        });
    }
});
