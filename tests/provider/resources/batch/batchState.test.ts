import assert from "node:assert/strict";
import fc from "fast-check";
import {
    batchState,
    byName,
    commonOf,
    type Entries,
    entriesOf,
    entriesToChange,
    entryInputsOf,
    ownInputsOf,
} from "../../../../provider/resources/batch/batchState";
import { ACTIVATIONS } from "../../../../provider/resources/batch/deviceActivationBatch";
import { DEVICES } from "../../../../provider/resources/batch/deviceBatch";
import type { DeviceState } from "../../../../provider/resources/device/deviceState";
import type { DeviceActivationState } from "../../../../provider/resources/deviceActivation/deviceActivation";
import type { Properties } from "../../../../provider/resources/resource";
import { entriesWith, Things } from "./things";
import { overTheWire } from "./wire";

const things = new Things();
const ODD_NAMES = ["__proto__", "constructor", "hasOwnProperty", "toString", "", " ", "0", "ü", 'a "quoted" name'];

describe("resources/batch/batchState", () => {
    describe("batchState", () => {
        it("holds what was given, a map for each column, and the records as JSON, all in the order of the names", () => {
            const entries = entriesWith({
                b: { name: "B", colour: "red", origin: "registered", code: "2" },
                a: { name: "A", origin: "adopted" },
            });
            const state = batchState(things, { orgId: "o" }, entries);
            assert.deepEqual(state, {
                orgId: "o",
                things: { a: { name: "A" }, b: { name: "B", colour: "red" } },
                ids: { a: "id-A", b: "id-B" },
                codes: { b: "2" },
                entries: '{"a":{"origin":"adopted"},"b":{"origin":"registered"}}',
            });
            assert.equal(JSON.stringify(state.things), '{"a":{"name":"A"},"b":{"name":"B","colour":"red"}}');
        });

        it("leaves a secret map out where it would be empty, and no other", () => {
            assert.deepEqual(batchState(things, {}, new Map()), { things: {}, ids: {}, entries: "{}" });
        });

        it("keeps entries called as JavaScript calls parts of every object, in each map", () => {
            const states = Object.fromEntries(ODD_NAMES.map((name) => [name, { name, code: `code ${name}` }]));
            const state = batchState(things, {}, entriesWith(states));
            const sorted = Object.keys(byName(states));
            for (const map of [state.things, state.ids, state.codes, JSON.parse(state.entries as string)]) {
                assert.deepEqual(Object.keys(map as object).sort(), [...sorted].sort());
                assert.equal(Object.getPrototypeOf(map), Object.prototype);
            }
        });
    });

    describe("entriesOf", () => {
        it("gives back what was put in, in whatever order the wire has it", () => {
            const states = fc.dictionary(
                fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string()),
                fc.record(
                    {
                        name: fc.string(),
                        colour: fc.string(),
                        owner: fc.string(),
                        origin: fc.constantFrom("registered", "adopted"),
                        code: fc.string(),
                    },
                    { requiredKeys: ["name"], noNullPrototype: true },
                ),
            );
            fc.assert(
                fc.property(states, (given) => {
                    const before = entriesWith(given);
                    const after = entriesOf(things, overTheWire(batchState(things, {}, before)));
                    assert.deepEqual(new Map([...after].sort()), new Map([...before].sort()));
                }),
            );
        });

        it("has no organisation in clear that the batch names: it may be a secret", () => {
            const entry = (organization: string) => ({ name: "A", organization });
            const entries = entriesWith({ a: entry("named"), b: entry("other") });
            const state = batchState(things, { orgId: "named" }, entries);
            assert.deepEqual(JSON.parse(String(state.entries)), { a: {}, b: { organization: "other" } });
            const back = [...entriesOf(things, overTheWire(state)).values()].map(({ state: own }) => own.organization);
            assert.deepEqual(back, ["named", "other"]);
        });

        it("gives each entry the batch's own inputs", () => {
            const state = batchState(
                things,
                { orgId: "o", unregisterOnDelete: false },
                entriesWith({ a: { name: "A" } }),
            );
            assert.deepEqual(entriesOf(things, state).get("a")?.state, {
                name: "A",
                orgId: "o",
                organization: "o",
                unregisterOnDelete: false,
            });
        });

        it("has no entries where there is no state yet", () => {
            assert.equal(entriesOf(things, {}).size, 0);
        });

        it("goes by the records: an input without one is no entry", () => {
            assert.deepEqual([...entriesOf(things, { things: { a: { name: "A" } }, entries: "{}" })], []);
        });

        it("throws where the record cannot be read, so that nothing is taken for gone", () => {
            assert.throws(() => entriesOf(things, { entries: "{" }), SyntaxError);
        });
    });

    it("entriesToChange has what the program says now of unregisterOnDelete, also where it says nothing", () => {
        for (const before of [{}, { unregisterOnDelete: true }, { unregisterOnDelete: false }]) {
            const state = batchState(things, before, entriesWith({ a: { name: "A" } }));
            for (const now of [{}, { unregisterOnDelete: true }, { unregisterOnDelete: false }]) {
                const inputs = { things: {}, ...now };
                assert.deepEqual(entriesToChange(things, state, inputs).get("a")?.state, { name: "A", ...now });
            }
        }
    });

    it("commonOf has the batch's own inputs, as far as they are given", () => {
        const given = {
            things: { a: {} },
            orgId: "o",
            unregisterOnDelete: undefined,
            ids: {},
            entries: "{}",
            other: 1,
        };
        assert.deepEqual(commonOf(things, given), { orgId: "o" });
        assert.deepEqual(ownInputsOf(things, given), { orgId: "o" });
    });

    it("commonOf leaves out the leave to remove many, which counts for the batch alone", () => {
        const given = { things: { a: {} }, orgId: "o", allowRemovals: true };
        assert.deepEqual(commonOf(things, given), { orgId: "o" });
        assert.deepEqual(ownInputsOf(things, given), { orgId: "o", allowRemovals: true });
    });

    it("entryInputsOf has the entries in the order of their names, and nothing where there are none", () => {
        assert.deepEqual(Object.keys(entryInputsOf(things, { things: { b: {}, a: {} } })), ["a", "b"]);
        assert.deepEqual(Object.keys(entryInputsOf(things, {})), []);
    });

    describe("byName", () => {
        it("finds nothing but what was put in", () => {
            const map = byName<string>(JSON.parse('{"b": "2", "__proto__": "1"}'));
            const found = ["__proto__", "constructor", "toString"].map((name) => map[name]);
            assert.deepEqual(found, ["1", undefined, undefined]);
            assert.deepEqual(Object.keys(map), ["__proto__", "b"]);
        });

        for (const value of [undefined, null, "text", 7]) {
            it(`is empty for ${String(value)}`, () => {
                assert.deepEqual(Object.keys(byName(value)), []);
            });
        }
    });

    describe("the parts of an entry", () => {
        it("of a device make the device again: its inputs, connection status, product, code and record", () => {
            const state: DeviceState = {
                personId: "p",
                mac: "52EAD324FD21",
                tags: ["a"],
                details: { connectionStatus: "connected", product: "Cisco 8865" },
                origin: "adopted",
                organization: "o",
                activationCode: "1234",
                activationExpiresAt: "2099-01-01T00:00:00.000Z",
            };
            const entries: Entries<DeviceState> = new Map([["a", { id: "device", state }]]);
            assert.deepEqual(entriesOf(DEVICES, overTheWire(batchState(DEVICES, {}, entries))), entries);
        });

        it("of a device hold the organisation that only its details have", () => {
            const state: DeviceState = {
                personId: "p",
                details: { orgId: "o", ip: "192.0.2.1" },
                origin: "registered",
            };
            const made = batchState(DEVICES, {}, new Map([["a", { id: "device", state }]]));
            assert.equal(made.entries, '{"a":{"origin":"registered","organization":"o"}}');
            assert.deepEqual(entriesOf(DEVICES, made).get("a")?.state, {
                personId: "p",
                details: {},
                origin: "registered",
                organization: "o",
            });
        });

        it("of a code make the code again", () => {
            const states: DeviceActivationState[] = [
                {
                    personId: "p",
                    model: "m",
                    code: "1234",
                    expiresAt: "2099-01-01T00:00:00.000Z",
                    issuedAt: "2026-01-01T00:00:00.000Z",
                    status: "redeemed",
                    entryId: "entry",
                    deviceId: "entry",
                    origin: "issued",
                    organization: "o",
                },
                {
                    workspaceId: "w",
                    code: "5678",
                    expiresAt: "2099-01-01T00:00:00.000Z",
                    issuedAt: "2026-01-01T00:00:00.000Z",
                    status: "pending",
                    origin: "issued",
                },
            ];
            const entries = new Map(states.map((state, at) => [`k${at}`, { id: `activation-${at}`, state }]));
            const state = batchState(ACTIVATIONS, {}, entries);
            assert.deepEqual(entriesOf(ACTIVATIONS, overTheWire(state)), entries);
            const { codes, ...others } = state;
            assert.deepEqual(codes, { k0: "1234", k1: "5678" });
            assert.doesNotMatch(JSON.stringify(others), /1234|5678/);
        });
    });

    it("costs at most 1,200 bytes an entry with all that a phone has", () => {
        const id = (kind: string, at: number) =>
            Buffer.from(`ciscospark://us/${kind}/0b7e2c1a-1111-4222-8333-44445555${at + 1000}`).toString("base64");
        const entries = new Map(
            Array.from({ length: 100 }, (_, at) => {
                const state: DeviceState = {
                    personId: id("PEOPLE", at),
                    mac: `02AB0000${at + 1000}`,
                    model: "DMS Cisco 8865",
                    tags: ["floor-3", "reception"],
                    details: { connectionStatus: "disconnected", product: "Cisco 8865", orgId: id("ORGANIZATION", 0) },
                    origin: "registered",
                };
                return [`phone-${at}`, { id: id("DEVICE", at), state }] as const;
            }),
        );
        const state: Properties = batchState(DEVICES, {}, entries);
        // The inputs stand in the engine's state once more.
        const bytes = JSON.stringify(state).length + JSON.stringify(state.devices).length;
        assert.ok(bytes / 100 < 1200, String(bytes / 100));
    });
});
