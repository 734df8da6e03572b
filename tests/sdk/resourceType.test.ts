import assert from "node:assert/strict";
import { resourceType, seedOutputs, withSecretOutputs } from "../../sdk/resourceType";

describe("sdk/resourceType", () => {
    it("is Pulumi's dynamic type in the module webex, and a constant provider text", () => {
        assert.deepEqual(resourceType("Device", "device"), {
            type: "pulumi-nodejs:dynamic/webex:Device",
            provider: 'exports.handler=()=>require("pulumi-webex/provider/device")',
        });
    });

    it("seeds every output as undefined", () => {
        const seeds = seedOutputs(["a", "b"]);
        assert.deepEqual(Object.keys(seeds), ["a", "b"]);
        assert.deepEqual(Object.values(seeds), [undefined, undefined]);
    });

    it("adds secret outputs to those of the program and leaves other options as they are", () => {
        const options = { protect: true, additionalSecretOutputs: ["mine"] };
        assert.deepEqual(withSecretOutputs(options, ["code"]), {
            protect: true,
            additionalSecretOutputs: ["mine", "code"],
        });
        assert.deepEqual(options.additionalSecretOutputs, ["mine"]);
        assert.deepEqual(withSecretOutputs(undefined, ["code"]), { additionalSecretOutputs: ["code"] });
    });
});
