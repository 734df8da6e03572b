import assert from "node:assert/strict";
import { WebexError } from "../../../provider/client/webexError";
import type { DeviceFilter } from "../../../provider/contracts/contract";
import { proveGone } from "../../../provider/resources/presence";
import { caught, fakeContract } from "../helpers";

function refused(status: number): WebexError {
    return new WebexError({ kind: "refused", method: "GET", path: "/devices", status });
}

describe("resources/presence", () => {
    it("asks for one device of the organisation and is content with an empty list", async () => {
        const asked: [DeviceFilter, number | undefined][] = [];
        const contract = fakeContract({
            listDevices: (filter, limit) => {
                asked.push([filter, limit]);
                return Promise.resolve([]);
            },
        });
        await proveGone(contract, "org");
        assert.deepEqual(asked, [[{ orgId: "org" }, 1]]);
    });

    it("asks once per process, however many devices are gone", async () => {
        let asked = 0;
        const contract = fakeContract({
            listDevices: () => {
                asked += 1;
                return Promise.resolve([]);
            },
        });
        await Promise.all([proveGone(contract, undefined), proveGone(contract, undefined)]);
        await proveGone(contract, undefined);
        assert.equal(asked, 1);
    });

    it("does not believe 404 where the list is not found either", async () => {
        const contract = fakeContract({ listDevices: () => Promise.reject(refused(404)) });
        assert.match(
            (await caught(proveGone(contract, undefined))).message,
            /not taken for gone.*answered 404.*webex:baseUrl, webex:contract.*state was left as it is/,
        );
    });

    it("passes on what is no failure of the API", async () => {
        const contract = fakeContract({ listDevices: () => Promise.reject(new TypeError("a bug")) });
        assert.ok((await caught(proveGone(contract, undefined))) instanceof TypeError);
    });
});
