import assert from "node:assert/strict";
import { type Change, changesIn } from "../../../cli/drift/changes";
import type { Refreshed } from "../../../cli/drift/collectRefresh";
import { pairsOf } from "../../../cli/drift/pairs";
import { deviceBatch, differing, MASKED, placesWith, resource, unchanged } from "./builders";

/** The changes of the things of refreshed resources, by the things' names. */
function changes(...refreshed: Refreshed[]): Record<string, readonly Change[]> {
    const found = changesIn(pairsOf(refreshed), placesWith());
    return Object.fromEntries([...found].map(([{ before }, ofOne]) => [before.name, ofOne]));
}

const tags = (...given: string[]) => ({ workspaceId: "lobby", mac: "020000000001", tags: given });

describe("cli/drift/changes", () => {
    it("names what differs of a single resource, as the stack and as Webex has it", () => {
        const found = changes(
            differing(resource("Device", "desk", tags("a", "b")), resource("Device", "desk", tags("c")), [
                "tags[0]",
                "tags[1]",
            ]),
            unchanged(resource("Device", "fine", tags("a"))),
        );
        assert.deepEqual(found, { desk: [{ property: "tags", expected: "a, b", found: "c" }], fine: [] });
    });

    it("says nothing of what the engine calls the same: the program ignores it", () => {
        const found = changes(unchanged(resource("Device", "desk", tags("a")), resource("Device", "desk", tags("b"))));
        assert.deepEqual(found, { desk: [] });
    });

    it("leaves out what is ignored beside what is not", () => {
        const now = resource("Device", "desk", { ...tags("c"), serial: "FOC2" });
        const found = changes(differing(resource("Device", "desk", { ...tags("a"), serial: "FOC1" }), now, ["serial"]));
        assert.deepEqual(found, { desk: [{ property: "serial", expected: "FOC1", found: "FOC2" }] });
    });

    it("names the entries of a batch that differ, also where the engine spoilt its own old inputs", () => {
        const then = deviceBatch("all", { "a-1": tags("a"), "b-1": tags("a"), "c-1": tags("a") });
        const now = deviceBatch("all", { "a-1": tags("z"), "b-1": tags("z"), "c-1": tags("a") });
        // What is ignored stands in the old inputs with Webex's value.
        const spoilt = { ...then, inputs: { devices: { "a-1": tags("a"), "b-1": tags("z"), "c-1": tags("a") } } };
        const found = changes(differing(spoilt, now, ['devices["a-1"].tags[0]']));
        assert.deepEqual(found, { "a-1": [{ property: "tags", expected: "a", found: "z" }], "b-1": [], "c-1": [] });
    });

    it("names no output that an update makes anew, as the native plugin does of a code that ended", () => {
        const code = resource("DeviceActivation", "code", { workspaceId: "lobby" });
        assert.deepEqual(changes(differing(code, code, ["code"])), { code: [] });
    });

    it("says of a secret only that it differs", () => {
        const secret = { workspaceId: "lobby", mac: MASKED, tags: ["a"] };
        const found = changes(
            differing(resource("Device", "single", secret), resource("Device", "single", secret), ["mac", "__hidden"]),
            differing(deviceBatch("all", { one: secret }), deviceBatch("all", { one: secret }), ["devices.one.mac"]),
        );
        const expected = [{ property: "mac", expected: "[secret]", found: "[secret]" }];
        assert.deepEqual(found, { single: expected, one: expected });
    });

    it("shows no value of a secret that Webex told in clear", () => {
        const found = changes(
            differing(
                resource("DeviceConfiguration", "room", { deviceId: "d", settings: { Name: MASKED } }),
                resource("DeviceConfiguration", "room", { deviceId: "d", settings: { Name: "hunter22" } }),
                ["settings.Name"],
            ),
        );
        assert.deepEqual(found, { room: [{ property: "Name", expected: "[secret]", found: "[secret]" }] });
    });

    it("shows no password of a phone, and none of a device", () => {
        const phone = (value: string) =>
            resource(
                "CallingDeviceSettings",
                "phone",
                { deviceId: "d", settings: { "%WEB_ACCESS%": value, "%NOTE%": value } },
                { passwordTags: ["%WEB_ACCESS%"] },
            );
        const device = (value: string) =>
            resource("DeviceConfiguration", "room", {
                deviceId: "d",
                settings: { "SIP.Authentication.Password": value },
            });
        const found = changes(
            differing(phone("one-1"), phone("two-2"), ['settings["%NOTE%"]', 'settings["%WEB_ACCESS%"]']),
            differing(device("one-1"), device("two-2"), ['settings["SIP.Authentication.Password"]']),
        );
        assert.deepEqual(found, {
            phone: [
                { property: "%NOTE%", expected: "one-1", found: "two-2" },
                { property: "%WEB_ACCESS%", expected: "[secret]", found: "[secret]" },
            ],
            room: [{ property: "SIP.Authentication.Password", expected: "[secret]", found: "[secret]" }],
        });
    });

    it("puts owners and locations into words", () => {
        const found = changes(
            differing(
                resource("Device", "given", { personId: "ada", mac: "020000000001" }),
                resource("Device", "given", { workspaceId: "lobby", mac: "020000000001" }),
                ["personId", "workspaceId"],
            ),
            differing(
                resource("Device", "strange", { workspaceId: "lobby" }),
                resource("Device", "strange", { workspaceId: "nobody-knows" }),
                ["workspaceId"],
            ),
            differing(
                resource("Workspace", "room", { displayName: "Room", locationId: "berlin" }),
                resource("Workspace", "room", { displayName: "Room", locationId: "paris" }),
                ["locationId"],
            ),
        );
        assert.deepEqual(found, {
            given: [{ property: "owner", expected: "Ada Lovelace <ada@example.com>", found: "Lobby" }],
            strange: [{ property: "workspaceId", expected: "Lobby", found: "nobody-knows" }],
            room: [{ property: "locationId", expected: "Berlin", found: "Paris" }],
        });
    });

    it("names the default of a batch that a device does not have, although the state does not record its value", () => {
        const batch = (record: object) =>
            resource(
                "DeviceConfigurationBatch",
                "rooms",
                { devices: { room: { deviceId: "d" } }, defaults: { "Standby.Delay": 5 } },
                { pending: {}, entries: JSON.stringify({ room: record }) },
            );
        // The provider says that something differs; no input shows it.
        const found = changes(differing(batch({}), batch({ unlike: ["Standby.Delay"] })));
        assert.deepEqual(found, {
            room: [{ property: "Standby.Delay", expected: "5", found: "another value, or none" }],
        });
    });

    it("has nothing to say of what is gone", () => {
        const then = deviceBatch("all", { a: tags("a"), b: tags("a") });
        assert.deepEqual(changes(differing(then, deviceBatch("all", { a: tags("a") }), ["devices.b"])), {
            a: [],
            b: [],
        });
    });
});
