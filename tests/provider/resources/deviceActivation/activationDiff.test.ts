import assert from "node:assert/strict";
import {
    deviceFound,
    diffActivation,
    hasEnded,
    isNoteDue,
    isRenewalDue,
    renewalOf,
} from "../../../../provider/resources/deviceActivation/activationDiff";
import type {
    ActivationStatus,
    DeviceActivationInputs,
    DeviceActivationState,
} from "../../../../provider/resources/deviceActivation/activationState";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";

const NOW = new Date("2026-11-25T12:00:00.000Z");
const BEFORE = "2026-11-01T00:00:00.000Z";
const LATER = "2099-01-01T00:00:00.000Z";

function stateWith(changes: Partial<DeviceActivationState> = {}): DeviceActivationState {
    return {
        ...{ workspaceId: "room", code: "1234123412341234", issuedAt: "2026-01-01T00:00:00.000Z" },
        ...{ expiresAt: LATER, status: "pending", origin: "issued" },
        ...changes,
    };
}

function diff(state: DeviceActivationState, inputs: DeviceActivationInputs) {
    return diffActivation("id", state, { workspaceId: "room", ...inputs });
}

describe("resources/deviceActivation/activationDiff", () => {
    const ended: [string, Partial<DeviceActivationState>, boolean][] = [
        ["a pending code", {}, false],
        ["a pending code whose time is over", { expiresAt: BEFORE }, true],
        ["an expired code", { status: "expired" }, true],
        ["a code that is gone with its device", { status: "gone", deviceId: "d" }, true],
        ["a used code, however old", { status: "redeemed", expiresAt: BEFORE }, false],
        ["a room that needs none", { status: "notNeeded", expiresAt: "" }, false],
    ];
    for (const [name, state, expected] of ended) {
        it(`${name} has ${expected ? "" : "not "}ended`, () => {
            assert.equal(hasEnded(stateWith(state), NOW), expected);
        });
    }

    describe("which codes are issued anew", () => {
        const GONE = { status: "gone", deviceId: "d" } as const;
        const EXPIRED = { status: "expired" } as const;
        type Renew = DeviceActivationInputs["renew"];
        const rows: [string, Partial<DeviceActivationState>, string | undefined, readonly Renew[]][] = [
            ["an expired code", EXPIRED, undefined, [undefined, "whenExpired", "whenNeeded"]],
            ["an expired code beside a device that was found", EXPIRED, "other", []],
            ["a code that is gone with its device", GONE, undefined, ["whenNeeded"]],
            ["a code that is gone, where another device was found", GONE, "other", []],
            ["a code that is gone, where a list still shows its device", GONE, "d", ["whenNeeded"]],
            ["a pending code", {}, undefined, []],
            ["a used code", { status: "redeemed", deviceId: "d", expiresAt: BEFORE }, undefined, []],
            ["a room that needs none", { status: "notNeeded", deviceId: "d", expiresAt: "" }, undefined, []],
        ];
        for (const [name, state, redeemedBy, expected] of rows) {
            it(`${name}: with renew ${expected.map((one) => one ?? "unset").join(", ") || "nowhere"}`, () => {
                const all = [undefined, "whenExpired", "whenNeeded", "never"] as const;
                const due = all.filter((renew) => {
                    const inputs = { ...(renew && { renew }), ...(redeemedBy && { redeemedBy }) };
                    return isRenewalDue(stateWith(state), inputs, NOW);
                });
                assert.deepEqual(due, expected);
            });
        }

        it("a renewal names the device that is gone, and no other", () => {
            const { expiresAt } = stateWith();
            assert.deepEqual(renewalOf(stateWith(GONE)), { expiresAt, goneDevice: "d" });
            assert.deepEqual(renewalOf(stateWith({ ...EXPIRED, deviceId: "entry" })), { expiresAt });
            const { renewals } = diff(stateWith({ ...GONE, renew: "whenNeeded" }), { renew: "whenNeeded" });
            assert.deepEqual(renewals, [{ expiresAt, goneDevice: "d" }]);
        });
    });

    describe("when a found device asks for a look", () => {
        const id = webexId("DEVICE", "0b7e2c1a-1111-4222-8333-444455556666");
        const rows: [string, Partial<DeviceActivationState>, string | undefined, boolean][] = [
            ["none was found", {}, undefined, false],
            ["none was found, and one was before", { redeemedBy: "d" }, undefined, false],
            ["one is found for the first time", {}, "d", true],
            ["the same is found again", { redeemedBy: "d" }, "d", false],
            ["the same is found in another spelling", { redeemedBy: id }, id.replace(/=+$/, ""), false],
            ["another is found beside a pending code", { redeemedBy: "d" }, "e", true],
            ["the code has ended, and the same is there", { redeemedBy: "d", expiresAt: BEFORE }, "d", true],
            [
                "another is found, but one used the code",
                { redeemedBy: "d", status: "redeemed", deviceId: "d" },
                "e",
                false,
            ],
            ["one used the code, as a refresh found", { status: "redeemed", deviceId: "d" }, "d", true],
            ["another is found, but no code was needed", { redeemedBy: "d", status: "notNeeded" }, "e", false],
            ["another is found after one that is gone", { redeemedBy: "d", status: "gone", deviceId: "d" }, "e", true],
            ["a list still shows the one that is gone", { redeemedBy: "d", status: "gone", deviceId: "d" }, "d", false],
            ["it is not known yet", { redeemedBy: "d" }, UNKNOWN, true],
        ];
        for (const [name, state, redeemedBy, expected] of rows) {
            it(`${name}: ${expected ? "a look" : "none"}`, () => {
                const inputs = redeemedBy === undefined ? {} : { redeemedBy };
                assert.equal(isNoteDue(stateWith(state), inputs, NOW), expected);
                const found = diff(stateWith({ ...state, renew: "never" }), { ...inputs, renew: "never" });
                assert.deepEqual([found.changes, found.replaces], [expected, []]);
            });
        }
    });

    for (const status of ["pending", "redeemed", "expired", "notNeeded"] satisfies ActivationStatus[]) {
        it(`a found device counts beside a code that is ${status}`, () => {
            assert.equal(deviceFound(stateWith({ status, deviceId: "d" }), { redeemedBy: "d" }), "d");
        });
    }

    it("takes no seat away where the code is gone with its device", () => {
        const { workspaceId: _, ...ofNobody } = stateWith({ status: "gone", entryId: "e", deviceId: "e" });
        const { replaces, freesSeat, departures } = diffActivation(
            "id",
            { ...ofNobody, personId: "p" },
            { personId: "p", model: "other" },
        );
        assert.deepEqual([replaces, freesSeat, departures], [["model"], false, []]);
    });
});
