import assert from "node:assert/strict";
import path from "node:path";

interface TerminalPage {
    colouredHtml(text: string): string;
    terminalPage(command: string, printed: string): string;
}

describe("tools/pictures/terminalPage", () => {
    let tool: TerminalPage;

    before(async () => {
        tool = (await import(path.resolve(__dirname, "../../tools/pictures/terminalPage.mjs"))) as TerminalPage;
    });

    it("shows the colours of a terminal until the text says otherwise", () => {
        const text = "\u001b[38;5;1merror:\u001b[0m a \u001b[1mb\u001b[32mc\u001b[39md\u001b[m e\u001b[91m";
        assert.equal(
            tool.colouredHtml(text),
            '<span style="color:#f47067">error:</span> a <span style="font-weight:bold">b</span>' +
                '<span style="color:#8ddb8c;font-weight:bold">c</span><span style="font-weight:bold">d</span> e',
        );
    });

    it("shows names in angle brackets as they are", () => {
        assert.match(
            tool.terminalPage("pulumi preview", "Ada <ada@example.com> & co"),
            /Ada &lt;ada@example\.com&gt; &amp; co/,
        );
    });
});
