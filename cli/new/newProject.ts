import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CliError } from "../cliError";
import { ownFolder, ownPackage } from "../ownPackage";
import { onOneLine, printResult } from "../terminal";
import { nextSteps } from "./nextSteps";
import { packageSpec } from "./packageSpec";
import { isProjectName, projectFiles } from "./projectFiles";
import { TEMPLATES, type TemplateName, templateFiles } from "./templates";

/** The options of `pulumi-webex new`. */
export interface NewOptions {
    readonly template: TemplateName;
    /** The project's name; default that of the folder. */
    readonly name?: string | undefined;
}

/** How many names of a folder an error shows. */
const SHOWN = 5;

/**
 * Makes a Pulumi project in a folder that is not there or is empty, and prints what to do next. Throws `CliError` if
 * the folder holds anything, or the name is none.
 */
export function newProject({ template, name }: NewOptions, given: string): Promise<number> {
    const folder = path.resolve(given);
    assertEmpty(folder);
    const files = filesFor(template, nameFor(folder, name), folder);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of files) {
        // "wx": a file that somebody made meanwhile is kept.
        writeFileSync(path.join(folder, file), text, { flag: "wx" });
    }
    printResult(nextSteps(path.relative(process.cwd(), folder), template, [...files.keys()]));
    return Promise.resolve(0);
}

/** All files of a new project, by their names, in their order. */
function filesFor(template: TemplateName, name: string, folder: string): ReadonlyMap<string, string> {
    const own = ownPackage();
    const spec = packageSpec({ folder: ownFolder(), version: own.version }, folder);
    const ofProject = projectFiles({ name, description: sentence(TEMPLATES[template]), packageSpec: spec, own });
    return new Map([...ofProject, ...templateFiles(template)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sentence(text: string): string {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function nameFor(folder: string, given: string | undefined): string {
    const name = given ?? path.basename(folder);
    if (!isProjectName(name)) {
        throw new CliError(
            `"${onOneLine(name)}" cannot be a project's name, which has letters, digits, ".", "-" and "_" alone; give ` +
                "one with --name",
        );
    }
    return name;
}

function assertEmpty(folder: string): void {
    if (!existsSync(folder)) {
        return;
    }
    if (!statSync(folder).isDirectory()) {
        throw new CliError(`${folder} is a file; give the name of a new folder`);
    }
    const names = readdirSync(folder).sort();
    if (names.length > 0) {
        const shown = names.slice(0, SHOWN).map(onOneLine).join(", ");
        const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
        throw new CliError(`the folder ${folder} is not empty (${shown}${more}); give the name of a new one`);
    }
}
