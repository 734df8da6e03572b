import assert from "node:assert/strict";
import { deviceOf, inputNames, inputsOf, namesOf, stateOf } from "../../../../provider/resources/device/deviceState";

const DEVICE = { id: "d", product: "Cisco 8865", mac: "52:EA:D3:24:FD:21", personId: "p", tags: ["b", "a"] };

describe("resources/deviceState", () => {
    it("holds what the API tells, and which inputs the program gave", () => {
        assert.deepEqual(stateOf({ personId: "p" }, DEVICE, true), {
            product: "Cisco 8865",
            mac: "52:EA:D3:24:FD:21",
            personId: "p",
            tags: ["b", "a"],
            __inputs: "personId",
        });
    });

    it("leaves out placeId where it says what workspaceId says", () => {
        const told = { id: "d", workspaceId: "w", placeId: "w" };
        assert.deepEqual(stateOf({ workspaceId: "w" }, told, true), { workspaceId: "w", __inputs: "workspaceId" });
        assert.equal(stateOf({ workspaceId: "w" }, { ...told, placeId: "x" }, true).placeId, "x");
        assert.equal(stateOf({ personId: "p" }, { id: "d", personId: "p", placeId: "x" }, true).placeId, "x");
    });

    it("keeps the program's spelling where it means the same", () => {
        const state = stateOf({ personId: "p", mac: "52EAD324FD21", tags: ["a", "b"] }, DEVICE, false);
        assert.deepEqual([state.mac, state.tags], ["52EAD324FD21", ["a", "b"]]);
    });

    it("takes the API's value where it means something else", () => {
        const inputs = { personId: "q", mac: "52EAD324FD22", tags: ["a"], displayName: "Mine" };
        const state = stateOf(inputs, { ...DEVICE, displayName: "Theirs" }, false);
        assert.deepEqual(
            [state.personId, state.mac, state.tags, state.displayName],
            ["p", "52:EA:D3:24:FD:21", ["b", "a"], "Theirs"],
        );
    });

    it("keeps as given what the API does not tell, or tells in words of its own", () => {
        const inputs = {
            model: "DMS Cisco 8865",
            password: "secret-1",
            unregisterOnDelete: true,
            deviceId: "lasting",
            orgId: "mine",
        };
        const { __inputs, ...state } = stateOf(inputs, { ...DEVICE, deviceId: "other", orgId: "theirs" }, false);
        assert.deepEqual(
            Object.fromEntries(Object.keys(inputs).map((name) => [name, (state as Record<string, unknown>)[name]])),
            inputs,
        );
    });

    it("takes tags that the API does not show for none, unless they were just written", () => {
        const device = { id: "d", personId: "p" };
        assert.deepEqual(stateOf({ personId: "p", tags: ["a"] }, device, false).tags, []);
        assert.deepEqual(stateOf({ personId: "p", tags: ["a"] }, device, true).tags, ["a"]);
        assert.equal(stateOf({ personId: "p" }, device, true).tags, undefined);
    });

    it("forgets the owner that a device was moved away from", () => {
        const toRoom = stateOf({ personId: "p" }, { id: "d", workspaceId: "w" }, false);
        assert.deepEqual([toRoom.personId, toRoom.workspaceId], [undefined, "w"]);
        const toPerson = stateOf({ workspaceId: "w" }, { id: "d", personId: "p" }, false);
        assert.deepEqual([toPerson.personId, toPerson.workspaceId], ["p", undefined]);
    });

    it("keeps an owner that the API is silent about", () => {
        assert.equal(stateOf({ personId: "p" }, { id: "d" }, false).personId, "p");
    });

    it("tells the program's inputs as they are at the API", () => {
        const state = stateOf({ personId: "p", tags: ["a"], model: "DMS Cisco 8865" }, DEVICE, false);
        assert.deepEqual(inputsOf(state), { personId: "p", tags: ["a", "b"], model: "DMS Cisco 8865" });
    });

    it("tells no input that the program never gave", () => {
        assert.deepEqual(inputsOf(stateOf({ personId: "p" }, DEVICE, false)), { personId: "p" });
    });

    it("tells no inputs of a state that knows of none, as at an import", () => {
        assert.deepEqual(inputsOf({}), {});
        assert.deepEqual(inputNames({}), []);
    });

    it("names inputs in one order, whatever order they were given in", () => {
        assert.equal(namesOf({ tags: [], personId: "p" }), namesOf({ personId: "p", tags: [] }));
        assert.equal(namesOf({ personId: "p", tags: [] }), "personId,tags");
    });

    it("gives the device back as the API told it, without the inputs' own fields", () => {
        const state = stateOf({ personId: "p", model: "DMS Cisco 8865", password: "secret-1" }, DEVICE, true);
        assert.deepEqual(deviceOf("d", state), DEVICE);
    });
});
