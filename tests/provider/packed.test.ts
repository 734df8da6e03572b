import assert from "node:assert/strict";
import fc from "fast-check";
import { pack, unpack, unpackExport } from "../../provider/packed";

const id = "Y2lzY29zcGFyazovL3VzL1BMQUNFLzUxMDFCMDdCLTRGOEYtNEVGNy1CNTY1LURCMTlDN0I3MjNGNw";

describe("provider/packed", () => {
    it("gives back any state", () => {
        const json = fc.dictionary(fc.string(), fc.jsonValue());
        fc.assert(
            fc.property(json, (given) => {
                const state = JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
                assert.deepEqual(unpack(pack(state)), state);
            }),
        );
    });

    it("gives back ids in every spelling, and texts that look like packed ones", () => {
        const odd = [
            "~",
            "~~",
            "~us/PLACE/x",
            `${id}==`,
            Buffer.from("ciscospark://us/PLACE/ü").toString("base64"),
            "é~",
        ];
        const state = { id, odd, [id]: { nested: [id, null, 7, true] } };
        assert.deepEqual(unpack(pack(state)), state);
    });

    it("still reads what version 0.1.0 wrote: the format is in users' states", () => {
        const text = "q8YpY2poYOhkYO6ka+Jm4aZr4upmrutkamaq6+JkaOls7mRuZOxmjiUyLCzMTJECK1EpthYA";
        assert.deepEqual(unpack(text), { workspaceId: id, product: "Cisco 8865", tags: ["a"] });
    });

    it("makes a device's state a third of its length", () => {
        const state = {
            ...{ workspaceId: id, orgId: id, callingDeviceId: id, displayName: "Lobby", product: "Cisco 8865" },
            ...{ created: "2026-11-22T07:42:23.404Z", connectionStatus: "disconnected", errorCodes: [], type: "phone" },
        };
        const length = pack(state).length;
        assert.ok(length * 3 < JSON.stringify(state).length, `${length}`);
    });

    it("unpacks what is packed in an export, and leaves the rest", () => {
        const inputs = { mac: "M", __packed: "" };
        const state = {
            deployment: { resources: [{ id, inputs, outputs: { mac: "M", __packed: pack({ ip: "1.2.3.4" }) } }] },
        };
        const shown = JSON.parse(unpackExport(JSON.stringify(state))) as unknown;
        assert.deepEqual(shown, { deployment: { resources: [{ id, inputs, outputs: { mac: "M", ip: "1.2.3.4" } }] } });
    });

    it("refuses what it did not pack", () => {
        for (const text of ["nonsense", "e30="]) {
            assert.throws(() => unpack(text));
        }
    });
});
