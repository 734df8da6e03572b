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

    it("takes a licence that is too small for a route that is not offered", async () => {
        const error = new WebexError({ kind: "refused", method: "GET", path: "/x", status: 405, errorCodes: [25409] });
        assert.equal(await ifOffered(Promise.reject<unknown>(error)), undefined);
    });

    it("takes another status for that where it is asked to", async () => {
        assert.equal(await ifOffered(failing("refused", 403), [403]), undefined);
        await assert.rejects(ifOffered(failing("refused", 401), [403]), WebexError);
        await assert.rejects(ifOffered(failing("unanswered"), [403]), WebexError);
    });

    it("does not take an answer that is none for that", async () => {
        await assert.rejects(ifOffered(failing("notUnderstood", 404)), WebexError);
        await assert.rejects(ifOffered(failing("unanswered")), WebexError);
        await assert.rejects(ifOffered(Promise.reject(new TypeError("a bug"))), TypeError);
    });
});
