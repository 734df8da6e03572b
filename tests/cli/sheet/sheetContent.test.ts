import assert from "node:assert/strict";
import { contentFor } from "../../../cli/sheet/sheetContent";
import { capture } from "../capture";
import { sheetOf, sheetRow } from "./samples";

describe("cli/sheet/sheetContent", () => {
    const sheet = sheetOf([sheetRow("会議室")]);

    it("goes by the ending of the file, in capitals, too", async () => {
        assert.match(String(await contentFor(sheet, { out: "a.csv" })), /^\ufeff"done"/);
        assert.match(String(await contentFor(sheet, { out: "dir.pdf/A.HTML" })), /^<!doctype html>/);
        const { result } = await capture(() => contentFor(sheet, { out: "a.pdf" }));
        assert.equal(Buffer.from(result).toString("latin1", 0, 5), "%PDF-");
    });

    it("names what a PDF cannot show, and what to do about it", async () => {
        const { stderr, stdout } = await capture(() => contentFor(sheet, { out: "a.pdf" }));
        assert.match(stderr, /^warning: no font has all letters of 会議室; .* --font, or write an \.html file\n$/);
        assert.equal(stdout, "");
    });

    it("says nothing about names that it can show", async () => {
        const { stderr } = await capture(() => contentFor(sheetOf([sheetRow("Café\n5")]), { out: "a.pdf" }));
        assert.equal(stderr, "");
    });
});
