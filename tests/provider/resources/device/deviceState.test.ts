import assert from "node:assert/strict";
import type { WebexDevice } from "../../../../provider/api/devices/webexDevice";
import { inputNames } from "../../../../provider/definitions/definition";
import { DEVICE as TABLE } from "../../../../provider/definitions/device";
import type { DeviceInputs } from "../../../../provider/resources/device/deviceInputs";
import {
    type DeviceRecord,
    type DeviceState,
    deviceOf,
    inputsOf,
    organizationOf,
    recordOf,
    stateOf,
} from "../../../../provider/resources/device/deviceState";
import { webexId } from "../../helpers";

const DEVICE = { id: "d", product: "Cisco 8865", mac: "52:EA:D3:24:FD:21", personId: "p", tags: ["b", "a"] };
const RECORD: DeviceRecord = { origin: "registered" };

/** The state as a read leaves it. */
function read(inputs: DeviceInputs, device: WebexDevice, record = RECORD): DeviceState {
    return stateOf(inputs, device, record);
}

/** The state as a create or update leaves it. */
function written(inputs: DeviceInputs, device: WebexDevice, record = RECORD): DeviceState {
    return stateOf(inputs, device, record, { written: true });
}

describe("resources/deviceState", () => {
    it("holds the program's inputs by name, and in details what the API tells besides", () => {
        assert.deepEqual(written({ personId: "p", model: "DMS Cisco 8865" }, DEVICE), {
            personId: "p",
            model: "DMS Cisco 8865",
            details: { product: "Cisco 8865", mac: "52:EA:D3:24:FD:21", tags: ["b", "a"] },
            origin: "registered",
        });
    });

    it("keeps fields that no table knows, and leaves out what is ours alone", () => {
        const device = { ...DEVICE, standIn: true, untold: ["ip"], newField: { a: 1 } } as const;
        const { details } = read({ personId: "p" }, device);
        assert.deepEqual(details, {
            product: "Cisco 8865",
            mac: "52:EA:D3:24:FD:21",
            tags: ["b", "a"],
            newField: { a: 1 },
        });
    });

    it("records origin, code and its end, and nothing that is not there", () => {
        const record = { origin: "adopted", activationCode: "code", activationExpiresAt: "2026-01-01" } as const;
        const { details: _, ...rest } = read({}, DEVICE, record);
        assert.deepEqual(rest, record);
        assert.deepEqual(recordOf(read({}, DEVICE, record)), record);
        assert.deepEqual(Object.keys(read({}, DEVICE)).sort(), ["details", "origin"]);
    });

    describe("a secret input", () => {
        /** A device that tells every input under its own name, and its owner under the old name, too. */
        const told: WebexDevice = {
            ...{ id: "d", personId: "given-personId", workspaceId: "given-workspaceId", model: "given-model" },
            ...{ mac: "given-mac", deviceId: "given-deviceId", serial: "given-serial", orgId: "given-orgId" },
            ...{ displayName: "given-displayName", upgradeChannel: "given-upgradeChannel", tags: ["given-tags"] },
            ...{ password: "given-password" },
        };
        for (const name of inputNames(TABLE).filter((input) => input !== "unregisterOnDelete")) {
            const value = name === "tags" ? [`given-${name}`] : `given-${name}`;
            it(`stands beside details and not in them: ${name}`, () => {
                for (const state of [read({ [name]: value }, told), written({ [name]: value }, told)]) {
                    assert.deepEqual((state as Record<string, unknown>)[name], value);
                    assert.equal(name in state.details, false);
                    assert.equal(JSON.stringify(state.details).includes(`given-${name}"`), false);
                }
            });

            it(`nor what it changed to by hand: ${name}`, () => {
                const other = name === "tags" ? ["other"] : "other";
                const { details } = read({ [name]: other }, told);
                assert.equal(name in details, false);
            });
        }

        const owners: [string, DeviceInputs, Partial<WebexDevice>][] = [
            ["a workspace", { workspaceId: "w" }, { workspaceId: "w", placeId: "w" }],
            ["a person", { personId: "p" }, { personId: "p", placeId: "p" }],
            ["a workspace that is told by its old name only", { workspaceId: "w" }, { placeId: "w" }],
            [
                "a workspace in another spelling",
                { workspaceId: webexId("PLACE", "0f6e2c1a-1111-4222-8333-444455556666") },
                { placeId: webexId("PLACE", "0f6e2c1a-1111-4222-8333-444455556666", "urn:TEAM:us-east-2_a") },
            ],
        ];
        for (const [name, inputs, owner] of owners) {
            it(`does not stand in details as placeId: ${name}`, () => {
                assert.deepEqual(read(inputs, { id: "d", ...owner }).details, {});
                assert.deepEqual(written(inputs, { id: "d", ...owner }).details, {});
            });
        }

        it("placeId stays where it says something else", () => {
            assert.equal(read({ workspaceId: "w" }, { id: "d", workspaceId: "w", placeId: "x" }).details.placeId, "x");
            assert.equal(read({ personId: "p" }, { id: "d", personId: "p", placeId: "x" }).details.placeId, "x");
        });
    });

    it("keeps the program's spelling where it means the same", () => {
        const state = read({ personId: "p", mac: "52EAD324FD21", tags: ["a", "b"] }, DEVICE);
        assert.deepEqual([state.mac, state.tags], ["52EAD324FD21", ["a", "b"]]);
    });

    it("takes the API's value where it means something else", () => {
        const inputs = { personId: "q", mac: "52EAD324FD22", tags: ["a"], displayName: "Mine" };
        const state = read(inputs, { ...DEVICE, displayName: "Theirs" });
        assert.deepEqual(
            [state.personId, state.mac, state.tags, state.displayName],
            ["p", "52:EA:D3:24:FD:21", ["a", "b"], "Theirs"],
        );
    });

    it("leaves tags in the order that the state has them, and appends what the API tells besides", () => {
        const told = { id: "d", personId: "p", tags: ["new", "a", "b"] };
        const given: DeviceInputs = { personId: "p", tags: ["b", "gone", "a"] };
        assert.deepEqual(read(given, told).tags, ["b", "a", "new"]);
        const before = read({ personId: "p" }, { id: "d", personId: "p", tags: ["b", "a"] });
        assert.deepEqual(stateOf({ personId: "p" }, told, RECORD, { before }).details.tags, ["b", "a", "new"]);
    });

    it("keeps as given what the API does not tell, or tells in words of its own", () => {
        const inputs = {
            model: "DMS Cisco 8865",
            password: "secret-1",
            unregisterOnDelete: true,
            deviceId: "lasting",
            orgId: "mine",
        };
        const {
            details,
            origin: _,
            organization,
            ...state
        } = read(inputs, {
            ...DEVICE,
            deviceId: "other",
            orgId: "theirs",
        });
        assert.deepEqual(state, inputs);
        assert.deepEqual([details.deviceId, details.orgId, organization], [undefined, undefined, "theirs"]);
    });

    it("takes tags that the API does not show for none, unless they were just written", () => {
        const device = { id: "d", personId: "p" };
        assert.deepEqual(read({ personId: "p", tags: ["a"] }, device).tags, []);
        assert.deepEqual(written({ personId: "p", tags: ["a"] }, device).tags, ["a"]);
        assert.equal(written({ personId: "p" }, device).tags, undefined);
    });

    it("forgets the owner that a device was moved away from", () => {
        const toRoom = read({ personId: "p" }, { id: "d", workspaceId: "w" });
        assert.deepEqual([toRoom.personId, toRoom.details.workspaceId], [undefined, "w"]);
        const toPerson = read({ workspaceId: "w" }, { id: "d", personId: "p" });
        assert.deepEqual([toPerson.details.personId, toPerson.workspaceId], ["p", undefined]);
    });

    it("keeps an owner that the API is silent about", () => {
        assert.equal(read({ personId: "p" }, { id: "d" }).personId, "p");
    });

    describe("what Webex could not tell this time", () => {
        const inputs: DeviceInputs = { workspaceId: "w", tags: ["a"] };
        const before = read(inputs, { id: "d", workspaceId: "w", tags: ["a"], ip: "192.0.2.1", displayName: "Lobby" });
        const told = (device: Partial<WebexDevice>) => stateOf(inputs, { id: "d", ...device }, RECORD, { before });

        it("stays as it was, an input and a field of details alike", () => {
            const state = told({ workspaceId: "w", untold: ["tags", "ip"] });
            assert.deepEqual([state.tags, state.details], [["a"], { ip: "192.0.2.1" }]);
        });

        it("stays in details and not as an input where it was none before", () => {
            assert.deepEqual(told({ untold: ["displayName", "workspaceId"] }), {
                workspaceId: "w",
                tags: [],
                details: { displayName: "Lobby" },
                origin: "registered",
            });
        });

        it("is not there where it was not there before", () => {
            assert.deepEqual(told({ tags: ["a"], untold: ["serial"] }).details, {});
        });

        it("is what was given, where nothing is known from before", () => {
            const state = stateOf(inputs, { id: "d", untold: ["workspaceId"] }, RECORD);
            assert.equal(state.workspaceId, "w");
        });
    });

    describe("the organisation", () => {
        const RECORDED: DeviceRecord = { origin: "registered", organization: "recorded" };

        it("stands in details where the API tells it", () => {
            const state = read({}, { id: "d", orgId: "told" }, RECORDED);
            assert.deepEqual([state.details.orgId, state.organization], ["told", undefined]);
            assert.equal(organizationOf(state), "told");
        });

        it("is the program's own where it gives the same: it may be a secret, and stands under no other name", () => {
            const state = read({ orgId: "told" }, { id: "d", orgId: "told" }, RECORDED);
            assert.deepEqual([state.details.orgId, state.organization, state.orgId], [undefined, undefined, "told"]);
            assert.equal(organizationOf(state), "told");
        });

        it("stands beside them where the program gives another one", () => {
            const state = read({ orgId: "given" }, { id: "d", orgId: "told" }, RECORDED);
            assert.deepEqual([state.details.orgId, state.organization, state.orgId], [undefined, "told", "given"]);
            assert.equal(organizationOf(state), "told");
        });

        it("stays the recorded one where the API does not tell it", () => {
            assert.equal(organizationOf(read({}, { id: "d" }, RECORDED)), "recorded");
            assert.equal(organizationOf(read({ orgId: "mine" }, { id: "d" }, RECORDED)), "recorded");
            assert.equal(organizationOf(read({ orgId: "mine" }, { id: "d" })), "mine");
        });

        it("outlives a read that does not tell it, and the program's orgId", () => {
            const first = read({}, { id: "d", orgId: "told" });
            const untold = stateOf({}, { id: "d" }, recordOf(first), { before: first });
            assert.equal(organizationOf(untold), "told");
            const given = read({ orgId: "told" }, { id: "d", orgId: "told" }, recordOf(untold));
            const dropped = read({}, { id: "d" }, recordOf(given));
            assert.equal(organizationOf(dropped), "told");
        });
    });

    it("tells the program's inputs as they are at the API", () => {
        const state = read({ personId: "p", tags: ["a"], model: "DMS Cisco 8865" }, DEVICE);
        assert.deepEqual(inputsOf(state), { personId: "p", tags: ["a", "b"], model: "DMS Cisco 8865" });
    });

    it("tells no input that the program never gave", () => {
        assert.deepEqual(inputsOf(read({ personId: "p" }, DEVICE)), { personId: "p" });
    });

    it("gives the device back as the API told it, without the inputs' own fields", () => {
        const state = written({ personId: "p", model: "DMS Cisco 8865", password: "secret-1" }, DEVICE);
        assert.deepEqual(deviceOf("d", state), DEVICE);
    });

    it("gives the device back with what stands as an input in the state, its lasting id aside", () => {
        const state = written({ deviceId: "lasting", mac: "52EAD324FD21" }, { id: "d", mac: "52:EA:D3:24:FD:21" });
        assert.deepEqual(deviceOf("d", state), { id: "d", mac: "52EAD324FD21" });
    });
});
