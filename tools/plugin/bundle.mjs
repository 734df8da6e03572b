// The plugin for Pulumi's engine in one file of JavaScript: it starts faster than a thousand files, and it can be
// copied to where Pulumi keeps plugins, without the packages that it is made of.
//
//     node tools/plugin/bundle.mjs

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root, runTool } from "../setup.mjs";
import { noticesOf, packageFoldersOf } from "./notices.mjs";

/** The program that Pulumi's engine looks for. It has no ending; on Windows the engine takes one that ends with .cmd. */
export const PROGRAM = "pulumi-resource-webex";

/** The folder that a user's Pulumi.yaml names, as `node_modules/pulumi-webex/plugin`: a public contract. */
export const pluginFolder = path.join(root, "plugin");

const OWN_FILES = /createRequire\(__filename\)\("pulumi-webex\/([\w.-]+\.json)"\)/g;

/**
 * Source text that reads a JSON file of this package, with that file as a part of the bundle.
 *
 * @param {string} text
 * @param {string} folder where the package's JSON files are
 */
export function withOwnFiles(text, folder) {
    return text.replace(OWN_FILES, (_, name) => `require(${JSON.stringify(path.join(folder, name))})`);
}

/** @type {import("esbuild").Plugin} */
const ownFiles = {
    name: "own-files",
    setup({ onLoad }) {
        onLoad({ filter: /[\\/]provider[\\/]plugin[\\/]\w+\.ts$/ }, ({ path: file }) => ({
            contents: withOwnFiles(readFileSync(file, "utf8"), root),
            loader: "ts",
        }));
    },
};

/**
 * Parts of Pulumi's library that write a program's functions into a state, by TypeScript and npm's tree of packages. The
 * plugin never does that, and they would be four fifths of it.
 *
 * @type {import("esbuild").Plugin}
 */
const withoutClosures = {
    name: "without-closures",
    setup({ onLoad }) {
        onLoad({ filter: /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/].*\.js$/ }, () => ({ contents: "" }));
    },
};

/**
 * The plugin as one script for Node, and the licences of the packages in it. It stays readable: it is handed the token
 * of an organisation, and a stack trace of it is a bug report.
 */
export async function bundle() {
    const { build } = await import("esbuild");
    const { outputFiles, metafile } = await build({
        entryPoints: [path.join(root, "provider", "plugin", "main.ts")],
        absWorkingDir: root,
        bundle: true,
        platform: "node",
        target: "node20",
        format: "cjs",
        legalComments: "none",
        logLevel: "warning",
        metafile: true,
        plugins: [ownFiles, withoutClosures],
        write: false,
    });
    const [{ text }] = outputFiles;
    return { script: text, notices: noticesOf(packageFoldersOf(Object.keys(metafile.inputs)), root) };
}

/** Writes the folder `plugin/` of the package. */
export async function bundlePlugin() {
    const { script, notices } = await bundle();
    const program = path.join(pluginFolder, PROGRAM);
    mkdirSync(pluginFolder, { recursive: true });
    writeFileSync(program, script);
    chmodSync(program, 0o755);
    writeFileSync(`${program}.cmd`, `@node "%~dp0${PROGRAM}" %*\r\n`);
    writeFileSync(path.join(pluginFolder, "NOTICES.txt"), notices);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
    void runTool(async () => {
        await bundlePlugin();
        return 0;
    });
}
