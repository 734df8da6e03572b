import assert from "node:assert/strict";
import type { DeviceFilter } from "../../../provider/api/devices/contract";
import { WebexError } from "../../../provider/client/webexError";
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

    it("asks again after a probe that failed, and remembers only the one that was answered", async () => {
        const answers: (() => Promise<never[]>)[] = [
            () => Promise.reject(refused(503)),
            () => Promise.reject(new TypeError("a bug")),
            () => Promise.resolve([]),
        ];
        let asked = 0;
        const contract = fakeContract({
            listDevices: () => {
                asked += 1;
                return (answers.shift() ?? (() => Promise.reject(refused(500))))();
            },
        });
        assert.match((await caught(proveGone(contract, undefined))).message, /answered 503/);
        assert.ok((await caught(proveGone(contract, undefined))) instanceof TypeError);
        await proveGone(contract, undefined);
        await proveGone(contract, undefined);
        assert.equal(asked, 3);
    });

    it("fails for all who wait for the same probe, which is asked once", async () => {
        let asked = 0;
        const contract = fakeContract({
            listDevices: () => {
                asked += 1;
                return Promise.reject(refused(404));
            },
        });
        const errors = await Promise.all([1, 2].map(() => caught(proveGone(contract, undefined))));
        assert.deepEqual(
            errors.map(({ message }) => message.includes("not taken for gone")),
            [true, true],
        );
        assert.equal(asked, 1);
    });

    it("asks each API for itself", async () => {
        await proveGone(fakeContract({ listDevices: () => Promise.resolve([]) }), undefined);
        const other = fakeContract({ listDevices: () => Promise.reject(refused(404)) });
        assert.match((await caught(proveGone(other, undefined))).message, /not taken for gone/);
    });

    it("asks each organisation for itself: rights may be lost in one of them alone", async () => {
        const contract = fakeContract({
            listDevices: ({ orgId }) => (orgId === "lost" ? Promise.reject(refused(404)) : Promise.resolve([])),
        });
        await proveGone(contract, "ours");
        assert.match((await caught(proveGone(contract, "lost"))).message, /not taken for gone/);
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
