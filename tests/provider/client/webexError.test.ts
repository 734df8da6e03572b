import assert from "node:assert/strict";
import { WebexError } from "../../../provider/client/webexError";

describe("client/webexError", () => {
    it("tells method, path, status, Webex's words, tracking id and what to do", () => {
        const error = new WebexError({
            kind: "refused",
            method: "GET",
            path: "/licenses",
            status: 403,
            webexMessage: "Missing scopes",
            trackingId: "ROUTER_42",
        });
        assert.match(
            error.message,
            /^GET \/licenses answered 403: Webex says: Missing scopes\. tracking id ROUTER_42\. The token needs the scope spark-admin:licenses_read/,
        );
    });

    it("tells our reason where Webex said nothing", () => {
        const error = new WebexError({
            kind: "unanswered",
            method: "GET",
            path: "/devices",
            reason: "got no answer: ECONNREFUSED",
        });
        assert.equal(error.message, "GET /devices got no answer: ECONNREFUSED.");
    });

    it("ends in one full stop", () => {
        const error = new WebexError({
            kind: "refused",
            method: "GET",
            path: "/x",
            status: 500,
            webexMessage: "Oh...",
        });
        assert.equal(error.message, "GET /x answered 500: Webex says: Oh.");
    });

    it("keeps its details readable by code", () => {
        const details = { kind: "refused", method: "PUT", path: "/p", status: 409, trackingId: "t", webexMessage: "m" };
        const { kind, method, path, status, trackingId, webexMessage, name } = new WebexError(
            details as ConstructorParameters<typeof WebexError>[0],
        );
        assert.deepEqual({ kind, method, path, status, trackingId, webexMessage }, details);
        assert.equal(name, "WebexError");
    });

    it("sums up without the tracking id, so that equal failures read the same", () => {
        const details = { kind: "refused", method: "GET", path: "/licenses", status: 403, webexMessage: "No" } as const;
        const [one, other] = ["ROUTER_1", "ROUTER_2"].map((trackingId) => new WebexError({ ...details, trackingId }));
        assert.match(one?.message ?? "", /tracking id ROUTER_1/);
        assert.match(
            one?.summary ?? "",
            /^GET \/licenses answered 403: Webex says: No\. The token needs the scope spark-admin:licenses_read/,
        );
        assert.equal(one?.summary, other?.summary);
    });

    it("keeps the numbers that Webex gives an error; none without any", () => {
        const details = { kind: "refused", method: "GET", path: "/x", status: 405 } as const;
        assert.deepEqual(new WebexError({ ...details, errorCodes: [25409] }).errorCodes, [25409]);
        assert.deepEqual(new WebexError(details).errorCodes, []);
    });
});
