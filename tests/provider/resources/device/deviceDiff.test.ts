import assert from "node:assert/strict";
import {
    becomesOwn,
    changesOf,
    changesOfNew,
    deviceFreesSeat,
    diffDevice,
} from "../../../../provider/resources/device/deviceDiff";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import { type DeviceState, stateOf } from "../../../../provider/resources/device/deviceState";
import type { Origin } from "../../../../provider/resources/removal";
import type { Difference } from "../../../../provider/resources/resource";
import { UNKNOWN } from "../../../../provider/resources/unknown";
import { webexId } from "../../helpers";

const ID = "device-1";
const UUID = "0f6e2c1a-1111-4222-8333-444455556666";
const PHONE: DeviceInputs = {
    personId: webexId("PEOPLE", UUID),
    mac: "52EAD324FD21",
    model: "DMS Cisco 8865",
    tags: ["a", "b"],
};
const ROOM: DeviceInputs = { workspaceId: "w1", mac: "52EAD324FD21", model: "DMS Cisco 8865" };

function stateFrom(inputs: DeviceInputs, told: object = {}, origin: Origin = "registered"): DeviceState {
    const device = { id: ID, product: "Cisco 8865", orgId: "org", created: "2026-01-01", ...told };
    return stateOf(inputs, device, { origin }, { written: true });
}

function diff(inputs: DeviceInputs, state: DeviceState, adoptAsOwn = false) {
    return diffDevice(ID, state, inputs, { adoptAsOwn });
}

/** What the engine is told, apart from the device's fate. */
function answer(inputs: DeviceInputs, state: DeviceState) {
    const { changes, replaces, deleteBeforeReplace } = diff(inputs, state);
    return { changes, replaces, deleteBeforeReplace };
}

