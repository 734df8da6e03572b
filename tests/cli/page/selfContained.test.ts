import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { html } from "../../../cli/html";
import { selfContained } from "../../../cli/page/selfContained";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64");

/** The policy of a page as a browser reads it. */
function policyOf(page: string): string {
    return (/Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "").replaceAll("&#39;", "'");
}

describe("cli/page/selfContained", () => {
    it("lets the browser take the style and the script as they stand in the page, and nothing else", () => {
        const page = selfContained({ title: "a", style: "b{c:d}", script: "e() && '<'", body: html`f` });
        const [, style = "", script = ""] = /<style>(.*)<\/style>[^]*<script>(.*)<\/script>/.exec(page) ?? [];
        assert.deepEqual([style, script], ["b{c:d}", "e() && '<'"]);
        assert.equal(
            policyOf(page),
            `default-src 'none'; style-src 'sha256-${hashOf(style)}'; script-src 'sha256-${hashOf(script)}'; ` +
                "base-uri 'none'; form-action 'none'",
        );
    });

    it("runs nothing in a page without a script, and escapes its title", () => {
        const page = selfContained({ title: "</title><script>", style: "", body: html`` });
        assert.doesNotMatch(policyOf(page), /script-src/);
        assert.ok(page.includes("<title>&lt;/title&gt;&lt;script&gt;</title>"));
        assert.equal(page.includes("<script"), false);
    });

    it("says its language, and what a telephone needs to know", () => {
        const page = selfContained({ title: "a", style: "", body: html`` });
        for (const part of ['<html lang="en">', 'charset="utf-8"', "width=device-width", "light dark", "noindex"]) {
            assert.ok(page.includes(part), part);
        }
    });
});
