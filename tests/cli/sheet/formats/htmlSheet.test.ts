import assert from "node:assert/strict";
import { htmlSheet } from "../../../../cli/sheet/formats/htmlSheet";
import { decoded, drawn, rectanglesOf } from "../bitmap";
import { codes, sheetOf, sheetRow } from "../samples";

describe("cli/sheet/formats/htmlSheet", () => {
    it("has a QR code for each code that says its digits", () => {
        const all = codes(12);
        const page = htmlSheet(sheetOf(all.map((code, at) => sheetRow(`Huddle ${at}`, { code }))));
        const paths = [...page.matchAll(/viewBox="0 0 29 29"><path[^>]*\/><path d="([^"]*)"/g)].map(
            ([, path = ""]) => path,
        );
        assert.deepEqual(
            paths.map((path) => decoded(drawn(29, rectanglesOf(path)))),
            all,
        );
    });

    it("says where it comes from, that it is secret, and when each code ends", () => {
        const page = htmlSheet(sheetOf([sheetRow("Huddle 1")]));
        for (const words of [
            "Stack offices/dev, made Tue 4 Aug 2026, 12:15, Europe/Oslo",
            "This file holds secrets",
            "1234 5678 9012 3456",
            "good until Mon 7 Sep 2026, 14:00, Europe/Oslo",
            "<bdi>Oslo</bdi>",
        ]) {
            assert.ok(page.includes(words), words);
        }
    });

    it("has a section for each location, which begins a new page on paper", () => {
        const page = htmlSheet(
            sheetOf([sheetRow("a"), sheetRow("b", { location: "Rome" }), sheetRow("c", { location: undefined })]),
        );
        assert.deepEqual(
            [...page.matchAll(/<h2 id="l\d">(?:<bdi>)?([^<]*)/g)].map(([, name]) => name),
            ["Oslo", "Rome", "No location told"],
        );
        assert.match(page, /section\+section\{break-before:page\}/);
        assert.match(page, /tr,thead\{break-inside:avoid\}/);
    });

    it("escapes names, asks for nothing, and runs nothing", () => {
        const name = '<script>alert("1")</script>';
        const page = htmlSheet(sheetOf([sheetRow(name, { location: name, model: name, source: name })]));
        assert.equal(page.includes("<script"), false);
        assert.deepEqual(page.match(/https?:|url\(|@import|<[^>]*\s(src|style|on[a-z]+)=/g), null);
        assert.match(page, /default-src &#39;none&#39;; style-src &#39;sha256-/);
        assert.doesNotMatch(page, /script-src/);
    });
});
