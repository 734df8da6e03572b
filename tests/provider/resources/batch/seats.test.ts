import assert from "node:assert/strict";
import type { BatchKind } from "../../../../provider/resources/batch/batchKind";
import { batchState } from "../../../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../../../provider/resources/batch/deviceBatch";
import { plannedBatch } from "../../../../provider/resources/batch/plannedBatch";
import { type EntryPlan, entryPlanOf } from "../../../../provider/resources/batch/seats";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { DeviceActivationState } from "../../../../provider/resources/deviceActivation/deviceActivation";
import { fingerprint } from "../../../../provider/resources/moves";
import type { Properties } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";
import { codesWith, devicesWith, registered } from "./entries";
import { overTheWire } from "./wire";

const NO_LEAVE = { adoptAsOwn: false };
const MODEL = "DMS Cisco 8865";

const mac = (at: number) => `02AB0000000${at}`;
const phone = (personId: string, at: number) => ({ personId, mac: mac(at), model: MODEL });

function planOf<I extends Properties, S extends Properties>(
    kind: BatchKind<I, S>,
    state: Properties,
    inputs: Properties,
): EntryPlan {
    return entryPlanOf(kind, plannedBatch(kind, { state, inputs, settings: NO_LEAVE }));
}

/** The entries that bring somebody a device more, each as `key of person`. */
function devicesComing(before: Readonly<Record<string, DeviceState>>, inputs: Properties, common: Properties = {}) {
    const state = overTheWire(batchState(DEVICES, common, devicesWith(before)));
    return coming(planOf(DEVICES, state, inputs));
}

function coming({ planned }: EntryPlan): string[] {
    return planned
        .filter(
            ({ inputs: { personId }, takesPlace }) =>
                typeof personId === "string" && personId !== UNKNOWN && !takesPlace,
        )
        .map(({ key, inputs: { personId } }) => `${key} of ${String(personId)}`);
}

function codesComing(
    before: Readonly<Record<string, Partial<DeviceActivationState>>>,
    inputs: Properties,
    common = {},
) {
    const state = overTheWire(batchState(ACTIVATIONS, common, codesWith(before)));
    return coming(planOf(ACTIVATIONS, state, inputs));
}

