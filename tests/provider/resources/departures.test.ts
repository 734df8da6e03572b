import assert from "node:assert/strict";
import { Departures } from "../../../provider/resources/departures";
import { someSpeaker, webexId } from "../helpers";

const UUID = "0f6e2c1a-1111-4222-8333-444455556666";
const OLD = { id: webexId("DEVICE", UUID), mac: "02AB00000001", owner: "p", givesSeat: true };

function announced(departure = OLD): Departures {
    const departures = new Departures();
    departures.announce(departure, someSpeaker("a"));
    return departures;
}

describe("resources/departures", () => {
    it("are found by device, in each spelling of its id, and by person", () => {
        const departures = announced();
        assert.equal(departures.of({ device: webexId("DEVICE", UUID, "eu") })?.speaker.label, 'Device "a"');
        assert.equal(departures.of({ seatOf: "p" })?.departure.id, OLD.id);
        assert.deepEqual([departures.of({ device: "other" }), departures.of({ seatOf: "q" })], [undefined, undefined]);
    });

    it("give no seat to others where the same owner gets the new device", () => {
        const departures = announced({ ...OLD, givesSeat: false });
        assert.equal(departures.of({ seatOf: "p" }), undefined);
        assert.ok(departures.of({ device: OLD.id }));
    });

    it("are over when the device is gone, and counted", async () => {
        const departures = announced();
        const before = departures.count;
        const waiting = departures.of({ device: OLD.id })?.settled;
        assert.equal(departures.goneFrom(someSpeaker("a")), undefined);
        assert.equal(await departures.removing(OLD.id, () => Promise.resolve("done")), "done");
        await waiting;
        assert.equal(departures.of({ device: OLD.id }), undefined);
        assert.equal(departures.goneFrom(someSpeaker("a")), OLD.id);
        assert.equal(departures.goneFrom(someSpeaker("b")), undefined);
        assert.equal(departures.isFreeSince(before, { seatOf: "p" }), true);
        assert.equal(departures.isFreeSince(before, { seatOf: "q" }), false);
        assert.equal(departures.isFreeSince(departures.count, { seatOf: "p" }), false);
    });

    it("that failed are told to those that wait, with the reason", async () => {
        const departures = announced();
        const waiting = departures.of({ seatOf: "p" })?.settled;
        await assert.rejects(departures.removing(OLD.id, () => Promise.reject(new Error("locked"))));
        await waiting;
        assert.equal(departures.of({ seatOf: "p" })?.failure, "locked");
        assert.equal(departures.goneFrom(someSpeaker("a")), undefined);
        assert.equal(departures.count, 0);
    });

    it("that are still to come are told before those that failed", async () => {
        const departures = announced();
        departures.announce({ ...OLD, id: "next" }, someSpeaker("b"));
        await assert.rejects(departures.removing(OLD.id, () => Promise.reject(new Error("locked"))));
        assert.equal(departures.of({ seatOf: "p" })?.departure.id, "next");
    });

    it("do not hinder the removal of what was not announced", async () => {
        const departures = new Departures();
        assert.equal(await departures.removing("other", () => Promise.resolve(1)), 1);
        assert.equal(await departures.removing(undefined, () => Promise.resolve(2)), 2);
        assert.equal(departures.count, 0);
    });

    it("know what is kept, by device and by person", () => {
        const departures = new Departures();
        departures.keep({ device: "d" });
        assert.deepEqual(
            [{ device: "d" }, { device: "e" }, { seatOf: "d" }].map((held) => departures.isKept(held)),
            [true, false, false],
        );
    });
});
