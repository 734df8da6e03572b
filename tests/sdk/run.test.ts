import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { rememberSecrets } from "../../provider/client/secrets";
import { oncePerRun, programSession, requireSession } from "../../sdk/run";
import { thrown, unique } from "../provider/helpers";
import { Program } from "./helpers";

describe("sdk/run", () => {
    let program: Program;
    beforeEach(() => {
        program = new Program();
    });
    afterEach(() => {
        program.stop();
    });

    it("reads the stack's configuration", async () => {
        const accessToken = unique("run-token");
        await program.start({ accessToken, orgId: "org", deviceLimits: '{"default":3}' });
        const { settings } = programSession();
        assert.deepEqual(
            [settings.accessToken, settings.orgId, settings.deviceLimits],
            [accessToken, "org", { default: 3 }],
        );
    });

    it("lets the environment's token go before", async () => {
        await program.start({ accessToken: "configured" });
        process.env.WEBEX_TOKEN = "from-the-environment";
        assert.equal(programSession().settings.accessToken, "from-the-environment");
    });

    it("requireSession names the first thing that is wrong", async () => {
        await program.start({ accessToken: "t", baseUrl: "nowhere" });
        const error = await thrown(() => requireSession());
        assert.ok(error instanceof pulumi.RunError);
        assert.match(error.message, /^webex:baseUrl is no URL/);
    });

    it("logs to Pulumi, without secrets", async () => {
        await program.start({ accessToken: unique("run-token") });
        rememberSecrets("secret-of-the-run");
        const info = sinon.stub(pulumi.log, "info").resolves();
        const warn = sinon.stub(pulumi.log, "warn").resolves();
        const { log } = programSession();
        log.info("a secret-of-the-run");
        log.warn("b secret-of-the-run");
        assert.deepEqual([info.args, warn.args], [[["a [secret]"]], [["b [secret]"]]]);
    });

    it("oncePerRun makes one thing a run, and another in the next run of the same process", async () => {
        let made = 0;
        const get = oncePerRun(() => ({ number: (made += 1) }));
        await program.start({ accessToken: "t" });
        assert.deepEqual([get().number, get().number], [1, 1]);
        program.stop();
        await program.start({ accessToken: "t" });
        assert.equal(get().number, 2);
    });
});
