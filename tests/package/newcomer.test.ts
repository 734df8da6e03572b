/**
 * The way of somebody who reads README.md for the first time: its section "Use it", command by command as it stands
 * there, in an empty folder, from the packed tarball.
 */

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { Desk, scriptOf } from "../docs/desk";
import { readPage } from "../docs/page";
import { packInto, repository } from "./packed";

describe("a newcomer who does as README.md says", () => {
    const desk = new Desk();
    after(() => desk.dispose());

    it("packs, makes a project, ups, enters a code, finds drift, mends it, prints a sheet and destroys", async function () {
        if (process.platform === "win32") {
            this.skip();
        }
        this.timeout(900_000);
        const blocks = readPage("README.md").blocks.filter(({ language }) => language === "sh");
        assert.equal(blocks.length, 6);
        const [inClone = "", make = "", up = "", takeOver = "", drift = "", end = ""] = blocks.map(({ text }) => text);

        // Here npm ci would replace the packages that these tests run on, and the build what others run.
        assert.equal(inClone, "npm ci\nnpm pack\n");
        const clone = path.join(desk.folder, "pulumi-webex");
        fs.mkdirSync(clone);
        packInto(clone);

        await desk.run(scriptOf(make));
        const greeting = await desk.simulate();
        const settings = greeting.split("\n").filter((line) => line.startsWith("pulumi config set "));
        assert.equal(settings.length, 3, greeting);
        await desk.run(["set -e", ...settings].join("\n"));

        const made = await desk.run(scriptOf(up));
        assert.match(made, /webex:Workspace huddle-1 created/);
        assert.match(made, /webex:DeviceActivation huddle-1 created/);
        const [code = ""] = /(?<="huddle-1": ?")\d{16}/.exec(made) ?? [];
        const enter = greeting.split("\n").find((line) => line.startsWith("curl ")) ?? "";
        await desk.run(enter.replace("curl ", "curl --fail ").replace("CODE", code));

        const taken = await desk.run(scriptOf(takeOver));
        assert.match(taken, /its code was used by device "Huddle 1"/);
        assert.match(taken, /webex:Device huddle-1 created/);

        const told = await desk.run(scriptOf(drift));
        assert.match(told, /huddle-1 +Device +tags +huddle +by-hand/);
        assert.match(told, /webex:Device huddle-1 updated/);

        const rest = await desk.run(scriptOf(end));
        assert.ok(!rest.includes(code));
        assert.match(rest, /webex:Device huddle-1 deleted/);
        assert.match(rest, /sheet\.html has 1 code; left out: 1 used \(DeviceActivation "huddle-1"\)/);
        const mode = await desk.run("node -p \"(fs.statSync('sheet.html').mode & 0o777).toString(8)\"");
        assert.equal(mode, "600\n");
        const [baseUrl, , token] = settings.map((line) => line.split(" ").at(-1) ?? "");
        const answer = await fetch(`${baseUrl ?? ""}/workspaces`, {
            headers: { authorization: `Bearer ${token ?? ""}` },
        });
        const left = await answer.text();
        assert.match(left, /Board Room/);
        assert.doesNotMatch(left, /Huddle 1|Training 1/);
    });

    it("installs an example of the clone as it stands, and compiles it", async () => {
        const { version } = JSON.parse(fs.readFileSync(path.join(repository, "package.json"), "utf8")) as {
            version: string;
        };
        const examples = path.join(repository, "examples");
        const projects = fs
            .readdirSync(examples)
            .filter((name) => fs.existsSync(path.join(examples, name, "index.ts")));
        for (const name of projects) {
            const { dependencies } = JSON.parse(fs.readFileSync(path.join(examples, name, "package.json"), "utf8")) as {
                dependencies: Record<string, string>;
            };
            assert.equal(dependencies["pulumi-webex"], `file:../../pulumi-webex-${version}.tgz`, name);
        }
        const copy = path.join(desk.folder, "pulumi-webex", "examples", "quickstart");
        fs.cpSync(path.join(examples, "quickstart"), copy, {
            recursive: true,
            filter: (source) => path.basename(source) !== "node_modules",
        });
        await desk.run(`cd '${copy}' && npm install && npx tsc --noEmit -p .`);
    });
});
