import assert from "node:assert/strict";
import {
    fingerprint,
    type Leaving,
    leavingOf,
    leavingWith,
    type Place,
    placesVerdict,
} from "../../../provider/resources/moves";
import { webexId } from "../helpers";

const UUID = "0f6e2c1a-1111-4222-8333-444455556666";

/** A resource that has the phone `has` and wants `wants`. */
function place(resource: string, has: string | undefined, wants: string): Place {
    return {
        resource,
        takes: [{ mac: wants }],
        leaves: has === undefined ? [] : [leavingWith({ mac: has }, false)],
    };
}

const MACS = Array.from({ length: 13 }, (_, index) => `02AB000000${(index + 16).toString(16)}`);

/** `count` resources, each of which wants what the next one has. */
function chain(count: number, isRing: boolean): Place[] {
    return MACS.slice(0, count).map((mac, index) =>
        place(`r${index}`, mac, MACS[isRing ? (index + 1) % count : index + 1] ?? ""),
    );
}

describe("resources/moves", () => {
    describe("a fingerprint", () => {
        it("is the same for each spelling, and does not show what it is of", () => {
            assert.equal(fingerprint("52:ea:d3:24:fd:21"), fingerprint("52EAD324FD21"));
            assert.equal(fingerprint(webexId("PEOPLE", UUID, "us")), fingerprint(webexId("PEOPLE", UUID, "eu")));
            assert.match(fingerprint("52EAD324FD21"), /^[0-9a-f]{12}$/);
            assert.notEqual(fingerprint("52EAD324FD21"), fingerprint("52EAD324FD22"));
        });
    });

    describe("the mark of a replacement", () => {
        it("comes back from the inputs as it went in, whatever stands beside", () => {
            const leaving = leavingWith({ mac: "52EAD324FD21", owner: "p" }, true);
            assert.deepEqual(leaving, { frees: true, mac: fingerprint("52EAD324FD21"), owner: fingerprint("p") });
            assert.deepEqual(leavingOf({ ...leaving, more: 1 }), leaving);
            assert.deepEqual(leavingOf(leavingWith(undefined, false)), { frees: false });
        });

        it("is none where no record stands, as in the states of earlier releases", () => {
            assert.deepEqual([undefined, null, true, "person"].map(leavingOf), Array(4).fill(undefined));
        });
    });

    describe("the verdict on places", () => {
        const rows: [string, Place[], number][] = [
            ["nothing that moves", [], 0],
            ["a resource that takes what nobody has", [place("a", MACS[0], MACS[1] ?? "")], 0],
            ["a resource that takes its own again", [place("a", MACS[0], MACS[0] ?? "")], 0],
            ["a swap", chain(2, true), 2],
            ["a ring of three", chain(3, true), 3],
            ["a shift", chain(2, false), 2],
            ["a shift of four", chain(4, false), 4],
            ["a ring of twelve", chain(12, true), 12],
            [
                "a new resource that takes another's phone",
                [place("new", undefined, MACS[0] ?? ""), ...chain(1, false)],
                2,
            ],
            [
                "two that wait for the same one",
                [place("a", undefined, MACS[0] ?? ""), place("b", undefined, MACS[0] ?? ""), ...chain(1, false)],
                3,
            ],
            ["entries of one batch", chain(3, true).map((each) => ({ ...each, resource: "batch" })), 0],
        ];
        for (const [name, planned, needed] of rows) {
            it(`asks for ${needed} workers for ${name}`, () => {
                assert.equal(placesVerdict(planned, needed), undefined);
                if (needed > 0) {
                    const text = placesVerdict(planned, needed - 1) ?? "";
                    assert.ok(text.includes(`needs ${needed} of them, and this run has ${needed - 1}.`), text);
                    assert.ok(text.includes(`\`pulumi up --parallel ${needed}\``), text);
                }
            });
        }

        it("names ten of them at the most", () => {
            assert.match(
                placesVerdict(chain(12, true), 4) ?? "",
                /: r0, r1, r10, r11, r2, r3, r4, r5, r6, r7 and 2 more\./,
            );
        });

        const leaves = (frees: boolean, ...owners: string[]): Leaving[] =>
            owners.map((owner) => leavingWith({ owner }, frees));
        const seats: [string, Place[], number][] = [
            [
                "a swap between people without a free seat",
                [
                    { resource: "a", takes: [{ fullOwner: "p" }], leaves: leaves(false, "q") },
                    { resource: "b", takes: [{ fullOwner: "q" }], leaves: leaves(false, "p") },
                ],
                2,
            ],
            [
                "one that has room",
                [
                    { resource: "a", takes: [{ mac: MACS[0] }], leaves: leaves(false, "q") },
                    { resource: "b", takes: [{ fullOwner: "q" }], leaves: leaves(false, "p") },
                ],
                2,
            ],
            [
                "one that takes the seat which it gives up itself",
                [
                    { resource: "a", takes: [{ fullOwner: "p" }], leaves: leaves(true, "p") },
                    { resource: "b", takes: [{ mac: MACS[0] }], leaves: leaves(false, "p") },
                ],
                0,
            ],
        ];
        for (const [name, planned, needed] of seats) {
            it(`asks for ${needed} workers for ${name}`, () => {
                assert.equal(placesVerdict(planned, needed), undefined);
                assert.equal(placesVerdict(planned, Math.max(0, needed - 1)) === undefined, needed === 0);
            });
        }
    });
});
