import assert from "node:assert/strict";
import { Claims } from "../../../provider/resources/claims";
import { entryOf } from "../../../provider/resources/declarations";
import { someSpeaker, webexId } from "../helpers";

const ID = "device-1";
const OURS = someSpeaker("ours");
const OTHER = someSpeaker("other");

describe("resources/claims", () => {
    let claims: Claims;
    beforeEach(() => {
        claims = new Claims();
    });

    it("gives a device to the first who asks, and names that one to all others", () => {
        assert.equal(claims.claim(ID, OURS, "registered"), undefined);
        assert.equal(claims.claim(ID, OTHER, "registered"), OURS);
        assert.equal(claims.claim(ID, OTHER, "adopted"), OURS);
        assert.equal(claims.holderOf(ID), OURS);
        assert.equal(claims.successorOf(ID), undefined);
    });

    it("tells a device that was adopted from one that was registered", () => {
        claims.claim("adopted", OURS, "adopted");
        claims.claim("registered", OTHER, "registered");
        assert.deepEqual(
            ["adopted", "registered", "unheard of"].map((id) => claims.successorOf(id)),
            [OURS, undefined, undefined],
        );
    });

    const ways: [string, (id: string) => unknown][] = [
        [
            "is in the state",
            (id) => {
                claims.know(id);
            },
        ],
        [
            "is declared",
            (id) => {
                claims.declare(id, OURS);
            },
        ],
        ["was registered", (id) => claims.claim(id, OURS, "registered")],
        ["was adopted", (id) => claims.claim(id, OURS, "adopted")],
    ];
    for (const [name, note] of ways) {
        it(`knows a device that ${name}, by every spelling of its id`, () => {
            const padded = webexId("DEVICE", "0b7e2c1a-1111-4222-8333-44446666");
            assert.match(padded, /=$/);
            assert.equal(claims.isKnown(padded), false);
            note(padded);
            assert.equal(claims.isKnown(padded), true);
            assert.equal(claims.isKnown(padded.replace(/=+$/, "")), true);
            assert.equal(claims.isKnown(ID), false);
        });
    }

    it("knows nothing of another run", () => {
        claims.claim(ID, OURS, "registered");
        assert.equal(new Claims().claim(ID, OTHER, "registered"), undefined);
    });

    for (const how of ["registered", "adopted"] as const) {
        it(`gives a device that is only in the state to one resource (${how})`, () => {
            claims.know(ID, OTHER);
            assert.equal(claims.claim(ID, OURS, how), undefined);
            assert.equal(claims.claim(ID, OTHER, how), OURS);
            assert.equal(claims.successorOf(ID), how === "adopted" ? OURS : undefined);
        });

        it(`gives a device that is still declared to nobody before it is released (${how})`, () => {
            claims.know(ID, OURS);
            claims.declare(ID, OURS);
            assert.equal(claims.claim(ID, OTHER, how), OURS);
            assert.equal(claims.successorOf(ID), OURS);
            claims.release(OURS);
            assert.equal(claims.successorOf(ID), undefined);
            assert.equal(claims.claim(ID, OTHER, how), undefined);
        });

        it(`gives a device that some resource has (${how}) to no other, read as it may be meanwhile`, () => {
            claims.claim(ID, OURS, how);
            claims.know(ID, OTHER);
            assert.equal(claims.claim(ID, OTHER, "adopted"), OURS);
            assert.equal(claims.successorOf(ID), how === "adopted" ? OURS : undefined);
        });

        it(`a release takes nothing from a resource that got its device in this run (${how})`, () => {
            claims.claim(ID, OURS, how);
            claims.release(OURS);
            assert.equal(claims.claim(ID, OTHER, how), OURS);
        });
    }

    it("takes a device for declared that is read again", () => {
        claims.declare(ID, OURS);
        claims.know(ID, OTHER);
        assert.equal(claims.claim(ID, OTHER, "adopted"), OURS);
    });

    it("keeps in mind that a device was adopted when its new resource is compared", () => {
        claims.claim(ID, OURS, "adopted");
        claims.declare(ID, OTHER);
        assert.equal(claims.successorOf(ID), OURS);
    });

    it("remembers who had a device of the state, also after a release", () => {
        claims.know(ID, OTHER);
        assert.equal(claims.holderOf(ID), OTHER);
        claims.declare(ID, OURS);
        claims.release(OURS);
        assert.equal(claims.holderOf(ID), OURS);
        assert.equal(claims.holderOf("unheard of"), undefined);
    });

    it("releases the entries of a batch with it, and nobody else's", () => {
        const [one, two] = [entryOf(OURS, "one"), entryOf(OURS, "two")];
        // Its key begins with that of the batch, and it is another resource all the same.
        const longer = { key: `${OURS.key}-2`, label: "longer" };
        claims.declare("a", one);
        claims.declare("b", two);
        claims.declare("c", longer);
        claims.release(OURS);
        assert.equal(claims.claim("a", OTHER, "adopted"), undefined);
        assert.equal(claims.claim("b", OTHER, "adopted"), undefined);
        assert.equal(claims.claim("c", OTHER, "adopted"), longer);
    });
});
