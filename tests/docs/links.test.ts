import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { repository } from "../package/packed";
import { documentation, type Page, readPage } from "./page";

/** The languages of blocks, and how a test holds each to the truth; see CONTRIBUTING.md. */
const LANGUAGES = ["console", "csv", "json", "sh", "text", "ts", "yaml"];

/** Folders that hold pages of others, or pages that a command makes. */
const NOT_OURS = new Set([".git", ".quickstart", ".test", "coverage", "dist", "node_modules", "reference"]);

function pagesBelow(folder: string): string[] {
    return fs.readdirSync(path.join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
        const file = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) {
            return NOT_OURS.has(entry.name) ? [] : pagesBelow(file);
        }
        return entry.name.endsWith(".md") ? [file] : [];
    });
}

/** Whether a link leads to a file that is there, and to a heading of that page. */
function leadsSomewhere(page: Page, target: string): boolean {
    if (/^(https?|mailto):/.test(target)) {
        return true;
    }
    const [name = "", anchor] = target.split("#");
    const file = name === "" ? page.path : path.posix.join(path.posix.dirname(page.path), name);
    if (!fs.existsSync(path.join(repository, file))) {
        return false;
    }
    return anchor === undefined || readPage(file).anchors.has(anchor);
}

describe("the pages", () => {
    it("link to files and headings that are there", () => {
        const pages = pagesBelow(".").map(readPage);
        assert.ok(pages.flatMap(({ links }) => links).length > 50);
        const broken = pages.flatMap((page) =>
            page.links
                .filter(({ target }) => !leadsSomewhere(page, target))
                .map(({ target, line }) => `${page.path}:${line}: ${target}`),
        );
        assert.deepEqual(broken, []);
    });

    it("have code in fenced blocks only, each of a language that a test looks at", () => {
        const pages = documentation().map(readPage);
        const wrong = pages.flatMap(({ path: file, blocks, indented }) => [
            ...blocks.filter(({ language }) => !LANGUAGES.includes(language)).map(({ line }) => `${file}:${line}`),
            ...indented.map((line) => `${file}:${line}: a block without a fence`),
        ]);
        assert.deepEqual(wrong, []);
    });

    it("have pictures that load quickly, each with a text in its place", () => {
        const pictures = documentation().flatMap((page) => {
            const text = fs.readFileSync(path.join(repository, page), "utf8");
            return [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, instead = "", target = ""]) => {
                const file = path.join(repository, path.dirname(page), target);
                return { page, target, instead, bytes: fs.statSync(file).size };
            });
        });
        assert.ok(pictures.length >= 3, `only ${pictures.length} pictures`);
        assert.deepEqual(
            pictures.filter(({ instead, bytes }) => instead.length < 20 || bytes > 150_000),
            [],
        );
    });

    it("are all named in docs/README.md, which README.md names", () => {
        const named = new Set(readPage("docs/README.md").links.map(({ target }) => `docs/${target}`));
        const missing = documentation().filter(
            (file) => !["README.md", "docs/README.md"].includes(file) && !named.has(file),
        );
        assert.deepEqual(missing, []);
        assert.ok(readPage("README.md").links.some(({ target }) => target === "docs/README.md"));
    });
});

describe("what the tests read of a page", () => {
    it("is the languages, files and lines of its blocks, its rows, and its headings as links name them", () => {
        const folder = path.join(repository, "tests/docs");
        const page = readPage(path.relative(repository, path.join(folder, "samplePage.md")).split(path.sep).join("/"));
        assert.deepEqual(
            page.blocks.map(({ language, file, line, text }) => [language, file, line, text.split("\n")[1]]),
            [
                ["sh", undefined, 8, ""],
                ["text", undefined, 14, "  it"],
                ["ts", "index.ts", 19, ""],
            ],
        );
        assert.deepEqual([...page.anchors], ["a-page-of-webexdevice", "twice", "twice-1"]);
        assert.deepEqual(
            page.rows.map(({ heads, cells, section }) => [section, heads, cells]),
            [["Twice", ["message", ""], ["`a | b`", "do c"]]],
        );
        assert.deepEqual(
            page.links.map(({ target }) => target),
            ["page.ts", "#twice"],
        );
        assert.deepEqual(page.indented, [31]);
    });
});
