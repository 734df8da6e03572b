import assert from "node:assert/strict";
import { Declarations, entryOf } from "../../../provider/resources/declarations";
import type { Declaration } from "../../../provider/resources/resource";
import { someSpeaker } from "../helpers";

const MAC = { key: "the MAC address 52EAD324FD21", what: "the MAC address" };
const SERIAL = { key: "the serial number FOC1", what: "the serial number" };
const BATCH = { key: "DeviceBatch floor", label: 'DeviceBatch "floor"' };

describe("resources/declarations", () => {
    let declarations: Declarations;
    beforeEach(() => {
        declarations = new Declarations();
    });

    const add = (name: string, ...items: Declaration[]) => declarations.add(items, someSpeaker(name));

    it("lets each resource declare its own", () => {
        assert.deepEqual(add("a", MAC), []);
        assert.deepEqual(add("b", SERIAL), []);
    });

    it("lets a resource declare the same again: Check is called several times", () => {
        assert.deepEqual([add("a", MAC), add("a", MAC, SERIAL)], [[], []]);
    });

    it("refuses what another resource declares, naming both and what it is, without its value", () => {
        add("a", MAC);
        assert.deepEqual(add("b", MAC), [
            {
                property: "",
                reason: 'Device "b" declares the MAC address that Device "a" declares, too; a device can be declared once',
            },
        ]);
    });

    it("says so for each that is declared twice", () => {
        add("a", MAC, SERIAL);
        assert.equal(add("b", MAC, SERIAL).length, 2);
    });

    it("leaves with the first one what the second one wanted", () => {
        add("a", MAC);
        add("b", MAC);
        assert.deepEqual(add("a", MAC), []);
        assert.equal(add("b", MAC).length, 1);
    });

    it("knows nothing of another run", () => {
        add("a", MAC);
        assert.deepEqual(new Declarations().add([MAC], someSpeaker("b")), []);
    });

    it("tells who declares something, the entry of a batch by its own name", () => {
        add("a", MAC);
        declarations.add([{ ...SERIAL, entry: "desk-1" }], BATCH);
        assert.equal(declarations.holderOf(MAC.key)?.label, 'Device "a"');
        assert.equal(declarations.holderOf(SERIAL.key)?.key, "DeviceBatch floor[desk-1]");
        assert.equal(declarations.holderOf("something else"), undefined);
    });

    describe("of a batch's entries", () => {
        const entry = (name: string, item = MAC) => ({ ...item, entry: name });

        it("names batch and entry, whichever came first", () => {
            declarations.add([entry("desk-1")], BATCH);
            assert.match(add("a", MAC)[0]?.reason ?? "", /^Device "a" .* DeviceBatch "floor", entry "desk-1" declares/);
            add("b", SERIAL);
            assert.match(
                declarations.add([entry("desk-2", SERIAL)], BATCH)[0]?.reason ?? "",
                /^DeviceBatch "floor", entry "desk-2" declares the serial number that Device "b" declares/,
            );
        });

        it("refuses two batches with one device", () => {
            declarations.add([entry("x")], BATCH);
            const other = { key: "DeviceBatch floor-2", label: 'DeviceBatch "floor-2"' };
            assert.equal(declarations.add([entry("x")], other).length, 1);
        });

        it("says nothing of two entries of one batch, which the batch itself refuses, nor of one that is renamed", () => {
            assert.deepEqual(declarations.add([entry("x"), entry("y")], BATCH), []);
            assert.deepEqual(declarations.add([entry("z")], BATCH), []);
        });

        it("a single resource whose name begins like the batch's is another one", () => {
            declarations.add([entry("x")], BATCH);
            const similar = { key: "DeviceBatch floor[", label: "similar" };
            assert.equal(declarations.add([MAC], similar).length, 1);
        });
    });

    it("entryOf tells the entries of a batch apart, in keys and in words", () => {
        assert.deepEqual(entryOf(BATCH, "desk-1"), {
            key: "DeviceBatch floor[desk-1]",
            label: 'DeviceBatch "floor", entry "desk-1"',
        });
    });
});
