import assert from "node:assert/strict";
import { Html, html } from "../../cli/html";

describe("cli/html", () => {
    it("escapes every value, in text and in attributes", () => {
        const name = `<script>"1" & '2'</script>`;
        const escaped = "&lt;script&gt;&quot;1&quot; &amp; &#39;2&#39;&lt;/script&gt;";
        assert.equal(html`<b title="${name}">${name}</b>`.text, `<b title="${escaped}">${escaped}</b>`);
    });

    it("keeps what is HTML already, puts lists together, and leaves undefined out", () => {
        const items = ["a", "<"].map((each) => html`<li>${each}</li>`);
        assert.equal(
            html`<ul>${items}</ul>${undefined}${3}${new Html("<br>")}`.text,
            "<ul><li>a</li><li>&lt;</li></ul>3<br>",
        );
    });
});
