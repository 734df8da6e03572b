import assert from "node:assert/strict";
import { claim, declare, isKnown, isTaken, know, release } from "../../../provider/resources/claims";
import { unique, webexId } from "../helpers";

describe("resources/claims", () => {
    it("gives a device to the first who asks", () => {
        const id = unique("device");
        assert.equal(claim(id, "registered"), true);
        assert.equal(claim(id, "registered"), false);
        assert.equal(claim(id, "adopted"), false);
        assert.equal(isTaken(id), false);
    });

    it("tells a device that was adopted from one that was registered", () => {
        const [adopted, registered] = [unique("device"), unique("device")];
        claim(adopted, "adopted");
        claim(registered, "registered");
        assert.deepEqual([adopted, registered, unique("device")].map(isTaken), [true, false, false]);
    });

    const ways: [string, (id: string) => unknown][] = [
        ["is in the state", know],
        ["is declared", declare],
        ["was registered", (id) => claim(id, "registered")],
        ["was adopted", (id) => claim(id, "adopted")],
    ];
    for (const [name, note] of ways) {
        it(`knows a device that ${name}`, () => {
            const id = unique("device");
            assert.equal(isKnown(id), false);
            note(id);
            assert.equal(isKnown(id), true);
        });
    }

    it("knows a device by every spelling of its id", () => {
        const padded = webexId("DEVICE", "0b7e2c1a-1111-4222-8333-44446666");
        assert.match(padded, /=$/);
        know(padded);
        assert.equal(isKnown(padded.replace(/=+$/, "")), true);
    });

    for (const how of ["registered", "adopted"] as const) {
        it(`gives a device that is only in the state to one resource (${how})`, () => {
            const id = unique("device");
            know(id);
            assert.deepEqual([claim(id, how), claim(id, how)], [true, false]);
            assert.equal(isTaken(id), how === "adopted");
        });

        it(`gives a device that is still declared to nobody before it is released (${how})`, () => {
            const id = unique("device");
            know(id);
            declare(id);
            assert.equal(claim(id, how), false);
            assert.equal(isTaken(id), true);
            release(id);
            assert.equal(isTaken(id), false);
            assert.equal(claim(id, how), true);
        });

        it(`gives a device that some resource has (${how}) to no other, read as it may be meanwhile`, () => {
            const id = unique("device");
            claim(id, how);
            know(id);
            assert.equal(claim(id, "adopted"), false);
            assert.equal(isTaken(id), how === "adopted");
        });
    }

    it("takes a device for declared that is read again", () => {
        const id = unique("device");
        declare(id);
        know(id);
        assert.equal(claim(id, "adopted"), false);
    });

    it("keeps in mind that a device was adopted when its new resource is compared", () => {
        const id = unique("device");
        claim(id, "adopted");
        declare(id);
        assert.equal(isTaken(id), true);
    });
});
