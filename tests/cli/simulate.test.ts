import assert from "node:assert/strict";
import { once } from "node:events";
import { parseSimulateArguments } from "../../cli/simulate";
import { runCli } from "./runCli";

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
        assert.deepEqual([wrong.code, wrong.stdout], [2, ""]);
        assert.match(wrong.stderr, /^--contract must be[^]*--contract <name>/);
    });

    it("fails where it cannot listen", async () => {
        const { code, stdout, stderr } = await runCli(["simulate", "--port", "65536"]);
        assert.deepEqual([code, stdout], [2, ""]);
        assert.notEqual(stderr, "");
    });

    it("reads its arguments strictly", () => {
        assert.deepEqual(parseSimulateArguments(["--port", "0", "--file", "f", "--empty"]), {
            contract: "cisco",
            port: 0,
            empty: true,
            file: "f",
        });
        assert.equal(parseSimulateArguments(["--help"]), undefined);
        for (const args of [["serve"], ["--port", "-1"], ["--token", ""], ["--what"]]) {
            assert.throws(() => parseSimulateArguments(args), Error, args.join(" "));
        }
    });
});
