import assert from "node:assert/strict";
import { driftPage } from "../../../../cli/drift/page/driftPage";
import { AWKWARD_NAMES, finding, report, richReport, thing } from "./sampleReport";

/** The text of a page without its tags. */
function textOf(page: string): string {
    return page
        .replace(/<(style|script)>[\s\S]*?<\/\1>/g, "")
        .replace(/<[^>]*>/g, " ")
        .replaceAll("&quot;", '"')
        .replace(/\s+/g, " ");
}

describe("cli/drift/page/driftPage", () => {
    it("says in words how it stands, with a count for each kind", () => {
        const text = textOf(driftPage(richReport()));
        assert.match(text, /4 findings are drift. 2 findings are for information\./);
        assert.match(text, /The stack has 16 things at Webex, in 7 locations. Checked at 2026-08-04 10:15 UTC \./);
        assert.match(text, /Drift 1 Gone 1 Moved 1 Unmanaged 1 Codes 1 Health 1/);
    });

    it("says that nothing was found, and what was not looked for", () => {
        const text = textOf(driftPage(report([thing("a")], [], { looksForUnmanaged: false })));
        assert.match(text, /✓ No drift\. The stack has 1 thing at Webex, in 1 location\./);
        assert.match(text, /Drift none Gone none Moved none Unmanaged not looked for Codes none Health none/);
        assert.match(text, /Nothing was found/);
    });

    it("tells drift from information where there is no drift", () => {
        const page = driftPage(report([thing("a")], [finding("a", { kind: "health", isDrift: false })]));
        assert.match(textOf(page), /No drift\. 1 finding is for information\./);
    });

    it("says that a stack has nothing", () => {
        assert.match(textOf(driftPage(report([]))), /has 0 things at Webex\. .* The stack has nothing at Webex\./);
    });

    it("escapes every name", () => {
        const page = driftPage({ ...richReport(), project: "<b>", stack: "&" });
        assert.equal(page.match(/<script/g)?.length, 1);
        assert.doesNotMatch(page, /<img|<b>bold|<bdi><b>/);
        for (const name of AWKWARD_NAMES) {
            const escaped = name.replace(
                /[&<>"']/g,
                (each) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" }[each] ?? ""};`,
            );
            assert.ok(page.includes(`<bdi>${escaped}</bdi>`), name);
        }
    });

    it("names no address, and lets nothing run but its own style and script", () => {
        const page = driftPage(richReport());
        assert.deepEqual(page.match(/https?:|url\(|@import|<[^>]*\s(src|style|on[a-z]+)=/g), null);
        const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/
            .exec(page)?.[1]
            ?.replaceAll("&#39;", "'");
        assert.match(
            policy ?? "",
            /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'$/,
        );
    });

    it("keeps kinds in their order, and shows both values where there are any", () => {
        const page = driftPage(richReport());
        const ids = [...page.matchAll(/<section id="(\w+)" class="group"/g)].map(([, id]) => id);
        assert.deepEqual(ids.slice(0, 6), ["drift", "gone", "moved", "unmanaged", "codes", "health"]);
        const drift = page.slice(page.indexOf('<section id="drift"'), page.indexOf('<section id="gone"'));
        assert.match(textOf(drift), /Resource Finding Program says Webex says Where/);
        assert.ok(drift.includes("<code>[&quot;&lt;a&gt;&quot;]</code>"));
        const gone = page.slice(page.indexOf('<section id="gone"'), page.indexOf('<section id="moved"'));
        assert.doesNotMatch(textOf(gone), /Program says/);
    });

    it("says which findings are for information, and what a room's state is", () => {
        const text = textOf(driftPage(richReport()));
        assert.match(text, /Device "p-0" was used for information/);
        assert.match(text, /Room room-2 ✓ no findings/);
        assert.match(text, /Device d-1 , Cisco Desk Pro : ○ disconnected/);
    });

    it("takes some 500 bytes for a thing, and not seconds, for 10,000", function () {
        this.timeout(30_000);
        const things = Array.from({ length: 10_000 }, (_, at) =>
            thing(`phone-${at}`, { location: `Location ${at % 20}`, product: "Cisco 9861", status: "connected" }),
        );
        const page = driftPage(
            report(
                things,
                things.slice(0, 500).map(({ name }) => finding(name)),
            ),
        );
        assert.ok(page.length < 6_000_000, `${page.length} bytes`);
        assert.equal(page.match(/<tr role="row">/g)?.length, 10_000 + 500 + 20 + 1);
    });
});
