import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { driftPage } from "../../cli/drift/page/driftPage";
import { finding, report, richReport, thing } from "../cli/drift/page/sampleReport";
import { accessibilityProblems, describeInBrowser, LOOKS, overhang, SIZES, showAll, styleOf } from "./browser";

/** The names of the rows of a section that are shown, in their order. */
function namesIn(page: Page, section: string): Promise<string[]> {
    return page.evaluate<string[]>(
        `[...document.querySelectorAll("${section} tbody tr:not([hidden]) th bdi")].map((name) => name.textContent)`,
    );
}

/** Presses Tab until what is focused has this text. */
async function tabTo(page: Page, text: string): Promise<void> {
    for (let steps = 0; steps < 60; steps++) {
        await page.keyboard.press("Tab");
        if ((await page.evaluate("document.activeElement.textContent.trim()")) === text) {
            return;
        }
    }
    assert.fail(`the keyboard does not reach "${text}"`);
}

describeInBrowser("the drift page in Chromium", (pages) => {
    const rich = driftPage(richReport());
    const rooms = driftPage(
        report(
            ["10", "9", "1"].map((name) => thing(name, { location: "Oslo", lastSeen: `2026-08-0${name[0] ?? ""}` })),
            [finding("9"), finding("10", { kind: "gone" })],
        ),
    );

    for (const [name, viewport] of Object.entries(SIZES)) {
        it(`fits the width of ${name}, with and without its script`, async () => {
            for (const javaScriptEnabled of [true, false]) {
                const page = await pages.open(rich, { viewport, javaScriptEnabled });
                assert.equal(await overhang(page), 0);
            }
            assert.deepEqual(pages.troubles, []);
        });
    }

    for (const [name, options] of Object.entries(LOOKS)) {
        it(`has nothing that axe-core finds, ${name}`, async () => {
            const page = await pages.open(rich, options);
            assert.deepEqual(await accessibilityProblems(page), []);
        });
    }

    it("leads past its beginning by the first Tab, and shows where the focus is", async () => {
        const page = await pages.open(rich);
        await page.keyboard.press("Tab");
        assert.equal(await page.evaluate("document.activeElement.textContent"), "Skip to the findings");
        assert.notEqual(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate("document.activeElement.id"), "findings");
    });

    it("sorts by keyboard, numbers as numbers, and says how", async () => {
        const page = await pages.open(rooms);
        await page.focus("#places");
        await page.evaluate(`document.querySelector("#found").focus()`);
        await tabTo(page, "Room or person");
        assert.notEqual(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none");
        await page.keyboard.press("Enter");
        assert.deepEqual(await namesIn(page, "#l0"), ["Room 1", "Room 9", "Room 10"]);
        await page.keyboard.press("Space");
        assert.deepEqual(await namesIn(page, "#l0"), ["Room 10", "Room 9", "Room 1"]);
        const sorted = (): Promise<string[]> =>
            page.evaluate(
                `[...document.querySelectorAll("#l0 thead th")].map((head) => head.getAttribute("aria-sort") ?? "")`,
            );
        assert.deepEqual(await sorted(), ["descending", "", "", ""]);
        await tabTo(page, "State");
        await page.keyboard.press("Enter");
        assert.deepEqual(await namesIn(page, "#l0"), ["Room 10", "Room 9", "Room 1"]);
        assert.deepEqual(await sorted(), ["", "ascending", "", ""]);
        await tabTo(page, "Last seen");
        await page.keyboard.press("Enter");
        assert.deepEqual((await namesIn(page, "#l0"))[2], "Room 9");
    });

    it("sorts the rooms of all locations alike, and findings by themselves", async () => {
        const things = ["a", "b", "c", "d"].map((name, at) =>
            thing(name, { location: at % 2 === 0 ? "Oslo" : "Rome" }),
        );
        const findings = things.map(({ name }) => finding(name));
        const page = await pages.open(driftPage(report(things, findings)));
        const press = (section: string): Promise<void> =>
            page.locator(`${section} thead button`).first().press("Enter");
        await press("#l1");
        await press("#l1");
        assert.deepEqual(await namesIn(page, "#places"), ["Room c", "Room a", "Room d", "Room b"]);
        assert.equal((await namesIn(page, "#drift"))[0], 'Device "a"');
        await press("#drift");
        await press("#drift");
        assert.equal((await namesIn(page, "#drift"))[0], 'Device "d"');
    });

    it("searches by keyboard in names, findings, statuses and locations, and says how many rows are left", async () => {
        const page = await pages.open(rich);
        const look = async (words: string): Promise<[string | null, string[]]> => {
            await page.focus("#words");
            await page.keyboard.press("ControlOrMeta+A");
            await page.keyboard.type(words);
            await page.keyboard.press("Enter");
            return [await page.textContent("#shown"), await namesIn(page, "main")];
        };
        assert.deepEqual(await look("oslo room-2"), ["1 of 16 rows", ["Room room-2"]]);
        assert.deepEqual((await look("gone from webex"))[1], ['Device "d-1"']);
        assert.equal((await look("DISCONNECTED"))[0], "3 of 16 rows");
        assert.deepEqual(await look("no such thing"), ["0 of 16 rows", []]);
        assert.equal(await page.isVisible("#l0"), false);
        await page.keyboard.press("ControlOrMeta+A");
        await page.keyboard.press("Backspace");
        await page.keyboard.press("Enter");
        assert.equal(await page.textContent("#shown"), "");
        assert.equal((await namesIn(page, "main")).length, 16);
        assert.deepEqual(pages.troubles, []);
    });

    it("shows the places with findings alone", async () => {
        const page = await pages.open(rooms);
        await page.focus("#found");
        await page.keyboard.press("Space");
        assert.deepEqual(await namesIn(page, "#places"), ["Room 9", "Room 10"]);
        assert.equal((await namesIn(page, "#drift")).length, 1);
    });

    it("has everything without its script, and nothing that only a script can use", async () => {
        const page = await pages.open(rich, { javaScriptEnabled: false });
        assert.equal(await page.locator("tbody tr").count(), 16);
        assert.equal(await page.locator("button").count(), 0);
        assert.equal(await page.isVisible("#search"), false);
        for (const row of await page.locator("tbody tr").all()) {
            assert.ok(await row.isVisible());
        }
    });

    it("tells every state in words beside its shape, also where colours are forced", async () => {
        const page = await pages.open(rich, { forcedColors: "active" });
        await showAll(page);
        const wordless = `[...document.querySelectorAll("body [aria-hidden]:not(.sheet)")]
            .filter((shape) => !/[a-z]{3}/i.test(shape.parentElement.innerText))
            .map((shape) => shape.outerHTML)`;
        assert.deepEqual(await page.evaluate(wordless), []);
        assert.ok((await page.locator("[aria-hidden]:not(.sheet)").count()) > 20);
        assert.equal(await styleOf(page, "#gone h3 .i", "fill"), await styleOf(page, "#gone h3", "color"));
    });

    it("prints light, with heads on each page, without what only a screen can use", async () => {
        const page = await pages.open(rooms, { colorScheme: "dark" });
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.isVisible("#search"), false);
        assert.equal(await styleOf(page, "body", "background-color"), "rgb(255, 255, 255)");
        assert.equal(await styleOf(page, "#l0 thead", "display"), "table-header-group");
        assert.equal(await styleOf(page, "#l0 thead th", "content", "::before"), '"Room or person"');
        assert.equal(await styleOf(page, "#l0 tbody tr", "display"), "table-row");
    });
});
