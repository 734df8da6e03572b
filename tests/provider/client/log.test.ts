import assert from "node:assert/strict";
import sinon from "sinon";
import { processLog } from "../../../provider/client/log";
import { rememberSecrets } from "../../../provider/client/secrets";

describe("client/log", () => {
    afterEach(() => {
        sinon.restore();
    });

    it("tells news on standard output and warnings on standard error, without secrets", () => {
        rememberSecrets("secret-of-the-log");
        const info = sinon.stub(console, "log");
        const warn = sinon.stub(console, "error");
        processLog.info("the token is secret-of-the-log");
        processLog.warn("the code is secret-of-the-log");
        const printed = [info.args, warn.args];
        sinon.restore();
        assert.deepEqual(printed, [[["webex: the token is [secret]"]], [["webex: warning: the code is [secret]"]]]);
    });
});
