import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseCommandLine } from "../../cli/main";

const CLI = join(__dirname, "../../cli/main.ts");

/** Runs the command line; resolves once `until` has been printed, or with the exit code if it ends first. */
async function run(args: string[], until: RegExp): Promise<{ child: ChildProcess; text: string; code: number | null }> {
    const child = spawn(process.execPath, ["--import", "tsx", CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    return new Promise((resolve, reject) => {
        const read = (chunk: Buffer): void => {
            text += chunk.toString();
            if (until.test(text)) {
                resolve({ child, text, code: child.exitCode });
            }
        };
        child.stdout.on("data", read);
        child.stderr.on("data", read);
        child.once("error", reject);
        child.once("close", (code) => {
            resolve({ child, text, code });
        });
    });
}

describe("simulator: command line", function () {
    this.timeout(30_000);

    it("serves an organisation, prints the configuration for it, and closes on SIGINT", async () => {
        const args = ["simulate", "--contract", "crud", "--token", "my-token"];
        const { child, text } = await run(args, /Ctrl\+C/);
        const baseUrl = /config set webex:baseUrl (\S+)/.exec(text)?.[1] ?? "";
        assert.match(text, /^pulumi config set webex:contract crud$/m);
        assert.match(text, /^pulumi config set --secret webex:accessToken my-token$/m);
        const answer = await fetch(`${baseUrl}/devices`, { headers: { authorization: "Bearer my-token" } });
        assert.equal(((await answer.json()) as { items: unknown[] }).items.length, 1);
        const closed = once(child, "close");
        child.kill("SIGINT");
        assert.deepEqual((await closed)[0], 0);
    });

    it("explains itself, and a wrong argument", async () => {
        const help = await run(["--help"], /^never$/);
        assert.deepEqual([help.code, /--contract <name>/.test(help.text)], [0, true]);
        const wrong = await run(["simulate", "--contract", "soap"], /^never$/);
        assert.deepEqual([wrong.code, /--contract must be/.test(wrong.text)], [2, true]);
    });

    it("reads its arguments strictly", () => {
        assert.deepEqual(parseCommandLine(["simulate", "--port", "0", "--file", "f", "--empty"]), {
            contract: "cisco",
            port: 0,
            empty: true,
            file: "f",
        });
        assert.equal(parseCommandLine(["--help"]), undefined);
        const wrong = [
            [],
            ["serve"],
            ["simulate", "--port", "-1"],
            ["simulate", "--token", ""],
            ["simulate", "--what"],
        ];
        for (const args of wrong) {
            assert.throws(() => parseCommandLine(args), Error, args.join(" "));
        }
    });
});
