import assert from "node:assert/strict";
import { Masker } from "../../../cli/verifyLive/masker";
import { rememberSecrets } from "../../../provider/client/secrets";
import { webexId } from "../../provider/helpers";

const UUID = "1a2b3c4d-0000-4000-8000-000000000001";

describe("cli/verifyLive/masker", () => {
    it("replaces values by kind, and the same value by the same placeholder", () => {
        const masker = new Masker();
        masker.learn({
            items: [
                {
                    id: "id-of-lobby",
                    displayName: "Lobby",
                    mac: "52:EA:D3:24:FD:21",
                    serial: "FOC123",
                    ip: "192.0.2.1",
                },
                { id: "id-of-board", displayName: "Board Room", tags: ["ground-floor"], emails: ["ada@example.com"] },
            ],
            address: { city: "Berlin" },
            phoneNumbers: [{ value: "+49 30 123" }],
            secretField: "Whatever",
        });
        assert.equal(masker.mask("Lobby and lobby, not Board Room"), "name-1 and name-1, not name-2");
        assert.equal(masker.mask("id-of-board 52:ea:d3:24:fd:21 FOC123 192.0.2.1"), "id-2 mac-1 serial-1 ip-1");
        assert.equal(masker.mask("ground-floor ada@example.com Berlin"), "tag-1 address-1 place-1");
        assert.equal(masker.mask("+49 30 123 whatever"), "number-1 text-1");
    });

    it("gives one thing one placeholder, however it is spelt", () => {
        const masker = new Masker();
        const [one, other] = [webexId("PLACE", UUID), webexId("PLACE", UUID, "urn:TEAM:us-east-2_a")];
        masker.learn({ id: one, workspaceId: other, mac: "52EAD324FD21" });
        masker.learn({ mac: "52:EA:D3:24:FD:21" });
        assert.equal(masker.mask(`${one} ${other}`), "id-1 id-1");
        assert.equal(masker.mask("52EAD324FD21 52:ea:d3:24:fd:21"), "mac-1 mac-1");
    });

    it("keeps Webex's own words, unless the organisation has one of them for a name", () => {
        const masker = new Masker();
        masker.learn({ connectionStatus: "connected", product: "Cisco Desk Pro", type: "roomdesk" });
        assert.equal(masker.mask("connected Cisco Desk Pro roomdesk"), "connected Cisco Desk Pro roomdesk");
        masker.learn({ displayName: "Desk Pro" });
        assert.equal(masker.mask("Cisco Desk Pro"), "Cisco name-1");
    });

    const looks: [text: string, masked: string][] = [
        [`the device ${webexId("DEVICE", UUID)} is gone`, "the device id-1 is gone"],
        [`Invalid Professional Place: ${UUID}`, "Invalid Professional Place: id-1"],
        ["write to ada.lovelace+x@mail.example.com", "write to address-1"],
        ["see https://acme.example.com/a?b=c now", "see address-1 now"],
        ["MAC 52-EA-D3-24-FD-21 and 52EAD324FD21", "MAC mac-1 and mac-1"],
        ["at 10.1.2.3", "at ip-1"],
        ["call +1 (408) 526-7209", "call number-1"],
        ["10 of 100 in 2026", "10 of 100 in 2026"],
        ["a|b `c`\nd", "a'b 'c' d"],
    ];
    for (const [text, masked] of looks) {
        it(`makes "${masked}" of what it never learned`, () => {
            assert.equal(new Masker().mask(text), masked);
        });
    }

    it("hides secrets, and learns no value of one or two letters", () => {
        rememberSecrets("token-of-the-masker");
        const masker = new Masker();
        masker.learn({ displayName: "A", extension: "12" });
        assert.equal(masker.mask("A 12 token-of-the-masker"), "A 12 [secret]");
    });

    it("replaces the longer of two values first", () => {
        const masker = new Masker();
        masker.learn([{ displayName: "Board" }, { displayName: "Board Room" }]);
        assert.equal(masker.mask("Board Room, Board"), "name-2, name-1");
    });

    it("takes marks of expressions for letters", () => {
        const masker = new Masker();
        masker.learn({ displayName: "a.*(b" });
        assert.equal(masker.mask("a.*(b axx(b"), "name-1 axx(b");
    });
});
