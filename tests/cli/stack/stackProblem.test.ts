import assert from "node:assert/strict";
import { CliError } from "../../../cli/cliError";
import { lockedWord, stackProblem, unfinishedWord } from "../../../cli/stack/stackProblem";

/** What the Automation API throws for a command that failed: Pulumi's own words twice. */
function failure(command: string, said: string, how = "exit code 1"): Error {
    const words = `Command failed with ${how}: pulumi ${command}\n${said}`;
    return new Error(`code: -2\n stdout: \n stderr: ${words}\n err?: Error: ${words}\n`);
}

describe("cli/stack/stackProblem", () => {
    const told = (error: unknown): string =>
        stackProblem("dev", 'the state of stack "dev" could not be read', error).message;

    const known: readonly [what: string, error: Error, told: RegExp][] = [
        [
            "an unknown stack",
            failure("config", "error: no stack named 'dev' found"),
            /^there is no stack "dev".*stack ls/,
        ],
        [
            "a lock of a backend of files",
            failure(
                "up",
                "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete " +
                    "the lock file with `pulumi cancel`.\n  file:///s/.pulumi/locks/organization/p/dev/1.json: created by " +
                    "ada@runner-7 (pid 12) at 2026-11-26T06:20:06Z",
            ),
            /^the stack "dev" is locked by ada@runner-7 \(process 12\) since 2026-11-26T06:20:06Z; .*pulumi cancel --stack dev/,
        ],
        [
            "an update at Pulumi Cloud",
            failure("up", "error: [409] Conflict: Another update is currently in progress."),
            /^the stack "dev" is locked by another run; /,
        ],
        [
            "a wrong passphrase",
            failure("config", "error: incorrect passphrase"),
            /cannot be decrypted; set PULUMI_CONFIG_PASS/,
        ],
        [
            "no passphrase",
            failure("config", "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or …"),
            /cannot be decrypted; set PULUMI_CONFIG_PASS/,
        ],
        [
            "no project",
            new Error("failed to find project settings file in workdir: /tmp"),
            /no Pulumi project here.*--cwd/,
        ],
        [
            "no Pulumi",
            failure("version", "spawn pulumi ENOENT", "ENOENT"),
            /^the Pulumi CLI is not on the PATH; https:/,
        ],
    ];
    for (const [what, error, expected] of known) {
        it(`says what to do about ${what}`, () => {
            assert.match(told(error), expected);
        });
    }

    it("repeats the first error of Pulumi's in one line behind what was attempted", () => {
        const said =
            "Diagnostics:\n  webex:Device (desk):\n    error: Preview failed: no\n    error: more\nerror: preview failed";
        assert.equal(told(failure("refresh", said)), 'the state of stack "dev" could not be read: Preview failed: no');
    });

    it("repeats what the Automation API says where Pulumi said nothing", () => {
        assert.equal(
            told(failure("refresh", "")),
            'the state of stack "dev" could not be read: Command failed with exit code 1: pulumi refresh',
        );
        assert.equal(told("odd\nthing"), 'the state of stack "dev" could not be read: odd');
    });

    it("leaves one line that is ready as it is", () => {
        const ready = new CliError("ready");
        assert.equal(stackProblem("dev", "", ready), ready);
    });

    it("says how much a run has not finished", () => {
        assert.match(
            unfinishedWord("dev", 1),
            /^the stack "dev" has an unfinished operation: another run is under way/,
        );
        assert.match(
            unfinishedWord("dev", 2),
            /has 2 unfinished operations: .* --clear-pending-creates` repairs that$/,
        );
    });

    it("names who holds a stack", () => {
        assert.match(lockedWord("dev", "ada@laptop"), /^the stack "dev" is locked by ada@laptop; wait for it/);
    });
});
