import assert from "node:assert/strict";
import { codeFindings } from "../../../cli/drift/codeFindings";
import type { Finding } from "../../../cli/drift/driftReport";
import { pairsOf } from "../../../cli/drift/pairs";
import { MASKED, placesWith, resource, unchanged } from "./builders";

const NOW = new Date("2026-12-01T12:00:00Z");
const code = (status: string, more: object = {}) => ({
    status,
    code: MASKED,
    expiresAt: "2026-12-20T12:00:00Z",
    ...more,
});

/** What is told of a code that was `then` and is `now`. */
function told(then: object, now: object, inputs: object = {}): Partial<Finding> | undefined {
    const all = { workspaceId: "lobby", ...inputs };
    const places = placesWith([{ id: "used", product: "Cisco Desk Pro", serial: "FOC1", workspaceId: "lobby" }]);
    const before = resource("DeviceActivation", "code", all, { ...then });
    const after = resource("DeviceActivation", "code", all, { ...now });
    const [finding, ...more] = codeFindings(
        pairsOf([unchanged(before, after)]),
        { now: NOW, endingWithinDays: 3 },
        places,
    );
    assert.deepEqual(more, []);
    if (finding === undefined) {
        return undefined;
    }
    assert.deepEqual([finding.kind, finding.resource, finding.owner], ["codes", 'DeviceActivation "code"', "Lobby"]);
    const { what, isDrift, found } = finding;
    return found === undefined ? { what, isDrift } : { what, isDrift, found };
}

describe("cli/drift/codeFindings", () => {
    it("tells a code that ended unused; the next `up` issues a new one unless it must not", () => {
        const ended = code("expired", { expiresAt: "2026-11-30T09:00:00.123Z" });
        const what = "ended unused on 2026-11-30";
        assert.deepEqual(told(code("pending"), ended), {
            what: `${what}; \`pulumi up\` issues a new one`,
            isDrift: true,
        });
        assert.deepEqual(told(ended, ended), { what: `${what}; \`pulumi up\` issues a new one`, isDrift: true });
        assert.deepEqual(told(code("pending"), ended, { renew: "never" }), { what, isDrift: false });
    });

    it("tells a code that ends within the days that were asked for", () => {
        const in72 = code("pending", { expiresAt: "2026-12-04T12:00:00Z" });
        assert.deepEqual(told(in72, in72), { what: "ends on 2026-12-04", isDrift: false });
        const later = code("pending", { expiresAt: "2026-12-04T12:00:01Z" });
        assert.equal(told(later, later), undefined);
    });

    it("tells that a code was used when it is news, and by what", () => {
        const used = code("redeemed", { deviceId: "used" });
        assert.deepEqual(told(code("pending"), used), {
            what: "was used",
            isDrift: false,
            found: "Cisco Desk Pro, serial FOC1",
        });
        assert.equal(told(used, used), undefined);
        assert.deepEqual(told(code("pending"), code("redeemed")), { what: "was used", isDrift: false });
    });

    it("tells that the device is gone when it is news, and always where a new code follows", () => {
        const was = code("redeemed");
        const now = code("gone", { deviceId: "lost" });
        const what = "was used by a device that is gone";
        assert.deepEqual(told(was, now), { what, isDrift: false });
        assert.equal(told(now, now), undefined);
        const renewed = { what: `${what}; \`pulumi up\` issues a new one`, isDrift: true };
        assert.deepEqual(told(was, now, { renew: "whenNeeded" }), renewed);
        assert.deepEqual(told(now, now, { renew: "whenNeeded" }), renewed);
    });

    it("says nothing where no code was needed", () => {
        assert.equal(told(code("notNeeded"), code("notNeeded", { expiresAt: "" })), undefined);
    });

    it("tells the code of a device that still waits for it", () => {
        const device = (connectionStatus: string) =>
            resource(
                "Device",
                "desk",
                { workspaceId: "lobby" },
                { activationCode: MASKED, activationExpiresAt: "2026-11-30T09:00:00Z", details: { connectionStatus } },
            );
        const options = { now: NOW, endingWithinDays: 3 };
        const pairs = pairsOf([unchanged(device("activating")), unchanged(device("connected"))]);
        assert.deepEqual(
            codeFindings(pairs, options, placesWith()).map(({ what, isDrift }) => [what, isDrift]),
            [["has a code that ended unused on 2026-11-30", false]],
        );
    });
});
