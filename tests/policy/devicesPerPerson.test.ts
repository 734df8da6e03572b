import assert from "node:assert/strict";
import { devicesPerPerson } from "../../policy/devicesPerPerson";
import { UNKNOWN } from "../../policy/known";
import { declare } from "./declare";

const [JO, SAM] = ["ciscospark://us/PEOPLE/jo", "ciscospark://us/PEOPLE/sam"].map((id) =>
    Buffer.from(id).toString("base64"),
);
const JO_ELSEWHERE = Buffer.from("ciscospark://urn:TEAM:eu/PEOPLE/jo").toString("base64url");

describe("the policy about devices of a person", () => {
    it("counts single resources and entries of batches together, in any spelling of the person's id", () => {
        const declared = declare({
            "Device desk": { personId: JO },
            "DeviceBatch phones": { devices: { a: { personId: JO_ELSEWHERE }, b: { personId: SAM } } },
            "DeviceActivation code": { personId: JO, status: "pending" },
        });
        assert.deepEqual(devicesPerPerson(declared, 3), []);
        assert.deepEqual(devicesPerPerson(declared, 2), [
            "one person has 3 devices in this stack, and 2 are allowed: " +
                'Device "desk"; DeviceActivation "code"; DeviceBatch "phones", entry "a"',
        ]);
    });

    it("names nobody by an id, which may be a secret", () => {
        const [message = ""] = devicesPerPerson(declare({ "Device desk": { personId: JO } }), 0);
        assert.ok(!message.includes(JO ?? "?"));
    });

    it("counts a code once with the device that used it, and not at all if it stands for none", () => {
        const declared = declare({
            "Device desk": { personId: JO, deviceId: "d1" },
            "DeviceActivation used": { personId: JO, status: "redeemed", deviceId: "d1" },
            "DeviceActivation gone": { personId: JO, status: "gone" },
            "DeviceActivation none": { personId: JO, status: "notNeeded" },
        });
        assert.deepEqual(devicesPerPerson(declared, 1), []);
        assert.equal(devicesPerPerson(declared, 0).length, 1);
    });

    it("counts an owner that is unknown at preview, and a room, for nobody", () => {
        const declared = declare({ "Device a": { personId: UNKNOWN }, "Device b": { workspaceId: "w" } });
        assert.deepEqual(devicesPerPerson(declared, 0), []);
    });
});
