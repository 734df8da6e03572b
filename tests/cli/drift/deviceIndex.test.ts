import assert from "node:assert/strict";
import { DeviceIndex } from "../../../cli/drift/deviceIndex";
import { placesWith } from "./builders";

describe("cli/drift/deviceIndex", () => {
    const a = { id: "a", webexDeviceId: "webex-a", mac: "02:00:00:00:00:01", serial: "FOC1" };
    const b = { id: "b", callingDeviceId: "calling-b", deviceId: "a", mac: "020000000002" };
    const bare = { id: "c" };
    const index = new DeviceIndex(placesWith([a, b, bare]).estate);

    it("finds a device by each of its ids, its own first", () => {
        const ids = ["a", "webex-a", "calling-b", "b", "c", "none", undefined];
        assert.deepEqual(
            ids.map((id) => index.byId(id)?.device.id),
            ["a", "a", "b", "b", "c", undefined, undefined],
        );
    });

    it("finds devices by MAC address in any notation and by serial number, and none by nothing", () => {
        const numbers = [
            { mac: "020000000001" },
            { serial: "foc1" },
            { mac: "0200.0000.0002", serial: "FOC1" },
            {},
            { mac: "?", serial: "" },
        ];
        assert.deepEqual(
            numbers.map((number) => index.byNumber(number).map(({ device }) => device.id)),
            [["a"], ["a"], ["b", "a"], [], []],
        );
    });
});
