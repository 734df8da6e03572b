/** A page of the documentation, as far as tests look at it: blocks of code, tables, headings and links. */

import fs from "node:fs";
import path from "node:path";
import { repository } from "../package/packed";

/** A fenced block of code. */
export interface Block {
    readonly language: string;
    /** The second word of the opening fence: the file of the project that holds the block, e.g. `index.ts`. */
    readonly file: string | undefined;
    readonly text: string;
    /** The line of the opening fence, from 1. */
    readonly line: number;
}

/** The first cell of a row of a table, with the table's own heads and the heading above. */
export interface Row {
    readonly heads: readonly string[];
    readonly cells: readonly string[];
    readonly section: string;
    readonly line: number;
}

/** A link to a page or a file of the repository, or to a place in one. */
export interface Link {
    readonly target: string;
    readonly line: number;
}

export interface Page {
    /** From the repository's root, with slashes. */
    readonly path: string;
    readonly blocks: readonly Block[];
    readonly rows: readonly Row[];
    readonly links: readonly Link[];
    /** The places that a link can name after `#`. */
    readonly anchors: ReadonlySet<string>;
    /** The lines outside fenced blocks that Markdown takes for code because they stand four blanks in. */
    readonly indented: readonly number[];
}

/** It may stand in a list, with blanks before it. */
const FENCE = /^( *)```(\S*)(?: +(\S+))?$/;
const HEADING = /^(#{1,6}) +(.+)$/;

/** Reads a page by its path from the repository's root. Throws if a fence is left open. */
export function readPage(file: string): Page {
    const lines = fs.readFileSync(path.join(repository, file), "utf8").split("\n");
    const blocks = blocksOf(file, lines);
    const inBlock = new Set(blocks.flatMap(({ line, text }) => range(line, line + text.split("\n").length)));
    const prose = lines.map((text, index) => ({ text: inBlock.has(index + 1) ? "" : text, line: index + 1 }));
    return {
        path: file,
        blocks,
        rows: rowsOf(prose),
        links: prose.flatMap(({ text, line }) => linksOf(text).map((target) => ({ target, line }))),
        anchors: anchorsOf(prose.map(({ text }) => text)),
        indented: indentedIn(prose),
    };
}

/** README.md and the pages below docs/, the reference and other generated folders left out. */
export function documentation(): string[] {
    const pages = fs.readdirSync(path.join(repository, "docs")).filter((name) => name.endsWith(".md"));
    return ["README.md", ...pages.sort().map((name) => `docs/${name}`)];
}

/** The first block of a page in a language, or the one at this place among them. Throws if there is none. */
export function blockOf(page: string, language: string, at = 0): string {
    const block = readPage(page).blocks.filter((one) => one.language === language)[at];
    if (block === undefined) {
        throw new Error(`${page} has no block ${at} of ${language}`);
    }
    return block.text;
}

interface Line {
    readonly text: string;
    readonly line: number;
}

function blocksOf(file: string, lines: readonly string[]): Block[] {
    const blocks: Block[] = [];
    for (let at = 0; at < lines.length; at++) {
        const opening = FENCE.exec(lines[at] ?? "");
        if (opening === null) {
            continue;
        }
        const [, blanks = "", language = "", name] = opening;
        const end = lines.indexOf(`${blanks}\`\`\``, at + 1);
        if (end < 0) {
            throw new Error(`${file}:${at + 1}: this block has no end`);
        }
        const inside = lines.slice(at + 1, end).map((text) => text.slice(blanks.length));
        blocks.push({ language, file: name, text: `${inside.join("\n")}\n`, line: at + 1 });
        at = end;
    }
    return blocks;
}

function rowsOf(lines: readonly Line[]): Row[] {
    const rows: Row[] = [];
    let [section, heads]: [string, string[] | undefined] = ["", undefined];
    for (const { text, line } of lines) {
        section = HEADING.exec(text)?.[2] ?? section;
        if (!text.startsWith("|")) {
            heads = undefined;
        } else if (heads === undefined) {
            heads = cellsOf(text);
        } else if (!/^\|[\s|:-]+$/.test(text)) {
            rows.push({ heads, cells: cellsOf(text), section, line });
        }
    }
    return rows;
}

function cellsOf(row: string): string[] {
    const cells = row.split(/(?<!\\)\|/).slice(1, -1);
    return cells.map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function linksOf(text: string): string[] {
    const prose = text.replace(/`[^`]*`/g, "``");
    return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
}

/** As GitHub makes them: small letters, blanks as hyphens, other characters left out, a number for each repetition. */
function anchorsOf(lines: readonly string[]): Set<string> {
    const anchors = new Set<string>();
    for (const text of lines) {
        const title = HEADING.exec(text)?.[2];
        if (title === undefined) {
            continue;
        }
        const shown = title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
        const slug = shown.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
        const repetitions = [...anchors].filter((one) => one === slug || one.startsWith(`${slug}-`)).length;
        anchors.add(repetitions === 0 || !anchors.has(slug) ? slug : `${slug}-${repetitions}`);
    }
    return anchors;
}

/** A list's own lines may stand in; a block of code follows an empty line. */
function indentedIn(lines: readonly Line[]): number[] {
    const starts = lines.filter(
        ({ text }, at) => /^ {4}\S/.test(text) && (lines[at - 1]?.text ?? "") === "" && !inList(lines, at),
    );
    return starts.map(({ line }) => line);
}

function inList(lines: readonly Line[], at: number): boolean {
    const before = lines.slice(0, at).findLast(({ text }) => /^\S/.test(text));
    return /^(-|\d+\.) /.test(before?.text ?? "");
}

function range(from: number, to: number): number[] {
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