describe("resources/deviceDiff", () => {
    it("finds no difference between a program and the state it made", () => {
        assert.deepEqual(diff(PHONE, stateFrom(PHONE)), {
            changes: false,
            replaces: [],
            deleteBeforeReplace: false,
            mustMakeRoom: false,
            freesSeat: false,
            kept: [{ id: ID }],
            leaving: [],
            departures: [],
        });
        assert.equal(changesOf(ID, stateFrom(PHONE), PHONE), undefined);
    });

    const replacing: [keyof DeviceInputs, DeviceInputs, DeviceInputs, boolean][] = [
        ["personId", PHONE, { ...PHONE, personId: "other" }, true],
        ["workspaceId", { workspaceId: "w1" }, { workspaceId: "w2" }, true],
        ["model", PHONE, { ...PHONE, model: "DMS Cisco 8845" }, true],
        ["mac", PHONE, { ...PHONE, mac: "52EAD324FD22" }, true],
        ["deviceId", { deviceId: "d1" }, { deviceId: "d2" }, false],
        ["serial", { serial: "FOC1" }, { serial: "FOC2" }, false],
        ["orgId", { workspaceId: "w", orgId: "o1" }, { workspaceId: "w", orgId: "o2" }, false],
    ];
    for (const [name, before, after, deleteFirst] of replacing) {
        it(`replaces the device when ${name} changes${deleteFirst ? ", the old one first" : ""}`, () => {
            const { freesSeat: _, mustMakeRoom: __, departures: ___, ...difference } = diff(after, stateFrom(before));
            assert.deepEqual(difference, {
                changes: true,
                replaces: [name],
                deleteBeforeReplace: deleteFirst,
                kept: [],
                leaving: [ID],
            });
        });

        it(`writes nothing to the old device when ${name} changes`, () => {
            assert.equal(changesOf(ID, stateFrom(before), after), undefined);
        });
    }

    const written: [keyof DeviceInputs, DeviceInputs, DeviceInputs][] = [
        ["displayName", { displayName: "old" }, { displayName: "new" }],
        ["upgradeChannel", { upgradeChannel: "stable" }, { upgradeChannel: "beta" }],
        ["tags", { tags: ["a"] }, { tags: ["a", "b"] }],
        ["password", { password: "old-secret" }, { password: "new-secret" }],
    ];
    for (const [name, before, after] of written) {
        it(`writes ${name}, and nothing else, when it changes`, () => {
            const state = stateFrom({ ...PHONE, ...before });
            const inputs = { ...PHONE, ...after };
            assert.deepEqual(answer(inputs, state), { changes: true, replaces: [], deleteBeforeReplace: false });
            assert.deepEqual(changesOf(ID, state, inputs), after);
        });
    }

    it("writes all settings that changed at once", () => {
        const state = stateFrom({ workspaceId: "w", displayName: "old", tags: ["a"] });
        assert.deepEqual(changesOf(ID, state, { workspaceId: "w", displayName: "new", tags: [] }), {
            displayName: "new",
            tags: [],
        });
    });

    it("saves a change of unregisterOnDelete without a write", () => {
        for (const before of [false, true]) {
            const state = stateFrom({ deviceId: "d", unregisterOnDelete: before });
            const inputs = { deviceId: "d", unregisterOnDelete: !before };
            assert.deepEqual(answer(inputs, state), { changes: true, replaces: [], deleteBeforeReplace: false });
            assert.equal(changesOf(ID, state, inputs), undefined);
        }
    });

    const same: [string, DeviceInputs, DeviceInputs, object?][] = [
        ["the notation of the MAC address", PHONE, { ...PHONE, mac: "52EAD324FD21" }, { mac: "52:ea:d3:24:fd:21" }],
        ["the order of tags", PHONE, PHONE, { tags: ["b", "a"] }],
        ["the padding of an id", PHONE, { ...PHONE, personId: (PHONE.personId ?? "").replace(/=+$/, "") }],
        ["the cluster in an id", PHONE, { ...PHONE, personId: webexId("PEOPLE", UUID, "urn:TEAM:us-east-2_a") }],
        ["the product's name for the model", PHONE, { ...PHONE, model: "Cisco 8865" }],
        ["the case of a serial number", { serial: "foc1" }, { serial: "foc1" }, { serial: "FOC1" }],
        ["unregisterOnDelete false for not given", { deviceId: "d" }, { deviceId: "d", unregisterOnDelete: false }],
    ];
    for (const [name, before, after, told] of same) {
        it(`sees no replacement and no write in ${name}`, () => {
            const state = stateFrom(before, told);
            assert.deepEqual(diff(after, state).replaces, []);
            assert.equal(changesOf(ID, state, after), undefined);
        });
    }

    it("sees no change in volatile fields that moved", () => {
        const moved = {
            ...{ connectionStatus: "disconnected", ip: "192.0.2.7", software: "RoomOS 12", errorCodes: ["x"] },
            ...{ lastSeen: "2026-02-02", firstSeen: "2026-01-02", primarySipUrl: "x@y", activeInterface: "wired" },
            ...{ displayName: "Renamed", upgradeChannel: "beta", capabilities: ["xapi"], sipUrls: ["x@y"] },
        };
        assert.equal(diff(PHONE, stateFrom(PHONE, moved)).changes, false);
    });

    it("leaves alone what the program does not say", () => {
        const state = stateFrom(
            { workspaceId: "w" },
            { tags: ["by-hand"], displayName: "By hand", mac: "52EAD324FD21" },
        );
        assert.equal(diff({ workspaceId: "w" }, state).changes, false);
    });

    it("keeps and leaves nothing but its own device, whatever the difference", () => {
        for (const inputs of [PHONE, { ...PHONE, tags: [] }, { ...PHONE, mac: "52EAD324FD22" }]) {
            const { kept, leaving, replaces } = diff(inputs, stateFrom(PHONE));
            assert.deepEqual([kept, leaving], replaces.length === 0 ? [[{ id: ID }], []] : [[], [ID]]);
        }
    });

    it("saves the names of the inputs when the program says less, without a write", () => {
        const { model: _, ...less } = PHONE;
        const state = stateFrom(PHONE);
        assert.deepEqual(answer(less, state), { changes: true, replaces: [], deleteBeforeReplace: false });
        assert.equal(changesOf(ID, state, less), undefined);
    });

    it("does not replace a device whose id the program now names", () => {
        const state = stateFrom({ workspaceId: "w" });
        assert.deepEqual(diff({ workspaceId: "w", deviceId: ID }, state).replaces, []);
        assert.deepEqual(diff({ workspaceId: "w", deviceId: "another" }, state).replaces, ["deviceId"]);
    });

    it("writes what changed of a device that the program names by its id", () => {
        const state = stateFrom({ deviceId: ID, displayName: "old" });
        assert.deepEqual(changesOf(ID, state, { deviceId: ID, displayName: "new" }), { displayName: "new" });
    });

    it("takes no other input for the id or the product because it has the same text", () => {
        const state = stateFrom({ workspaceId: "w" });
        assert.deepEqual(diff({ workspaceId: ID }, state).replaces, ["workspaceId"]);
        const inputs = { workspaceId: "w", displayName: "Cisco 8865" };
        assert.deepEqual(changesOf(ID, state, inputs), { displayName: "Cisco 8865" });
    });

    it("does not replace a device whose model the program now names, as long as it is the product's", () => {
        const state = stateFrom({ deviceId: "d" });
        assert.deepEqual(diff({ deviceId: "d", model: "DMS Cisco 8865" }, state).replaces, []);
        assert.deepEqual(diff({ deviceId: "d", model: "Cisco 9861" }, state).replaces, ["model"]);
    });

    it("compares a model with the one that the program gave before, where it gave one", () => {
        const state = stateFrom({ deviceId: "d", model: "Cisco 9861" });
        assert.deepEqual(diff({ deviceId: "d", model: "Cisco 8865" }, state).replaces, ["model"]);
    });

    it("does not replace a device for a number that Webex never told, where the other one is as before", () => {
        const byMac = stateFrom(PHONE);
        assert.deepEqual(diff({ ...PHONE, serial: "FOC1" }, byMac).replaces, []);
        assert.deepEqual(diff({ ...PHONE, mac: "52EAD324FD22", serial: "FOC1" }, byMac).replaces, ["mac", "serial"]);
        const bySerial = stateFrom({ serial: "FOC1" });
        assert.deepEqual(diff({ serial: "foc1", mac: "52EAD324FD21" }, bySerial).replaces, []);
        assert.deepEqual(diff({ serial: "FOC2", mac: "52EAD324FD21" }, bySerial).replaces, ["mac", "serial"]);
        assert.deepEqual(diff({ workspaceId: "w", serial: "FOC1" }, stateFrom({ workspaceId: "w" })).replaces, [
            "serial",
        ]);
    });

    it("replaces a device for a model where neither state nor API knows one", () => {
        const state = stateFrom({ deviceId: "d" }, { product: undefined });
        assert.deepEqual(diff({ deviceId: "d", model: "Cisco 9861" }, state).replaces, ["model"]);
    });

    it("does not replace a device for an organisation that was never told", () => {
        const state = stateFrom({ workspaceId: "w" }, { orgId: undefined });
        assert.deepEqual(diff({ workspaceId: "w", orgId: "org" }, state).replaces, []);
        assert.deepEqual(diff({ workspaceId: "other", orgId: "org" }, state).replaces, ["workspaceId"]);
    });

    it("replaces when the owner changes kind", () => {
        const inputs = { mac: "52EAD324FD21", model: "DMS Cisco 8865" };
        const toRoom = diff({ ...inputs, workspaceId: "w" }, stateFrom({ ...inputs, personId: "p" }));
        assert.deepEqual([toRoom.replaces, toRoom.deleteBeforeReplace], [["workspaceId"], true]);
        const toPerson = diff({ ...inputs, personId: "p" }, stateFrom({ ...inputs, workspaceId: "w" }));
        assert.deepEqual([toPerson.replaces, toPerson.deleteBeforeReplace], [["personId"], true]);
    });

    describe("deletes before it replaces", () => {
        const MAKES_ROOM = { deleteBeforeReplace: true, mustMakeRoom: true };
        const GIVES_WAY = { deleteBeforeReplace: true, mustMakeRoom: false };
        const rows: [string, DeviceInputs, DeviceInputs, Pick<Difference, "deleteBeforeReplace" | "mustMakeRoom">][] = [
            ["where the MAC address stays", ROOM, { ...ROOM, workspaceId: "w2" }, MAKES_ROOM],
            ["where the MAC address changes in a workspace", ROOM, { ...ROOM, mac: "52EAD324FD22" }, GIVES_WAY],
            ["where the owner is a person", PHONE, { ...PHONE, mac: "52EAD324FD22" }, MAKES_ROOM],
            [
                "where the owner was a person",
                { personId: "p", model: "a" },
                { workspaceId: "w", model: "b" },
                MAKES_ROOM,
            ],
            [
                "where the owner will be a person",
                { workspaceId: "w", model: "a" },
                { personId: "p", model: "b" },
                MAKES_ROOM,
            ],
            ["where the workspace changes", { workspaceId: "w1" }, { workspaceId: "w2" }, GIVES_WAY],
            [
                "not where a workspace's device without MAC address changes its model",
                { workspaceId: "w", model: "a" },
                { workspaceId: "w", model: "b" },
                { deleteBeforeReplace: false, mustMakeRoom: false },
            ],
        ];
        for (const [name, before, after, expected] of rows) {
            it(name, () => {
                const { deleteBeforeReplace, mustMakeRoom } = diff(after, stateFrom(before));
                assert.deepEqual({ deleteBeforeReplace, mustMakeRoom }, expected);
            });
        }

        it("not where nothing is replaced", () => {
            assert.equal(diff({ ...PHONE, tags: [] }, stateFrom(PHONE)).deleteBeforeReplace, false);
        });
    });

    describe("tells others of the plan what becomes free", () => {
        const owner = PHONE.personId;
        const mac = "52EAD324FD21";
        const rows: [string, DeviceInputs, DeviceInputs, Origin, Difference["departures"]][] = [
            [
                "a person's phone whose MAC address changes",
                PHONE,
                { ...PHONE, mac: "52EAD324FD22" },
                "registered",
                [{ id: ID, mac, owner, givesSeat: false }],
            ],
            [
                "a phone that goes to another workspace",
                ROOM,
                { ...ROOM, workspaceId: "w2" },
                "registered",
                [{ id: ID, mac, owner: "w1", givesSeat: true }],
            ],
            ["nothing where it stays in Webex", ROOM, { ...ROOM, mac: "52EAD324FD22" }, "adopted", []],
            [
                "nothing where the program keeps it in Webex",
                { ...PHONE, unregisterOnDelete: false },
                { ...PHONE, mac: "52EAD324FD22" },
                "registered",
                [],
            ],
            [
                "nothing where it leaves after what replaces it",
                { workspaceId: "w", model: "a" },
                { workspaceId: "w", model: "b" },
                "registered",
                [],
            ],
            ["nothing where nothing is replaced", PHONE, { ...PHONE, tags: [] }, "registered", []],
        ];
        for (const [name, before, after, origin, departures] of rows) {
            it(name, () => {
                assert.deepEqual(diff(after, stateFrom(before, {}, origin)).departures, departures);
            });
        }
    });

    describe("frees a seat of the person", () => {
        const swap = { ...PHONE, mac: "52EAD324FD22" };
        const rows: [string, DeviceInputs, DeviceInputs, Origin, boolean][] = [
            ["where a registered phone makes room", PHONE, swap, "registered", true],
            ["where an adopted one does", PHONE, swap, "adopted", true],
            ["where a taken-over one does", { ...PHONE, deviceId: ID }, swap, "takenOver", true],
            [
                "not where unregisterOnDelete is false",
                { ...PHONE, unregisterOnDelete: false },
                swap,
                "registered",
                false,
            ],
            ["not where the other one is only taken over", PHONE, { deviceId: "other" }, "registered", false],
            [
                "where it is the person's, taken over, and leaves Webex because the program says so",
                { ...PHONE, deviceId: ID, unregisterOnDelete: true },
                { personId: PHONE.personId ?? "", deviceId: "other" },
                "takenOver",
                true,
            ],
            [
                "not where a taken-over one stays beside its successor",
                { ...PHONE, deviceId: ID },
                { personId: PHONE.personId ?? "", deviceId: "other" },
                "takenOver",
                false,
            ],
            ["not where the new one is another person's", PHONE, { ...PHONE, personId: "other" }, "registered", false],
            ["not where the new one is a workspace's", PHONE, { model: "x", workspaceId: "w" }, "registered", false],
            [
                "not where it is a workspace's",
                { workspaceId: "w", mac: "52EAD324FD21", model: "x" },
                { workspaceId: "w", mac: "52EAD324FD22", model: "x" },
                "registered",
                false,
            ],
            ["not where nothing is replaced", PHONE, { ...PHONE, tags: [] }, "registered", false],
        ];
        for (const [name, before, after, origin, frees] of rows) {
            it(name, () => {
                assert.equal(diff(after, stateFrom(before, {}, origin)).freesSeat, frees);
            });
        }
    });

    describe("origin", () => {
        const ORIGINS = ["registered", "adopted", "takenOver"] as const;

        it("is no difference, nor is how the program names the device", () => {
            const told = { personId: PHONE.personId, mac: "52EAD324FD21", serial: "FOC1", tags: ["a", "b"] };
            for (const origin of ORIGINS) {
                const named = { ...PHONE, deviceId: ID };
                assert.deepEqual(diff(PHONE, stateFrom(named, told, origin)).replaces, [], "dropping deviceId");
                assert.deepEqual(diff({ ...PHONE, serial: "foc1" }, stateFrom(PHONE, told, origin)).replaces, []);
                assert.deepEqual(diff({ serial: "FOC1" }, stateFrom(named, told, origin)).replaces, []);
            }
        });

        it("is a change where what was adopted becomes the stack's own, without replacing or writing anything", () => {
            for (const origin of ORIGINS) {
                const state = stateFrom(PHONE, {}, origin);
                assert.equal(becomesOwn(state, true), origin === "adopted");
                assert.equal(becomesOwn(state, false), false);
                assert.equal(diff(PHONE, state, true).changes, origin === "adopted");
                assert.deepEqual([diff(PHONE, state, true).replaces, diff(PHONE, state, false).changes], [[], false]);
            }
        });

        it("decides what leaves Webex, unless the program does or room is needed", () => {
            const leaves = (inputs: DeviceInputs, mustMakeRoom: boolean) =>
                ORIGINS.map((origin) => deviceFreesSeat(stateFrom(inputs, {}, origin), mustMakeRoom));
            assert.deepEqual(leaves(PHONE, false), [true, false, false]);
            assert.deepEqual(leaves(PHONE, true), [true, true, true]);
            for (const mustMakeRoom of [true, false]) {
                assert.deepEqual(leaves({ ...PHONE, unregisterOnDelete: true }, mustMakeRoom), [true, true, true]);
                assert.deepEqual(leaves({ ...PHONE, unregisterOnDelete: false }, mustMakeRoom), [false, false, false]);
            }
        });
    });

    it("changesOfNew names what a device that was just found has to be told, its password too", () => {
        const found = { id: ID, tags: ["old"], displayName: "Lobby" };
        assert.equal(changesOfNew(found, { displayName: "Lobby", tags: ["old"] }), undefined);
        assert.deepEqual(changesOfNew(found, { tags: ["new"], displayName: "Lobby", password: "secret-1" }), {
            tags: ["new"],
            password: "secret-1",
        });
    });

    describe("a value that is not known at preview", () => {
        it("may replace the device", () => {
            assert.deepEqual(diff({ ...PHONE, personId: UNKNOWN }, stateFrom(PHONE)).replaces, ["personId"]);
        });

        it("may be a change", () => {
            const tags = UNKNOWN as unknown as string[];
            assert.deepEqual(answer({ ...PHONE, tags }, stateFrom(PHONE)), {
                changes: true,
                replaces: [],
                deleteBeforeReplace: false,
            });
            assert.equal(diff({ ...PHONE, tags: ["a", UNKNOWN] }, stateFrom(PHONE)).changes, true);
        });
    });
});
