import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { newProject } from "../../../cli/new/newProject";
import { thrown } from "../../provider/helpers";
import { capture } from "../capture";
import { runCli } from "../runCli";

describe("cli/new/newProject", function () {
    this.timeout(30_000);
    let scratch: string;
    beforeEach(() => {
        scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "new-")));
    });
    afterEach(() => {
        fs.rmSync(scratch, { recursive: true, force: true });
    });

    it("makes a project in a folder that is not there yet, and says what comes next", async () => {
        const folder = path.join(scratch, "north/rooms");
        const { result, stdout } = await capture(() => newProject({ template: "csv" }, folder));
        assert.equal(result, 0);
        assert.deepEqual(fs.readdirSync(folder).sort(), [
            ...[".gitignore", "Pulumi.yaml", "README.md", "index.ts", "package.json", "phones.csv", "tsconfig.json"],
        ]);
        assert.match(fs.readFileSync(path.join(folder, "Pulumi.yaml"), "utf8"), /^name: "rooms"$/m);
        assert.match(stdout, /^Made .*: the desk phones of a CSV file\.\n {2}\.gitignore\n/);
    });

    it("makes one in a folder that is empty, under another name", async () => {
        await capture(() => newProject({ template: "rooms", name: "head-office" }, scratch));
        assert.match(fs.readFileSync(path.join(scratch, "Pulumi.yaml"), "utf8"), /^name: "head-office"$/m);
    });

    it("refuses a folder that is not empty with its names, and changes nothing there", async () => {
        for (const name of ["f", "e", "d", "c\nX", "b", "a"]) {
            fs.writeFileSync(path.join(scratch, name), "mine");
        }
        const error = await thrown(() => newProject({ template: "rooms" }, scratch));
        assert.match(error.message, /is not empty \(a, b, c X, d, e and 1 more\); give the name of a new one$/);
        assert.equal(fs.readdirSync(scratch).length, 6);
    });

    it("refuses a file, and a name that Pulumi does not take, and makes nothing", async () => {
        const file = path.join(scratch, "file");
        fs.writeFileSync(file, "mine");
        assert.match((await thrown(() => newProject({ template: "rooms" }, file))).message, /is a file/);
        const folder = path.join(scratch, "my rooms");
        assert.match((await thrown(() => newProject({ template: "rooms" }, folder))).message, /--name$/);
        assert.ok(!fs.existsSync(folder));
    });

    it("is a command that explains itself, its argument and its templates", async () => {
        const help = await runCli(["new", "--help"]);
        assert.deepEqual([help.code, help.stderr], [0, ""]);
        assert.match(help.stdout, /^Usage: pulumi-webex new \[options\] <dir>$/m);
        assert.match(help.stdout, /^ {2}phones {2}a person's desk phone/m);
        const without = await runCli(["new"]);
        assert.equal(without.code, 1);
        assert.match(without.stderr, /^missing required argument 'dir'/);
        const wrong = await runCli(["new", "x", "--template", "cars"]);
        assert.match(wrong.stderr, /^option '--template <name>' is invalid\. Allowed choices are rooms, phones, csv\./);
    });

    it("writes the project from the command line", async () => {
        const folder = path.join(scratch, "phones");
        const run = await runCli(["new", folder, "--template", "phones"]);
        assert.deepEqual([run.code, run.stderr], [0, ""]);
        assert.match(fs.readFileSync(path.join(folder, "index.ts"), "utf8"), /getPersonOutput/);
    });
});
