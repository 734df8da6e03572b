import assert from "node:assert/strict";
import { leavesWebex, type Origin } from "../../../provider/resources/removal";

const ORIGINS: readonly (Origin | undefined)[] = ["registered", "issued", "adopted", "takenOver", undefined];

describe("resources/removal", () => {
    const rows: [Origin | undefined, { leaves: boolean; replaced: boolean }][] = [
        ["registered", { leaves: true, replaced: true }],
        ["issued", { leaves: true, replaced: true }],
        ["adopted", { leaves: false, replaced: true }],
        ["takenOver", { leaves: false, replaced: true }],
        // A state that does not say where a device came from is no leave to delete it.
        [undefined, { leaves: false, replaced: true }],
    ];
    for (const [origin, { leaves, replaced }] of rows) {
        const name = origin ?? "of unknown origin";
        it(`${name}: ${leaves ? "leaves" : "stays in"} Webex with its declaration`, () => {
            assert.equal(leavesWebex({ origin, unregisterOnDelete: undefined, mustMakeRoom: false }), leaves);
        });

        it(`${name}: makes room where the new one cannot be beside it`, () => {
            assert.equal(leavesWebex({ origin, unregisterOnDelete: undefined, mustMakeRoom: true }), replaced);
        });
    }

    for (const unregisterOnDelete of [true, false]) {
        it(`unregisterOnDelete ${String(unregisterOnDelete)} is obeyed, whatever the origin and the reason`, () => {
            for (const origin of ORIGINS) {
                for (const mustMakeRoom of [true, false]) {
                    assert.equal(leavesWebex({ origin, unregisterOnDelete, mustMakeRoom }), unregisterOnDelete);
                }
            }
        });
    }
});
