import assert from "node:assert/strict";
import { codesEndBefore, momentOf } from "../../policy/codesEndBefore";
import { UNKNOWN } from "../../policy/known";
import { declare } from "./declare";

const MOMENT = new Date("2027-01-10T00:00:00Z");

describe("the policy about codes that end", () => {
    it("names unused codes that end before the moment, without the code", () => {
        const declared = declare({
            "DeviceActivation early": {
                code: "1234567890123456",
                status: "pending",
                expiresAt: "2027-01-09T23:59:59Z",
            },
            "DeviceActivation late": { status: "pending", expiresAt: "2027-01-10T00:00:00Z" },
            "DeviceActivationBatch codes": {
                activations: { a: {}, b: {} },
                statuses: { a: "pending", b: "redeemed" },
                expiries: { a: "2027-01-01T00:00:00+00:00", b: "2027-01-01T00:00:00Z" },
            },
        });
        assert.deepEqual(codesEndBefore(declared, MOMENT), [
            'the code of DeviceActivation "early" ends at 2027-01-09T23:59:59Z, before 2027-01-10T00:00:00.000Z',
            'the code of DeviceActivationBatch "codes", entry "a" ends at 2027-01-01T00:00:00+00:00, before ' +
                "2027-01-10T00:00:00.000Z",
        ]);
    });

    it("says nothing of a code that is yet to be issued, and of an end that is unknown", () => {
        const declared = declare({
            "DeviceActivation new": { workspaceId: "w" },
            "DeviceActivation unknown": { status: "pending", expiresAt: UNKNOWN },
        });
        assert.deepEqual(codesEndBefore(declared, MOMENT), []);
    });

    it("takes its moment from a date, or from a number of days", () => {
        const now = new Date("2027-01-01T12:00:00Z");
        assert.deepEqual(momentOf({ date: "2027-01-10" }, now), MOMENT);
        assert.deepEqual(momentOf({ days: 1.5 }, now), new Date("2027-01-03T00:00:00Z"));
        assert.equal(momentOf({}, now), undefined);
    });
});
