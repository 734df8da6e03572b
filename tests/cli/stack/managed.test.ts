import assert from "node:assert/strict";
import { definitionOf, entriesInput, isManaged, managedIn, managedOf, nameIn } from "../../../cli/stack/managed";

const resource = (type: string, name: string, outputs: object, inputs: object = {}, id = "id-1") => ({
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    id,
    inputs: { ...inputs, __provider: "exports" },
    outputs: { ...outputs, __provider: "exports" },
});

for (const prefix of ["pulumi-nodejs:dynamic/webex", "webex:index"]) {
    const type = (name: string): string => `${prefix}:${name}`;

    describe(`cli/stack/managed, of ${prefix}`, () => {
        it("has a single device with the program's inputs, and its details beside its outputs", () => {
            const inputs = { mac: "020000000001", tags: ["a"] };
            const details = { serial: "FOC1", connectionStatus: "connected" };
            const [managed, ...others] = managedOf(
                resource(type("Device"), "lobby", { ...inputs, origin: "registered", details }, inputs),
            );
            assert.deepEqual(others, []);
            const { state, ...rest } = managed ?? assert.fail();
            assert.deepEqual(rest, {
                kind: "device",
                urn: `urn:pulumi:dev::shop::${prefix}:Device::lobby`,
                label: 'Device "lobby"',
                name: "lobby",
                id: "id-1",
                inputs,
            });
            assert.deepEqual({ ...state }, { ...details, ...inputs, origin: "registered", __provider: "exports" });
        });

        it("has each entry of a batch with its own id, inputs and state", () => {
            const outputs = {
                devices: { b: { mac: "020000000002", workspaceId: "w" }, a: { mac: "020000000001", workspaceId: "v" } },
                ids: { a: "id-a", b: "id-b" },
                connectionStatuses: { a: "connected" },
                products: {},
                entries: JSON.stringify({ a: { origin: "registered" }, b: { origin: "adopted" } }),
            };
            const all = managedOf(resource(type("DeviceBatch"), "phones", outputs));
            assert.deepEqual(
                all.map(({ label, name, id, inputs, state }) => [
                    label,
                    name,
                    id,
                    inputs.mac,
                    state.connectionStatus,
                    state.origin,
                ]),
                [
                    ['DeviceBatch "phones", entry "a"', "a", "id-a", "020000000001", "connected", "registered"],
                    ['DeviceBatch "phones", entry "b"', "b", "id-b", "020000000002", undefined, "adopted"],
                ],
            );
        });

        it("has codes, workspaces and settings of batches", () => {
            const codes = {
                activations: { one: { workspaceId: "w" } },
                codes: {},
                statuses: { one: "redeemed" },
                expiries: { one: "2026-12-01T00:00:00Z" },
                deviceIds: { one: "device" },
                entries: JSON.stringify({ one: { id: "activation-1" } }),
            };
            const workspaces = {
                workspaces: { room: { displayName: "Room", capacity: 4 } },
                ids: { room: "w" },
                sipAddresses: {},
                entries: JSON.stringify({ room: { origin: "created" } }),
            };
            const settings = {
                devices: { d: { deviceId: "d", settings: { "Audio.DefaultVolume": 40 } } },
                defaults: { "Standby.Delay": 5 },
                pending: { d: "Audio.DefaultVolume, Standby.Delay" },
                entries: JSON.stringify({ d: {} }),
            };
            const [code, workspace, configuration] = managedIn([
                resource(type("DeviceActivationBatch"), "codes", codes),
                resource(type("WorkspaceBatch"), "rooms", workspaces),
                resource(type("DeviceConfigurationBatch"), "settings", settings),
            ]);
            assert.deepEqual(
                [code?.kind, code?.id, code?.state.status, code?.state.code],
                ["code", "activation-1", "redeemed", ""],
            );
            assert.deepEqual(
                [workspace?.kind, workspace?.id, workspace?.inputs],
                ["workspace", "w", { displayName: "Room", capacity: 4 }],
            );
            assert.deepEqual(
                [configuration?.kind, configuration?.id, configuration?.inputs.settings, configuration?.state.pending],
                [
                    "settings",
                    "d",
                    { "Audio.DefaultVolume": 40, "Standby.Delay": 5 },
                    ["Audio.DefaultVolume", "Standby.Delay"],
                ],
            );
        });

        it("passes over what is not of this package, has no id, or waits to be deleted", () => {
            const device = resource(type("Device"), "old", {});
            const all = [
                { ...device, delete: true },
                { ...device, id: "" },
                resource("pulumi:pulumi:Stack", "shop-dev", {}),
                resource("pulumi-nodejs:dynamic:Resource", "other", {}),
                resource(type("Room"), "room", {}),
            ];
            assert.deepEqual(managedIn(all), []);
            assert.deepEqual(all.map(isManaged), [true, true, false, false, false]);
        });

        it("knows names, definitions, and where the entries of a batch stand", () => {
            assert.equal(nameIn("urn:pulumi:dev::shop::a$b::x y"), "x y");
            assert.deepEqual(
                (["device", "code", "workspace", "settings", "callingSettings"] as const).map(
                    (kind) => definitionOf(kind).name,
                ),
                ["Device", "DeviceActivation", "Workspace", "DeviceConfiguration", "CallingDeviceSettings"],
            );
            assert.deepEqual(
                ["DeviceBatch", "DeviceActivationBatch", "WorkspaceBatch", "DeviceConfigurationBatch", "Device"].map(
                    (name) => entriesInput(type(name)),
                ),
                ["devices", "activations", "workspaces", "devices", undefined],
            );
        });
    });
}
