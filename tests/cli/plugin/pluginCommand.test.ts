import assert from "node:assert/strict";
import { CommanderError } from "commander";
import { usageProblem } from "../../../cli/command";
import { pluginCommand } from "../../../cli/plugin/pluginCommand";

describe("cli/plugin/pluginCommand", () => {
    const command = () =>
        pluginCommand()
            .exitOverride()
            .configureOutput({ outputError: () => undefined });

    for (const [what, args, words] of [
        ["no action", [], /^missing required argument 'action'/],
        [
            "an action that is none",
            ["remove"],
            /^command-argument is invalid for argument 'action'\. Allowed choices are install\./,
        ],
        ["a second action", ["install", "again"], /^too many arguments/],
    ] as const) {
        it(`refuses ${what}`, async () => {
            await assert.rejects(command().parseAsync(args, { from: "user" }), (error) => {
                assert.ok(error instanceof CommanderError);
                assert.match(usageProblem(error), words);
                return true;
            });
        });
    }
});
