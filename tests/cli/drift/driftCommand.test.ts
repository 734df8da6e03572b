import assert from "node:assert/strict";
import { drift } from "../../../cli/drift/drift";
import { driftCommand } from "../../../cli/drift/driftCommand";
import { program } from "../../../cli/main";

describe("cli/drift/driftCommand", () => {
    it("knows its options, and what counts without them", () => {
        const command = driftCommand();
        command.parseOptions(["--stack", "dev"]);
        assert.deepEqual(command.opts(), { stack: "dev", format: "text", unmanaged: false, endingWithin: 3 });
        const args = ["--cwd", "p", "--format", "junit", "--out", "f", "--unmanaged", "--ending-within", "30"];
        command.parseOptions(args);
        assert.deepEqual(command.opts(), {
            ...{ stack: "dev", cwd: "p", format: "junit", out: "f", unmanaged: true, endingWithin: 30 },
        });
    });

    const wrong: readonly [args: readonly string[], said: RegExp][] = [
        [[], /required option '--stack <name>' not specified/],
        [["--stack", "dev", "--format", "pdf"], /Allowed choices are text, markdown, json, junit, html/],
        [["--stack", "dev", "--ending-within", "soon"], /must be a whole number from 0 to 999/],
        [["--stack", "dev", "extra"], /too many arguments/],
    ];
    for (const [args, said] of wrong) {
        it(`refuses "${args.join(" ")}"`, async () => {
            await assert.rejects(program().parseAsync(["drift", ...args], { from: "user" }), said);
        });
    }

    it("writes no page to a terminal", async () => {
        const { isTTY } = process.stdout;
        process.stdout.isTTY = true;
        try {
            const options = { stack: "dev", format: "html", unmanaged: false, endingWithin: 3 } as const;
            await assert.rejects(drift(options), /^CliError: a page is no text for a terminal; give a file with --out/);
        } finally {
            process.stdout.isTTY = isTTY;
        }
    });
});
