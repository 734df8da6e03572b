import assert from "node:assert/strict";
import { once } from "node:events";
import { runCli } from "../runCli";

describe("cli/simulate", function () {
    this.timeout(30_000);

    it("serves an organisation, prints the configuration for it, and closes on SIGINT", async () => {
        const args = ["simulate", "--contract", "crud", "--token", "my-token"];
        const { child, stdout } = await runCli(args, {}, /Ctrl\+C/);
        const baseUrl = /config set webex:baseUrl (\S+)/.exec(stdout)?.[1] ?? "";
        assert.match(stdout, /^pulumi config set webex:contract crud$/m);
        assert.match(stdout, /^pulumi config set --secret webex:accessToken my-token$/m);
        const answer = await fetch(`${baseUrl}/devices`, { headers: { authorization: "Bearer my-token" } });
        assert.equal(((await answer.json()) as { items: unknown[] }).items.length, 1);
        const closed = once(child, "close");
        child.kill("SIGINT");
        assert.deepEqual((await closed)[0], 0);
    });

    it("explains itself, and a wrong argument", async () => {
        const help = await runCli(["simulate", "--help"]);
        assert.deepEqual([help.code, help.stderr], [0, ""]);
        assert.match(help.stdout, /--contract <name>/);
        const wrong = await runCli(["simulate", "--contract", "soap"]);
        assert.deepEqual([wrong.code, wrong.stdout], [1, ""]);
        assert.match(
            wrong.stderr,
            /^option .--contract <name>. is invalid\. Allowed choices are cisco, crud\.[^]*--empty/,
        );
    });

    it("fails with one line where it cannot listen", async () => {
        const first = await runCli(["simulate"], {}, /Ctrl\+C/);
        const port = /127\.0\.0\.1:(\d+)/.exec(first.stdout)?.[1] ?? "";
        const { code, stdout, stderr } = await runCli(["simulate", "--port", port]);
        first.child.kill("SIGINT");
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, /^pulumi-webex simulate: the simulator did not start: .*EADDRINUSE.*\n$/);
    });

    for (const args of [["serve"], ["--port", "-1"], ["--port", "65536"], ["--token", ""], ["--what"]]) {
        it(`refuses "${args.join(" ")}"`, async () => {
            const { code, stdout, stderr } = await runCli(["simulate", ...args]);
            assert.deepEqual([code, stdout], [1, ""]);
            assert.match(stderr, /--contract <name>/);
        });
    }
});
