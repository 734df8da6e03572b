import { type ProjectInit, projectFiles } from "../../new/projectFiles";
import { batchesOf } from "./batches";
import type { Section } from "./declarations";
import { commentOf, textLiteral } from "./literal";
import { readmeOf } from "./projectReadme";
import { hasSettings, statementsOf } from "./statements";

/** The form of a program. */
export interface ProgramForm {
    /** Whether devices, workspaces and settings are batches, rather than one resource each. */
    readonly batches: boolean;
    /** Whether the settings of devices are declared. */
    readonly settings: boolean;
    /** Whether each location has a file of its own. */
    readonly perLocation: boolean;
}

/** The facts of a project besides what it declares. */
export interface ProjectFacts extends Omit<ProjectInit, "description"> {
    /** The configuration that a stack needs besides a token, by the keys; no secrets. */
    readonly config: Readonly<Record<string, string>>;
}

/** The texts of a project by their paths, with `/` between folders. */
export type ProgramFiles = ReadonlyMap<string, string>;

const DESCRIPTION = "The Webex devices of an organisation, as pulumi-webex inventory found them";

/** The widest line of a heading. Characters. */
const WIDTH = 100;

/** A whole project. No I/O. */
export function programFiles(sections: readonly Section[], form: ProgramForm, facts: ProjectFacts): ProgramFiles {
    const parts = sharedParts(sections);
    const program = form.perLocation
        ? locationFiles(sections, form, parts)
        : [["index.ts", indexFile(sections, form, parts)] as const];
    return new Map([
        ...projectFiles({ ...facts, description: DESCRIPTION }),
        ["tsconfig.json", tsconfigJson()],
        [".gitignore", "node_modules/\n"],
        ["README.md", readmeOf(form, facts)],
        ...program,
    ]);
}

/** The parts that several statements of a program use. */
type Shared = "person" | "settingsStay";

const SHARED: Readonly<Record<Shared, string>> = {
    person: [
        "/** The id of the person who has this e-mail address. */",
        "PREFIXconst person = (email: string) => webex.getPersonOutput({ email }).id;",
    ].join("\n"),
    settingsStay: [
        "/** Settings stay on their devices when their declarations go. Without it they would be cleared. */",
        "PREFIXconst settingsStay = { retainOnDelete: true };",
    ].join("\n"),
};

/** The modules that need each of the shared parts. */
function sharedParts(sections: readonly Section[]): (section: Section) => readonly Shared[] {
    const needs = new Map(
        sections.map(({ key, devices }) => {
            const shared: Shared[] = [];
            if (devices.some(({ owner }) => owner?.by === "email")) {
                shared.push("person");
            }
            if (devices.some(hasSettings)) {
                shared.push("settingsStay");
            }
            return [key, shared] as const;
        }),
    );
    return ({ key }) => needs.get(key) ?? [];
}

type Parts = ReturnType<typeof sharedParts>;

function indexFile(sections: readonly Section[], form: ProgramForm, partsOf: Parts): string {
    const shared = inOrderOfTable(sections.flatMap(partsOf));
    const taken = new Set<string>();
    const statements = form.batches
        ? batchesOf(sections, "")
        : sections.flatMap((section) => [heading(section.title), ...statementsOf(section, taken)]);
    return module(
        ['import * as webex from "pulumi-webex";'],
        [...shared.map((part) => sharedText(part, "")), ...statements],
    );
}

function locationFiles(
    sections: readonly Section[],
    { batches }: ProgramForm,
    partsOf: Parts,
): (readonly [path: string, text: string])[] {
    const shared = inOrderOfTable(sections.flatMap(partsOf));
    const files = sections.map((section) => {
        const names = inOrderOfTable(partsOf(section));
        const imports = [
            'import * as webex from "pulumi-webex";',
            ...(names.length === 0 ? [] : [`import { ${names.join(", ")} } from "../shared";`]),
        ];
        const statements = batches ? batchesOf([section], section.name) : statementsOf(section, new Set());
        return [pathOf(section), module(imports, [heading(section.title), ...statements])] as const;
    });
    const imports = sections.map(
        ({ name, title }) => `import ${textLiteral(`./locations/${name}`)}; ${commentOf(title)}`,
    );
    const index = [
        "/** The devices of each location are declared in a file of their own. */",
        ...(imports.length === 0 ? ["export {};"] : imports),
    ];
    const common = module(
        shared.includes("person") ? ['import * as webex from "pulumi-webex";'] : [],
        shared.map((part) => sharedText(part, "export ")),
    );
    return [
        ["index.ts", `${index.join("\n")}\n`],
        ...(shared.length === 0 ? [] : [["shared.ts", common] as const]),
        ...files,
    ];
}

/** Where a location's part of a program stands. */
function pathOf({ name }: Section): string {
    return `locations/${name}.ts`;
}

function sharedText(part: Shared, prefix: string): string {
    return SHARED[part].replace("PREFIX", prefix);
}

function inOrderOfTable(names: readonly Shared[]): Shared[] {
    return (Object.keys(SHARED) as Shared[]).filter((name) => names.includes(name));
}

/** A heading is no directive, whatever the location is called. */
function heading(title: string): string {
    const text = commentOf(title).replace("// ", "// -- ");
    return `${text} ${"-".repeat(Math.max(2, WIDTH - text.length))}`;
}

function module(imports: readonly string[], parts: readonly string[]): string {
    // Without any import or export a file would be no module, and its names everybody's.
    const head = parts.length === 0 ? ["export {};"] : imports;
    return `${[head.join("\n"), ...parts].filter((part) => part !== "").join("\n\n")}\n`;
}

function tsconfigJson(): string {
    const content = {
        compilerOptions: {
            target: "ES2022",
            module: "commonjs",
            moduleResolution: "node",
            types: ["node"],
            strict: true,
            noUncheckedIndexedAccess: true,
            exactOptionalPropertyTypes: true,
            noImplicitReturns: true,
            noFallthroughCasesInSwitch: true,
            forceConsistentCasingInFileNames: true,
            skipLibCheck: true,
            noEmit: true,
        },
        files: ["index.ts"],
    };
    return `${JSON.stringify(content, undefined, 2)}\n`;
}
