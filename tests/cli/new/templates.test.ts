import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { TEMPLATES, type TemplateName, templateFiles } from "../../../cli/new/templates";

const repository = path.resolve(__dirname, "../../..");
const names = Object.keys(TEMPLATES) as TemplateName[];

describe("cli/new/templates", () => {
    it("are the folders of templates/, which the package holds", () => {
        const folders = fs.readdirSync(path.join(repository, "templates"));
        assert.deepEqual(folders.sort(), [...names, "shared"].sort());
        const { files } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
            files: string[];
        };
        assert.ok(files.includes("templates"));
    });

    for (const name of names) {
        it(`${name}: a short program, with a README that says how to run it`, () => {
            const files = templateFiles(name);
            const program = files.get("index.ts") ?? "";
            assert.match(program, /^export const /m);
            assert.ok(program.split("\n").length <= 40, "more than 40 lines");
            const readme = files.get("README.md") ?? "";
            assert.match(readme, /^# [^]*\n\n## Run it\n/);
            assert.ok(files.has(".gitignore") && files.has("tsconfig.json") && !files.has("gitignore"));
            assert.match(files.get("tsconfig.json") ?? "", /"strict": true/);
        });

        it(`${name}: its README names pages that the package holds`, () => {
            const readme = templateFiles(name).get("README.md") ?? "";
            const pages = [...readme.matchAll(/node_modules\/pulumi-webex\/(\S+\.md)/g)].map(([, page = ""]) => page);
            assert.ok(pages.length > 0);
            assert.deepEqual(
                pages.filter((page) => !fs.existsSync(path.join(repository, page))),
                [],
            );
        });
    }

    it("csv has its file", () => {
        assert.match(templateFiles("csv").get("phones.csv") ?? "", /^name,mac,model,/);
    });
});
