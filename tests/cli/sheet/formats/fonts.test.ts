import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notShown, type SheetFont, settingOf, sheetFonts } from "../../../../cli/sheet/formats/fonts";

/** A font that has these characters, and the blank. */
const fontOf = (source: string, has: string): SheetFont => ({
    source,
    shows: (text) => Array.from(text).every((character) => ` ${has}`.includes(character)),
});

describe("cli/sheet/formats/fonts", () => {
    const [latin, greek] = [fontOf("latin", "abc"), fontOf("greek", "abcαβγ")];

    it("takes the first font that shows all of a text", () => {
        assert.deepEqual(settingOf("a b", [latin, greek]), { font: latin, text: "a b" });
        assert.deepEqual(settingOf("a β", [latin, greek]), { font: greek, text: "a β" });
    });

    it("marks what no font has, in the font that has most", () => {
        assert.deepEqual(settingOf("αβ字", [latin, greek]), { font: greek, text: "αβ?" });
        assert.deepEqual(settingOf("字", [latin, greek]), { font: latin, text: "?" });
    });

    it("leaves out what nobody sees", () => {
        assert.equal(settingOf("a\ufe0fb\u200dc", [latin]).text, "abc");
    });

    it("names the texts that no font shows, once", () => {
        assert.deepEqual(notShown(["abc", "αβ", "字", "字"], { regular: [], bold: [latin, greek] }), ["字"]);
    });

    it("has the letters of Western Europe in any case", async () => {
        const { bold } = await sheetFonts(undefined);
        const builtIn = bold.slice(0, 1);
        assert.deepEqual(notShown(["Café – “Ærø” €", "Łódź"], { regular: [], bold: builtIn }), ["Łódź"]);
    });

    it("has Greek, Cyrillic, Hebrew and Arabic in the wide font", async () => {
        const fonts = await sheetFonts(undefined);
        assert.deepEqual(notShown(["Łódź", "Ελλάδα", "Россия", "חדר", "غرفة", "会議室"], fonts), ["会議室"]);
    });

    it("refuses a file that is no font, in one line", async () => {
        const folder = mkdtempSync(join(tmpdir(), "font-"));
        const file = join(folder, "no.ttf");
        writeFileSync(file, "no font");
        await assert.rejects(sheetFonts(file), /^CliError: the font .*no\.ttf could not be read: .*; give a \.ttf/);
        await assert.rejects(sheetFonts(join(folder, "none.ttf")), /could not be read: ENOENT/);
        rmSync(folder, { recursive: true });
    });
});
