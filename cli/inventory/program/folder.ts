import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../../cliError";
import { readTextFile } from "../../readTextFile";
import { besidePath, type FileChange } from "./fileChanges";
import { MANIFEST_PATH, type Manifest, manifestIn, manifestText } from "./manifest";

/** The manifest in a folder; undefined where there is none. Throws `CliError` for one that cannot be read. */
export function readManifest(folder: string): Manifest | undefined {
    const text = readTextFile(join(folder, MANIFEST_PATH));
    if (text === undefined) {
        return undefined;
    }
    const manifest = manifestIn(text);
    if (manifest === undefined) {
        throw new CliError(
            `${join(folder, MANIFEST_PATH)} was not written by this version of pulumi-webex. Restore it from your ` +
                "repository, or move it away: files that are there are then taken for edited, and stay",
        );
    }
    return manifest;
}

/** The texts of those of the files that are there. Throws `CliError`. */
export function readFiles(folder: string, paths: Iterable<string>): ReadonlyMap<string, string> {
    const found = [...new Set(paths)].map((path) => [path, readTextFile(join(folder, path))] as const);
    return new Map(found.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

/** Does what is to happen to the files, the manifest last. Throws `CliError` that names what could not be written. */
export function writeFiles(folder: string, changes: readonly FileChange[], manifest: Manifest): void {
    for (const { path, what, text } of changes) {
        if (what === "remove") {
            attempt("remove", join(folder, path), (file) => {
                rmSync(file);
            });
        } else if (text !== undefined) {
            writeText(join(folder, what === "writeBeside" ? besidePath(path) : path), text);
        }
    }
    writeText(join(folder, MANIFEST_PATH), manifestText(manifest));
}

/** Throws `CliError` if a folder cannot be made of the path. */
export function assertFolder(folder: string): void {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) {
        throw new CliError(`${folder} is a file. Name a folder for --program, which may be new`);
    }
}

function writeText(file: string, text: string): void {
    attempt("write", file, () => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    });
}

function attempt(what: string, file: string, work: (file: string) => void): void {
    try {
        work(file);
    } catch (error) {
        throw new CliError(
            `could not ${what} ${file}: ${(error as Error).message}. Run the command again once that is mended`,
        );
    }
}
