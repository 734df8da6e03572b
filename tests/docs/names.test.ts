/** Names that pages give, of commands, options, settings, variables and scopes: the code has each of them. */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { program } from "../../cli/main";
import { repository } from "../package/packed";
import { textsInSource } from "./messages";
import { documentation } from "./page";

const read = (file: string): string => fs.readFileSync(path.join(repository, file), "utf8");

/** Folders with a program and a README of its own, as paths from the repository's root. */
const PROJECTS = ["examples", "templates"].flatMap((folder) =>
    fs
        .readdirSync(path.join(repository, folder))
        .map((name) => `${folder}/${name}`)
        .filter((name) => fs.existsSync(path.join(repository, name, "index.ts"))),
);

const PAGES = [
    ...documentation(),
    ...PROJECTS.map((folder) => `${folder}/README.md`),
    "CONTRIBUTING.md",
    "SECURITY.md",
];

/** Every match of a pattern's first group in the pages, with the page. */
function named(pattern: RegExp): { readonly page: string; readonly name: string }[] {
    return PAGES.flatMap((page) => [...read(page).matchAll(pattern)].map(([, name = ""]) => ({ page, name })));
}

/** What is named and not known, with its page. */
function unknown(pattern: RegExp, isKnown: (name: string) => boolean): string[] {
    const all = named(pattern);
    assert.ok(all.length > 10, `only ${all.length} names like ${String(pattern)}`);
    return all.filter(({ name }) => !isKnown(name)).map(({ page, name }) => `${page}: ${name}`);
}

describe("the names that pages give", () => {
    let texts: ReadonlySet<string>;
    const isInSource = (text: string): boolean => texts.has(text) || [...texts].some((one) => one.includes(text));

    before(() => {
        texts = new Set(textsInSource());
    });

    it("of settings, variables and scopes are in the source", () => {
        // `webex:index:…` is a name in a URN, and `webex:Device` the type of a resource.
        assert.deepEqual(
            unknown(/(?<![\w:])webex:([a-z]\w+)(?![\w:])/g, (key) => isInSource(`webex:${key}`) || texts.has(key)),
            [],
        );
        assert.deepEqual(unknown(/\b(WEBEX_[A-Z_]+)\b/g, isInSource), []);
        assert.deepEqual(unknown(/\b((?:spark-admin|identity):\w+)\b/g, isInSource), []);
    });

    it("of commands and their options are those of the command line", () => {
        const { commands } = program();
        const wrong = named(/(pulumi-webex [a-z][a-z-]+(?: +[^\s`|&;)#>]+)*)/g).flatMap(({ page, name: line }) => {
            const [, name, ...words] = line.split(/ +/);
            const command = commands.find((one) => one.name() === name);
            const options = words.filter((word) => /^--\w/.test(word)).map((word) => word.replace(/=.*/, ""));
            const known = new Set(["--help", ...(command?.options.map(({ long }) => long) ?? [])]);
            return command === undefined || options.some((option) => !known.has(option)) ? [`${page}: ${line}`] : [];
        });
        assert.deepEqual(wrong, []);
    });

    it("of outputs and configuration in an example's own page are those of its program", () => {
        const wrong = PROJECTS.flatMap((folder) => {
            const [text, source] = [read(`${folder}/README.md`), read(`${folder}/index.ts`)];
            const outputs = [...text.matchAll(/pulumi stack output (\w+)/g)].map(([, name = ""]) => name);
            const keys = [...text.matchAll(/(?:pulumi config set (?:--\w+ )*'?|^ +)(?!webex:)(?:[\w-]+:)(\w+)[: ]/gm)];
            return [
                ...outputs.filter((name) => !source.includes(`export const ${name} `)),
                ...keys.map(([, key = ""]) => key).filter((key) => !source.includes(`"${key}"`)),
            ].map((name) => `${folder}: ${name}`);
        });
        assert.deepEqual(wrong, []);
    });
});
