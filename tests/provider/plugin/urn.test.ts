import assert from "node:assert/strict";
import { partsOfUrn, speakerOf } from "../../../provider/plugin/urn";

describe("plugin/urn", () => {
    it("takes a URN apart", () => {
        assert.deepEqual(partsOfUrn("urn:pulumi:prod::shop::webex:index:Device::lobby"), {
            stack: "shop/prod",
            type: "webex:index:Device",
            parents: "",
            name: "lobby",
        });
    });

    it("knows a resource's parents, and a name with colons", () => {
        const urn = "urn:pulumi:prod::shop::my:index:Floor$my:index:Room$webex:index:Device::a::b";
        const { type, parents, name } = partsOfUrn(urn);
        assert.deepEqual([type, parents, name], ["webex:index:Device", "my:index:Floor$my:index:Room", "a::b"]);
    });

    it("has nothing of what is no URN", () => {
        assert.deepEqual(partsOfUrn(""), { stack: "/", type: "", parents: "", name: "" });
    });

    it("names a resource as the dynamic classes do, so that claims and messages are the same", () => {
        assert.deepEqual(speakerOf("Device", { name: "lobby", parents: "" }), {
            key: "Device lobby",
            label: 'Device "lobby"',
        });
        assert.deepEqual(speakerOf("Device", { name: "lobby", parents: "my:index:Floor$my:index:Room" }), {
            key: "Device lobby of my:index:Floor$my:index:Room",
            label: 'Device "lobby of my:index:Floor$my:index:Room"',
        });
    });
});
