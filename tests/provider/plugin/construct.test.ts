import assert from "node:assert/strict";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { construct } from "../../../provider/plugin/construct";
import { openSession } from "../../../provider/session";
import { COMPONENTS } from "../../../sdk/native/served";
import { caught } from "../helpers";

describe("plugin/construct", () => {
    const session = openSession(() => undefined, undefined, {});
    const load = () => Promise.resolve(COMPONENTS);

    it("makes rooms and batches of codes, and refuses another type", async () => {
        assert.deepEqual([...COMPONENTS.keys()], ["webex:index:Room", "webex:index:DeviceActivationBatches"]);
        const request = new ConstructRequest();
        request.setType("webex:index:Building");
        const error = await caught(construct({ session, engineAddress: "127.0.0.1:9", load }, request));
        assert.equal(error.message, "the package webex has no component webex:index:Building");
    });
});
