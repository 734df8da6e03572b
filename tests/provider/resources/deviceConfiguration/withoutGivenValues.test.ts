import assert from "node:assert/strict";
import { WebexError } from "../../../../provider/client/webexError";
import { withoutGivenValues } from "../../../../provider/resources/deviceConfiguration/withoutGivenValues";
import { wholeTextOf } from "../../helpers";

const refusal = (webexMessage: string) =>
    new WebexError({
        kind: "refused",
        method: "PATCH",
        path: "/deviceConfigurations",
        status: 400,
        trackingId: "T",
        webexMessage,
    });

describe("resources/deviceConfiguration/withoutGivenValues", () => {
    it("takes the values that were sent out of Webex's words, in lists too, the longest first", () => {
        const error = refusal("value hunter2 or hunter22, and macro code-of-it, are wrong for 123456 and On");
        const clean = withoutGivenValues(error, [
            { key: "a", op: "replace", value: "hunter2" },
            { key: "b", op: "replace", value: "hunter22" },
            { key: "c", op: "replace", value: [{ payload: "code-of-it" }] },
            { key: "d", op: "replace", value: 123456 },
            { key: "e", op: "replace", value: "On" },
            { key: "f", op: "remove" },
        ]);
        assert.equal(clean.webexMessage, "value [value] or [value], and macro [value], are wrong for [value] and On");
        assert.match(clean.message, /^PATCH \/deviceConfigurations answered 400: .*tracking id T/);
        assert.ok(!/hunter|code-of-it|123456/.test(wholeTextOf(clean)));
        assert.deepEqual([clean.kind, clean.status, clean.trackingId], [error.kind, error.status, error.trackingId]);
    });

    it("leaves an error that repeats none as it is", () => {
        const error = refusal("the configuration is wrong");
        assert.equal(withoutGivenValues(error, [{ key: "a", op: "replace", value: "hunter22" }]), error);
    });
});
