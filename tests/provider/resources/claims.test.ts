import assert from "node:assert/strict";
import { claim, wasAdopted } from "../../../provider/resources/claims";
import { unique } from "../helpers";

describe("resources/claims", () => {
    it("gives a device to the first who asks", () => {
        const id = unique("device");
        assert.equal(claim(id, "registered"), true);
        assert.equal(claim(id, "registered"), false);
        assert.equal(claim(id, "adopted"), false);
    });

    it("tells a device that was adopted from one that was registered", () => {
        const [adopted, registered] = [unique("device"), unique("device")];
        claim(adopted, "adopted");
        claim(registered, "registered");
        assert.deepEqual([adopted, registered, unique("device")].map(wasAdopted), [true, false, false]);
    });
});
