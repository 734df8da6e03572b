import assert from "node:assert/strict";
import { compareItems } from "../../../../cli/inventory/program/comparison";
import type { ManifestItem } from "../../../../cli/inventory/program/manifest";

const ITEM: ManifestItem = {
    ...{ kind: "device", key: "serial FOC1", id: "1", name: "lobby-room-bar", location: "HQ" },
    says: {
        serial: "FOC1",
        product: "Cisco Room Bar",
        owner: "Lobby",
        tags: "a",
        "setting A.B": "123",
        "setting C": "x",
    },
};

describe("cli/inventory/program/comparison", () => {
    it("tells what came and went", () => {
        const other: ManifestItem = { ...ITEM, key: "serial FOC2", id: "2" };
        const { added, changed, gone } = compareItems([ITEM], [other]);
        assert.deepEqual([added, changed, gone], [[other], [], [ITEM]]);
        assert.deepEqual(compareItems([ITEM], [ITEM]), { added: [], changed: [], gone: [] });
    });

    it("does not mix up rooms and devices", () => {
        assert.equal(compareItems([ITEM], [{ ...ITEM, kind: "workspace" }]).added.length, 1);
    });

    it("says what differs, and of settings the name alone", () => {
        const kept = { serial: "FOC1", product: "Cisco Room Bar" };
        const now = { ...kept, tags: "a, b", "setting A.B": "456", "setting D": "1" };
        const [{ changes } = { changes: [] }] = compareItems(
            [ITEM],
            [{ ...ITEM, says: now, location: "Berlin" }],
        ).changed;
        assert.deepEqual(changes, [
            ...["location: HQ → Berlin", "owner: Lobby → –", "tags: a → a, b", "A.B has another value"],
            ...["C is no longer set", "D is set"],
        ]);
    });

    it("knows a device that was registered anew by its number, and one that has a number now by its id", () => {
        const anew = compareItems([ITEM], [{ ...ITEM, id: "9" }]);
        assert.deepEqual([anew.added, anew.gone], [[], []]);
        assert.deepEqual(anew.changed[0]?.changes, ["registered anew, under another id"]);
        const [before, now] = [
            { ...ITEM, key: "id 1", says: {} },
            { ...ITEM, says: { serial: "FOC1" } },
        ];
        const named = compareItems([before], [now]);
        assert.deepEqual([named.added, named.gone], [[], []]);
        assert.deepEqual(named.changed[0]?.changes, ["serial: – → FOC1"]);
    });

    it("takes each item of the earlier run once", () => {
        const twin: ManifestItem = { ...ITEM, key: "serial FOC9" };
        assert.deepEqual(compareItems([ITEM], [ITEM, twin]).added, [twin]);
    });
});
