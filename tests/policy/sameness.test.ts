import assert from "node:assert/strict";
import { canonicalId, canonicalMac, canonicalModel, canonicalSerial } from "../../policy/sameness";
import * as identity from "../../provider/api/identity";

function idOf(text: string): string {
    return Buffer.from(text).toString("base64");
}

describe("when the policies take two texts for the same", () => {
    it("agrees with the provider about ids", () => {
        const ids = [
            "plain",
            idOf("ciscospark://us/PEOPLE/1-A"),
            idOf("ciscospark://urn:TEAM:us-east-2_a/PEOPLE/1-a").replace(/=+$/, ""),
            idOf("ciscospark://us/PEOPLE/2"),
        ];
        for (const id of ids) {
            assert.equal(canonicalId(id), identity.canonicalId(id));
        }
        assert.equal(canonicalId(ids[1] ?? ""), canonicalId(ids[2] ?? ""));
    });

    it("agrees with the provider about MAC addresses and models", () => {
        assert.equal(canonicalMac("52:ea-d3.24 fd21"), identity.normalizeMac("52EAD324FD21"));
        for (const [a, b] of [
            ["DMS Cisco 8865", "Cisco 8865"],
            ["Cisco Webex Room Kit", "Room Kit"],
            ["Cisco 8865", "Cisco 8861"],
        ] as const) {
            assert.equal(canonicalModel(a) === canonicalModel(b), identity.sameModel(a, b), `${a} and ${b}`);
        }
        assert.equal(canonicalSerial("foc1"), canonicalSerial("FOC1"));
    });
});
