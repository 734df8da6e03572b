import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sheetFonts } from "../../../../cli/sheet/formats/fonts";
import { PAGE, pagesOf, pdfSheet } from "../../../../cli/sheet/formats/pdfSheet";
import type { SheetDocument } from "../../../../cli/sheet/sheetDocument";
import { type Bitmap, decoded, part, readPgm } from "../bitmap";
import { codes, sheetOf, sheetRow } from "../samples";

/** Points of a picture in a point of paper. */
const SCALE = 2;

/** Whether the tool that makes pictures of PDFs is there. */
const hasPoppler = spawnSync("pdftoppm", ["-v"]).error === undefined;

/** The pages of a PDF as pictures, and its texts. */
function lookAt(pdf: Uint8Array): { readonly pages: readonly Bitmap[]; readonly texts: readonly string[] } {
    const folder = mkdtempSync(join(tmpdir(), "sheet-"));
    try {
        const file = join(folder, "sheet.pdf");
        writeFileSync(file, pdf, { mode: 0o600 });
        const made = spawnSync("pdftoppm", ["-gray", "-r", String(72 * SCALE), file, join(folder, "page")]);
        assert.equal(made.status, 0, String(made.stderr));
        const names = readdirSync(folder).filter((name) => name.endsWith(".pgm"));
        const pages = names.sort().map((name) => readPgm(readFileSync(join(folder, name))));
        const texts = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout.split("\f");
        return { pages, texts: texts.slice(0, -1) };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** The digits that the QR codes of a page say, from the top. */
function codesOn(page: Bitmap): readonly (string | undefined)[] {
    const side = Math.round(PAGE.rowHeight * SCALE) - 2;
    return Array.from({ length: PAGE.rows }, (_, row) =>
        decoded(
            part(page, {
                x: Math.round((PAGE.qr.x - 12) * SCALE),
                y: Math.round((PAGE.firstRow + row * PAGE.rowHeight) * SCALE) + 2,
                width: side,
                height: side,
            }),
        ),
    );
}

describe("cli/sheet/formats/pdfSheet", () => {
    const pdfOf = async (sheet: SheetDocument): Promise<Uint8Array> => pdfSheet(sheet, await sheetFonts(undefined));

    it("gives each location pages of its own, and cuts no row", () => {
        const [oslo, rome] = sheetOf([
            ...codes(PAGE.rows * 2 + 1).map((code) => sheetRow(code, { code })),
            sheetRow("a", { location: "Rome" }),
        ]).locations;
        assert.ok(oslo !== undefined && rome !== undefined);
        assert.deepEqual(
            pagesOf(oslo).map(({ rows, isMore }) => [rows.length, isMore]),
            [
                [PAGE.rows, false],
                [PAGE.rows, true],
                [1, true],
            ],
        );
        assert.equal(pagesOf(rome).length, 1);
        assert.ok(PAGE.firstRow + PAGE.rows * PAGE.rowHeight <= PAGE.height - PAGE.border);
    });

    it("is a PDF that says what it is and in which language", async () => {
        const pdf = Buffer.from(await pdfOf(sheetOf([sheetRow("Huddle 1")])));
        assert.equal(pdf.toString("latin1", 0, 5), "%PDF-");
        for (const words of ["/Lang (en)", "(Activation codes of offices/dev)"]) {
            assert.ok(pdf.includes(words), words);
        }
    });

    (hasPoppler ? it : it.skip)("has QR codes that say the digits, on each page (needs poppler-utils)", async () => {
        const all = codes(PAGE.rows + 3);
        const rows = all.map((code, at) =>
            sheetRow(`Huddle ${at}`, { code, location: at < PAGE.rows + 1 ? "Oslo" : "Rome" }),
        );
        const { pages } = lookAt(await pdfOf(sheetOf(rows)));
        assert.deepEqual(
            pages.map((page) => codesOn(page).filter((code) => code !== undefined)),
            [all.slice(0, PAGE.rows), all.slice(PAGE.rows, PAGE.rows + 1), all.slice(PAGE.rows + 1)],
        );
    });

    (hasPoppler ? it : it.skip)("says everything on each page (needs poppler-utils)", async () => {
        const rows = Array.from({ length: PAGE.rows + 1 }, (_, at) => sheetRow(`Huddle ${at}`));
        const { texts } = lookAt(
            await pdfOf(sheetOf([...rows, sheetRow("Café", { location: "Zürich", model: "Cisco 9861" })])),
        );
        assert.equal(texts.length, 3);
        for (const [at, text] of texts.entries()) {
            assert.match(text, /Stack offices\/dev, made Tue 4 Aug 2026, 12:15, Europe\/Oslo/);
            assert.match(text, /This file holds secrets/);
            assert.match(text, new RegExp(`page ${at + 1} of 3`));
            assert.match(text, /1234 5678 9012 3456/);
        }
        assert.match(texts[0] ?? "", /^\s*Oslo\s+page/);
        assert.match(texts[1] ?? "", /Oslo \(continued\)/);
        assert.match(
            texts[2] ?? "",
            /Zürich[\s\S]*Café[\s\S]*Cisco 9861, good until Mon 7 Sep 2026, 14:00, Europe\/Oslo/,
        );
    });

    (hasPoppler ? it : it.skip)(
        "fits names that are too long, and marks letters that no font has (needs poppler-utils)",
        async () => {
            const long = "A meeting room with a name that is really much too long for a sheet of paper, or is it";
            const without = {
                regular: (await sheetFonts(undefined)).regular.slice(0, 1),
                bold: (await sheetFonts(undefined)).bold.slice(0, 1),
            };
            const sheet = sheetOf([sheetRow(`${long} ${long} ${long}`), sheetRow("会議室 5"), sheetRow("line\nbreak")]);
            const [text = ""] = lookAt(await pdfSheet(sheet, without)).texts;
            assert.match(text, /A meeting room with a name/);
            assert.match(text, /…/);
            assert.match(text, /\?\?\? 5/);
            assert.match(text, /line break/);
        },
    );
});
