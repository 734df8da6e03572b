import assert from "node:assert/strict";
import type { CommanderError } from "commander";
import { sheetCommand } from "../../../cli/sheet/sheetCommand";

/** The options that a command line gives, without the work being done. */
function optionsOf(...args: readonly string[]): Record<string, unknown> {
    const command = sheetCommand()
        .exitOverride()
        .configureOutput({ writeErr: () => undefined });
    return command
        .action(() => undefined)
        .parse(args, { from: "user" })
        .opts();
}

function codeOf(...args: readonly string[]): string {
    try {
        optionsOf(...args);
        return "none";
    } catch (error) {
        return (error as CommanderError).code;
    }
}

describe("cli/sheet/sheetCommand", () => {
    it("takes several stacks, and an hour where nothing is said", () => {
        assert.deepEqual(optionsOf("--stack", "a", "--stack", "b", "--out", "a.PDF"), {
            stack: ["a", "b"],
            out: "a.PDF",
            watch: false,
            for: 60,
        });
        assert.equal(optionsOf("--stack", "a", "--watch", "--for", "5").for, 5);
    });

    it("refuses what it cannot do", () => {
        assert.equal(codeOf("--out", "a.pdf"), "commander.missingMandatoryOptionValue");
        for (const args of [
            ["--out", "a.doc"],
            ["--for", "0"],
            ["--for", "1.5"],
            ["--for", "1441"],
            ["--for", "x"],
        ]) {
            assert.equal(codeOf("--stack", "a", ...args), "commander.invalidArgument", args.join(" "));
        }
    });

    it("does not show the option for tests", () => {
        assert.doesNotMatch(sheetCommand().helpInformation(), /watch-period/);
    });
});
