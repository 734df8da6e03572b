/**
 * The commands of each page, in order as they stand there, in a project of its own with a stack `dev`, against the
 * organisation of `npx pulumi-webex simulate`. CONTRIBUTING.md says what a page may expect.
 */

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { addDemoOrganization } from "../../simulator/demoOrganization";
import { type Simulator, startSimulator } from "../../simulator/index";
import { compileOnce } from "../engine/compileOnce";
import { repository } from "../package/packed";
import { Desk, scriptOf } from "./desk";
import { documentation, type Page, readPage } from "./page";
import { isSaid } from "./said";
import { SCENES } from "./scenes";

/** Those with another test: README.md's are run from the packed tarball, in package/newcomer.test.ts. */
const pages = documentation()
    .filter((page) => page !== "README.md")
    .map(readPage)
    .filter(({ blocks }) => blocks.some(({ language }) => language === "sh"));

/** Pages are written for bash. */
const describePages = process.platform === "win32" ? describe.skip : describe;

describePages("the commands of", function () {
    this.timeout(300_000);

    let simulator: Simulator;
    let template = "";
    let desk: Desk | undefined;

    before(async () => {
        simulator = await startSimulator({ contract: "cisco" });
        template = await makeTemplate(simulator);
    });

    beforeEach(() => {
        simulator.reset();
        addDemoOrganization(simulator);
    });

    afterEach(async () => {
        await desk?.dispose();
    });

    after(async () => {
        fs.rmSync(template, { recursive: true, force: true });
        await simulator.close();
    });

    for (const page of pages) {
        it(page.path, async () => {
            desk = new Desk(environment);
            fs.cpSync(template, desk.folder, { recursive: true, verbatimSymlinks: true });
            await desk.run(`cd "${path.join(desk.folder, "project")}"`);
            const words = (await SCENES[page.path]?.({ desk, simulator })) ?? {};
            await follow(page, desk, words);
        });
    }
});

/** Does what a page says, block by block. `words` are put in place of the names in capitals that a reader replaces. */
async function follow(
    { path: file, blocks }: Page,
    desk: Desk,
    words: Readonly<Record<string, string>>,
): Promise<void> {
    let printed: string | undefined;
    for (const { language, file: name, text, line } of blocks) {
        const filled = Object.entries(words).reduce((done, [word, value]) => done.replaceAll(word, value), text);
        if (language === "sh") {
            printed = await desk.run(scriptOf(filled)).catch((error: unknown) => {
                throw new Error(`${file}:${line}: ${error instanceof Error ? error.message : String(error)}`);
            });
        } else if (language === "text" && printed !== undefined) {
            assert.ok(isSaid(filled, printed), `${file}:${line} says\n${filled}\nbut this was printed:\n${printed}`);
        } else {
            printed = undefined;
        }
        if (name !== undefined) {
            desk.write(name, filled);
        }
    }
}

/** Pulumi keeps by their paths which backend and which stack are selected, and each page has a folder of its own. */
function environment(folder: string): NodeJS.ProcessEnv {
    const backend = path.join(folder, "home");
    return {
        PULUMI_BACKEND_URL: pathToFileURL(backend).href,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_STACK: "dev",
        ...compileOnce(),
    };
}

/** A folder with a project, its stack `dev` and the packages, to be copied for each page. */
async function makeTemplate({ baseUrl, token }: Simulator): Promise<string> {
    const desk = new Desk(environment);
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "pages-")));
    try {
        desk.write("project/Pulumi.yaml", "name: rooms\nruntime: nodejs\nmain: index.ts\n");
        desk.write("project/package.json", '{ "private": true }\n');
        desk.write("project/index.ts", "export {};\n");
        linkPackages(path.join(desk.folder, "project/node_modules"));
        await desk.run(`set -e
            cd project
            pulumi stack init dev
            pulumi config set-all --plaintext webex:baseUrl=${baseUrl} --plaintext webex:contract=cisco \\
                --secret webex:accessToken=${token}`);
        for (const name of ["project", "home"]) {
            fs.cpSync(path.join(desk.folder, name), path.join(folder, name), {
                recursive: true,
                verbatimSymlinks: true,
            });
        }
    } finally {
        await desk.dispose();
    }
    return folder;
}

/** The repository's packages as npm would have installed them, with this package's own command. */
function linkPackages(modules: string): void {
    const from = path.join(repository, "node_modules");
    fs.mkdirSync(path.join(modules, ".bin"), { recursive: true });
    for (const name of fs.readdirSync(from).filter((one) => !one.startsWith("."))) {
        fs.symlinkSync(fs.realpathSync(path.join(from, name)), path.join(modules, name), "junction");
    }
    for (const name of fs.readdirSync(path.join(from, ".bin"))) {
        fs.symlinkSync(fs.realpathSync(path.join(from, ".bin", name)), path.join(modules, ".bin", name));
    }
    const command = `#!/bin/sh\nexec "${process.execPath}" "${path.join(repository, "dist/cli/main.js")}" "$@"\n`;
    fs.writeFileSync(path.join(modules, ".bin/pulumi-webex"), command, { mode: 0o755 });
}
