import assert from "node:assert/strict";
import { Places, type Whereabouts } from "../../../cli/drift/whereabouts";
import { pairOf, placesWith, resource, unchanged } from "./builders";

describe("cli/drift/whereabouts", () => {
    const device = {
        id: "id-desk",
        webexDeviceId: "webex-desk",
        callingDeviceId: "calling-desk",
        workspaceId: "board",
    };
    const places = placesWith([device, { id: "id-adas", personId: "ada" }]);
    const of = (...given: Parameters<typeof resource>): Partial<Whereabouts> => {
        const { device: _, workspace: _workspace, ...others } = places.of(pairOf(unchanged(resource(...given))).before);
        return others;
    };

    it("goes by Webex's owner of a device before the program's", () => {
        assert.deepEqual(of("Device", "desk", { workspaceId: "lobby" }), {
            owner: "Board Room",
            isRoom: true,
            location: "Berlin",
        });
        assert.deepEqual(of("Device", "adas", {}), {
            owner: "Ada Lovelace <ada@example.com>",
            isRoom: false,
            location: "Paris",
        });
    });

    it("goes by the program's owner where the device is gone", () => {
        assert.deepEqual(of("Device", "lost", { workspaceId: "lobby" }), {
            owner: "Lobby",
            isRoom: true,
            location: "Berlin",
        });
        assert.deepEqual(of("Device", "lost", { personId: "grace" }), {
            owner: "Grace Hopper",
            isRoom: false,
            location: undefined,
        });
        assert.deepEqual(of("Device", "lost", { workspaceId: "?" }), {
            owner: undefined,
            isRoom: true,
            location: undefined,
        });
        assert.deepEqual(of("Device", "lost", {}), { owner: undefined, isRoom: false, location: undefined });
    });

    it("finds whose settings they are by each kind of id", () => {
        const board = { owner: "Board Room", isRoom: true, location: "Berlin" };
        assert.deepEqual(of("DeviceConfiguration", "a", { deviceId: "webex-desk" }), board);
        assert.deepEqual(of("CallingDeviceSettings", "b", { deviceId: "calling-desk" }), board);
    });

    it("goes by the stack's own device for settings of one that is gone", () => {
        const [lost, settings] = [
            resource("Device", "lost", { personId: "ada" }, { details: { webexDeviceId: "webex-lost" } }),
            resource("DeviceConfiguration", "s", { deviceId: "webex-lost" }),
        ].map((each) => pairOf(unchanged(each)).before);
        assert.ok(lost && settings);
        const { owner, location } = new Places(places.estate, [lost]).of(settings);
        assert.deepEqual([owner, location], ["Ada Lovelace <ada@example.com>", "Paris"]);
        assert.equal(places.of(settings).owner, undefined);
    });

    it("takes a workspace for its own place, also one that is gone", () => {
        assert.deepEqual(of("Workspace", "w", {}, {}, "lobby"), { owner: "Lobby", isRoom: true, location: "Berlin" });
        const was = { displayName: "Old", locationId: "paris" };
        assert.deepEqual(of("Workspace", "w", was, {}, "gone"), { owner: "Old", isRoom: true, location: "Paris" });
    });

    it("puts ids of owners and locations into words, with ids behind names that are alike", () => {
        const twins = placesWith([], {
            workspaces: [
                { id: "1", displayName: "Lobby" },
                { id: "2", displayName: "Lobby" },
            ],
        });
        assert.deepEqual(twins.inWords(["workspaceId"], "1", "2"), ["Lobby (1)", "Lobby (2)"]);
        assert.deepEqual(places.inWords(["workspaceId"], "lobby", undefined), ["Lobby", undefined]);
        assert.deepEqual(places.inWords(["calling", "locationId"], "berlin", "?"), ["Berlin", "?"]);
        assert.deepEqual(places.inWords(["displayName"], "lobby", "ada"), ["lobby", "ada"]);
    });
});
