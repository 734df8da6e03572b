import assert from "node:assert/strict";
import { onOneLine, Progress, printResult, showsColours, styled, tell, terminalLog } from "../../cli/terminal";
import { rememberSecrets } from "../../provider/client/secrets";
import { capture } from "./capture";

const SECRET = "secret-of-the-terminal";
rememberSecrets(SECRET);

describe("cli/terminal", () => {
    describe("onOneLine", () => {
        const cases: [text: string, shown: string][] = [
            ["Board Room", "Board Room"],
            ["  Board\r\nRoom\t", "Board Room"],
            ["\u001b[31mred\u001b[0m", "[31mred [0m"],
            ["a\u202egnp.exe", "a gnp.exe"],
            ["a\u2028b\u0085c\u0000d", "a b c d"],
            ["会議室 🚪 Ä", "会議室 🚪 Ä"],
        ];
        for (const [text, shown] of cases) {
            it(`shows ${JSON.stringify(text)} as "${shown}"`, () => {
                assert.equal(onOneLine(text), shown);
            });
        }
    });

    it("prints results to standard output with one line's end, and the rest to standard error without secrets", async () => {
        const { stdout, stderr } = await capture(() => {
            printResult("a");
            printResult("b\n");
            tell(`it is ${SECRET}`);
            terminalLog.info("waiting");
            terminalLog.warn("slow");
            return Promise.resolve();
        });
        assert.equal(stdout, "a\nb\n");
        assert.equal(stderr, "it is [secret]\nwaiting\nwarning: slow\n");
    });

    describe("showsColours", () => {
        const cases: [isTerminal: boolean, env: NodeJS.ProcessEnv, shows: boolean][] = [
            [true, {}, true],
            [true, { NO_COLOR: "" }, true],
            [true, { NO_COLOR: "1" }, false],
            [true, { TERM: "dumb" }, false],
            [false, {}, false],
        ];
        for (const [isTerminal, env, shows] of cases) {
            it(`is ${shows} of ${isTerminal ? "a terminal" : "a file"} with ${JSON.stringify(env)}`, () => {
                assert.equal(showsColours(isTerminal, env), shows);
            });
        }
    });

    it("styles nothing for a file", () => {
        const { isTTY } = process.stdout;
        process.stdout.isTTY = false;
        try {
            assert.equal(styled("red", "problem"), "problem");
        } finally {
            process.stdout.isTTY = isTTY;
        }
    });

    describe("Progress", () => {
        function written(isTTY: boolean, work: (progress: Progress) => void): string {
            let text = "";
            const out = { isTTY, write: (chunk: string | Uint8Array) => (text += String(chunk)) !== "" };
            work(new Progress(out));
            return text;
        }

        it("shows one line in place of the one before, without secrets, and takes it away once", () => {
            const text = written(true, (progress) => {
                progress.show("10 devices");
                progress.show(`20\ndevices ${SECRET}`);
                progress.done();
                progress.done();
            });
            const line = "\r\u001b[K";
            assert.equal(text, `${line}10 devices${line}20 devices [secret]${line}`);
        });

        it("writes nothing to a file", () => {
            const text = written(false, (progress) => {
                progress.show("10 devices");
                progress.done();
            });
            assert.equal(text, "");
        });
    });
});
