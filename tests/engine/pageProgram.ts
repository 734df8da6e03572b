import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import { blockOf } from "../docs/page";

/**
 * The program of a page of `docs/`, by default its first block of TypeScript, as a folder that `createProject` takes.
 * `files` stand beside it. The caller removes the folder.
 */
export function pageProgram(page: string, files: Readonly<Record<string, string>> = {}, at = 0): string {
    const source = blockOf(`docs/${page}`, "ts", at);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-webex-page-"));
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    const all = {
        "Pulumi.yaml": `name: ${path.basename(page, ".md")}\nruntime: nodejs\n`,
        "package.json": '{ "private": true, "main": "index.js" }\n',
        "index.js": outputText,
        ...files,
    };
    for (const [name, content] of Object.entries(all)) {
        fs.writeFileSync(path.join(folder, name), content);
    }
    return folder;
}
