import assert from "node:assert/strict";
import { htmlSheet } from "../../cli/sheet/formats/htmlSheet";
import { AWKWARD_NAMES } from "../cli/drift/page/sampleReport";
import { decoded } from "../cli/sheet/bitmap";
import { codes, sheetOf, sheetRow } from "../cli/sheet/samples";
import { accessibilityProblems, describeInBrowser, greyOf, LOOKS, overhang, SIZES, styleOf } from "./browser";

describeInBrowser("the activation sheet in Chromium", (pages) => {
    const all = codes(AWKWARD_NAMES.length);
    const page = htmlSheet(
        sheetOf(
            AWKWARD_NAMES.map((name, at) =>
                sheetRow(name, { code: all[at] ?? "", location: at % 2 === 0 ? name : "Oslo" }),
            ),
        ),
    );

    for (const [name, viewport] of Object.entries(SIZES)) {
        it(`fits the width of ${name}`, async () => {
            const shown = await pages.open(page, { viewport });
            assert.equal(await overhang(shown), 0);
            assert.deepEqual(pages.troubles, []);
        });
    }

    for (const [name, options] of Object.entries(LOOKS)) {
        it(`has nothing that axe-core finds, ${name}`, async () => {
            assert.deepEqual(await accessibilityProblems(await pages.open(page, options)), []);
        });
    }

    for (const colorScheme of ["light", "dark"] as const) {
        it(`shows QR codes that say the digits beside them, ${colorScheme}`, async () => {
            const shown = await pages.open(page, { colorScheme });
            const rows = await shown.locator("tbody tr").all();
            assert.equal(rows.length, all.length);
            for (const row of rows) {
                const picture = await greyOf(await row.locator("svg").screenshot(), shown);
                const digits = (await row.locator(".code").textContent())?.replaceAll(" ", "");
                assert.equal(decoded(picture), digits);
            }
        });
    }

    it("is ticked off by keyboard", async () => {
        const shown = await pages.open(page);
        await shown.keyboard.press("Tab");
        assert.match(String(await shown.evaluate("document.activeElement.getAttribute('aria-label')")), /^done: /);
        assert.notEqual(await shown.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none");
        await shown.keyboard.press("Space");
        assert.equal(await shown.locator("input:checked").count(), 1);
    });

    it("prints each location on pages of its own, which say that they are secret", async () => {
        const shown = await pages.open(page, { colorScheme: "dark" });
        await shown.emulateMedia({ media: "print" });
        assert.equal(await styleOf(shown, "section + section", "break-before"), "page");
        assert.equal(await styleOf(shown, "tbody tr", "break-inside"), "avoid");
        assert.equal(await styleOf(shown, "thead", "display"), "table-header-group");
        assert.equal(await styleOf(shown, "body", "background-color"), "rgb(255, 255, 255)");
        assert.match((await shown.locator(".paper").first().innerText()) || "", /This file holds secrets/);
    });
});
