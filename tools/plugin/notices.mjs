// The licences of the packages whose code is in a bundle.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The folders of the installed packages that files are of, in the order of their names.
 *
 * @param {readonly string[]} files with `/` between folders, as esbuild tells them
 */
export function packageFoldersOf(files) {
    const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
    return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/**
 * What a bundle has to say of the packages in it: name, version, licence, and the text of the licence.
 *
 * @param {readonly string[]} folders
 * @param {string} root
 */
export function noticesOf(folders, root) {
    return folders.map((folder) => noticeOf(path.join(root, folder))).join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} folder */
function noticeOf(folder) {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
    const text = file === undefined ? "" : `\n${readFileSync(path.join(folder, file), "utf8").trim()}\n`;
    return `${name} ${version} (${license})\n${text}`;
}
