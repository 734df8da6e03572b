import assert from "node:assert/strict";
import { callingRefusal, needsEmptyWorkspace, setOnceRefusal } from "../../../../provider/resources/workspace/refusals";

const TYPES = ["freeCalling", "none", "thirdPartySipCalling", "webexCalling", "hybridCalling", "webexEdgeForDevices"];
const CHANGEABLE = TYPES.slice(0, 4);

describe("resources/workspace/refusals", () => {
    for (const from of TYPES) {
        for (const to of TYPES) {
            const isPossible = from === to || (CHANGEABLE.includes(from) && CHANGEABLE.includes(to));
            const needsEmpty = isPossible && from !== to && to !== "freeCalling";
            const how = isPossible ? (needsEmpty ? "takes only while it is empty" : "takes") : "refuses";
            it(`${how} a change from ${from} to ${to}`, () => {
                const change = { from, to, supportedDevices: "collaborationDevices" };
                assert.equal(callingRefusal(change, []) === undefined, isPossible);
                const refusal = callingRefusal(change, ["device d"]);
                assert.equal(refusal === undefined, isPossible && !needsEmpty);
                if (needsEmpty) {
                    assert.equal(needsEmptyWorkspace(change), true);
                    assert.match(refusal ?? "", /while devices are inside: device d\. Take them out/);
                }
            });
        }
    }

    it("refuses freeCalling for phones alone", () => {
        const change = { from: "webexCalling", to: "freeCalling" };
        assert.match(callingRefusal({ ...change, supportedDevices: "phones" }, []) ?? "", /a workspace for phones/);
        assert.equal(callingRefusal({ ...change, supportedDevices: undefined }, []), undefined);
    });

    it("refuses nothing where Webex does not tell how a workspace calls", () => {
        const change = { from: undefined, to: "none", supportedDevices: undefined };
        assert.deepEqual([callingRefusal(change, ["d"]), needsEmptyWorkspace(change)], [undefined, false]);
    });

    it("refuses another location and another kind of device, both in one word", () => {
        const found = { locationId: "oslo", supportedDevices: "phones" };
        assert.equal(
            setOnceRefusal(found, { locationId: "bergen", supportedDevices: "collaborationDevices" })?.split(". ")[0],
            "locationId is oslo, not bergen; supportedDevices is phones, not collaborationDevices",
        );
        assert.equal(setOnceRefusal(found, found), undefined);
        assert.equal(setOnceRefusal({}, found), undefined);
        assert.equal(setOnceRefusal(found, {}), undefined);
    });
});
