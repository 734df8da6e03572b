import assert from "node:assert/strict";
import { leaving } from "../../../../provider/resources/batch/batchPlan";
import { batchState } from "../../../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../../../provider/resources/batch/deviceBatch";
import { plannedBatch } from "../../../../provider/resources/batch/plannedBatch";
import { removalRefusal } from "../../../../provider/resources/batch/removalBrake";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { codesWith, devicesWith, phone, registered } from "./entries";
import { overTheWire } from "./wire";

const NO_LEAVE = { adoptAsOwn: false, allowRemovals: false };

const nameOf = (at: number) => `p${String(at).padStart(3, "0")}`;

/** So many phones of a program, from the number `first`. */
function phones(count: number, first = 0): Record<string, ReturnType<typeof phone>> {
    return Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(first + at), phone(first + at)]));
}

function registeredPhones(count: number, more: Partial<DeviceState> = {}): Record<string, DeviceState> {
    return Object.fromEntries(Object.entries(phones(count)).map(([key, own]) => [key, registered(own, more)]));
}

function refusal(before: Readonly<Record<string, DeviceState>>, inputs: Properties, settings = NO_LEAVE) {
    const state = overTheWire(batchState(DEVICES, {}, devicesWith(before)));
    return removalRefusal(DEVICES, plannedBatch(DEVICES, { state, inputs: overTheWire(inputs), settings }));
}

describe("resources/batch/removalBrake", () => {
    it("refuses an update that unregisters 12 of 40, with count, names and the ways to allow it", () => {
        const text = refusal(registeredPhones(40), { devices: phones(28) }) ?? "";
        assert.match(
            text,
            /^the update takes 12 of 40 devices out of Webex: UNREGISTERS 12 \(p028, p029, .*p037 and 2 more\)/,
        );
        assert.match(text, /`allowRemovals: true`.*`WEBEX_ALLOW_REMOVALS=true pulumi up`/);
    });

    const sizes: [number, number, boolean][] = [
        [10, 10, false],
        [11, 11, true],
        [11, 44, false],
        [11, 43, true],
        [12, 48, false],
        [250, 1000, false],
        [251, 1000, true],
    ];
    for (const [removed, all, refused] of sizes) {
        it(`${refused ? "refuses" : "lets through"} ${removed} of ${all}`, () => {
            const text = refusal(registeredPhones(all), { devices: phones(all - removed) });
            assert.equal(text !== undefined, refused);
        });
    }

    const before = registeredPhones(40);
    const passing: [string, Readonly<Record<string, DeviceState>>, Properties, Partial<typeof NO_LEAVE>?][] = [
        ["what its batch allows", before, { devices: {}, allowRemovals: true }],
        ["what the user allows for one run", before, { devices: {} }, { allowRemovals: true }],
        ["what may be allowed, but is unknown yet", before, { devices: {}, allowRemovals: UNKNOWN }],
        ["what may stay, but is unknown yet", before, { devices: {}, unregisterOnDelete: UNKNOWN }],
        ["entries that are unknown yet", before, { devices: UNKNOWN }],
        ["what stays with unregisterOnDelete false", before, { devices: {}, unregisterOnDelete: false }],
        ["what was adopted and stays", registeredPhones(40, { origin: "adopted" }), { devices: {} }],
        [
            "a rename of all",
            before,
            { devices: Object.fromEntries(Object.values(phones(40)).map((own, at) => [`new-${at}`, own])) },
        ],
        [
            "MAC addresses that all moved on to the next entry",
            before,
            { devices: Object.fromEntries(Object.keys(phones(40)).map((key, at) => [key, phone((at + 1) % 40)])) },
        ],
        [
            "a new MAC address for each entry",
            before,
            { devices: Object.fromEntries(Object.keys(phones(40)).map((key, at) => [key, phone(at + 100)])) },
        ],
    ];
    for (const [name, states, inputs, settings] of passing) {
        it(`lets through ${name}`, () => {
            assert.equal(refusal(states, inputs, { ...NO_LEAVE, ...settings }), undefined);
        });
    }

    it("refuses what was adopted where unregisterOnDelete is true now", () => {
        const adopted = registeredPhones(40, { origin: "adopted" });
        assert.match(refusal(adopted, { devices: {}, unregisterOnDelete: true }) ?? "", /40 of 40/);
        assert.match(
            refusal(adopted, { devices: {}, unregisterOnDelete: true, allowRemovals: false }) ?? "",
            /40 of 40/,
        );
    });

    it("does not count what earlier replacements left over, neither as leaving nor as entries", () => {
        const left = Object.entries(registeredPhones(12)).map(([key, state]) => {
            const entry = { id: `id-${key}`, state };
            return [leaving(key, entry), entry] as const;
        });
        const entries = new Map([...devicesWith(registeredPhones(20)), ...left]);
        const state = overTheWire(batchState(DEVICES, {}, entries));
        const refused = (count: number) =>
            removalRefusal(
                DEVICES,
                plannedBatch(DEVICES, { state, inputs: overTheWire({ devices: phones(count) }), settings: NO_LEAVE }),
            );
        assert.equal(refused(20), undefined);
        assert.match(refused(9) ?? "", /11 of 20 devices/);
    });

    describe("of codes", () => {
        const codes = (count: number, own: object = {}) =>
            Object.fromEntries(Array.from({ length: count }, (_, at) => [nameOf(at), { personId: `p${at}`, ...own }]));
        const refusedCodes = (own: object, inputs: Properties) => {
            const state = overTheWire(batchState(ACTIVATIONS, {}, codesWith(codes(40, own))));
            return removalRefusal(
                ACTIVATIONS,
                plannedBatch(ACTIVATIONS, { state, inputs: overTheWire(inputs), settings: NO_LEAVE }),
            );
        };

        it("refuses an update that revokes 12 of 40", () => {
            const text = refusedCodes({}, { activations: codes(28) });
            assert.match(text ?? "", /12 of 40 activations out of Webex: REVOKES 12 \(p028, /);
        });

        it("lets through used codes, whose devices stay", () => {
            assert.equal(refusedCodes({ status: "redeemed" }, { activations: {} }), undefined);
            const asked = { activations: {}, unregisterOnDelete: true };
            assert.match(refusedCodes({ status: "redeemed" }, asked) ?? "", /UNREGISTERS 40/);
        });
    });
});
