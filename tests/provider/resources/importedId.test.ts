import assert from "node:assert/strict";
import { assertKind, assertNamedOrganization, kindOfId, notKnown } from "../../../provider/resources/importedId";
import { webexId } from "../../../simulator/ids";

describe("provider/resources/importedId", () => {
    it("tells the kind of thing that an id in Webex's form names", () => {
        assert.equal(kindOfId(webexId("PLACE")), "PLACE");
        assert.equal(kindOfId(` ${webexId("DEVICE")}== `), "DEVICE");
        for (const text of ["", "FOC1", "52EAD324FD21", "b1a2b3c4-0000-4000-8000-000000000000"]) {
            assert.equal(kindOfId(text), undefined, text);
        }
    });

    it("refuses an id of another kind, with the resource that it is for", () => {
        assertKind(webexId("DEVICE"), ["DEVICE"], "a device");
        assertKind("FOC1", ["DEVICE"], "a device");
        const refused = (id: string) => () => {
            assertKind(id, ["DEVICE"], "a device");
        };
        assert.throws(refused(webexId("PLACE")), /names a workspace, not a device\. Import it as a Workspace, or give/);
        assert.throws(refused(webexId("LICENSE")), /names a licence, not a device\. Give the id of a device/);
        const other = Buffer.from("ciscospark://us/ROOM/1").toString("base64");
        assert.throws(refused(other), /names something else \(ROOM\), not a device/);
    });

    it("refuses what is in another organisation than the one that is named, however that is written", () => {
        const organization = webexId("ORGANIZATION");
        assertNamedOrganization("device 1", organization, `${organization}=`);
        assertNamedOrganization("device 1", undefined, organization);
        assertNamedOrganization("device 1", organization, undefined);
        assert.throws(() => {
            assertNamedOrganization("device 1", organization, webexId("ORGANIZATION"));
        }, /^Error: device 1 is in organisation \S+, but webex:orgId names \S+\. Set webex:orgId to the first$/);
    });

    it("says how things are named", () => {
        assert.match(notKnown("workspace", "x", "the id"), /^Webex knows no workspace by "x"\. Give the id, which/);
    });
});
