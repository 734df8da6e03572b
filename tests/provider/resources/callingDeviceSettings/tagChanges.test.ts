import assert from "node:assert/strict";
import type { TagValue } from "../../../../provider/api/dynamicSettings";
import { changesFor, clearing, presentValue } from "../../../../provider/resources/callingDeviceSettings/tagChanges";

function told(...rows: TagValue[]): ReadonlyMap<string, TagValue> {
    return new Map(rows.map((row) => [row.tag, row]));
}

const NOTHING = { known: undefined, leaving: [], passwordTags: [] };

describe("resources/callingDeviceSettings/tagChanges", () => {
    it("sets what differs, and what is not set at the device although a parent has it", () => {
        const settings = { "%A%": "1", "%B%": "2", "%C%": "3", "%D%": "4" };
        const rows = told({ tag: "%A%", value: "1" }, { tag: "%B%", value: "1" }, { tag: "%C%", parentValue: "3" });
        assert.deepEqual(changesFor({ ...NOTHING, settings, told: rows }), [
            { tag: "%B%", action: "SET", value: "2" },
            { tag: "%C%", action: "SET", value: "3" },
            { tag: "%D%", action: "SET", value: "4" },
        ]);
    });

    it("clears what leaves, where it is set", () => {
        const rows = told({ tag: "%A%", value: "1" }, { tag: "%B%", parentValue: "1" });
        const leaving = ["%A%", "%B%", "%C%"];
        assert.deepEqual(changesFor({ ...NOTHING, settings: {}, leaving, told: rows }), [
            { tag: "%A%", action: "CLEAR" },
        ]);
        assert.deepEqual(clearing(leaving, rows), [{ tag: "%A%", action: "CLEAR" }]);
    });

    const passwords: readonly (readonly [string, string | undefined, string | undefined, boolean])[] = [
        ["the one that the stack has set, although Webex masks it", "****", "1234", false],
        ["another one than the stack has set", "****", "5678", true],
        ["one that is not set any more", undefined, "1234", true],
        ["one of which the stack knows nothing", "1234", undefined, true],
    ];
    for (const [name, value, known, isWritten] of passwords) {
        it(`${isWritten ? "writes" : "does not write"} a password: ${name}`, () => {
            const changes = changesFor({
                settings: { "%P%": "1234" },
                known: known === undefined ? {} : { "%P%": known },
                leaving: [],
                told: told(value === undefined ? { tag: "%P%" } : { tag: "%P%", value }),
                passwordTags: ["%P%"],
            });
            assert.deepEqual(changes, isWritten ? [{ tag: "%P%", action: "SET", value: "1234" }] : []);
        });
    }

    it("tells the value that a phone has", () => {
        assert.equal(presentValue({ tag: "%A%", value: "1", parentValue: "2" }, "3", []), "1");
        assert.equal(presentValue({ tag: "%A%", parentValue: "2" }, "3", []), undefined);
        assert.equal(presentValue(undefined, "3", ["%A%"]), undefined);
        assert.equal(presentValue({ tag: "%A%", value: "*" }, "3", ["%A%"]), "3");
    });
});
