/** The messages that this package can print, as its source has them. */

import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { repository } from "../package/packed";

/** The folders whose texts users see. */
const FOLDERS = ["provider", "sdk", "cli"];

/** Stands where a text has a value in it. */
const VALUE = "…";

/** Every text in the source. Parts that `+` joins are one text, and `…` stands for each value in it. */
export function textsInSource(): string[] {
    return FOLDERS.flatMap((folder) => sourcesBelow(path.join(repository, folder))).flatMap((file) =>
        textsIn(ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true)),
    );
}

/** The parts of a message on a page that have to stand in the source as they are: what is between `…`. */
export function partsOf(message: string): string[] {
    return message
        .split(VALUE)
        .map((part) => part.trim())
        .filter((part) => part.length >= 8);
}

function sourcesBelow(folder: string): string[] {
    return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const file = path.join(folder, entry.name);
        return entry.isDirectory() ? sourcesBelow(file) : entry.name.endsWith(".ts") ? [file] : [];
    });
}

function textsIn(node: ts.Node): string[] {
    const own = textOf(node);
    const below: string[] = [];
    ts.forEachChild(node, (child) => {
        below.push(...textsIn(child));
    });
    return own === undefined ? below : [own, ...below];
}

function textOf(node: ts.Node): string | undefined {
    if (ts.isStringLiteralLike(node)) {
        return node.text;
    }
    if (ts.isTemplateExpression(node)) {
        return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(VALUE);
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
        const sides = [textOf(node.left), textOf(node.right)];
        return sides.every((side) => side === undefined) ? undefined : sides.map((side) => side ?? VALUE).join("");
    }
    return undefined;
}
