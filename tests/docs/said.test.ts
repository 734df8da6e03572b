import assert from "node:assert/strict";
import { isSaid } from "./said";

describe("lines that a page says are printed", () => {
    const printed = "Previewing (dev):  \n + Device a create\n + Device b create\nDuration: 3s\n";

    for (const [text, isThere] of [
        ["+ Device a create\n + Device b create", true],
        ["Previewing (dev):\n…\nDuration: …s", true],
        ["+ Device … create\n + Device b", true],
        ["+ Device b create\n…\n + Device a create", false],
        ["Previewing .dev.:", false],
    ] as const) {
        it(`${isThere ? "are there" : "are not there"}: ${JSON.stringify(text)}`, () => {
            assert.equal(isSaid(text, printed), isThere);
        });
    }
});
