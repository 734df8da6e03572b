import assert from "node:assert/strict";
import { UNKNOWN } from "../../policy/known";
import { requiredTags } from "../../policy/requiredTags";
import { declare } from "./declare";

describe("the policy about tags", () => {
    it("names what each device lacks, and takes a tag with a star for a beginning", () => {
        const declared = declare({
            "Device good": { tags: ["site-berlin", "managed"] },
            "Device bad": { tags: ["managed-not", "sit"] },
            "DeviceBatch phones": { devices: { none: {}, some: { tags: ["managed"] } } },
        });
        assert.deepEqual(requiredTags(declared, ["managed", "site-*"]), [
            'Device "bad" lacks "managed", "site-*"',
            'DeviceBatch "phones", entry "none" lacks "managed", "site-*"',
            'DeviceBatch "phones", entry "some" lacks "site-*"',
        ]);
    });

    it("says nothing of codes, which have no tags, and of tags that are unknown at preview", () => {
        const declared = declare({
            "DeviceActivation code": {},
            "Device a": { tags: UNKNOWN },
            "Device b": { tags: ["x", UNKNOWN] },
        });
        assert.deepEqual(requiredTags(declared, ["managed"]), []);
    });
});
