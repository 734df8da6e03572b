import assert from "node:assert/strict";
import { CLASSES, webexClass } from "../../policy/webexTypes";
import { DEVICE_ACTIVATION_BATCH } from "../../provider/definitions/deviceActivationBatch";
import { DEVICE_BATCH } from "../../provider/definitions/deviceBatch";

describe("the types that the policies know", () => {
    it("are those of the dynamic provider and of a native plugin, and no others", () => {
        assert.equal(webexClass("pulumi-nodejs:dynamic/webex:Device"), "Device");
        assert.equal(webexClass("webex:index:DeviceBatch"), "DeviceBatch");
        for (const other of ["aws:s3/bucket:Bucket", "pulumi-nodejs:dynamic:Resource", "xwebex:index:Device"]) {
            assert.equal(webexClass(other), undefined, other);
        }
    });

    it("name the entries and columns of batches as the provider does", () => {
        for (const definition of [DEVICE_BATCH, DEVICE_ACTIVATION_BATCH]) {
            const shape = CLASSES[definition.name];
            assert.equal(shape?.entries, definition.entries);
            for (const column of Object.keys(shape.columns ?? {})) {
                assert.ok(column in definition.properties, column);
            }
        }
    });
});
