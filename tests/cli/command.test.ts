import assert from "node:assert/strict";
import { CommanderError } from "commander";
import { CliError } from "../../cli/cliError";
import { commandOf, endedWith, usageProblem } from "../../cli/command";
import { rememberSecrets } from "../../provider/client/secrets";
import { WebexError } from "../../provider/client/webexError";
import { capture } from "./capture";

describe("cli/command", () => {
    const { exitCode } = process;
    afterEach(() => {
        process.exitCode = exitCode;
    });

    describe("commandOf", () => {
        it("gives options and arguments to the work, which is loaded only then, and takes its exit code", async () => {
            const seen: unknown[] = [];
            const command = commandOf<{ deep?: boolean }, [string]>({ name: "dig", summary: "dig a hole" }, () => {
                seen.push("loaded");
                return Promise.resolve((options, where) => {
                    seen.push(options, where);
                    return Promise.resolve(2);
                });
            })
                .argument("<where>")
                .option("--deep");
            assert.deepEqual([command.summary(), command.description(), seen], ["dig a hole", "dig a hole", []]);
            await command.parseAsync(["here", "--deep"], { from: "user" });
            assert.deepEqual([seen, process.exitCode], [["loaded", { deep: true }, "here"], 2]);
        });

        it("refuses arguments that it does not declare", async () => {
            const command = commandOf({ name: "dig", summary: "dig" }, () => Promise.resolve(() => Promise.resolve(0)));
            command.exitOverride().configureOutput({ outputError: () => undefined });
            await assert.rejects(command.parseAsync(["here"], { from: "user" }), /too many arguments/);
        });

        it("has more to say in its help where there is more", () => {
            const words = { name: "dig", summary: "dig", description: "Digs a hole.", more: "It takes a while." };
            const command = commandOf(words, () => Promise.resolve(() => Promise.resolve(0)));
            let help = "";
            command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
            assert.match(help, /^Usage: dig[^]*Digs a hole\.[^]*\nIt takes a while\.\n$/);
        });
    });

    describe("endedWith", () => {
        const reject: (reason: unknown) => Promise<never> = Promise.reject.bind(Promise);
        const ended = (error: unknown) => capture(() => endedWith("dig", () => reject(error)));

        it("takes the exit code of what ends well", async () => {
            const { result, stderr } = await capture(() => endedWith("dig", () => Promise.resolve(2)));
            assert.deepEqual([result, stderr], [2, ""]);
        });

        it("tells what keeps the work from being done in one line", async () => {
            const { result, stdout, stderr } = await ended(new CliError("no ground:\n  dig elsewhere"));
            assert.deepEqual([result, stdout, stderr], [1, "", "pulumi-webex dig: no ground: dig elsewhere\n"]);
        });

        it("tells an error of Webex's in one line", async () => {
            const error = new WebexError({ kind: "refused", method: "GET", path: "/holes", status: 418 });
            const { stderr } = await ended(error);
            assert.equal(stderr, "pulumi-webex dig: GET /holes answered 418.\n");
        });

        it("shows where a fault of its own is, without the values of secrets", async () => {
            rememberSecrets("secret-of-the-command");
            const { result, stderr } = await ended(new TypeError("it holds secret-of-the-command"));
            assert.equal(result, 1);
            assert.match(stderr, /^pulumi-webex dig: TypeError: it holds \[secret\]\n +at .*command\.test\.ts/);
            assert.match((await ended("secret-of-the-command")).stderr, /^pulumi-webex dig: \[secret\]\n$/);
        });
    });

    describe("usageProblem", () => {
        const cases: [code: string, message: string, told: string][] = [
            ["commander.unknownCommand", "error: unknown command 'NmQ5token'", "there is no such command"],
            ["commander.unknownOption", "error: unknown option '--tok=NmQ5token'", "unknown option '--tok'"],
            ["commander.unknownOption", "error: unknown option '-x'", "unknown option '-x'"],
            [
                "commander.invalidArgument",
                "error: option '--port <number>' argument 'NmQ5token' is invalid. It must be a number.",
                "option '--port <number>' is invalid. It must be a number.",
            ],
            [
                "commander.invalidArgument",
                "error: option '--port <number>' value 'NmQ5token' from env 'PORT' is invalid. A number.",
                "option '--port <number>' from PORT is invalid. A number.",
            ],
            [
                "commander.invalidArgument",
                "error: command-argument value 'NmQ5token' is invalid for argument 'dir'. A folder.",
                "command-argument is invalid for argument 'dir'. A folder.",
            ],
            ["commander.excessArguments", "error: too many arguments. Expected 0", "too many arguments. Expected 0"],
        ];
        for (const [code, message, told] of cases) {
            it(`says "${told}"`, () => {
                assert.equal(usageProblem(new CommanderError(1, code, message)), told);
            });
        }
    });
});
