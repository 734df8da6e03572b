import assert from "node:assert/strict";
import { resourceType, withSecretOutputs } from "../../sdk/resourceType";

describe("sdk/resourceType", () => {
    it("is Pulumi's dynamic type in the module webex, and a constant provider text", () => {
        assert.deepEqual(resourceType("Device", "device"), {
            type: "pulumi-nodejs:dynamic/webex:Device",
            provider: 'exports.handler=()=>require("pulumi-webex/provider/device")',
        });
    });

    it("adds secret outputs to those of the program and leaves other options as they are", () => {
        const options = { protect: true, additionalSecretOutputs: ["mine"] };
        assert.deepEqual(withSecretOutputs(options, ["code"], ["ip"]), {
            protect: true,
            additionalSecretOutputs: ["mine", "code"],
        });
        assert.deepEqual(options.additionalSecretOutputs, ["mine"]);
        assert.deepEqual(withSecretOutputs(undefined, ["code"], ["ip"]), { additionalSecretOutputs: ["code"] });
    });
});