describe("resources/batch/seats", () => {
    it("are those of all entries of a new batch, with their MAC addresses", () => {
        const devices = {
            a: phone("p", 1),
            room: { ...phone("", 2), personId: undefined, workspaceId: "w" },
            b: phone("q", 3),
        };
        const { planned, leaving } = planOf(DEVICES, {}, overTheWire({ devices }));
        assert.deepEqual(
            planned.map(({ key, inputs, takesPlace }) => [key, inputs.personId, inputs.mac, takesPlace]),
            [
                ["a", "p", mac(1), false],
                ["b", "q", mac(3), false],
                ["room", undefined, mac(2), false],
            ],
        );
        assert.deepEqual(leaving, []);
    });

    it("are none of what stays, is renamed, or is written otherwise", () => {
        const before = { a: registered(phone("p", 1)), b: registered(phone("p", 2)) };
        const devices = { renamed: phone("p", 1), b: { ...phone("p", 2), tags: ["x"] } };
        assert.deepEqual(devicesComing(before, { devices }), []);
    });

    it("are none of what takes the place of one that leaves the same person", () => {
        const before = { a: registered(phone("p", 1)) };
        assert.deepEqual(devicesComing(before, { devices: { b: phone("p", 2) } }), []);
        assert.deepEqual(devicesComing(before, { devices: { a: phone("p", 2) } }), []);
    });

    it("are one of two that take the place of one", () => {
        const before = { a: registered(phone("p", 1)) };
        assert.deepEqual(devicesComing(before, { devices: { b: phone("p", 2), c: phone("p", 3) } }), ["c of p"]);
    });

    it("are none of a phone that changes hands, which leaves its old owner first", () => {
        const before = { a: registered(phone("p", 1)) };
        assert.deepEqual(devicesComing(before, { devices: { a: phone("q", 1) } }), []);
        assert.deepEqual(devicesComing(before, { devices: { a: phone("q", 1), b: phone("p", 2) } }), []);
    });

    it("tell what leaves by fingerprints of its MAC address and owner", () => {
        const state = overTheWire(batchState(DEVICES, {}, devicesWith({ a: registered(phone("p", 1)) })));
        const gone = [{ frees: false, mac: fingerprint(mac(1)), owner: fingerprint("p") }];
        assert.deepEqual(planOf(DEVICES, state, { devices: {} }).leaving, gone);
        assert.deepEqual(planOf(DEVICES, state, { devices: { a: phone("q", 1) } }).leaving, gone);
        assert.deepEqual(planOf(DEVICES, state, { devices: { a: phone("p", 1) } }).leaving, []);
    });

    it("know in which organisation a replaced entry was", () => {
        const before = { a: registered(phone("p", 1), { organization: "ours" }) };
        const state = overTheWire(batchState(DEVICES, {}, devicesWith(before)));
        const { planned } = planOf(DEVICES, state, { devices: { a: phone("p", 2), b: phone("q", 3) } });
        assert.deepEqual(
            planned.map(({ key, wasIn }) => [key, wasIn]),
            [
                ["a", "ours"],
                ["b", undefined],
            ],
        );
    });

    it("know a person by any spelling of the id", () => {
        const id = webexId("PEOPLE", "0b7e2c1a-1111-4222-8333-44445555");
        assert.match(id, /=$/);
        const before = { a: registered(phone(id, 1)) };
        assert.deepEqual(devicesComing(before, { devices: { b: phone(id.replace(/=+$/, ""), 2) } }), []);
    });

    describe("an entry that leaves frees no seat", () => {
        const program = { devices: { b: phone("p", 2) } };

        for (const origin of ["adopted", "takenOver"] as const) {
            it(`where it was ${origin === "adopted" ? "adopted" : "taken over"}`, () => {
                const before = { a: registered(phone("p", 1), { origin }) };
                assert.deepEqual(devicesComing(before, program), ["b of p"]);
                const asked = { ...program, unregisterOnDelete: true };
                assert.deepEqual(devicesComing(before, asked, { unregisterOnDelete: true }), []);
            });
        }

        it("with unregisterOnDelete false, also where it is swapped under its own name", () => {
            const before = { a: registered(phone("p", 1)) };
            const stays = { unregisterOnDelete: false };
            assert.deepEqual(devicesComing(before, { ...program, ...stays }, stays), ["b of p"]);
            const swapped = { devices: { a: phone("p", 2) }, ...stays };
            assert.deepEqual(devicesComing(before, swapped, stays), ["a of p"]);
        });

        it("by what the program says now of unregisterOnDelete, not by what it said before", () => {
            const before = { a: registered(phone("p", 1)) };
            const [yes, no] = [{ unregisterOnDelete: true }, { unregisterOnDelete: false }];
            assert.deepEqual(devicesComing(before, { ...program, ...no }, yes), ["b of p"]);
            assert.deepEqual(devicesComing(before, { ...program, ...yes }, no), []);
            assert.deepEqual(devicesComing(before, program, no), []);
        });
    });

    it("count the old one of a replacement that must make room, also an adopted one", () => {
        const before = { a: registered(phone("p", 1), { origin: "adopted" }) };
        assert.deepEqual(devicesComing(before, { devices: { a: phone("p", 2) } }), []);
    });

    it("are none of what is taken over: the person has it already", () => {
        const devices = { a: { personId: "p", serial: "FOC1" }, b: phone("p", 2) };
        assert.deepEqual(devicesComing({}, { devices }), ["b of p"]);
        // Nor does it use up the seat of one that leaves.
        const before = { old: registered(phone("p", 1)) };
        assert.deepEqual(devicesComing(before, { devices }), []);
    });

    it("are none where it is not known yet whose it is", () => {
        assert.deepEqual(devicesComing({}, { devices: UNKNOWN }), []);
        assert.deepEqual(devicesComing({}, { devices: { a: UNKNOWN, b: phone(UNKNOWN, 1), c: phone("p", 2) } }), [
            "c of p",
        ]);
    });

    describe("of codes", () => {
        const code = (personId: string, model = MODEL) => ({ personId, model });

        it("are those that come, and none of what stays or is renewed", () => {
            const before = { a: code("p"), ended: { ...code("q"), status: "expired" as const } };
            const activations = { renamed: code("p"), ended: code("q"), added: code("p", "other") };
            assert.deepEqual(codesComing(before, { activations }), ["added of p"]);
        });

        it("are none of what takes the place of an unused code", () => {
            assert.deepEqual(codesComing({ a: code("p") }, { activations: { a: code("p", "other") } }), []);
        });

        const staying: [string, Partial<DeviceActivationState>, object][] = [
            ["a used code, whose device stays", { status: "redeemed" }, {}],
            ["a used code with unregisterOnDelete false", { status: "redeemed" }, { unregisterOnDelete: false }],
            ["an unused code with unregisterOnDelete false", {}, { unregisterOnDelete: false }],
            ["a code whose entry is not known", { entryId: undefined, deviceId: undefined }, {}],
        ];
        for (const [name, own, common] of staying) {
            it(`are those that take the place of ${name}`, () => {
                const before = { a: { ...code("p"), ...own } };
                const swapped = { activations: { a: code("p", "other") }, ...common };
                assert.deepEqual(codesComing(before, swapped, common), ["a of p"]);
                assert.deepEqual(codesComing(before, { activations: { b: code("p", "other") }, ...common }, common), [
                    "b of p",
                ]);
            });
        }

        it("are none of what takes the place of a used code with unregisterOnDelete true", () => {
            const before = { a: { ...code("p"), status: "redeemed" as const } };
            const common = { unregisterOnDelete: true };
            const swapped = { activations: { a: code("p", "other") }, ...common };
            assert.deepEqual(codesComing(before, swapped, common), []);
        });
    });
});
