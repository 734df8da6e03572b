/**
 * The programs of a page as modules that a compiler can check together. A block is a module. One that imports nothing
 * goes on from the blocks above it: it may use their names, or declare them anew.
 */

import path from "node:path";
import ts from "typescript";
import { repository } from "../package/packed";
import type { Block, Page } from "./page";

/** A block as a module, and where it stands. */
export interface ProgramModule {
    /** Its path; no such file is there. */
    readonly file: string;
    readonly text: string;
    readonly page: string;
    /** The line of the page before the block's own first line, and the lines that were put before that. */
    readonly line: number;
    readonly added: number;
}

/** The modules that blocks may use without importing them. */
const TAKEN_FOR_GRANTED: Readonly<Record<string, string>> = {
    pulumi: 'import * as pulumi from "@pulumi/pulumi";',
    webex: 'import * as webex from "pulumi-webex";',
};

/** The blocks of TypeScript of a page, in their order. */
export function modulesOf({ path: page, blocks }: Pick<Page, "path" | "blocks">): ProgramModule[] {
    const known = new Map<string, string>();
    return blocks
        .filter(({ language }) => language === "ts")
        .map(({ text, line }: Block) => {
            const name = `${page.replace(/\W/g, "-")}-${line}`;
            const { imports, declared, exported } = namesOf(text);
            if (imports.length > 0) {
                known.clear();
            }
            const used = (one: string): boolean => new RegExp(`\\b${one}\\b`).test(text);
            const head = [
                ...Object.entries(TAKEN_FOR_GRANTED)
                    .filter(([one]) => used(one) && !imports.includes(one) && !declared.includes(one))
                    .map(([, statement]) => statement),
                ...[...known]
                    .filter(([one]) => used(one) && !declared.includes(one))
                    .map(([one, from]) => `import { ${one} } from "./${from}";`),
            ];
            const inside = declared.filter((one) => !exported.includes(one));
            declared.forEach((one) => known.set(one, name));
            return {
                file: path.join(repository, "docs", `${name}.ts`),
                text: [...head, `${text}export { ${inside.join(", ")} };`].join("\n"),
                page,
                line,
                added: head.length,
            };
        });
}

/** What is wrong with modules, by their places on their pages. One run of the compiler, with the project's settings. */
export function faultsOf(modules: readonly ProgramModule[]): string[] {
    const byFile = new Map(modules.map((module) => [module.file.split(path.sep).join("/"), module]));
    const config = ts.getParsedCommandLineOfConfigFile(path.join(repository, "tsconfig.check.json"), undefined, {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
            throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
        },
    });
    const options: ts.CompilerOptions = { ...config?.options, noEmit: true };
    const program = ts.createProgram([...byFile.keys()], options, withFiles(ts.createCompilerHost(options), byFile));
    return [...byFile].flatMap(([file, { page, line, added }]) => {
        const source = program.getSourceFile(file);
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
            ({ start = 0, messageText }) => {
                const at = (source?.getLineAndCharacterOfPosition(start).line ?? 0) - added;
                return `${page}:${line + at + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
            },
        );
    });
}

/** A host that has these files, too. */
function withFiles(disk: ts.CompilerHost, files: ReadonlyMap<string, Pick<ProgramModule, "text">>): ts.CompilerHost {
    return {
        ...disk,
        fileExists: (file) => files.has(file) || disk.fileExists(file),
        readFile: (file) => files.get(file)?.text ?? disk.readFile(file),
        getSourceFile: (file, language, ...rest) => {
            const text = files.get(file)?.text;
            return text === undefined
                ? disk.getSourceFile(file, language, ...rest)
                : ts.createSourceFile(file, text, language, true);
        },
    };
}

interface Names {
    /** What the block imports. */
    readonly imports: readonly string[];
    /** What it declares at the top. */
    readonly declared: readonly string[];
    /** Those of them that it exports itself. */
    readonly exported: readonly string[];
}

function namesOf(text: string): Names {
    const names = { imports: [] as string[], declared: [] as string[], exported: [] as string[] };
    for (const statement of ts.createSourceFile("block.ts", text, ts.ScriptTarget.ES2022).statements) {
        if (ts.isImportDeclaration(statement)) {
            names.imports.push(...importedBy(statement));
            continue;
        }
        const declared = declaredBy(statement);
        names.declared.push(...declared);
        const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
        if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
            names.exported.push(...declared);
        }
    }
    return names;
}

function importedBy({ importClause }: ts.ImportDeclaration): string[] {
    const bindings = importClause?.namedBindings;
    const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : bindings.elements;
    // A module that is imported for its effect alone begins a program, too.
    return [importClause?.name, ...named.map(({ name }) => name)].map((name) => name?.text ?? "");
}

function declaredBy(statement: ts.Statement): string[] {
    if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
    }
    const isNamed =
        ts.isClassDeclaration(statement) ||
        ts.isFunctionDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function namesIn(name: ts.BindingName): string[] {
    if (ts.isIdentifier(name)) {
        return [name.text];
    }
    return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}
