import assert from "node:assert/strict";
import { ifOffered } from "../../../provider/api/ifOffered";
import { WebexError, type WebexErrorKind } from "../../../provider/client/webexError";

function failing(kind: WebexErrorKind, status?: number): Promise<unknown> {
    return Promise.reject(new WebexError({ kind, method: "GET", path: "/x", status }));
}

describe("api/ifOffered", () => {
    it("passes an answer on", async () => {
        assert.equal(await ifOffered(Promise.resolve(7)), 7);
    });

    for (const status of [404, 405, 410, 501]) {
        it(`takes ${status} for a route that is not offered`, async () => {
            assert.equal(await ifOffered(failing("refused", status)), undefined);
        });
    }

    for (const status of [400, 401, 403, 409, 429, 500, 502, 503]) {
        it(`does not take ${status} for that`, async () => {
            await assert.rejects(ifOffered(failing("refused", status)), WebexError);
        });
    }

    it("does not take an answer that is none for that", async () => {
        await assert.rejects(ifOffered(failing("notUnderstood", 404)), WebexError);
        await assert.rejects(ifOffered(failing("unanswered")), WebexError);
        await assert.rejects(ifOffered(Promise.reject(new TypeError("a bug"))), TypeError);
    });
});
