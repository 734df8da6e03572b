import assert from "node:assert/strict";
import { allowedModels } from "../../policy/allowedModels";
import { UNKNOWN } from "../../policy/known";
import { declare } from "./declare";

describe("the policy about models", () => {
    it("names devices and codes of other models, and knows a model by its product's name", () => {
        const declared = declare({
            "Device good": { model: "Cisco 8865" },
            "Device bad": { model: "DMS Cisco 8861" },
            "DeviceActivationBatch codes": { activations: { a: { model: "DMS Cisco 8865" }, b: { model: "T3" } } },
        });
        assert.deepEqual(allowedModels(declared, ["DMS Cisco 8865", "Cisco 9861"]), [
            'Device "bad" has the model "DMS Cisco 8861"; allowed are DMS Cisco 8865, Cisco 9861',
            'DeviceActivationBatch "codes", entry "b" has the model "T3"; allowed are DMS Cisco 8865, Cisco 9861',
        ]);
    });

    it("passes what names no model, or one that is unknown at preview", () => {
        assert.deepEqual(
            allowedModels(declare({ "Device a": { serial: "1" }, "Device b": { model: UNKNOWN } }), []),
            [],
        );
    });
});
